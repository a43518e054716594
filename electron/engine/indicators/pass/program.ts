import type { Condition, Value, VariableReference } from '../../../../shared/schemas/condition.ts';
import type { Accumulator } from './accumulator.ts';
import { inCodes, isMissing, type Leaf, leafOver, numbersOf } from './columns.ts';
import { doublesFor, type Frame, FRAME_ROWS, integersFor, oncePerFrame } from './frame.ts';
import { isCoded } from './heldColumn.ts';
import type { JoinMap, ResolvedJoin } from './joins.ts';
import { combine, mapped } from './numbers.ts';
import { shifted } from './otherYears.ts';
import { all, any, between, compare, inNumbers, not, type Numbers, type Truth } from './truth.ts';
import type { World } from './world.ts';

/**
 * What one scan of a register computes. Conditions and values that occur more than once, in whatever definition, are
 * compiled once and computed once per frame.
 */
export interface Program {
  readonly register: string;
  /** The register's own columns that it reads, and the links that start from its rows, by their keys in memory. */
  readonly variables: ReadonlySet<string>;
  readonly links: ReadonlySet<string>;
  readonly accumulators: readonly Accumulator[];
  truth(condition: Condition, joins: JoinMap): Truth;
  numbers(value: Value, joins: JoinMap): Numbers;
  /** For each row of the frame, the row that the join leads to; below 0 where it leads nowhere. */
  rowsOf(join: ResolvedJoin): (frame: Frame) => Int32Array;
  /** A column of the scanned register as it is. */
  own(variable: string): Leaf;
  /** A column of the scanned register or of one that it joins, as it is. */
  leaf(reference: VariableReference, joins: JoinMap): Leaf;
  /** Has a column of the scanned register brought into memory. */
  bring(variable: string): void;
  bringLink(path: string): void;
  /** Has something gathered over the rows; what it gathers is put together block by block. */
  gather<A extends Accumulator>(accumulator: A): A;
  /** Has something done for every frame whose result is the same in whatever order the frames come. */
  onFrame(step: (frame: Frame) => void): void;
  /** Computes rows first..first+rows-1; `check` is called now and then and may throw. */
  run(first: number, rows: number, check: () => void): void;
}

/** The same text for the same condition or value, whatever names a definition gives its joins. */
const identityOf = (node: Condition | Value, joins: JoinMap): string =>
  JSON.stringify(node, (key, part: unknown) =>
    (key === 'join' || key === 'count') && typeof part === 'string' ? joins.get(part)?.path : part,
  );

const joinNamed = (joins: JoinMap, name: string): ResolvedJoin => {
  const join = joins.get(name);
  if (join === undefined) throw new RangeError('the definition has not been checked: unknown join');
  return join;
};

export function createProgram(world: World, register: string): Program {
  const variables = new Set<string>();
  const links = new Set<string>();
  const truths = new Map<string, Truth>();
  const values = new Map<string, Numbers>();
  const leaves = new Map<string, Leaf>();
  const rowsByPath = new Map<string, (frame: Frame) => Int32Array>();
  const accumulators: Accumulator[] = [];
  const steps: ((frame: Frame) => void)[] = [];
  let stamp = 0;

  const rowsOf = (join: ResolvedJoin): ((frame: Frame) => Int32Array) => {
    const known = rowsByPath.get(join.path);
    if (known !== undefined) return known;
    const { from } = join;
    const link = world.link(
      { from: from?.register ?? register, to: join.register, key: join.key },
      from === null ? program : null,
    );
    const parent = from === null ? null : rowsOf(from);
    const made = oncePerFrame<Int32Array>((frame, previous) => {
      const next = link();
      if (parent === null) return next.subarray(frame.first, frame.first + frame.rows);
      const out = integersFor(frame.rows, previous);
      const rows = parent(frame);
      for (let i = 0; i < frame.rows; i += 1) {
        const row = rows[i] as number;
        out[i] = row < 0 ? -1 : (next[row] as number);
      }
      return out;
    });
    rowsByPath.set(join.path, made);
    return made;
  };

  const leafAt = (variable: string, join: ResolvedJoin | null): Leaf => {
    const identity = `${join?.path ?? ''}\u0000${variable}`;
    const known = leaves.get(identity);
    if (known !== undefined) return known;
    const from = join?.register ?? register;
    if (join === null) variables.add(variable);
    const column = world.column(from, variable, join !== null);
    const made = leafOver(column, join === null ? null : rowsOf(join), isCoded(world.shape(from, variable)));
    leaves.set(identity, made);
    return made;
  };

  const leafOf = (reference: VariableReference, joins: JoinMap): Leaf =>
    leafAt(reference.variable, reference.join === undefined ? null : joinNamed(joins, reference.join));

  const isWord = (reference: VariableReference, joins: JoinMap): boolean => {
    const of = reference.join === undefined ? register : joinNamed(joins, reference.join).register;
    const { type } = world.shape(of, reference.variable);
    return type === 'category' || type === 'area';
  };

  const countOf = (join: ResolvedJoin, where: Condition): Numbers => {
    const counts = world.counts(join.from?.register ?? register, join.register, join.key, where);
    const rows = join.from === null ? null : rowsOf(join.from);
    const of = oncePerFrame<Float64Array>((frame, previous) => {
      const out = doublesFor(frame.rows, previous);
      const counted = counts();
      const places = rows?.(frame);
      for (let i = 0; i < frame.rows; i += 1) {
        const row = places === undefined ? frame.first + i : (places[i] as number);
        out[i] = row < 0 ? Number.NaN : (counted[row] as number);
      }
      return out;
    });
    return { kind: 'column', of };
  };

  const makeNumbers = (value: Value, joins: JoinMap): Numbers => {
    if (typeof value === 'number') return { kind: 'scalar', of: () => value };
    if ('variable' in value) return numbersOf(leafOf(value, joins));
    if ('count' in value) return countOf(joinNamed(joins, value.count), value.where);
    if ('nationalQuantile' in value) {
      const { nationalQuantile, of, where, yearsBack = 0 } = value;
      const over = shifted(register, -yearsBack);
      const usable: JoinMap = yearsBack === 0 ? joins : new Map();
      return {
        kind: 'scalar',
        of: world.quantile(over, nationalQuantile, of, where, usable, identityOf(value, joins)),
      };
    }
    const each = (parts: readonly Value[]): Numbers[] => parts.map((part) => numbers(part, joins));
    if ('add' in value) return combine(each(value.add), 'add');
    if ('subtract' in value) return combine(each(value.subtract), 'subtract');
    if ('multiply' in value) return combine(each(value.multiply), 'multiply');
    if ('divide' in value) return combine(each(value.divide), 'divide');
    if ('roundUp' in value) return mapped(numbers(value.roundUp, joins), Math.ceil);
    return mapped(numbers(value.roundDown, joins), Math.floor);
  };

  const numbers = (value: Value, joins: JoinMap): Numbers => {
    const identity = identityOf(value, joins);
    const known = values.get(identity);
    if (known !== undefined) return known;
    const made = makeNumbers(value, joins);
    values.set(identity, made);
    return made;
  };

  const makeTruth = (condition: Condition, joins: JoinMap): Truth => {
    if ('all' in condition) return all(condition.all.map((part) => truth(part, joins)));
    if ('any' in condition) return any(condition.any.map((part) => truth(part, joins)));
    if ('not' in condition) return not(truth(condition.not, joins));
    if ('compare' in condition) {
      const [left, operator, right] = condition.compare;
      return compare(numbers(left, joins), operator, numbers(right, joins));
    }
    if ('between' in condition) return between(numbers(condition.value, joins), ...condition.between);
    if ('missing' in condition) return isMissing(leafOf(condition.missing, joins));
    return isWord(condition, joins)
      ? inCodes(leafOf(condition, joins), new Set(condition.in.map(String)))
      : inNumbers(
          numbers({ variable: condition.variable, join: condition.join }, joins),
          new Set(condition.in.map(Number)),
        );
  };

  const truth = (condition: Condition, joins: JoinMap): Truth => {
    const identity = identityOf(condition, joins);
    const known = truths.get(identity);
    if (known !== undefined) return known;
    const made = makeTruth(condition, joins);
    truths.set(identity, made);
    return made;
  };

  const program: Program = {
    register,
    variables,
    links,
    accumulators,
    truth,
    numbers,
    rowsOf,
    own: (variable) => leafAt(variable, null),
    leaf: leafOf,
    bring: (variable) => {
      variables.add(variable);
    },
    bringLink: (path) => {
      links.add(path);
    },
    gather: (accumulator) => {
      accumulators.push(accumulator);
      return accumulator;
    },
    onFrame: (step) => {
      steps.push(step);
    },
    run: (first, rows, check) => {
      for (let at = first; at < first + rows; at += FRAME_ROWS) {
        stamp += 1;
        const frame: Frame = { stamp, first: at, rows: Math.min(FRAME_ROWS, first + rows - at) };
        for (const step of steps) step(frame);
        for (const accumulator of accumulators) accumulator.step(frame);
        check();
      }
    },
  };
  return program;
}
