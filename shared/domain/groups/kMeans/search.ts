import { squaredDistance } from '../points.ts';
import type { Space } from './space.ts';

/*
 * The two searches of k-means over all points, as they run where nothing may be compiled. `searchCode.ts` says the same in WebAssembly:
 * the same comparisons and sums in the same order, so that both give the same bits.
 */

/** A move must lower the sum of squares by more than this share, so that rounding cannot move a point to and fro. */
export const LEAST_GAIN = 1e-12;

type Laid = Omit<Space, 'squares' | 'assign' | 'nextMove'>;

export function assign({ points, partition, bounds, moved }: Laid): number {
  const { n, p, values } = points;
  const { k, labels, centres } = partition;
  const { upper, lower, across, path, reach, drift } = bounds;
  let count = 0;
  for (let i = 0; i < n; i += 1) {
    const own = labels[i] as number;
    const far = (reach[i] as number) - drift;
    if (far >= (upper[i] as number) + (path[own] as number)) continue;
    const away = Math.sqrt(squaredDistance(values, i, centres, own, p));
    upper[i] = away - (path[own] as number);
    if (far >= away) continue;
    let least = away;
    const row = i * across;
    let group = own;
    let others = Infinity;
    for (let c = 0; c < k; c += 1) {
      let low = (lower[row + c] as number) - (path[c] as number);
      if (low < least) {
        low = Math.sqrt(squaredDistance(values, i, centres, c, p));
        lower[row + c] = low + (path[c] as number);
        if (low < least) {
          const before = least;
          least = low;
          low = before;
          group = c;
        }
      }
      others = Math.min(others, low);
    }
    reach[i] = others + drift;
    if (group === own) continue;
    upper[i] = least - (path[group] as number);
    lower[row + own] = away + (path[own] as number);
    lower[row + group] = Infinity;
    labels[i] = group;
    moved[2 * count] = i;
    moved[2 * count + 1] = own;
    count += 1;
  }
  return count;
}

export function nextMove(laid: Laid, from: number, leastCost: number): number {
  const { n, p, values } = laid.points;
  const { k, labels, centres } = laid.partition;
  const { upper, lower, across, path, reach, drift } = laid.bounds;
  const { costs, saves, found } = laid;
  for (let i = from; i < n; i += 1) {
    const own = labels[i] as number;
    const save = saves[own] as number;
    const most = (upper[i] as number) + (path[own] as number);
    const far = (reach[i] as number) - drift;
    if (far > 0 && leastCost * (far * far) >= save * (most * most)) continue;
    const ownSquare = squaredDistance(values, i, centres, own, p);
    const away = Math.sqrt(ownSquare);
    upper[i] = away - (path[own] as number);
    let cheapest = save * ownSquare * (1 - LEAST_GAIN);
    if (far > 0 && leastCost * (far * far) >= cheapest) continue;
    const row = i * across;
    let to = own;
    let others = Infinity;
    for (let c = 0; c < k; c += 1) {
      let low = (lower[row + c] as number) - (path[c] as number);
      const cost = costs[c] as number;
      if (!(low > 0 && cost * (low * low) >= cheapest)) {
        const square = squaredDistance(values, i, centres, c, p);
        low = Math.sqrt(square);
        lower[row + c] = low + (path[c] as number);
        if (square * cost < cheapest) {
          cheapest = square * cost;
          to = c;
        }
      }
      others = Math.min(others, low);
    }
    reach[i] = others + drift;
    if (to === own) continue;
    found.to[0] = to;
    found.away[0] = away;
    return i;
  }
  return n;
}
