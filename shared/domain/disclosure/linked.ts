import type { FrequencyTable } from '../tables/table.ts';
import type { CheckedTable } from './checkedTable.ts';

/**
 * A table that is to leave together with others: its true counts and its protected form, both of areas (first dimension)
 * by categories (second).
 */
export interface LinkedTable {
  readonly table: FrequencyTable;
  readonly checked: CheckedTable;
  /** What is counted: counts of different units are no part of each other. */
  readonly unit: string;
}

/** Areas that both tables have, as positions in each, and each table's columns over them. */
interface Side {
  readonly columns: readonly Float64Array[];
  readonly hidden: readonly Uint8Array[];
  /** Columns that are no sum of other columns of the same table. */
  readonly leaves: readonly number[];
  readonly cells: readonly (readonly string[])[];
  readonly unit: string;
}

/**
 * Cells that two tables together tell more about than each does alone; none: the attack on both is the attack on each.
 *
 * Each table is proven by itself. That proof holds for both when every count that they share is published in both, since
 * then no unknown stands in two proofs. So it is a fault, area by area:
 * - when two columns are one and the same count and either hides it (the other publishes it, or the two proven intervals
 *   can be cut against each other);
 * - when columns depend on each other in any other way (a sum of some is a sum of others) and a cell of the area is hidden;
 * - when a count is part of a wider one of the same unit and fewer than `least` are between them: the difference of two published
 *   counts would be a small count, and a hidden count would have a bound nearer than its proof allows;
 * - when they count the same unit, or depend on each other, over small areas of two kinds (DeSO and RegSO): those are sums of
 *   each other, or overlap, in ways that neither table's sums say.
 *
 * Which counts are the same or part of each other is seen in the counts of all common areas, not in how the tables were
 * asked for, so that no other way to write a condition escapes. What merely looks so is refused too.
 */
export function linkFaults(one: LinkedTable, other: LinkedTable, least: number): readonly string[] {
  const common = commonAreas([one, other]);
  const [a, b] = [sideOf(one, common), sideOf(other, common)];
  const faults = new Set<string>();
  if (one.unit === other.unit || dependence(a, b) > 0)
    for (const cell of areasApart(one.table, other.table)) faults.add(cell);
  const same = samePairs(a, b);
  for (const { i, j } of same)
    for (let at = 0; at < common.length; at += 1)
      if (a.hidden[i]?.[at] === 1 || b.hidden[j]?.[at] === 1) faults.add(b.cells[j]?.[at] ?? '');
  for (const at of dependentElsewhere(a, b, same)) faults.add(b.cells[0]?.[at] ?? '');
  if (a.unit === b.unit)
    for (const [i] of a.columns.entries())
      for (const [j] of b.columns.entries())
        if (!same.some((pair) => pair.i === i || pair.j === j))
          for (const at of tooClose(a, b, i, j, least)) faults.add(b.cells[j]?.[at] ?? '');
  return [...faults];
}

/**
 * Cells of `next` that several earlier tables together tell more about, though no single one does: a count of one is a sum
 * of counts of others (the employed and the unemployed of two tables, the labour force of a third), and a cell of the
 * area is hidden. Looked for over the areas common to all, and over those common to the tables of as small areas as `next`.
 */
export function jointFaults(earlier: readonly LinkedTable[], next: LinkedTable): readonly string[] {
  const areas = next.table.dimensions[0]?.codes ?? [];
  const asFine = earlier.filter(({ table }) => {
    const known = new Set(table.dimensions[0]?.codes);
    return areas.every((code) => known.has(code));
  });
  const faults = new Set<string>();
  for (const group of [earlier, asFine]) {
    if (group.length < 2) continue;
    const common = commonAreas([...group, next]);
    const sides = group.map((linked) => sideOf(linked, common));
    const own = sideOf(next, common);
    const all: Side = {
      columns: sides.flatMap(({ columns }) => columns),
      hidden: sides.flatMap(({ hidden }) => hidden),
      leaves: leafPositions(sides),
      cells: sides.flatMap(({ cells }) => cells),
      unit: own.unit,
    };
    for (const at of dependentElsewhere(all, own, samePairs(all, own))) faults.add(own.cells[0]?.[at] ?? '');
  }
  return [...faults];
}

/** Where the leaf columns of each side stand when the columns of all sides are put after each other. */
function leafPositions(sides: readonly Side[]): number[] {
  let before = 0;
  return sides.flatMap(({ leaves, columns }) => {
    const from = before;
    before += columns.length;
    return leaves.map((leaf) => from + leaf);
  });
}

/** Codes of the areas that all the tables have, in the order of the first. */
function commonAreas(tables: readonly LinkedTable[]): string[] {
  const [first, ...rest] = tables.map(({ table }) => table.dimensions[0]?.codes ?? []);
  const known = rest.map((codes) => new Set(codes));
  return (first ?? []).filter((code) => known.every((codes) => codes.has(code)));
}

/** Columns that are one and the same count in every area, and not only zeros. */
const samePairs = (a: Side, b: Side): { i: number; j: number }[] =>
  a.columns.flatMap((x, i) =>
    b.columns.flatMap((y, j) =>
      x.some((count) => count > 0) && x.every((count, at) => count === y[at]) ? [{ i, j }] : [],
    ),
  );

function sideOf({ table, checked, unit }: LinkedTable, areas: readonly string[]): Side {
  const [area, division] = table.dimensions;
  if (area === undefined || division === undefined || table.dimensions.length !== 2)
    throw new RangeError('linked tables have areas and one division');
  const width = division.codes.length;
  const place = new Map(area.codes.map((code, node) => [code, node]));
  const nodes = areas.map((code) => place.get(code) ?? 0);
  return {
    columns: division.codes.map((_, c) => Float64Array.from(nodes, (node) => table.values[node * width + c] ?? 0)),
    hidden: division.codes.map((_, c) =>
      Uint8Array.from(nodes, (node) => (checked.values[node * width + c] === null ? 1 : 0)),
    ),
    leaves: division.codes.flatMap((_, c) => (division.children[c]?.length === 0 ? [c] : [])),
    cells: division.codes.map((code) => nodes.map((node) => `${area.codes[node] ?? ''}|${code}`)),
    unit,
  };
}

/**
 * Positions of areas where one count, part of the other everywhere, is nearly all of it: published both, their difference is a
 * small count; one of them hidden, it lies so close to a bound that its own proof, which moves no cell by `least`, may not
 * hold. A published zero bounds nothing, and two published equal counts tell nothing new.
 */
function tooClose(a: Side, b: Side, i: number, j: number, least: number): number[] {
  const [x, y] = [a.columns[i], b.columns[j]];
  if (x === undefined || y === undefined) return [];
  const difference = x.map((count, at) => count - (y[at] ?? 0));
  if (!difference.every((d) => d >= 0) && !difference.every((d) => d <= 0)) return [];
  return [...difference.keys()].filter((at) => {
    const between = Math.abs(difference[at] ?? 0);
    if (between >= least || Math.min(x[at] ?? 0, y[at] ?? 0) === 0) return false;
    return between > 0 || a.hidden[i]?.[at] === 1 || b.hidden[j]?.[at] === 1;
  });
}

/** Positions of areas with hidden cells, when the columns depend on each other in more ways than the equal pairs say. */
function dependentElsewhere(a: Side, b: Side, same: readonly { readonly i: number }[]): number[] {
  const explained = rank(same.flatMap(({ i }) => a.columns[i] ?? []));
  if (dependence(a, b) <= explained) return [];
  const areas = a.columns[0]?.length ?? 0;
  return Array.from({ length: areas }, (_, at) => at).filter((at) =>
    [...a.hidden, ...b.hidden].some((hidden) => hidden[at] === 1),
  );
}

/** How many independent sums of columns of one table are also sums of columns of the other. */
function dependence(a: Side, b: Side): number {
  const leavesOf = (side: Side): Float64Array[] => side.leaves.flatMap((leaf) => side.columns[leaf] ?? []);
  const [left, right] = [leavesOf(a), leavesOf(b)];
  return rank(left) + rank(right) - rank([...left, ...right]);
}

/** Totals of the smallest areas of the second table, when each table has smallest areas that the other does not know. */
function areasApart(one: FrequencyTable, other: FrequencyTable): string[] {
  const unknownTo = (table: FrequencyTable, areas: FrequencyTable): string[] => {
    const known = new Set(table.dimensions[0]?.codes);
    const dimension = areas.dimensions[0];
    return (dimension?.codes ?? []).filter((code, node) => dimension?.children[node]?.length === 0 && !known.has(code));
  };
  if (unknownTo(other, one).length === 0) return [];
  return unknownTo(one, other).map((code) => `${code}|${other.dimensions[1]?.codes[0] ?? ''}`);
}

/** Prime under the square root of 2^53, so that products of remainders are exact. */
const PRIME = 94_906_249;

/**
 * Rank of the columns modulo a prime, by Gaussian elimination: exact whole numbers, no tolerance. A rank modulo a prime is
 * never above the true one, so that a dependence is never missed, and below it by chance about once in the prime.
 */
function rank(columns: readonly Float64Array[]): number {
  const basis: { readonly pivot: number; readonly column: Float64Array }[] = [];
  for (const original of columns) {
    const column = original.map((count) => count % PRIME);
    for (const { pivot, column: known } of basis) {
      const factor = column[pivot] ?? 0;
      if (factor !== 0)
        for (const [at, value] of known.entries())
          column[at] = ((column[at] ?? 0) + PRIME - ((factor * value) % PRIME)) % PRIME;
    }
    const pivot = column.findIndex((value) => value !== 0);
    if (pivot < 0) continue;
    const inverse = inverseOf(column[pivot] ?? 1);
    basis.push({ pivot, column: column.map((value) => (value * inverse) % PRIME) });
  }
  return basis.length;
}

/** value^(PRIME - 2), which is 1 / value modulo the prime (Fermat). */
function inverseOf(value: number): number {
  let result = 1;
  let power = value;
  for (let exponent = PRIME - 2; exponent > 0; exponent = Math.floor(exponent / 2)) {
    if (exponent % 2 === 1) result = (result * power) % PRIME;
    power = (power * power) % PRIME;
  }
  return result;
}
