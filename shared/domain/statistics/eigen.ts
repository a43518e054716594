export interface Eigen {
  /** Falling. */
  readonly values: Float64Array;
  /** One unit vector per value, the largest entry by size positive (the first of equals). */
  readonly vectors: readonly Float64Array[];
}

const MOST_SWEEPS = 100;

/**
 * Eigenvalues and vectors of a symmetric matrix by Jacobi's rotations (G. H. Golub and C. F. Van Loan, "Matrix
 * Computations", 2013, section 8.5), accurate to the last bits for the few dozen columns it is used for.
 * @param matrix m rows of m; only its lower triangle is read
 */
export function symmetricEigen(matrix: Float64Array, m: number): Eigen {
  const a = Float64Array.from(matrix, (_value, at) => {
    const i = Math.floor(at / m);
    const j = at % m;
    return matrix[Math.max(i, j) * m + Math.min(i, j)] as number;
  });
  const v = Float64Array.from({ length: m * m }, (_none, at) => (Math.floor(at / m) === at % m ? 1 : 0));
  for (let sweep = 0; sweep < MOST_SWEEPS && offDiagonal(a, m) > 0; sweep += 1)
    for (let p = 0; p < m - 1; p += 1) for (let q = p + 1; q < m; q += 1) rotate(a, v, m, p, q);
  const order = Array.from({ length: m }, (_none, i) => i).sort(
    (i, j) => (a[j * m + j] as number) - (a[i * m + i] as number) || i - j,
  );
  return {
    values: Float64Array.from(order, (i) => a[i * m + i] as number),
    vectors: order.map((column) =>
      upright(Float64Array.from({ length: m }, (_none, i) => v[i * m + column] as number)),
    ),
  };
}

/** The sum of squares off the diagonal, zero once it no longer matters beside the diagonal. */
function offDiagonal(a: Float64Array, m: number): number {
  let off = 0;
  let on = 0;
  a.forEach((value, at) => {
    if (Math.floor(at / m) === at % m) on += value * value;
    else off += value * value;
  });
  return off <= 1e-30 * on ? 0 : off;
}

function rotate(a: Float64Array, v: Float64Array, m: number, p: number, q: number): void {
  const apq = a[p * m + q] as number;
  if (apq === 0) return;
  const tau = ((a[q * m + q] as number) - (a[p * m + p] as number)) / (2 * apq);
  const t = (tau >= 0 ? 1 : -1) / (Math.abs(tau) + Math.sqrt(1 + tau * tau));
  const c = 1 / Math.sqrt(1 + t * t);
  const s = t * c;
  const turn = (values: Float64Array, atP: number, atQ: number): void => {
    const x = values[atP] as number;
    const y = values[atQ] as number;
    values[atP] = c * x - s * y;
    values[atQ] = s * x + c * y;
  };
  for (let i = 0; i < m; i += 1) turn(a, i * m + p, i * m + q);
  for (let i = 0; i < m; i += 1) turn(a, p * m + i, q * m + i);
  a[p * m + q] = 0;
  a[q * m + p] = 0;
  for (let i = 0; i < m; i += 1) turn(v, i * m + p, i * m + q);
}

function upright(vector: Float64Array): Float64Array {
  let most = 0;
  for (let i = 1; i < vector.length; i += 1)
    if (Math.abs(vector[i] as number) > Math.abs(vector[most] as number) * (1 + 1e-12)) most = i;
  return (vector[most] as number) < 0 ? vector.map((value) => 0 - value) : vector;
}
