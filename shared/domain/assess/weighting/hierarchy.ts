export interface Hierarchy {
  /** Summing to 1. */
  readonly weights: Float64Array;
  /** The principal eigenvalue; m when the comparisons are wholly consistent. */
  readonly lambda: number;
  /** (lambda - m) / (m - 1), 0 for m < 2. */
  readonly consistencyIndex: number;
  /** Consistency index / random index; 0 for m < 3. */
  readonly consistencyRatio: number;
}

/** The mean consistency index of random matrices for m = 3..10 (T. L. Saaty, "The Analytic Hierarchy Process", 1980). */
const RANDOM_INDEX = [0.58, 0.9, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49];
/** More than this many cannot be compared pair by pair, and have no random index. */
export const MOST_COMPARED = 10;
/** From this ratio the comparisons contradict each other too much (Saaty's limit). */
export const INCONSISTENT_FROM = 0.1;

const STEPS = 10_000;

/**
 * Weights from pairwise comparisons: the principal eigenvector of the positive reciprocal matrix a_ij = how many times as important i
 * is as j, by power iteration, which converges for a positive matrix (Perron and Frobenius).
 * @param ratios m rows of m, all > 0, a_ji = 1 / a_ij, 1 on the diagonal
 */
export function analyticHierarchy(ratios: Float64Array, m: number): Hierarchy {
  let weights = new Float64Array(m).fill(1 / m);
  let lambda = m;
  for (let step = 0; step < STEPS; step += 1) {
    const next = Float64Array.from({ length: m }, (_none, i) => {
      let sum = 0;
      for (let j = 0; j < m; j += 1) sum += (ratios[i * m + j] as number) * (weights[j] as number);
      return sum;
    });
    lambda = next.reduce((sum, value) => sum + value, 0);
    const scaled = next.map((value) => value / lambda);
    const moved = scaled.reduce((most, value, i) => Math.max(most, Math.abs(value - (weights[i] as number))), 0);
    weights = scaled;
    if (moved < 1e-15) break;
  }
  const consistencyIndex = m < 2 ? 0 : Math.max(0, (lambda - m) / (m - 1));
  const random = RANDOM_INDEX[m - 3];
  return {
    weights,
    lambda,
    consistencyIndex,
    consistencyRatio: random === undefined ? 0 : consistencyIndex / random,
  };
}
