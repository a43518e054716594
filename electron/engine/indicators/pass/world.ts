import { quantileOf } from '../../../../shared/domain/numbers/quantile.ts';
import type { Condition, Value } from '../../../../shared/schemas/condition.ts';
import type { Progress } from '../../jobs/progress.ts';
import type { Column, ColumnReader } from '../../store/columns.ts';
import { GrowingDoubles } from './growing.ts';
import type { JoinMap } from './joins.ts';
import { indexKeys, type KeyIndex } from './keys.ts';
import { createProgram, type Program } from './program.ts';
import { TRUE } from './truth.ts';

/** Counts per record of a register, filled before anything asks for them. */
export interface CountSlot {
  values: Int32Array;
}
/** One number for the country, filled before anything asks for it. */
export interface ScalarSlot {
  value: number;
}

/**
 * What the definitions of one year share: whole columns and key indexes of joined registers, counts of members, national
 * quantiles. Compiling asks for them; `resolve` then computes all of them, with one scan per register and stage.
 */
export interface World {
  readonly reader: ColumnReader;
  readonly year: number;
  column(register: string, variable: string): Column;
  index(register: string, key: string): KeyIndex;
  /** For each row of `from` the row of `to` with the same key, -1 where there is none. */
  link(from: string, to: string, key: string): Int32Array;
  /** How many rows of `members` with the key of each row of `base` fulfil the condition. */
  counts(base: string, members: string, key: string, where: Condition): CountSlot;
  quantile(register: string, p: number, of: Value, where: Condition, joins: JoinMap, identity: string): ScalarSlot;
  resolve(progress: Progress): void;
}

export function createWorld(reader: ColumnReader, year: number): World {
  const columns = new Map<string, Column>();
  const indexes = new Map<string, KeyIndex>();
  const links = new Map<string, Int32Array>();
  const counts = new Map<string, CountSlot>();
  const scalars = new Map<string, ScalarSlot>();
  const countStage = new Map<string, { program: Program }>();
  const scalarStage = new Map<string, { program: Program; finish: (() => void)[] }>();

  const remembered = <T>(store: Map<string, T>, key: string, make: () => T): T => {
    const known = store.get(key);
    if (known !== undefined) return known;
    const made = make();
    store.set(key, made);
    return made;
  };

  const keysOf = (register: string, key: string): Float64Array => {
    const column = world.column(register, key);
    if (column.type !== 'key') throw new TypeError('a join needs a key column');
    return column.values;
  };

  const world: World = {
    reader,
    year,
    column: (register, variable) =>
      remembered(columns, `${register}\u0000${variable}`, () => {
        const [column] = reader.read(register, year, [variable]);
        if (column === undefined) throw new RangeError('the store gave no column');
        return column;
      }),
    index: (register, key) => remembered(indexes, `${register}\u0000${key}`, () => indexKeys(keysOf(register, key))),
    link: (from, to, key) =>
      remembered(links, `${from}\u0000${to}\u0000${key}`, () => {
        const keys = keysOf(from, key);
        const rows = new Int32Array(keys.length);
        world.index(to, key).findAll(keys, keys.length, rows);
        return rows;
      }),
    counts: (base, members, key, where) =>
      remembered(counts, JSON.stringify([base, members, key, where]), () => {
        const slot: CountSlot = { values: new Int32Array(0) };
        const stage = remembered(countStage, members, () => ({ program: createProgram(world, members) }));
        const truth = stage.program.truth(where, new Map());
        const rowsOfBase = stage.program.rowsOf({
          path: `${base}(${key})`,
          register: base,
          key,
          many: false,
          from: null,
        });
        stage.program.onFrame((frame) => {
          if (slot.values.length === 0) slot.values = new Int32Array(Math.max(1, keysOf(base, key).length));
          const counted = slot.values;
          const verdicts = truth(frame);
          const rows = rowsOfBase(frame);
          for (let i = 0; i < frame.rows; i += 1) {
            const row = rows[i] as number;
            if (verdicts[i] === TRUE && row >= 0) counted[row] = (counted[row] as number) + 1;
          }
        });
        return slot;
      }),
    quantile: (register, p, of, where, joins, identity) =>
      remembered(scalars, `${register}\u0000${identity}`, () => {
        const slot: ScalarSlot = { value: Number.NaN };
        const stage = remembered(scalarStage, register, () => ({
          program: createProgram(world, register),
          finish: [],
        }));
        const truth = stage.program.truth(where, joins);
        const numbers = stage.program.numbers(of, joins);
        const held = new GrowingDoubles();
        stage.program.onFrame((frame) => {
          const verdicts = truth(frame);
          const values = numbers.kind === 'column' ? numbers.of(frame) : undefined;
          for (let i = 0; i < frame.rows; i += 1) {
            if (verdicts[i] !== TRUE) continue;
            const x = values === undefined ? (numbers as { of: () => number }).of() : (values[i] as number);
            if (!Number.isNaN(x)) held.push(x);
          }
        });
        stage.finish.push(() => {
          slot.value = quantileOf(held.take(), p);
        });
        return slot;
      }),
    resolve: (progress) => {
      for (const { program } of countStage.values()) program.run(progress);
      for (const { program, finish } of scalarStage.values()) {
        program.run(progress);
        for (const step of finish) step();
      }
      countStage.clear();
      scalarStage.clear();
    },
  };
  return world;
}
