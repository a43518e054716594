import type { PatternTask, Reader } from '../pattern.ts';
import type { Attempt, BoxedAttack } from './boxedAttack.ts';
import { type Cut, eitherOf } from './cut.ts';

type Reached = Extract<Attempt, { reached: true }>;

type Verdict =
  | { readonly holds: true; readonly deviations: readonly Reached[] }
  /** Cuts that the pattern breaks; none where it is not enough for another reason. */
  | { readonly holds: false; readonly cuts: readonly Cut[] };

const NOBODY = -1;

/**
 * Looks for cuts that a pattern breaks: for every unsafe cell, every kind of reader, and every insider whose cells the
 * deviations move that keep the cell safe from outsiders. What was found for an earlier pattern is tried first.
 */
export class Separation {
  readonly #task: PatternTask;
  readonly #attack: BoxedAttack;
  readonly #everything: Float64Array;
  readonly #unitsOf = new Map<number, number[]>();
  readonly #earlier = new Map<string, readonly Reached[]>();
  readonly #beyond = new Map<string, boolean>();

  constructor(task: PatternTask, attack: BoxedAttack) {
    this.#task = task;
    this.#attack = attack;
    this.#everything = Float64Array.from(task.loss, (loss, cell) =>
      task.primary[cell] === 1 || loss < Number.POSITIVE_INFINITY ? 1 : 0,
    );
    for (const [u, unit] of task.units.entries())
      for (const cell of unit.cells) this.#unitsOf.set(cell, [...(this.#unitsOf.get(cell) ?? []), u]);
  }

  /** Cuts that the pattern breaks. None: it holds, or is not enough in a way that no cut was found for. */
  look(pattern: Float64Array): Cut[] {
    const cuts: Cut[] = [];
    const note = (verdict: Verdict): void => {
      if (!verdict.holds) cuts.push(...verdict.cuts);
    };
    for (const [cell, flag] of this.#task.primary.entries()) {
      if (flag !== 1) continue;
      for (const [r, reader] of this.#task.readers.entries()) {
        const outsider = this.#judged(cell, r, NOBODY, pattern);
        note(outsider);
        if (!outsider.holds || reader.insiders === 'no') continue;
        for (const unit of this.#concerned(outsider.deviations, cell))
          if (reader.insiders === 'required' || this.#possible(cell, r, unit))
            note(this.#judged(cell, r, unit, pattern));
      }
    }
    return cuts;
  }

  #concerned(deviations: readonly Reached[], cell: number): number[] {
    const found = new Set<number>();
    for (const { cells } of deviations)
      for (const moved of cells) for (const unit of this.#unitsOf.get(moved) ?? []) found.add(unit);
    for (const own of this.#unitsOf.get(cell) ?? []) found.delete(own);
    return [...found].sort((a, b) => a - b);
  }

  /** Whether the insider can be kept from the cell by hiding everything that may be hidden. */
  #possible(cell: number, reader: number, unit: number): boolean {
    const key = `${String(cell)} ${String(reader)} ${String(unit)}`;
    const known = this.#beyond.get(key);
    if (known !== undefined) return known;
    const possible = this.#attacked(cell, this.#task.readers[reader] as Reader, unit, this.#everything).holds;
    this.#beyond.set(key, possible);
    return possible;
  }

  #judged(cell: number, reader: number, unit: number, pattern: Float64Array): Verdict {
    const key = `${String(cell)} ${String(reader)} ${String(unit)}`;
    const own = this.#task.readers[reader] as Reader;
    const earlier = this.#earlier.get(key);
    if (earlier?.every((deviation) => this.#fits(deviation, own, pattern)) === true)
      return { holds: true, deviations: earlier };
    const verdict = this.#attacked(cell, own, unit, pattern);
    if (verdict.holds) this.#earlier.set(key, verdict.deviations);
    return verdict;
  }

  #fits({ cells, amounts }: Reached, { room }: Reader, pattern: Float64Array): boolean {
    return cells.every((cell, i) => {
      const hidden = pattern[cell] as number;
      if (hidden === 1) return true;
      const amount = amounts[i] as number;
      const value = this.#task.values[cell] as number;
      const space = amount > 0 ? (room.upper[cell] as number) - value : value - (room.lower[cell] as number);
      return hidden > 0 && Math.abs(amount) <= hidden * space;
    });
  }

  #attacked(cell: number, { room, levels }: Reader, unit: number, pattern: Float64Array): Verdict {
    const banned = new Set(this.#task.units[unit]?.cells ?? []);
    const move = (sign: 1 | -1, need: number): Attempt =>
      this.#attack.attempt({ cell, sign, need, room, banned }, pattern);
    const up = levels?.up[cell] ?? 0;
    const down = levels?.down[cell] ?? 0;
    if (up > 0 || down > 0) {
      const tried = [...(up > 0 ? [move(1, up)] : []), ...(down > 0 ? [move(-1, down)] : [])];
      const deviations = tried.filter((one) => one.reached);
      if (deviations.length === tried.length) return { holds: true, deviations };
      return { holds: false, cuts: tried.flatMap((one) => (one.reached || one.cut === null ? [] : [one.cut])) };
    }
    const least = this.#task.least[cell] as number;
    const rise = move(1, least);
    if (rise.reached) return { holds: true, deviations: [rise] };
    const fall = move(-1, least);
    if (fall.reached) return { holds: true, deviations: [fall] };
    // Without room in one direction only the other counts.
    if (!this.#hasRoom(cell, 1, least, room)) return { holds: false, cuts: fall.cut === null ? [] : [fall.cut] };
    if (!this.#hasRoom(cell, -1, least, room)) return { holds: false, cuts: rise.cut === null ? [] : [rise.cut] };
    return { holds: false, cuts: rise.cut === null || fall.cut === null ? [] : [eitherOf(rise.cut, fall.cut)] };
  }

  #hasRoom(cell: number, sign: 1 | -1, need: number, room: Reader['room']): boolean {
    const value = this.#task.values[cell] as number;
    return (sign > 0 ? (room.upper[cell] as number) - value : value - (room.lower[cell] as number)) >= need;
  }
}
