/** n points in p dimensions, row after row: coordinate j of point i stands at i * p + j. */
export interface Points {
  readonly n: number;
  readonly p: number;
  readonly values: Float64Array;
}

/**
 * Squared Euclidean distance between row `a` of `x` and row `b` of `y`, both with p coordinates. Four partial sums keep the
 * processor busy; they are always added in the same order.
 */
export function squaredDistance(x: Float64Array, a: number, y: Float64Array, b: number, p: number): number {
  let i = a * p;
  let j = b * p;
  const whole = i + (p & ~3);
  const end = i + p;
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  for (; i < whole; i += 4, j += 4) {
    const d0 = (x[i] as number) - (y[j] as number);
    const d1 = (x[i + 1] as number) - (y[j + 1] as number);
    const d2 = (x[i + 2] as number) - (y[j + 2] as number);
    const d3 = (x[i + 3] as number) - (y[j + 3] as number);
    s0 += d0 * d0;
    s1 += d1 * d1;
    s2 += d2 * d2;
    s3 += d3 * d3;
  }
  for (; i < end; i += 1, j += 1) {
    const d = (x[i] as number) - (y[j] as number);
    s0 += d * d;
  }
  return s0 + s1 + (s2 + s3);
}

/** How many different points there are, counted no further than `enough`. */
export function distinctPoints({ n, p, values }: Points, enough: number): number {
  const seen = new Set<string>();
  for (let i = 0; i < n && seen.size < enough; i += 1) {
    // Adding zero makes minus zero equal to zero.
    seen.add(
      values
        .subarray(i * p, (i + 1) * p)
        .map((value) => value + 0)
        .join(' '),
    );
  }
  return seen.size;
}
