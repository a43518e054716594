import type { Unit } from '../attack/problem.ts';
import type { Deviation, DeviationFinder, Room } from './finder.ts';

/** What one kind of reader must not be able to exclude, and the flows that show that they cannot. */
interface Evidence {
  /** A flow that proves the cell safe for someone who knows no cell. */
  readonly outsider: readonly number[];
  /** By insider: a flow that moves none of the insider's cells, for those insiders whose cells `outsider` moves. */
  readonly insiders: ReadonlyMap<number, readonly number[]>;
}

/** One kind of reader: how far they think that cells may lie from their values, and what they must not come close to. */
export interface Reader {
  readonly room: Room;
  /** How far above and below its value each unsafe cell must be able to lie; null, or both 0: anywhere but at its value. */
  readonly levels: { readonly up: Float64Array; readonly down: Float64Array } | null;
  /** Whether this reader may also be an insider; `wherePossible`: insiders against whom nothing helps are passed over. */
  readonly insiders: 'required' | 'wherePossible' | 'no';
}

export interface PatternTask {
  readonly finder: DeviationFinder;
  readonly values: Float64Array;
  readonly primary: Uint8Array;
  /** How far a cell without levels must be able to move, so that it is not known exactly. */
  readonly least: Float64Array;
  /** Loss of hiding each cell; Infinity where it may not be hidden. */
  readonly loss: Float64Array;
  readonly readers: readonly Reader[];
  /** Insiders; empty when the rules do not ask for them. */
  readonly units: readonly Unit[];
}

type Undo = () => void;

const flowsOf = (evidence: readonly Evidence[] | undefined): (readonly number[])[] =>
  evidence === undefined ? [] : evidence.flatMap(({ outsider, insiders }) => [outsider, ...insiders.values()]);

/**
 * A pattern of hidden cells with its evidence: for every unsafe cell the flows that prove it safe, so that a change needs a
 * new look only at those cells whose flows it touches. Every change can be undone.
 */
export class Pattern {
  readonly task: PatternTask;
  readonly hidden: Uint8Array;
  /** 0 for hidden cells, else the loss (see scaleCost). */
  readonly cost: Float64Array;
  readonly #evidence: (readonly Evidence[] | undefined)[] = [];
  readonly #users: (Set<number> | undefined)[] = [];
  readonly #unitsOf = new Map<number, number[]>();
  #journal: Undo[] | null = null;
  #loss = 0;
  /** Pairs of insider and cell for which no pattern helps: a search over all cells that may be hidden found none. */
  readonly #beyond = new Set<number>();
  readonly #secondaries: number[] = [];
  readonly #place = new Map<number, number>();

  constructor(task: PatternTask) {
    this.task = task;
    this.hidden = Uint8Array.from(task.primary);
    this.cost = task.loss.map((loss, cell) => (task.primary[cell] === 1 ? 0 : loss));
    for (const [cell, flag] of task.primary.entries()) if (flag === 1) task.finder.hide(cell, true);
    for (const [u, unit] of task.units.entries())
      for (const cell of unit.cells) {
        const own = this.#unitsOf.get(cell);
        if (own === undefined) this.#unitsOf.set(cell, [u]);
        else own.push(u);
      }
  }

  /** The secondary cells, in an order that depends on the changes made so far only. */
  get secondaries(): readonly number[] {
    return this.#secondaries;
  }

  /** Unsafe cells whose evidence moves the cell. */
  usersOf(cell: number): number[] {
    return [...(this.#users[cell] ?? [])];
  }

  isSecondary(cell: number): boolean {
    return this.hidden[cell] === 1 && this.task.primary[cell] !== 1;
  }

  /** Sum of the losses of all secondary cells. */
  get loss(): number {
    return this.#loss;
  }

  /** Cells that the evidence for an unsafe cell moves. */
  movedBy(cell: number): number[] {
    return [...new Set(flowsOf(this.#evidence[cell]).flat())];
  }

  /** Runs `change`; if it says no, everything it did is undone. Attempts may lie within one another. */
  attempt(change: () => boolean): boolean {
    const outer = this.#journal;
    const own: Undo[] = [];
    this.#journal = own;
    const kept = change();
    this.#journal = outer;
    if (!kept) for (let i = own.length - 1; i >= 0; i -= 1) own[i]?.();
    else if (outer !== null) for (const undo of own) outer.push(undo);
    return kept;
  }

  setHidden(cell: number, hide: boolean): void {
    if ((this.hidden[cell] === 1) === hide) return;
    const cost = this.cost[cell] as number;
    const loss = this.#loss;
    this.#journal?.push(() => {
      this.#list(cell, !hide);
      this.cost[cell] = cost;
      this.#loss = loss;
    });
    this.#list(cell, hide);
    this.cost[cell] = hide ? 0 : (this.task.loss[cell] as number);
    this.#loss = loss + (hide ? 1 : -1) * (this.task.loss[cell] as number);
  }

  #list(cell: number, hide: boolean): void {
    this.hidden[cell] = hide ? 1 : 0;
    this.task.finder.hide(cell, hide);
    if (hide) {
      this.#place.set(cell, this.#secondaries.length);
      this.#secondaries.push(cell);
      return;
    }
    const place = this.#place.get(cell) as number;
    const last = this.#secondaries.pop() as number;
    this.#place.delete(cell);
    if (last === cell) return;
    this.#secondaries[place] = last;
    this.#place.set(last, place);
  }

  /** Makes a cell that is not hidden seem dearer or cheaper than it is; 1 is its true loss. */
  scaleCost(cell: number, factor: number): void {
    if (this.hidden[cell] === 1) return;
    const cost = this.cost[cell] as number;
    this.#journal?.push(() => {
      this.cost[cell] = cost;
    });
    this.cost[cell] = (this.task.loss[cell] as number) * factor;
  }

  /** Finds evidence for an unsafe cell, hiding more cells where that is allowed and needed. False: not possible. */
  secure(cell: number, mayHide: boolean): boolean {
    const old = this.#evidence[cell];
    const evidence: Evidence[] = [];
    for (const [r, reader] of this.task.readers.entries()) {
      const found = this.#secureFor(reader, old?.[r], cell, mayHide);
      if (found === null) return false;
      evidence.push(found);
    }
    this.#journal?.push(() => {
      this.#replace(cell, old);
    });
    this.#replace(cell, evidence);
    return true;
  }

  #secureFor(reader: Reader, old: Evidence | undefined, cell: number, mayHide: boolean): Evidence | null {
    const stands = (flow: readonly number[] | undefined): flow is readonly number[] =>
      flow !== undefined && flow.length > 0 && flow.every((moved) => this.hidden[moved] === 1);
    const outsider = stands(old?.outsider) ? old.outsider : this.#find(reader, cell, mayHide);
    if (outsider === null) return null;
    if (reader.insiders === 'no') return { outsider, insiders: new Map() };
    const insiders = new Map<number, readonly number[]>();
    for (const unit of this.#insidersOn(outsider, cell)) {
      const pair = unit * this.hidden.length + cell;
      if (reader.insiders === 'wherePossible' && this.#beyond.has(pair)) continue;
      const before = old?.insiders.get(unit);
      if (stands(before)) {
        insiders.set(unit, before);
        continue;
      }
      const known = this.task.units[unit]?.cells ?? [];
      this.task.finder.ban(known, true);
      const found = this.#find(reader, cell, mayHide);
      this.task.finder.ban(known, false);
      if (found !== null) insiders.set(unit, found);
      else if (reader.insiders === 'required' || !mayHide) return null;
      else this.#beyond.add(pair);
    }
    return { outsider, insiders };
  }

  #insidersOn(flow: readonly number[], cell: number): number[] {
    if (this.#unitsOf.size === 0) return [];
    const found = new Set<number>();
    for (const moved of flow) for (const unit of this.#unitsOf.get(moved) ?? []) found.add(unit);
    for (const own of this.#unitsOf.get(cell) ?? []) found.delete(own);
    return [...found].sort((a, b) => a - b);
  }

  /** Deviations that let the cell reach its levels, or, when none is asked for, move in either direction. */
  #find({ room, levels }: Reader, cell: number, mayHide: boolean): readonly number[] | null {
    const { finder, least } = this.task;
    const up = levels?.up[cell] ?? 0;
    const down = levels?.down[cell] ?? 0;
    // Cells that are hidden already are looked at near by only: a proof that is not found keeps a cell hidden, and does no harm.
    const move = (sign: 1 | -1, need: number, far = mayHide): Deviation | null =>
      finder.move(cell, sign, need, room, this.cost, !mayHide, far);
    const take = (found: Deviation): readonly number[] => {
      for (const moved of found.cells) if (this.hidden[moved] !== 1) this.setHidden(moved, true);
      return found.cells;
    };
    if (up > 0 || down > 0) {
      const rise = up > 0 ? move(1, up) : null;
      if (up > 0 && rise === null) return null;
      const raised = rise === null ? [] : take(rise);
      if (down <= 0) return raised;
      const fall = move(-1, down);
      return fall === null ? null : [...new Set([...raised, ...take(fall)])];
    }
    const need = least[cell] as number;
    // The whole table is searched only when neither direction has anything near by.
    const rise = move(1, need, false);
    const fall = rise === null || rise.cost > 0 ? move(-1, need, false) : null;
    const near = rise === null || (fall !== null && fall.cost < rise.cost) ? fall : rise;
    const best = near ?? (mayHide ? (move(1, need) ?? move(-1, need)) : null);
    return best === null ? null : take(best);
  }

  #replace(cell: number, evidence: readonly Evidence[] | undefined): void {
    for (const flow of flowsOf(this.#evidence[cell])) for (const moved of flow) this.#users[moved]?.delete(cell);
    this.#evidence[cell] = evidence;
    for (const flow of flowsOf(evidence)) for (const moved of flow) (this.#users[moved] ??= new Set()).add(cell);
  }
}
