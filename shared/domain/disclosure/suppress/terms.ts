import type { Equations } from '../../tables/equations.ts';

/** The kept equations as sums that are 0, row by row, and the rows of each cell. */
export interface Terms {
  readonly rows: number;
  readonly start: Int32Array;
  readonly cell: Int32Array;
  readonly factor: Float64Array;
  readonly useStart: Int32Array;
  readonly use: Int32Array;
}

export function termsOf(equations: Equations, kept: Uint8Array, count: number): Terms {
  const { total, start, parts, coefficients } = equations;
  const starts = [0];
  const cells: number[] = [];
  const factors: number[] = [];
  for (let e = 0; e < equations.count; e += 1) {
    if (kept[e] !== 1) continue;
    const terms = new Map([[total[e] as number, -1]]);
    for (let i = start[e] as number; i < (start[e + 1] as number); i += 1) {
      const part = parts[i] as number;
      terms.set(part, (terms.get(part) ?? 0) + (coefficients === null ? 1 : (coefficients[i] as number)));
    }
    for (const [cell, factor] of terms)
      if (factor !== 0) {
        cells.push(cell);
        factors.push(factor);
      }
    starts.push(cells.length);
  }
  const useStart = new Int32Array(count + 1);
  for (const cell of cells) useStart[cell + 1] = (useStart[cell + 1] as number) + 1;
  for (let cell = 0; cell < count; cell += 1)
    useStart[cell + 1] = (useStart[cell + 1] as number) + (useStart[cell] as number);
  const next = Int32Array.from(useStart);
  const use = new Int32Array(cells.length);
  for (let e = 0; e + 1 < starts.length; e += 1)
    for (let i = starts[e] as number; i < (starts[e + 1] as number); i += 1) {
      const cell = cells[i] as number;
      use[next[cell] as number] = e;
      next[cell] = (next[cell] as number) + 1;
    }
  return {
    rows: starts.length - 1,
    start: Int32Array.from(starts),
    cell: Int32Array.from(cells),
    factor: Float64Array.from(factors),
    useStart,
    use,
  };
}

/** Rows in which the cell stands. */
export const equationsWith = ({ use, useStart }: Terms, cell: number): Int32Array =>
  use.subarray(useStart[cell], useStart[cell + 1]);

/** Cells that stand in the row. */
export const cellsIn = ({ start, cell }: Terms, row: number): Int32Array => cell.subarray(start[row], start[row + 1]);
