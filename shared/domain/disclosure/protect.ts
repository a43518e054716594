import { generator } from '../random/generator.ts';
import { depthOf, isHierarchical } from '../tables/dimension.ts';
import { cellId, type FrequencyTable, tableEquations } from '../tables/table.ts';
import { keptEquations } from './attack/implied.ts';
import { noSteps, type Steps } from './attack/intervals.ts';
import { networkOf } from './attack/network.ts';
import type { AttackProblem } from './attack/problem.ts';
import { type CheckedTable, checkPattern } from './checkedTable.ts';
import type { Proof, Reason } from './proof.ts';
import { type FrequencyRules, leastHidden, upperLevel } from './rules.ts';
import { PathFinder } from './suppress/paths.ts';
import type { PatternTask, Reader } from './suppress/pattern.ts';
import { findPattern } from './suppress/search.ts';
import { primariesOf, singletons } from './tableProblem.ts';

export type CellStatus = 'published' | 'primary' | 'secondary';

/** Working material of a protection: stays inside, never part of a package. */
export interface ProtectionWork {
  readonly statuses: readonly CellStatus[];
  readonly problem: AttackProblem;
  readonly proof: Proof;
}

export type Protection =
  | { readonly ok: true; readonly checked: CheckedTable; readonly working: ProtectionWork }
  | { readonly ok: false; readonly reasons: readonly Reason[] };

/**
 * True when the table has the shape that is protected exactly: at most one hierarchical dimension and at most one flat
 * dimension beside it, or two flat ones.
 */
export function isProtectable(table: Pick<FrequencyTable, 'dimensions'>): boolean {
  const spread = table.dimensions.filter((dimension) => depthOf(dimension) > 0);
  return spread.length <= 2 && spread.filter(isHierarchical).length <= 1;
}

/**
 * Loss of hiding a cell: first the number of cells, then their size. One cell more is always worse than a larger one
 * up to about a million; log2 keeps national totals from being hidden where a small area would do.
 */
const lossOf = (count: number): number => 1 + 0.05 * Math.log2(1 + count);

/**
 * Protects a frequency table by suppression and proves it: the one way from counts to a CheckedTable. The same table
 * and rules give the same pattern. If no pattern can be proven safe, nothing is given but the reasons.
 */
export function protectFrequencyTable(
  table: FrequencyTable,
  rules: FrequencyRules,
  steps: Steps = noSteps,
): Protection {
  if (!isProtectable(table)) throw new RangeError('this shape of table cannot be protected');
  const primary = primariesOf(table, rules);
  const found = findPattern(taskOf(table, rules, primary), generator('disclosure', 'suppress'), steps);
  if (found.impossible.length > 0)
    return {
      ok: false,
      reasons: found.impossible.map((cell) => ({ kind: 'impossible', cell: cellId(table.dimensions, cell) })),
    };
  const { checked, proof } = checkPattern(table, rules, found.hidden, undefined, steps);
  if (checked === null) return { ok: false, reasons: proof.reasons };
  const statuses = Array.from(found.hidden, (flag, cell): CellStatus => {
    if (flag !== 1) return 'published';
    return primary[cell] === 1 ? 'primary' : 'secondary';
  });
  return { ok: true, checked, working: { statuses, problem: proof.problem, proof } };
}

function taskOf(table: FrequencyTable, rules: FrequencyRules, primary: Uint8Array): PatternTask {
  const { values } = table;
  const cells = values.length;
  const equations = tableEquations(table.dimensions);
  const everything = new Uint8Array(cells).fill(1);
  const net = networkOf(equations, keptEquations(equations, cells), everything);
  if (net.isNetwork.some((flag) => flag !== 1)) throw new Error('the table is no network');
  const careful = rules.knowledge === 'default';
  const least = leastHidden(rules);
  const plain: Reader = {
    room: {
      lower: new Float64Array(cells).fill(least),
      upper: new Float64Array(cells).fill(Number.POSITIVE_INFINITY),
    },
    level: values.map((count, cell) => (primary[cell] === 1 ? upperLevel(count, rules) : 0)),
    insiders: 'required',
  };
  const guessing: Reader = {
    room: {
      lower: values.map((_, cell) => (primary[cell] === 1 ? least : rules.minFrequency)),
      upper: values.map((_, cell) => (primary[cell] === 1 ? rules.minFrequency - 1 : Number.POSITIVE_INFINITY)),
    },
    level: null,
    insiders: 'wherePossible',
  };
  return {
    net,
    finder: new PathFinder(net, values),
    values,
    primary,
    loss: values.map((count, cell) => (count === 0 && primary[cell] !== 1 ? Number.POSITIVE_INFINITY : lossOf(count))),
    readers: careful ? [plain, guessing] : [plain],
    units: careful ? singletons(table) : [],
  };
}
