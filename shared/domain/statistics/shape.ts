import { mean } from './moments.ts';

/** Skewness and excess kurtosis of a sample, with the usual corrections for its size. */
export interface Shape {
  /** G1 = sqrt(n) sum d^3 / (sum d^2)^1.5 * sqrt(n (n - 1)) / (n - 2). NaN below three values or without spread. */
  readonly skewness: number;
  /** G2 = ((n + 1)(r - 3) + 6)(n - 1) / ((n - 2)(n - 3)), r = n sum d^4 / (sum d^2)^2. NaN below four values. */
  readonly kurtosis: number;
}

/** Shape of the values that are there (Joanes and Gill, "Comparing measures of sample skewness and kurtosis", 1998). */
export function shapeOf(values: Float64Array): Shape {
  const centre = mean(values);
  let n = 0;
  let second = 0;
  let third = 0;
  let fourth = 0;
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    const d = value - centre;
    n += 1;
    second += d * d;
    third += d * d * d;
    fourth += d * d * d * d;
  }
  if (n < 3 || !(second > 0)) return { skewness: Number.NaN, kurtosis: Number.NaN };
  const skewness = ((Math.sqrt(n) * third) / second ** 1.5) * (Math.sqrt(n * (n - 1)) / (n - 2));
  const r = (n * fourth) / (second * second);
  const kurtosis = n < 4 ? Number.NaN : (((n + 1) * (r - 3) + 6) * (n - 1)) / ((n - 2) * (n - 3));
  return { skewness, kurtosis };
}
