import type { Condition, Value, VariableReference } from '../../../../shared/schemas/condition.ts';
import type { Progress } from '../../jobs/progress.ts';
import type { Column } from '../../store/columns.ts';
import { inCodes, inNumbers, isMissing, isNumeric, type Leaf, numbersOf } from './columns.ts';
import { doublesFor, type Frame, integersFor, oncePerFrame } from './frame.ts';
import type { JoinMap, ResolvedJoin } from './joins.ts';
import { combine, mapped, STEPS } from './numbers.ts';
import { all, any, between, compare, not, type Numbers, type Truth } from './truth.ts';
import type { World } from './world.ts';

/**
 * What one scan of a register computes. Conditions and values that occur more than once, in whatever definition, are
 * compiled once and computed once per frame.
 */
export interface Program {
  truth(condition: Condition, joins: JoinMap): Truth;
  numbers(value: Value, joins: JoinMap): Numbers;
  /** For each row of the frame, the row that the join leads to; -1 where it leads nowhere. */
  rowsOf(join: ResolvedJoin): (frame: Frame) => Int32Array;
  /** A column of the scanned register as it is. */
  ownColumn(variable: string): (frame: Frame) => Column;
  onFrame(step: (frame: Frame) => void): void;
  run(progress: Progress): void;
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
  const variables: string[] = [];
  const truths = new Map<string, Truth>();
  const values = new Map<string, Numbers>();
  const rowsByPath = new Map<string, (frame: Frame) => Int32Array>();
  const steps: ((frame: Frame) => void)[] = [];
  const types = new Map(
    world.reader
      .registers()
      .filter((entry) => entry.year === world.year)
      .flatMap((entry) => entry.variables.map(({ name, type }) => [`${entry.register}\u0000${name}`, type] as const)),
  );

  const ownColumn = (variable: string): ((frame: Frame) => Column) => {
    let position = variables.indexOf(variable);
    if (position < 0) position = variables.push(variable) - 1;
    return (frame) => {
      const column = frame.columns[position];
      if (column === undefined) throw new RangeError('the store gave no column');
      return column;
    };
  };

  const ownKey = (variable: string): ((frame: Frame) => Float64Array) => {
    const column = ownColumn(variable);
    return (frame) => {
      const { type, values: keys } = column(frame);
      if (type !== 'key') throw new TypeError('a join needs a key column');
      return keys;
    };
  };

  const rowsOf = (join: ResolvedJoin): ((frame: Frame) => Int32Array) => {
    const known = rowsByPath.get(join.path);
    if (known !== undefined) return known;
    const { from } = join;
    const find = from === null ? ownKey(join.key) : null;
    const parent = from === null ? null : rowsOf(from);
    const made = oncePerFrame<Int32Array>((frame, previous) => {
      const out = integersFor(frame.rows, previous);
      if (find !== null) {
        world.index(join.register, join.key).findAll(find(frame), frame.rows, out);
      } else if (from !== null && parent !== null) {
        const link = world.link(from.register, join.register, join.key);
        const rows = parent(frame);
        for (let i = 0; i < frame.rows; i += 1) {
          const row = rows[i] as number;
          out[i] = row < 0 ? -1 : (link[row] as number);
        }
      }
      return out;
    });
    rowsByPath.set(join.path, made);
    return made;
  };

  const leafOf = (reference: VariableReference, joins: JoinMap): { leaf: Leaf; numeric: boolean } => {
    const join = reference.join === undefined ? null : joinNamed(joins, reference.join);
    const type = types.get(`${join?.register ?? register}\u0000${reference.variable}`);
    if (type === undefined) throw new RangeError('the definition has not been checked: unknown variable');
    const leaf: Leaf =
      join === null
        ? { column: ownColumn(reference.variable), rows: null }
        : { column: () => world.column(join.register, reference.variable), rows: rowsOf(join) };
    return { leaf, numeric: isNumeric(type) };
  };

  const countOf = (join: ResolvedJoin, where: Condition): Numbers => {
    const slot = world.counts(join.from?.register ?? register, join.register, join.key, where);
    const rows = join.from === null ? null : rowsOf(join.from);
    const of = oncePerFrame<Float64Array>((frame, previous) => {
      const out = doublesFor(frame.rows, previous);
      const places = rows?.(frame);
      for (let i = 0; i < frame.rows; i += 1) {
        const row = places === undefined ? frame.first + i : (places[i] as number);
        out[i] = row < 0 ? Number.NaN : (slot.values[row] ?? 0);
      }
      return out;
    });
    return { kind: 'column', of };
  };

  const makeNumbers = (value: Value, joins: JoinMap): Numbers => {
    if (typeof value === 'number') return { kind: 'scalar', of: () => value };
    if ('variable' in value) return numbersOf(leafOf(value, joins).leaf);
    if ('count' in value) return countOf(joinNamed(joins, value.count), value.where);
    if ('nationalQuantile' in value) {
      const { nationalQuantile, of, where } = value;
      const slot = world.quantile(register, nationalQuantile, of, where, joins, identityOf(value, joins));
      return { kind: 'scalar', of: () => slot.value };
    }
    const each = (parts: readonly Value[]): Numbers[] => parts.map((part) => numbers(part, joins));
    if ('add' in value) return combine(each(value.add), STEPS.add);
    if ('subtract' in value) return combine(each(value.subtract), STEPS.subtract);
    if ('multiply' in value) return combine(each(value.multiply), STEPS.multiply);
    if ('divide' in value) return combine(each(value.divide), STEPS.divide);
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
    if ('missing' in condition) return isMissing(leafOf(condition.missing, joins).leaf);
    const { leaf, numeric } = leafOf(condition, joins);
    return numeric
      ? inNumbers(numbersOf(leaf), new Set(condition.in.map(Number)))
      : inCodes(leaf, new Set(condition.in.map(String)));
  };

  const truth = (condition: Condition, joins: JoinMap): Truth => {
    const identity = identityOf(condition, joins);
    const known = truths.get(identity);
    if (known !== undefined) return known;
    const made = makeTruth(condition, joins);
    truths.set(identity, made);
    return made;
  };

  return {
    truth,
    numbers,
    rowsOf,
    ownColumn,
    onFrame: (step) => {
      steps.push(step);
    },
    run: (progress) => {
      let stamp = 0;
      world.reader.scan(register, world.year, variables, (chunk) => {
        stamp += 1;
        const frame: Frame = { stamp, first: chunk.first, rows: chunk.rows, columns: chunk.columns };
        for (const step of steps) {
          step(frame);
          progress.check();
        }
      });
    },
  };
}
