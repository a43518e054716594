import type { Contributors } from './contributions.ts';
import { byCode, type Dimension, isLeaf, nodesOver } from './dimension.ts';
import { type Equation, type Equations, packEquations } from './equations.ts';
import { cellCount, cellId, codesOf, type FrequencyTable, nodesOf, strides, tableEquations } from './table.ts';

/** What the cells of a table hold. Values are whole multiples of 10^-decimals, so that sums are exact. */
export interface Measure {
  readonly name: string;
  readonly kind: 'frequency' | 'sum';
  readonly decimals: number;
  /** True when contributions may be negative, so that nobody can take 0 for the least. */
  readonly signed: boolean;
}

/** One measure over the product of its dimensions: a part of a cell system, and a table that can leave. */
export interface Block {
  readonly title: string;
  readonly dimensions: readonly Dimension[];
  readonly measure: Measure;
  /** Cell of the system that each cell of the product is. */
  readonly cells: Int32Array;
  /** Who fills each cell of the product; null for counts, where each counted one is its own. */
  readonly contributors: Contributors | null;
}

/** Somebody who alone fills cells, and so knows them. */
export interface Knower {
  readonly name: string;
  readonly cells: readonly number[];
}

/**
 * The one model behind every table that is protected: numbered cells, and every equation between them. Several measures, tables
 * that share cells or margins, shares and indexes are all blocks and equations of one system. A cell that
 * stands in several tables is one cell.
 */
export interface CellSystem {
  readonly ids: readonly string[];
  readonly values: Float64Array;
  readonly equations: Equations;
  readonly blocks: readonly Block[];
  /** Those who alone fill a cell, each with every cell that they alone fill. */
  readonly knowers: readonly Knower[];
}

/** A block before it has its place in a system. */
export interface Part {
  readonly title: string;
  readonly dimensions: readonly Dimension[];
  readonly measure: Measure;
  readonly values: Float64Array;
  readonly contributors: Contributors | null;
}

export interface ExplicitEquation {
  /** Id of a cell of the tables, or of a new cell whose value follows. */
  readonly total: string;
  readonly parts: readonly string[];
  readonly coefficients: readonly number[];
}

export type SystemFault =
  /** Two tables have different values for what is one cell. */
  | { readonly fault: 'differentValues'; readonly cell: string }
  | { readonly fault: 'unknownCell'; readonly equation: number; readonly part: number }
  | { readonly fault: 'doesNotAddUp'; readonly equation: number };

export type BuiltSystem = { readonly ok: true; readonly system: CellSystem } | ({ readonly ok: false } & SystemFault);

/** The system of one frequency table; its cells are numbered as the product's. */
export function frequencySystem(table: FrequencyTable): CellSystem {
  const { dimensions, values, title } = table;
  const cells = Int32Array.from({ length: values.length }, (_, cell) => cell);
  return {
    ids: Array.from(cells, (cell) => cellId(dimensions, cell)),
    values,
    equations: tableEquations(dimensions),
    blocks: [
      {
        title,
        dimensions,
        measure: { name: table.measure, kind: 'frequency', decimals: 0, signed: false },
        cells,
        contributors: null,
      },
    ],
    knowers: lonePersons(dimensions, values).map((own) => ({ name: cellId(dimensions, own[0] as number), cells: own })),
  };
}

/**
 * Joins tables into one system. A cell is the same in two tables when it holds the same measure under the same codes of the same
 * columns, where a column at its total says nothing: the row totals of A x B and of A x C are one set of cells.
 */
export function buildSystem(parts: readonly Part[], explicit: readonly ExplicitEquation[] = []): BuiltSystem {
  const ids: string[] = [];
  const values: number[] = [];
  const decimals: number[] = [];
  const known = new Map<string, number>();
  const equations: Equation[] = [];
  const blocks: Block[] = [];
  const tables = [...new Set(parts.map(({ dimensions }) => dimensions))];
  const severalMeasures = new Set(parts.map(({ measure }) => measure.name)).size > 1;
  for (const part of parts) {
    const { dimensions, measure } = part;
    const cells = new Int32Array(cellCount(dimensions));
    for (let own = 0; own < cells.length; own += 1) {
      const key = keyOf(dimensions, own, measure.name);
      const found = known.get(key);
      if (found !== undefined && values[found] !== part.values[own])
        return { ok: false, fault: 'differentValues', cell: ids[found] as string };
      if (found === undefined) {
        known.set(key, ids.length);
        cells[own] = ids.length;
        const id = cellId(dimensions, own);
        const number = tables.indexOf(dimensions);
        ids.push(`${number > 0 ? `#${String(number + 1)}|` : ''}${id}${severalMeasures ? `|${measure.name}` : ''}`);
        values.push(part.values[own] as number);
        decimals.push(measure.decimals);
      } else cells[own] = found;
    }
    const own = tableEquations(dimensions);
    for (let e = 0; e < own.count; e += 1)
      equations.push({
        total: cells[own.total[e] as number] as number,
        parts: Array.from(own.parts.subarray(own.start[e], own.start[e + 1]), (cell) => cells[cell] as number),
      });
    blocks.push({ title: part.title, dimensions, measure, cells, contributors: part.contributors });
  }
  const position = new Map(ids.map((id, cell) => [id, cell]));
  for (const [e, { total, parts: names, coefficients }] of explicit.entries()) {
    const cells = names.map((name) => position.get(name));
    const missing = cells.findIndex((cell) => cell === undefined);
    if (missing >= 0) return { ok: false, fault: 'unknownCell', equation: e, part: missing };
    const own = cells as number[];
    const at = position.get(total);
    const scale = at === undefined ? 0 : (decimals[at] as number);
    const scaled = coefficients.map((k, i) => k * 10 ** (scale - (decimals[own[i] as number] as number)));
    const sum = own.reduce((s, cell, i) => s + (scaled[i] as number) * (values[cell] as number), 0);
    if (at === undefined) {
      position.set(total, ids.length);
      ids.push(total);
      values.push(sum);
      decimals.push(0);
    } else if (Math.abs(sum - (values[at] as number)) > 1e-9 * Math.max(1, Math.abs(sum)))
      return { ok: false, fault: 'doesNotAddUp', equation: e };
    equations.push({ total: position.get(total) as number, parts: own, coefficients: scaled });
  }
  const system = {
    ids,
    values: Float64Array.from(values),
    equations: packEquations(distinct(equations)),
    blocks,
  };
  return { ok: true, system: { ...system, knowers: knowersOf(system) } };
}

/** Measure and the codes under which a cell stands, whatever the table. */
const keyOf = (dimensions: readonly Dimension[], cell: number, measure: string): string => {
  const nodes = nodesOf(dimensions, cell);
  const codes = codesOf(dimensions, cell);
  const named = dimensions
    .map(({ column }, d) => [column, codes[d] as string] as const)
    .filter((_, d) => nodes[d] !== 0)
    .sort(([a], [b]) => byCode(a, b));
  return JSON.stringify([measure, ...named]);
};

/** Each equation once: two tables with a common margin say the same of it. */
function distinct(equations: readonly Equation[]): Equation[] {
  const known = new Set<string>();
  return equations.filter(({ total, parts, coefficients }) => {
    const order = [...parts.keys()].sort((a, b) => (parts[a] as number) - (parts[b] as number));
    const name = `${String(total)}=${order.map((i) => `${String(coefficients?.[i] ?? 1)}*${String(parts[i])}`).join('+')}`;
    if (known.has(name)) return false;
    known.add(name);
    return true;
  });
}

/**
 * Everyone who alone fills a cell of any block. Two who alone fill the same cell are one, and so is a holding in all
 * blocks; the name is that of the first cell, never that of the person or firm.
 */
function knowersOf({ ids, values, blocks }: Omit<CellSystem, 'knowers'>): Knower[] {
  const owners = new Map<string, Set<number>>();
  const add = (owner: string, cell: number): void => {
    const own = owners.get(owner);
    if (own === undefined) owners.set(owner, new Set([cell]));
    else own.add(cell);
  };
  for (const { dimensions, cells, contributors } of blocks)
    if (contributors !== null) {
      for (let own = 0; own < cells.length; own += 1) {
        const from = contributors.start[own] as number;
        if ((contributors.start[own + 1] as number) - from === 1)
          add(`h${String(contributors.holding[from])}`, cells[own] as number);
      }
    } else {
      const counts = Float64Array.from(cells, (cell) => values[cell] as number);
      for (const [i, own] of lonePersons(dimensions, counts).entries())
        for (const cell of own)
          add(`p${String(blocks.findIndex((block) => block.cells === cells))}.${String(i)}`, cells[cell] as number);
    }
  const merged = mergeOverlapping([...owners.values()].map((own) => [...own]));
  return merged
    .map((own) => own.sort((a, b) => a - b))
    .sort((a, b) => (a[0] as number) - (b[0] as number))
    .map((own) => ({ name: ids[own[0] as number] as string, cells: own }));
}

/** Sets that share a cell become one. */
function mergeOverlapping(sets: readonly (readonly number[])[]): number[][] {
  const groupOf = new Map<number, Set<number>>();
  for (const set of sets) {
    const joined = new Set(set);
    for (const cell of set) for (const other of groupOf.get(cell) ?? []) joined.add(other);
    for (const cell of joined) groupOf.set(cell, joined);
  }
  return [...new Set(groupOf.values())].map((group) => [...group]);
}

/**
 * Persons who alone fill a cell of counts, each with every cell that they alone fill, the inner cell first: an inner cell with
 * the count 1, and all its margins that are 1 too.
 */
export function lonePersons(dimensions: readonly Dimension[], values: Float64Array): number[][] {
  const steps = strides(dimensions);
  const over = dimensions.map(nodesOver);
  const found: number[][] = [];
  for (const [cell, value] of values.entries()) {
    if (value !== 1) continue;
    const nodes = nodesOf(dimensions, cell);
    if (!nodes.every((node, d) => isLeaf(dimensions[d] as Dimension, node))) continue;
    const margins = nodes.reduce<number[]>(
      (bases, node, d) =>
        bases.flatMap((base) => (over[d]?.[node] ?? []).map((above) => base + above * (steps[d] as number))),
      [0],
    );
    found.push([cell, ...margins.filter((margin) => margin !== cell && values[margin] === 1).sort((a, b) => a - b)]);
  }
  return found;
}
