import { mean, standardDeviation } from './moments.ts';

export interface PrincipalComponents {
  /** Share of the variance of all standardised columns, largest first. */
  readonly shares: Float64Array;
  /** One eigenvector per component: how much of each column; the sum of its entries is not negative. */
  readonly loadings: readonly Float64Array[];
  /** One column of scores per component asked for; NaN where any value is missing. */
  readonly scores: readonly Float64Array[];
}

const SWEEPS = 60;

/**
 * Principal components of the correlation matrix (K. Pearson, 1901; H. Hotelling, 1933): eigenvectors by Jacobi's rotations, of the columns
 * standardised with n - 1 over the rows without a hole. A column without spread weighs nothing. Scores are sums of standardised
 * values times loadings.
 * @param columns p columns of n values, NaN where missing; `wanted` components of scores
 */
export function principalComponents(columns: readonly Float64Array[], wanted: number): PrincipalComponents {
  const p = columns.length;
  const n = columns[0]?.length ?? 0;
  const whole = Array.from({ length: n }, (_none, i) => i).filter((i) =>
    columns.every((column) => !Number.isNaN(column[i])),
  );
  const standardised = columns.map((column) => {
    const own = Float64Array.from(whole, (i) => column[i] as number);
    const middle = mean(own);
    const sd = standardDeviation(own, 1);
    return own.map((value) => (sd > 0 ? (value - middle) / sd : 0));
  });
  const matrix = Array.from({ length: p }, (_none, a) =>
    Float64Array.from({ length: p }, (_none_, b) => {
      const first = standardised[a] as Float64Array;
      const second = standardised[b] as Float64Array;
      let sum = 0;
      for (let i = 0; i < first.length; i += 1) sum += (first[i] as number) * (second[i] as number);
      return sum / Math.max(1, first.length - 1);
    }),
  );
  const { values, vectors } = eigenOf(matrix);
  const order = Array.from(values.keys()).sort((a, b) => (values[b] as number) - (values[a] as number) || a - b);
  const total = values.reduce((sum, value) => sum + value, 0);
  const loadings = order.map((at) => {
    const own = Float64Array.from(vectors, (row) => row[at] as number);
    const sum = own.reduce((all, value) => all + value, 0);
    return sum < 0 ? own.map((value) => -value) : own;
  });
  return {
    shares: Float64Array.from(order, (at) => (total > 0 ? (values[at] as number) / total : Number.NaN)),
    loadings,
    scores: loadings.slice(0, wanted).map((loading) => {
      const column = new Float64Array(n).fill(Number.NaN);
      whole.forEach((row, i) => {
        column[row] = loading.reduce(
          (sum, weight, j) => sum + weight * ((standardised[j] as Float64Array)[i] as number),
          0,
        );
      });
      return column;
    }),
  };
}

/** Eigenvalues and -vectors (as columns) of a symmetric matrix by cyclic Jacobi rotations (C. G. J. Jacobi, 1846). */
function eigenOf(matrix: readonly Float64Array[]): { values: Float64Array; vectors: Float64Array[] } {
  const p = matrix.length;
  const a = matrix.map((row) => row.slice());
  const v = Array.from({ length: p }, (_none, i) => Float64Array.from({ length: p }, (_none_, j) => (i === j ? 1 : 0)));
  const at = (rows: readonly Float64Array[], i: number, j: number): number => rows[i]?.[j] ?? 0;
  for (let sweep = 0; sweep < SWEEPS; sweep += 1) {
    let off = 0;
    for (let i = 0; i < p; i += 1) for (let j = i + 1; j < p; j += 1) off += at(a, i, j) ** 2;
    if (off < 1e-22) break;
    for (let i = 0; i < p; i += 1)
      for (let j = i + 1; j < p; j += 1) {
        const apart = at(a, i, j);
        if (apart === 0) continue;
        const theta = (at(a, j, j) - at(a, i, i)) / (2 * apart);
        const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
        const c = 1 / Math.sqrt(t * t + 1);
        const s = t * c;
        for (let k = 0; k < p; k += 1) rotate(a[k] as Float64Array, i, j, c, s);
        const first = a[i] as Float64Array;
        const second = a[j] as Float64Array;
        for (let k = 0; k < p; k += 1) {
          const x = first[k] as number;
          const y = second[k] as number;
          first[k] = c * x - s * y;
          second[k] = s * x + c * y;
        }
        for (let k = 0; k < p; k += 1) rotate(v[k] as Float64Array, i, j, c, s);
      }
  }
  return { values: Float64Array.from(a, (row, i) => row[i] as number), vectors: v };
}

function rotate(row: Float64Array, i: number, j: number, c: number, s: number): void {
  const x = row[i] as number;
  const y = row[j] as number;
  row[i] = c * x - s * y;
  row[j] = s * x + c * y;
}
