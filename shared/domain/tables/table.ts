import { type Dimension, isLeaf, sumsOf } from './dimension.ts';
import { type Equation, type Equations, packEquations } from './equations.ts';

/**
 * A frequency table: the product of all nodes of all dimensions, margins included. Cells are numbered row-major, the
 * last dimension fastest; `values[cell]` is a count.
 */
export interface FrequencyTable {
  readonly title: string;
  readonly measure: string;
  readonly dimensions: readonly Dimension[];
  readonly values: Float64Array;
}

export const cellCount = (dimensions: readonly Dimension[]): number =>
  dimensions.reduce((product, dimension) => product * dimension.codes.length, 1);

/** Distance between neighbouring nodes of each dimension in the numbering of cells. */
export function strides(dimensions: readonly Dimension[]): number[] {
  const steps = dimensions.map(() => 1);
  for (let d = dimensions.length - 2; d >= 0; d -= 1)
    steps[d] = (steps[d + 1] as number) * (dimensions[d + 1] as Dimension).codes.length;
  return steps;
}

/** Node of dimension `d` in which a cell lies. */
export const nodeOf = (dimensions: readonly Dimension[], steps: readonly number[], cell: number, d: number): number =>
  Math.floor(cell / (steps[d] as number)) % (dimensions[d] as Dimension).codes.length;

export function nodesOf(dimensions: readonly Dimension[], cell: number): number[] {
  const steps = strides(dimensions);
  return dimensions.map((_, d) => nodeOf(dimensions, steps, cell, d));
}

export const codesOf = (dimensions: readonly Dimension[], cell: number): string[] =>
  nodesOf(dimensions, cell).map((node, d) => (dimensions[d] as Dimension).codes[node] as string);

/** A code as it stands in the name of a cell. */
export const escapeCode = (code: string): string => code.replaceAll('\\', '\\\\').replaceAll('|', '\\|');

/** The name of the cell with these codes. */
export const cellIdOf = (codes: readonly string[]): string => codes.map(escapeCode).join('|');

/** The cell's name in files: its codes joined by `|` in the order of the dimensions, `|` within a code as `\|`. */
export const cellId = (dimensions: readonly Dimension[], cell: number): string => cellIdOf(codesOf(dimensions, cell));

/** True for a cell that is no sum of others: a leaf in every dimension. */
export const isInner = (dimensions: readonly Dimension[], cell: number): boolean =>
  nodesOf(dimensions, cell).every((node, d) => isLeaf(dimensions[d] as Dimension, node));

/**
 * The table whose inner cells are `inner[cell]` (numbered as the whole product; other entries are ignored): margins are
 * summed here, dimension by dimension, children before parents, so that they cannot disagree with their parts.
 */
export function frequencyTable(
  description: { readonly title: string; readonly measure: string; readonly dimensions: readonly Dimension[] },
  inner: Float64Array,
): FrequencyTable {
  const { dimensions } = description;
  const count = cellCount(dimensions);
  if (inner.length !== count) throw new RangeError('inner must have one entry per cell of the product');
  return { ...description, values: withMargins(dimensions, inner) };
}

/** The whole product from its inner cells; entries of `inner` that are margins are ignored. */
export function withMargins(dimensions: readonly Dimension[], inner: Float64Array): Float64Array {
  const count = cellCount(dimensions);
  const steps = strides(dimensions);
  const values = Float64Array.from(inner);
  for (const [d, dimension] of dimensions.entries()) {
    const step = steps[d] as number;
    const block = step * dimension.codes.length;
    // A node that is a sum in several hierarchies is the same sum in all: the first is enough.
    const below = new Map<number, readonly number[]>();
    for (const { total, parts } of sumsOf(dimension)) if (!below.has(total)) below.set(total, parts);
    for (let base = 0; base < count; base += block)
      for (let offset = base; offset < base + step; offset += 1)
        for (let node = dimension.codes.length - 1; node >= 0; node -= 1) {
          const parts = below.get(node);
          if (parts === undefined) continue;
          let sum = 0;
          for (const child of parts) sum += values[offset + child * step] as number;
          values[offset + node * step] = sum;
        }
  }
  return values;
}

/** Every equation of the product: in each dimension and hierarchy, each inner node is the sum of its children, for all other nodes. */
export function tableEquations(dimensions: readonly Dimension[]): Equations {
  const steps = strides(dimensions);
  const count = cellCount(dimensions);
  const list: Equation[] = [];
  for (const [d, dimension] of dimensions.entries()) {
    const step = steps[d] as number;
    const block = step * dimension.codes.length;
    const sums = sumsOf(dimension);
    for (let base = 0; base < count; base += block)
      for (const { total, parts } of sums)
        for (let offset = base; offset < base + step; offset += 1)
          list.push({ total: offset + total * step, parts: parts.map((child) => offset + child * step) });
  }
  return packEquations(list);
}
