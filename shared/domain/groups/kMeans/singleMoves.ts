import { recompute } from './partition.ts';
import type { Space } from './space.ts';

const MAXIMUM_PASSES = 1000;

/**
 * Moves single points for as long as one lowers the inertia (Hartigan, "Clustering Algorithms", 1975; the optimal-transfer
 * step of Hartigan and Wong, AS 136, 1979). Taking point i out of group a saves n_a d^2(i, a) / (n_a - 1), putting it into b
 * costs n_b d^2(i, b) / (n_b + 1). What Lloyd's iteration cannot leave, this often can; a partition that it does not
 * change is one that Lloyd does not change either. Sizes and means are those of the outcome.
 *
 * A distance is computed only where its bound leaves room for a move to be worth it.
 * @param space with the bounds of the distances to the present centres, as `iterateIn` leaves them
 */
export function moveSinglePoints(space: Space): void {
  const { points, partition, costs, saves } = space;
  const { sizes, k } = partition;
  const weigh = (group: number): void => {
    const size = sizes[group] as number;
    costs[group] = size / (size + 1);
    // The only point of a group stays: it has nothing to save.
    saves[group] = size < 2 ? 0 : size / (size - 1);
  };
  for (let c = 0; c < k; c += 1) weigh(c);
  let moves = 0;
  for (let pass = 0; pass < MAXIMUM_PASSES; pass += 1) {
    const before = moves;
    for (let i = space.nextMove(0); i < points.n; i = space.nextMove(i + 1)) {
      const from = partition.labels[i] as number;
      move(space, i);
      weigh(from);
      weigh(partition.labels[i] as number);
      moves += 1;
    }
    if (moves === before) break;
  }
  if (moves > 0) recompute(points, partition);
}

/** Moves the point that was found; the paths of the two centres carry the bounds along. */
function move({ points, partition, bounds, found }: Space, i: number): void {
  const { p, values } = points;
  const { labels, sizes, centres } = partition;
  const { upper, lower, across, path, reach } = bounds;
  const from = labels[i] as number;
  const to = found.to[0] as number;
  lower[i * across + from] = (found.away[0] as number) + (path[from] as number);
  upper[i] = (lower[i * across + to] as number) - 2 * (path[to] as number);
  lower[i * across + to] = Infinity;
  reach[i] = -Infinity;
  labels[i] = to;
  sizes[from] = (sizes[from] as number) - 1;
  sizes[to] = (sizes[to] as number) + 1;
  const away = shift(values, i, centres, from, p, -1 / sizes[from]);
  const near = shift(values, i, centres, to, p, 1 / sizes[to]);
  path[from] = (path[from] as number) + away;
  path[to] = (path[to] as number) + near;
  bounds.drift += Math.max(away, near);
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
