import type { Condition, Value } from '../../../../shared/schemas/condition.ts';
import type { Accumulator } from './accumulator.ts';
import { Growing } from './growing.ts';
import type { ColumnShape, HeldColumn } from './heldColumn.ts';
import type { JoinMap } from './joins.ts';
import { createProgram, type Program } from './program.ts';
import { ordered } from './selection.ts';
import type { LinkName } from './source.ts';
import { type Numbers, TRUE, type Truth } from './truth.ts';

/** What definitions are computed on, in arrays that all threads share. The keys are those of `Needs`. */
export interface Memory {
  readonly columns: ReadonlyMap<string, HeldColumn>;
  readonly links: ReadonlyMap<string, Int32Array>;
  readonly counts: ReadonlyMap<string, Int32Array>;
  /** Numbers of the whole nation, in the order in which they were asked for. */
  readonly scalars: Float64Array;
}

/** What definitions turn out to need when they are compiled. */
export interface Needs {
  readonly columns: ReadonlyMap<string, { readonly register: string; readonly variable: string }>;
  /** For each row of `from` the row of `to` with the same key, below 0 where there is none. */
  readonly links: ReadonlyMap<string, LinkName>;
  /** For each row of `base` how many members fulfil a condition. */
  readonly counts: ReadonlyMap<string, { readonly base: string }>;
  readonly scalars: number;
}

/**
 * First the columns of joined registers are brought in as a whole, then come the counts of members, the numbers of the
 * nation, the areas: each needs those before.
 */
export const STAGES = ['whole', 'counts', 'nation', 'areas'] as const;
export type Stage = (typeof STAGES)[number];

/**
 * What the definitions of one year share. Compiling tells what they need; `give` then hands it over, and the programs
 * run stage by stage. Every thread compiles the same definitions in the same order and so gets the same programs.
 */
export interface World {
  shape(register: string, variable: string): ColumnShape;
  /** `whole`: all of it before anything is computed, since it is read in the order of another register. */
  column(register: string, variable: string, whole: boolean): () => HeldColumn;
  /** `reader`: the program whose rows it is read for; null where all of it must be there before anything is computed. */
  link(link: LinkName, reader: Program | null): () => Int32Array;
  counts(base: string, members: string, key: string, where: Condition): () => Int32Array;
  quantile(register: string, p: number, of: Value, where: Condition, joins: JoinMap, identity: string): () => number;
  program(stage: Stage, register: string): Program;
  programs(stage: Stage): readonly Program[];
  readonly needs: Needs;
  give(memory: Memory): void;
  /** Computes the numbers of the nation from what their programs have gathered. */
  settle(): void;
}

/** A part of something by its register's name and its own. */
export const partKey = (...names: readonly string[]): string => names.join('\u0000');

interface Amounts extends Accumulator<Readonly<{ values: Float64Array<ArrayBuffer> }>> {
  /** All of them, block by block. */
  readonly blocks: readonly Float64Array[];
}

/** The values where a condition is true and there is a value. */
function amountsWhere(truth: Truth, numbers: Numbers): Amounts {
  const held = new Growing(Float64Array);
  const blocks: Float64Array[] = [];
  return {
    step: (frame) => {
      const verdicts = truth(frame);
      const values = numbers.kind === 'column' ? numbers.of(frame) : undefined;
      const one = numbers.kind === 'scalar' ? numbers.of() : 0;
      const out = held.room(frame.rows);
      let { length } = held;
      for (let i = 0; i < frame.rows; i += 1) {
        const x = values === undefined ? one : (values[i] as number);
        // What does not belong is written over by the next.
        out[length] = x;
        length += Number(verdicts[i] === TRUE) & Number(!Number.isNaN(x));
      }
      held.length = length;
    },
    take: () => {
      const values = held.view().slice();
      held.length = 0;
      return { values };
    },
    add: ({ values }) => {
      blocks.push(values);
    },
    blocks,
  };
}

const given = <T>(map: ReadonlyMap<string, T> | undefined, key: string): T => {
  const found = map?.get(key);
  if (found === undefined) throw new RangeError('not in memory');
  return found;
};

export function createWorld(shape: World['shape']): World {
  const columns = new Map<string, { register: string; variable: string }>();
  const links = new Map<string, LinkName>();
  const counts = new Map<string, { base: string }>();
  const quantiles = new Map<string, { position: number; p: number; amounts: Amounts }>();
  const programs = new Map<Stage, Map<string, Program>>(STAGES.map((stage) => [stage, new Map<string, Program>()]));
  let memory: Memory | undefined;

  const world: World = {
    shape,
    column: (register, variable, whole) => {
      const key = partKey(register, variable);
      columns.set(key, { register, variable });
      if (whole) world.program('whole', register).bring(variable);
      return () => given(memory?.columns, key);
    },
    link: (link, reader) => {
      const path = partKey(link.from, link.to, link.key);
      links.set(path, link);
      (reader ?? world.program('whole', link.from)).bringLink(path);
      return () => given(memory?.links, path);
    },
    counts: (base, members, key, where) => {
      const identity = JSON.stringify([base, members, key, where]);
      const values = (): Int32Array => given(memory?.counts, identity);
      if (counts.has(identity)) return values;
      counts.set(identity, { base });
      const program = world.program('counts', members);
      const truth = program.truth(where, new Map());
      const rowsOfBase = program.rowsOf({ path: `${base}(${key})`, register: base, key, many: false, from: null });
      program.onFrame((frame) => {
        const counted = values();
        const verdicts = truth(frame);
        const rows = rowsOfBase(frame);
        // Several threads may come to the same household at once: whole numbers add up in any order. Members often
        // follow each other, and are then added together.
        let household = -1;
        let members = 0;
        for (let i = 0; i < frame.rows; i += 1) {
          if (verdicts[i] !== TRUE) continue;
          const row = rows[i] as number;
          if (row === household) {
            members += 1;
            continue;
          }
          if (household >= 0) Atomics.add(counted, household, members);
          household = row;
          members = 1;
        }
        if (household >= 0) Atomics.add(counted, household, members);
      });
      return values;
    },
    quantile: (register, p, of, where, joins, identity) => {
      const key = partKey(register, identity);
      const program = world.program('nation', register);
      const known = quantiles.get(key);
      const made = known ?? {
        position: quantiles.size,
        p,
        amounts: program.gather(amountsWhere(program.truth(where, joins), program.numbers(of, joins))),
      };
      quantiles.set(key, made);
      return () => memory?.scalars[made.position] ?? Number.NaN;
    },
    program: (stage, register) => {
      const held = programs.get(stage) ?? new Map<string, Program>();
      const made = held.get(register) ?? createProgram(world, register);
      held.set(register, made);
      return made;
    },
    programs: (stage) => [...(programs.get(stage)?.values() ?? [])],
    get needs() {
      return { columns, links, counts, scalars: quantiles.size };
    },
    give: (held) => {
      memory = held;
    },
    settle: () => {
      for (const { position, p, amounts } of quantiles.values())
        if (memory !== undefined) memory.scalars[position] = ordered(amounts.blocks).quantile(p);
    },
  };
  return world;
}
