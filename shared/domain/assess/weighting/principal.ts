import { correlationMatrix } from '../../statistics/correlationMatrix.ts';
import { symmetricEigen } from '../../statistics/eigen.ts';

export interface PrincipalComponent {
  /** The largest eigenvalue of the correlation matrix, and its share of the sum, which is the number of columns. */
  readonly eigenvalue: number;
  readonly explained: number;
  /** Unit vector, turned so that its entries' sum is positive. */
  readonly loadings: Float64Array;
  /** Loadings divided by their sum; negative where the loading is. NaN when the loadings cancel. */
  readonly weights: Float64Array;
}

/** Loadings whose sum is less than this cancel: no weights follow from them. */
const CANCELLED = 1e-9;

/**
 * Weights from the first principal component (OECD and JRC, "Handbook on Constructing Composite Indicators", 2008, section 6.1, with
 * the loadings themselves and not their squares, so that a negative one stays visible): the first eigenvector of the columns'
 * correlation matrix, each pair over the rows that have both. One column has the loading 1.
 * @param columns NaN where missing
 * @returns undefined when some pair has no correlation: a column without spread, or fewer than two rows in common
 */
export function firstComponent(columns: readonly Float64Array[]): PrincipalComponent | undefined {
  const m = columns.length;
  const { correlation } = correlationMatrix(columns, 'pearson');
  if (correlation.some((r) => Number.isNaN(r))) return undefined;
  const { values, vectors } = symmetricEigen(correlation, m);
  const vector = vectors[0] as Float64Array;
  const total = vector.reduce((sum, loading) => sum + loading, 0);
  const loadings = total < 0 ? vector.map((loading) => 0 - loading) : vector;
  const sum = Math.abs(total);
  return {
    eigenvalue: values[0] as number,
    explained: (values[0] as number) / m,
    loadings,
    weights: loadings.map((loading) => (sum > CANCELLED ? loading / sum : Number.NaN)),
  };
}
