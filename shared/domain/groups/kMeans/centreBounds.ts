import type { Points } from '../points.ts';

/**
 * What is known of the distances between points and moving centres without computing them (C. Elkan, "Using the triangle
 * inequality to accelerate k-means", 2003). Every centre carries the length of the path it has moved, so that a distance once
 * computed bounds all later ones and nothing has to be written when centres move:
 *   d(i, c) now >= lower[i * k + c] - path[c],   d(i, own centre of i) now <= upper[i] + path[own].
 */
export interface CentreBounds {
  readonly upper: Float64Array;
  /** A row of k per point. */
  readonly lower: Float64Array;
  readonly path: Float64Array;
}

/** Bounds before anything is known: every distance is computed when it is asked for the first time. */
export function unknownBounds({ n }: Points, k: number): CentreBounds {
  const bounds = { upper: new Float64Array(n), lower: new Float64Array(n * k), path: new Float64Array(k) };
  forget(bounds);
  return bounds;
}

export function forget({ upper, lower }: CentreBounds): void {
  upper.fill(Infinity);
  lower.fill(-Infinity);
}
