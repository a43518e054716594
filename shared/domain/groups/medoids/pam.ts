import { type Report, squaredDistances } from '../distances.ts';
import type { Points } from '../points.ts';

/** A swap must lower the cost by at least this share of it; less is rounding. */
const LEAST_GAIN = 1e-12;

export interface MedoidGroups {
  /** Group of each point, 0..k-1: that of the nearest medoid, ties to the one found first. */
  readonly labels: Int32Array;
  /** The point that stands for each group. */
  readonly medoids: Int32Array;
  /** Sum of the Euclidean distances of all points to their medoid. */
  readonly cost: number;
}

/** `pam` for one k after another on the same points: the distances are computed once. */
export function pamFor(points: Points): (k: number, report: Report) => MedoidGroups {
  let distances: Float64Array | undefined;
  return (k, report) => {
    distances ??= squaredDistances(points, (done) => report(done, 2 * points.n)).map(Math.sqrt);
    return pam(distances, points.n, k, report);
  };
}

/**
 * Partitioning around medoids (L. Kaufman and P. J. Rousseeuw, "Finding Groups in Data", 1990): BUILD, then the best swap
 * of a medoid for another point for as long as there is one that lowers the cost. All k swaps of a candidate are weighed
 * at once (E. Schubert and P. J. Rousseeuw, "Fast and eager k-medoids clustering", 2021, FastPAM1), so a round costs n²
 * instead of k n². The steepest swap is taken rather than the first that helps: the outcome is that of the classical
 * method and owes nothing to the order of the points but for exact ties (the first point wins).
 * @param distances n rows of n, Euclidean or any other; at least k points differ
 */
function pam(distances: Float64Array, n: number, k: number, report: Report): MedoidGroups {
  const medoids = build(distances, n, k);
  const state: Nearest = {
    own: new Int32Array(n),
    first: new Float64Array(n),
    second: new Float64Array(n),
  };
  assign(distances, n, medoids, state);
  for (let round = 0; ; round += 1) {
    report(n + Math.min(round, n - 1), 2 * n);
    // A single medoid is where BUILD put it: at the least sum there is.
    if (k === 1) break;
    const swap = bestSwap(distances, n, medoids, state);
    if (!(swap.change < -LEAST_GAIN * sum(state.first))) break;
    medoids[swap.medoid] = swap.point;
    assign(distances, n, medoids, state);
  }
  return { labels: state.own, medoids, cost: sum(state.first) };
}

/** Nearest medoid of each point, its distance, and that to the second nearest. */
interface Nearest {
  readonly own: Int32Array;
  readonly first: Float64Array;
  readonly second: Float64Array;
}

const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0);

/** BUILD: the point with the least sum of distances, then each time the one that lowers the cost the most. */
function build(distances: Float64Array, n: number, k: number): Int32Array {
  const medoids = new Int32Array(k);
  const taken = new Uint8Array(n);
  const nearest = new Float64Array(n).fill(Infinity);
  for (let c = 0; c < k; c += 1) {
    let best = -1;
    let least = Infinity;
    for (let candidate = 0; candidate < n; candidate += 1) {
      if (taken[candidate] === 1) continue;
      const row = candidate * n;
      let cost = 0;
      for (let i = 0; i < n; i += 1) cost += Math.min(nearest[i] as number, distances[row + i] as number);
      if (cost < least || best < 0) {
        least = cost;
        best = candidate;
      }
    }
    medoids[c] = best;
    taken[best] = 1;
    for (let i = 0; i < n; i += 1) nearest[i] = Math.min(nearest[i] as number, distances[best * n + i] as number);
  }
  return medoids;
}

function assign(distances: Float64Array, n: number, medoids: Int32Array, { own, first, second }: Nearest): void {
  for (let i = 0; i < n; i += 1) {
    let nearest = Infinity;
    let next = Infinity;
    let group = 0;
    for (let c = 0; c < medoids.length; c += 1) {
      const distance = distances[i * n + (medoids[c] as number)] as number;
      if (distance < nearest) {
        next = nearest;
        nearest = distance;
        group = c;
      } else if (distance < next) next = distance;
    }
    own[i] = group;
    first[i] = nearest;
    second[i] = next;
  }
}

/** The swap that changes the cost the most downwards; ties: the first point, then the first medoid. */
function bestSwap(
  distances: Float64Array,
  n: number,
  medoids: Int32Array,
  { own, first, second }: Nearest,
): { medoid: number; point: number; change: number } {
  const k = medoids.length;
  // What is lost when a medoid goes and its points go to their second nearest.
  const removal = new Float64Array(k);
  for (let i = 0; i < n; i += 1)
    removal[own[i] as number] = (removal[own[i] as number] as number) + (second[i] as number) - (first[i] as number);
  const isMedoid = new Uint8Array(n);
  for (const point of medoids) isMedoid[point] = 1;
  const change = new Float64Array(k);
  let best = { medoid: 0, point: 0, change: Infinity };
  for (let candidate = 0; candidate < n; candidate += 1) {
    if (isMedoid[candidate] === 1) continue;
    change.set(removal);
    let shared = 0;
    const row = candidate * n;
    for (let i = 0; i < n; i += 1) {
      const distance = distances[row + i] as number;
      const next = second[i] as number;
      if (distance >= next) continue;
      const nearest = first[i] as number;
      const group = own[i] as number;
      if (distance < nearest) {
        shared += distance - nearest;
        change[group] = (change[group] as number) + nearest - next;
      } else change[group] = (change[group] as number) + distance - next;
    }
    for (let c = 0; c < k; c += 1)
      if (shared + (change[c] as number) < best.change)
        best = { medoid: c, point: candidate, change: shared + (change[c] as number) };
  }
  return best;
}
