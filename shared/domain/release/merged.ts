import { cellName, childrenOf, columnSums, type Common, type JointAreas, type JointTable } from './jointTable.ts';

/** The cells of all tables, those that are one and the same count taken together. */
export interface Merged {
  readonly tables: readonly JointTable[];
  /** Where the cells of each table begin in the numbering of all cells. */
  readonly offset: Int32Array;
  /** The cell that stands for each. */
  readonly root: Int32Array;
  /** Per cell that stands for others: its count, and whether any table publishes it. */
  readonly truth: Float64Array;
  readonly known: Uint8Array;
  /** Greatest limit of the tables that hold the cell, and what all of them say of it together. */
  readonly minFrequency: Float64Array;
  readonly least: Float64Array;
  readonly most: Float64Array;
  /** 1 where a table hides the cell behind the symbol, so that a reader may guess why. */
  readonly covered: Uint8Array;
  /** Unsafe by the rules of a table, with the widest levels asked for. */
  readonly primary: Uint8Array;
  readonly up: Float64Array;
  readonly down: Float64Array;
  tableOf(cell: number): JointTable;
  /** True when one table holds both cells, so that how they differ is that table's own matter. */
  besideEachOther(one: number, other: number): boolean;
  nameOf(cell: number): string;
}

/** The cell that stands for an area and column of a table. */
export const cellAt = ({ tables, root, offset }: Merged, t: number, area: number, column: number): number =>
  root[(offset[t] ?? 0) + area * (tables[t]?.columns.codes.length ?? 0) + column] as number;

/** Columns of two tables over the areas that both have. */
interface Beside {
  readonly one: JointTable;
  readonly other: JointTable;
  readonly common: Common;
}

/** Two columns count the same in all common areas, and not only nothing. */
function sameCounts({ one, other, common }: Beside, i: number, j: number): boolean {
  const [width, otherWidth] = [one.columns.codes.length, other.columns.codes.length];
  let some = false;
  for (let k = 0; k < common.one.length; k += 1) {
    const mine = one.truth[(common.one[k] as number) * width + i];
    if (mine !== other.truth[(common.other[k] as number) * otherWidth + j]) return false;
    if (mine !== 0) some = true;
  }
  return some;
}

/** A number for each column of a table over some of its areas: columns of the same counts have the same. Made once for each. */
function columnSigns(): (table: JointTable, areas: Int32Array) => Int32Array {
  const known = new Map<Int32Array, Map<JointTable, Int32Array>>();
  return (table, areas) => {
    const made = known.get(areas)?.get(table);
    if (made !== undefined) return made;
    const width = table.columns.codes.length;
    const signs = new Int32Array(width);
    for (const area of areas)
      for (let column = 0; column < width; column += 1)
        signs[column] = Math.imul(signs[column] as number, 31) + (table.truth[area * width + column] as number);
    const row = known.get(areas) ?? new Map<JointTable, Int32Array>();
    known.set(areas, row.set(table, signs));
    return signs;
  };
}

/**
 * Takes together cells that are one and the same count: columns whose counts are the same in every area that their tables
 * have in common. That two different things are counted alike everywhere by chance only makes the attack stronger than it need be.
 */
export function mergeCells(
  tables: readonly JointTable[],
  commonOf: (one: JointAreas, other: JointAreas) => Common,
): Merged {
  const offset = new Int32Array(tables.length + 1);
  tables.forEach(({ truth }, t) => {
    offset[t + 1] = (offset[t] ?? 0) + truth.length;
  });
  const cells = offset[tables.length] ?? 0;
  const root = Int32Array.from({ length: cells }, (_, i) => i);
  const find = (cell: number): number => {
    let at = cell;
    while (root[at] !== at) {
      root[at] = root[root[at] as number] as number;
      at = root[at] as number;
    }
    return at;
  };
  const signsOf = columnSigns();
  tables.forEach((one, t) => {
    for (let u = 0; u < t; u += 1) {
      const other = tables[u] as JointTable;
      const common = commonOf(one.areas, other.areas);
      if (common.one.length === 0) continue;
      const [width, otherWidth] = [one.columns.codes.length, other.columns.codes.length];
      const [signs, otherSigns] = [signsOf(one, common.one), signsOf(other, common.other)];
      for (let i = 0; i < width; i += 1)
        for (let j = 0; j < otherWidth; j += 1) {
          if (signs[i] !== otherSigns[j] || !sameCounts({ one, other, common }, i, j)) continue;
          common.one.forEach((area, at) => {
            const a = find((offset[t] ?? 0) + area * width + i);
            const b = find((offset[u] ?? 0) + (common.other[at] ?? 0) * otherWidth + j);
            root[Math.max(a, b)] = Math.min(a, b);
          });
        }
    }
  });
  const truth = new Float64Array(cells);
  const known = new Uint8Array(cells);
  const minFrequency = new Float64Array(cells);
  const least = new Float64Array(cells).fill(Number.NEGATIVE_INFINITY);
  const most = new Float64Array(cells).fill(Number.POSITIVE_INFINITY);
  const covered = new Uint8Array(cells);
  const primary = new Uint8Array(cells);
  const [up, down] = [new Float64Array(cells), new Float64Array(cells)];
  tables.forEach((table, t) => {
    const { bounds, levels } = table;
    table.truth.forEach((count, position) => {
      const cell = (offset[t] ?? 0) + position;
      const at = find(cell);
      root[cell] = at;
      truth[at] = count;
      minFrequency[at] = Math.max(minFrequency[at] ?? 0, table.minFrequency);
      if (!Number.isNaN(table.published[position])) known[at] = 1;
      else if (Number.isNaN(bounds?.lower[position] ?? Number.NaN)) {
        least[at] = Math.max(least[at] as number, table.leastHidden);
        covered[at] = 1;
      } else {
        least[at] = Math.max(least[at] as number, bounds?.lower[position] as number);
        most[at] = Math.min(most[at] as number, bounds?.upper[position] ?? Number.POSITIVE_INFINITY);
      }
      if (levels?.primary[position] !== 1) return;
      primary[at] = 1;
      up[at] = Math.max(up[at] ?? 0, levels.up[position] ?? 0);
      down[at] = Math.max(down[at] ?? 0, levels.down[position] ?? 0);
    });
  });
  const tableAt = (cell: number): number => {
    let t = 0;
    while (cell >= (offset[t + 1] ?? 0)) t += 1;
    return t;
  };
  let holders: Map<number, number[]> | undefined;
  const holdersOf = (cell: number): readonly number[] => {
    holders ??= tablesByCell(tables, offset, root);
    return holders.get(cell) ?? [tableAt(cell)];
  };
  return {
    tables,
    offset,
    root,
    truth,
    known,
    minFrequency,
    least,
    most,
    covered,
    primary,
    up,
    down,
    tableOf: (cell) => tables[tableAt(cell)] as JointTable,
    besideEachOther: (one, other) => {
      const known = holdersOf(other);
      return holdersOf(one).some((t) => known.includes(t));
    },
    nameOf: (cell) => cellName(tables[tableAt(cell)] as JointTable, cell - (offset[tableAt(cell)] ?? 0)),
  };
}

/** Tables of each cell that stands for several. */
function tablesByCell(tables: readonly JointTable[], offset: Int32Array, root: Int32Array): Map<number, number[]> {
  const shared = new Set<number>();
  root.forEach((at, cell) => {
    if (at !== cell) shared.add(at);
  });
  const holders = new Map<number, number[]>();
  for (const t of tables.keys())
    for (let cell = offset[t] ?? 0; cell < (offset[t + 1] ?? 0); cell += 1) {
      const at = root[cell] as number;
      if (!shared.has(at)) continue;
      const own = holders.get(at);
      if (own === undefined) holders.set(at, [t]);
      else own.push(t);
    }
  return holders;
}

/** total = sum of coefficient x part; coefficients are 1 when left out. */
export interface Sum {
  readonly total: number;
  readonly parts: readonly number[];
  readonly coefficients?: readonly number[];
}

/** Every sum of a table, over the cells that stand for its own. */
export function* sumsOf({ tables, offset, root }: Merged, t: number): Generator<Sum> {
  const { areas, columns } = tables[t] as JointTable;
  const width = columns.codes.length;
  const cell = (area: number, column: number): number => root[(offset[t] ?? 0) + area * width + column] as number;
  for (const [area, below] of childrenOf(areas.parents).entries())
    if (below.length > 0)
      for (let column = 0; column < width; column += 1)
        yield { total: cell(area, column), parts: below.map((child) => cell(child, column)) };
  for (const { total, parts } of columnSums(columns))
    for (let area = 0; area < areas.codes.length; area += 1)
      yield { total: cell(area, total), parts: parts.map((child) => cell(area, child)) };
}

/** Unsafe: a count under the limit of any table that holds it, or what the rules of such a table say. */
export function isUnsafe({ truth, minFrequency, primary }: Merged, cell: number): boolean {
  const count = truth[cell] ?? 0;
  return primary[cell] === 1 || (count > 0 && count < (minFrequency[cell] ?? 0));
}
