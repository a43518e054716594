/** How strongly each two of several columns go together. */
export interface CorrelationMatrix {
  /** Row by row, columns x columns: symmetric, 1 on the diagonal of every column with spread, NaN where there is none. */
  readonly correlation: Float64Array<ArrayBuffer>;
  /** Of how many rows both columns have a value. */
  readonly pairs: Float64Array<ArrayBuffer>;
}

/**
 * Pearson's or Spearman's correlation of every pair of columns over the rows of which both have a value; the same numbers
 * as `pearson` and `spearman` give pair by pair, but for the last bits. Every column is sorted once: the ranks among the rows
 * that a pair shares are read off in that order, ties at their average. NaN for fewer than two rows or no spread.
 */
export function correlationMatrix(columns: readonly Float64Array[], kind: 'pearson' | 'spearman'): CorrelationMatrix {
  const count = columns.length;
  const rows = columns[0]?.length ?? 0;
  const orders = columns.map((column) => orderOf(column));
  const correlation = new Float64Array(count * count);
  const pairs = new Float64Array(count * count);
  const x = new Float64Array(rows);
  const y = new Float64Array(rows);
  const both = new Uint8Array(rows);
  for (let a = 0; a < count; a += 1)
    for (let b = a; b < count; b += 1) {
      const one = columns[a] as Float64Array;
      const other = columns[b] as Float64Array;
      let shared = 0;
      for (let row = 0; row < rows; row += 1) {
        const there = Number.isNaN(one[row]) || Number.isNaN(other[row]) ? 0 : 1;
        both[row] = there;
        shared += there;
      }
      if (kind === 'spearman') {
        rankAmong(one, orders[a] as Uint32Array, both, x);
        rankAmong(other, orders[b] as Uint32Array, both, y);
      } else {
        x.set(one);
        y.set(other);
      }
      const r = productMoment(x, y, both, shared);
      for (const at of [a * count + b, b * count + a]) {
        correlation[at] = r;
        pairs[at] = shared;
      }
    }
  return { correlation, pairs };
}

/** The rows that have a value, by rising value. */
const orderOf = (column: Float64Array): Uint32Array =>
  Uint32Array.from(column.keys())
    .filter((row) => !Number.isNaN(column[row]))
    .sort((i, j) => (column[i] as number) - (column[j] as number) || i - j);

/** Writes the rank of every marked row among the marked ones. */
function rankAmong(column: Float64Array, order: Uint32Array, marked: Uint8Array, into: Float64Array): void {
  const run: number[] = [];
  let before = 0;
  const close = (): void => {
    for (const row of run) into[row] = before + (run.length + 1) / 2;
    before += run.length;
    run.length = 0;
  };
  let last = Number.NaN;
  for (const row of order) {
    if (marked[row] === 0) continue;
    const value = column[row] as number;
    if (value !== last) close();
    run.push(row);
    last = value;
  }
  close();
}

function productMoment(x: Float64Array, y: Float64Array, marked: Uint8Array, shared: number): number {
  if (shared < 2) return Number.NaN;
  let sumX = 0;
  let sumY = 0;
  let flatX = true;
  let flatY = true;
  let first = -1;
  for (let row = 0; row < marked.length; row += 1) {
    if (marked[row] === 0) continue;
    if (first < 0) first = row;
    sumX += x[row] as number;
    sumY += y[row] as number;
    flatX &&= x[row] === x[first];
    flatY &&= y[row] === y[first];
  }
  if (flatX || flatY) return Number.NaN;
  const middleX = sumX / shared;
  const middleY = sumY / shared;
  let xy = 0;
  let xx = 0;
  let yy = 0;
  for (let row = 0; row < marked.length; row += 1) {
    if (marked[row] === 0) continue;
    const dx = (x[row] as number) - middleX;
    const dy = (y[row] as number) - middleY;
    xy += dx * dy;
    xx += dx * dx;
    yy += dy * dy;
  }
  return xx > 0 && yy > 0 ? Math.min(1, Math.max(-1, xy / Math.sqrt(xx * yy))) : Number.NaN;
}
