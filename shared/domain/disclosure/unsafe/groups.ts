import { cellCount, strides } from '../../tables/table.ts';
import { type Dimension, sumsOf } from '../../tables/dimension.ts';

export interface GroupPart {
  /** Cell of the product that holds nearly all of its row. */
  readonly cell: number;
  /** How many of the row are elsewhere than in this cell; the reader must think more than `allBut` possible. */
  readonly elsewhere: number;
}

/**
 * Group disclosure: parts that hold all of their row's mass, or all but at most `allBut` (one contributor knows themself, and so knows
 * the rest). `mass` counts units per cell. Every sum of every dimension is a row, in every combination of the other nodes; `columns`
 * limits the dimensions that are looked along. A sum with one part says nothing about a category and is passed over, and so are empty rows.
 */
export function groupParts(
  dimensions: readonly Dimension[],
  mass: ArrayLike<number>,
  allBut: number,
  columns?: readonly string[],
): GroupPart[] {
  const steps = strides(dimensions);
  const count = cellCount(dimensions);
  const least = new Map<number, number>();
  for (const [d, dimension] of dimensions.entries()) {
    if (columns !== undefined && !columns.includes(dimension.column)) continue;
    const step = steps[d] as number;
    const block = step * dimension.codes.length;
    const sums = sumsOf(dimension).filter(({ parts }) => parts.length > 1);
    for (let base = 0; base < count; base += block)
      for (const { total, parts } of sums)
        for (let offset = base; offset < base + step; offset += 1)
          for (const part of parts) {
            const cell = offset + part * step;
            const elsewhere = (mass[offset + total * step] as number) - (mass[cell] as number);
            if ((mass[cell] as number) === 0 || elsewhere > allBut) continue;
            least.set(cell, Math.min(least.get(cell) ?? elsewhere, elsewhere));
          }
  }
  return [...least].map(([cell, elsewhere]) => ({ cell, elsewhere })).sort((a, b) => a.cell - b.cell);
}
