import { type Points, squaredDistance } from '../points.ts';
import type { CentreBounds } from './centreBounds.ts';
import type { Partition } from './partition.ts';

/** A move must lower the sum of squares by more than this share, so that rounding cannot move a point to and fro. */
const LEAST_GAIN = 1e-12;
const MAXIMUM_PASSES = 1000;

/**
 * Moves single points for as long as one lowers the inertia (Hartigan, "Clustering Algorithms", 1975; the optimal-transfer
 * step of Hartigan and Wong, AS 136, 1979). Taking point i out of group a saves n_a d^2(i, a) / (n_a - 1), putting it into b
 * costs n_b d^2(i, b) / (n_b + 1). What Lloyd's iteration cannot leave, this often can; a partition that it does not
 * change is one that Lloyd does not change either.
 *
 * A distance is computed only where its bound leaves room for a move to be worth it.
 * @param bounds of the distances to the present centres, as `iterate` leaves them
 */
export function moveSinglePoints(points: Points, partition: Partition, bounds: CentreBounds): void {
  const { n, p, values } = points;
  const { k, labels, sizes, centres } = partition;
  const { upper, lower, path } = bounds;
  const costs = Float64Array.from(sizes, costFactor);
  for (let pass = 0; pass < MAXIMUM_PASSES; pass += 1) {
    let moves = 0;
    for (let i = 0; i < n; i += 1) {
      const from = labels[i] as number;
      const size = sizes[from] as number;
      if (size < 2) continue;
      const row = i * k;
      const save = size / (size - 1);
      let away = (upper[i] as number) + (path[from] as number);
      let cheapest = save * away * away;
      let exact = false;
      let to = from;
      for (let c = 0; c < k; c += 1) {
        if (c === from) continue;
        const low = (lower[row + c] as number) - (path[c] as number);
        const cost = costs[c] as number;
        if (low > 0 && cost * low * low >= cheapest) continue;
        if (!exact) {
          exact = true;
          const square = squaredDistance(values, i, centres, from, p);
          away = Math.sqrt(square);
          upper[i] = away - (path[from] as number);
          cheapest = save * square * (1 - LEAST_GAIN);
          if (low > 0 && cost * low * low >= cheapest) continue;
        }
        const square = squaredDistance(values, i, centres, c, p);
        lower[row + c] = Math.sqrt(square) + (path[c] as number);
        if (square * cost < cheapest) {
          cheapest = square * cost;
          to = c;
        }
      }
      if (to === from) continue;
      // Seen from before the two centres move; their paths then carry the bounds along.
      lower[row + from] = away + (path[from] as number);
      upper[i] = (lower[row + to] as number) - 2 * (path[to] as number);
      move(points, partition, bounds, i, to);
      costs[from] = costFactor(size - 1);
      costs[to] = costFactor(sizes[to] as number);
      moves += 1;
    }
    if (moves === 0) return;
  }
}

const costFactor = (size: number): number => size / (size + 1);

function move(
  { p, values }: Points,
  { labels, sizes, centres }: Partition,
  { path }: CentreBounds,
  i: number,
  to: number,
): void {
  const from = labels[i] as number;
  labels[i] = to;
  sizes[from] = (sizes[from] as number) - 1;
  sizes[to] = (sizes[to] as number) + 1;
  path[from] = (path[from] as number) + shift(values, i, centres, from, p, -1 / sizes[from]);
  path[to] = (path[to] as number) + shift(values, i, centres, to, p, 1 / sizes[to]);
}

/** Moves a centre by `share` of the way to (or, when negative, away from) point i, and says how far. */
function shift(values: Float64Array, i: number, centres: Float64Array, c: number, p: number, share: number): number {
  let squares = 0;
  for (let j = 0; j < p; j += 1) {
    const at = centres[c * p + j] as number;
    const step = ((values[i * p + j] as number) - at) * share;
    centres[c * p + j] = at + step;
    squares += step * step;
  }
  return Math.sqrt(squares);
}
