import type { Report } from '../distances.ts';
import { type Points, squaredDistance } from '../points.ts';
import { type RowDistances, rowDistances } from '../rowDistances.ts';

/** Neighbours that are remembered of each group. */
const KEPT = 16;
/** Of a joined group, whose parts each remembered some. */
const KEPT_JOINED = 2 * KEPT;
/** What rounding may have done to a bound, many times over. */
const SLACK = 1 - 1e-10;

/**
 * Groups of points that are joined two by two, and the nearest of each by Ward's distance. Every group remembers some of its
 * nearest, and a bound that no other lies below. Joining never brings two groups nearer to a third than the nearer of them was, so
 * what has become of those remembered holds the nearest for as long as one of them lies below the bound; only else all
 * groups are looked at anew. The means stand packed, so that such a look reads them from one end to the other.
 */
export class NearestGroups {
  /** Packed: means and sizes of the groups that exist, who they are, and where each is. */
  readonly #means: RowDistances;
  readonly #sizes: Float64Array;
  readonly #who: Int32Array;
  readonly #place: Int32Array;
  #alive: number;
  readonly #parent: Int32Array;
  readonly #remembered: Int32Array;
  readonly #many: Int32Array;
  readonly #bound: Float64Array;
  /** At which look each group was last seen. */
  readonly #seen: Int32Array;
  #look = 0;
  #first = 0;

  constructor(points: Points, report: Report) {
    const { n } = points;
    this.#means = rowDistances(points);
    this.#sizes = new Float64Array(n).fill(1);
    this.#who = Int32Array.from({ length: n }, (_none, i) => i);
    this.#place = this.#who.slice();
    this.#parent = this.#who.slice();
    this.#alive = n;
    this.#remembered = new Int32Array(n * KEPT_JOINED);
    this.#many = new Int32Array(n);
    this.#bound = new Float64Array(n).fill(Infinity);
    this.#seen = new Int32Array(n);
    this.#lookAtPairs(n, report);
  }

  /** The group that exists with the least number. */
  firstAlive(): number {
    while (this.#parent[this.#first] !== this.#first) this.#first += 1;
    return this.#first;
  }

  /** Ward's squared distance between two groups. */
  apart(a: number, b: number): number {
    const { rows, width } = this.#means;
    const placeA = this.#place[a] as number;
    const placeB = this.#place[b] as number;
    const sizeA = this.#sizes[placeA] as number;
    const sizeB = this.#sizes[placeB] as number;
    return ((2 * sizeA * sizeB) / (sizeA + sizeB)) * squaredDistance(rows, placeA, rows, placeB, width);
  }

  /** The group nearest to one; ties: `preferred`, else the least number. There must be another. */
  nearest(group: number, preferred: number): number {
    const found = this.#among(group, preferred);
    return found >= 0 ? found : this.#amongAll(group, preferred);
  }

  /** The nearest of those remembered, where it is certain that no other is nearer; else -1. */
  #among(group: number, preferred: number): number {
    this.#tidy(group);
    const row = group * KEPT_JOINED;
    let least = preferred < 0 ? Infinity : this.apart(group, preferred);
    let nearest = preferred;
    for (let t = row; t < row + (this.#many[group] as number); t += 1) {
      const other = this.#remembered[t] as number;
      if (other === preferred) continue;
      const distance = this.apart(group, other);
      if (distance < least || (distance === least && nearest !== preferred && other < nearest)) {
        least = distance;
        nearest = other;
      }
    }
    return least < (this.#bound[group] as number) * SLACK ? nearest : -1;
  }

  /** Looks at every group, and remembers the nearest. */
  #amongAll(group: number, preferred: number): number {
    const own = this.#place[group] as number;
    const size = this.#sizes[own] as number;
    const sizes = this.#sizes;
    const who = this.#who;
    const squares = this.#means.squares(own, 0, this.#alive);
    const nearby = new Float64Array(KEPT).fill(Infinity);
    this.#many[group] = 0;
    let least = preferred < 0 ? Infinity : this.apart(group, preferred);
    let nearest = preferred;
    let bound = Infinity;
    for (let at = 0; at < this.#alive; at += 1) {
      const other = sizes[at] as number;
      const distance = ((2 * size * other) / (size + other)) * (squares[at] as number);
      if (distance > bound || at === own) continue;
      const one = who[at] as number;
      if (distance < least || (distance === least && nearest !== preferred && one < nearest)) {
        least = distance;
        nearest = one;
      }
      bound = this.#remember(group, one, distance, nearby, 0);
    }
    this.#bound[group] = bound;
    // Only when every distance has overflowed: then any two are as near as any others.
    return nearest < 0 ? (who[own === 0 ? 1 : 0] as number) : nearest;
  }

  /**
   * Puts one among the nearest of a group, in rising order.
   * @param nearby their distances, from `at` on
   * @returns what no other that has been seen lies below
   */
  #remember(group: number, one: number, distance: number, nearby: Float64Array, at: number): number {
    const row = group * KEPT_JOINED;
    const many = this.#many[group] as number;
    const last = at + KEPT - 1;
    if (many === KEPT && distance >= (nearby[last] as number)) return nearby[last] as number;
    let place = Math.min(many, KEPT - 1);
    for (; place > 0 && (nearby[at + place - 1] as number) > distance; place -= 1) {
      nearby[at + place] = nearby[at + place - 1] as number;
      this.#remembered[row + place] = this.#remembered[row + place - 1] as number;
    }
    nearby[at + place] = distance;
    this.#remembered[row + place] = one;
    if (many < KEPT) this.#many[group] = many + 1;
    return nearby[last] as number;
  }

  /** `gone` becomes a part of `kept`. */
  join(kept: number, gone: number): void {
    const { rows, width } = this.#means;
    const apart = this.apart(kept, gone);
    const a = this.#place[kept] as number;
    const b = this.#place[gone] as number;
    const sizeA = this.#sizes[a] as number;
    const sizeB = this.#sizes[b] as number;
    const share = sizeB / (sizeA + sizeB);
    for (let j = 0; j < width; j += 1) {
      const at = rows[a * width + j] as number;
      rows[a * width + j] = at + ((rows[b * width + j] as number) - at) * share;
    }
    this.#sizes[a] = sizeA + sizeB;
    this.#parent[gone] = kept;
    this.#takeOut(b);
    this.#rememberJoined(kept, gone, this.#boundOf(kept, gone, sizeA, sizeB, apart));
  }

  #takeOut(at: number): void {
    const { rows, width } = this.#means;
    const last = this.#alive - 1;
    this.#alive = last;
    rows.copyWithin(at * width, last * width, (last + 1) * width);
    this.#sizes[at] = this.#sizes[last] as number;
    const who = this.#who[last] as number;
    this.#who[at] = who;
    this.#place[who] = at;
  }

  /**
   * A group x that neither part remembers lies, by the update of Lance and Williams, at least
   *   ((n_a + n_x) B_a + (n_b + n_x) B_b - n_x d²(a, b)) / (n_a + n_b + n_x)
   * away, which is least for n_x = 0 or without end.
   */
  #boundOf(a: number, b: number, sizeA: number, sizeB: number, apart: number): number {
    const boundA = this.#bound[a] as number;
    const boundB = this.#bound[b] as number;
    const near = (sizeA * boundA + sizeB * boundB) / (sizeA + sizeB);
    const far = boundA + boundB - apart;
    return Number.isNaN(far) ? 0 : Math.min(near, far);
  }

  /** What either part remembers; what there is no room for lowers the bound instead. */
  #rememberJoined(kept: number, gone: number, bound: number): void {
    this.#tidy(kept);
    const row = kept * KEPT_JOINED;
    const theirs = gone * KEPT_JOINED;
    this.#bound[kept] = bound;
    for (let t = theirs; t < theirs + (this.#many[gone] as number); t += 1) {
      const other = this.#find(this.#remembered[t] as number);
      if (this.#seen[other] === this.#look) continue;
      this.#seen[other] = this.#look;
      const many = this.#many[kept] as number;
      if (many < KEPT_JOINED) {
        this.#remembered[row + many] = other;
        this.#many[kept] = many + 1;
      } else this.#bound[kept] = Math.min(this.#bound[kept], this.apart(kept, other));
    }
  }

  /** Those remembered as the groups they have become, each once, and not the group itself. */
  #tidy(group: number): void {
    const row = group * KEPT_JOINED;
    this.#look += 1;
    this.#seen[group] = this.#look;
    let many = 0;
    for (let t = 0; t < (this.#many[group] as number); t += 1) {
      const other = this.#find(this.#remembered[row + t] as number);
      if (this.#seen[other] === this.#look) continue;
      this.#seen[other] = this.#look;
      this.#remembered[row + many] = other;
      many += 1;
    }
    this.#many[group] = many;
  }

  #find(start: number): number {
    const parent = this.#parent;
    let at = start;
    while (parent[at] !== at) {
      parent[at] = parent[parent[at] as number] as number;
      at = parent[at] as number;
    }
    return at;
  }

  /** Every point's nearest to begin with, each pair looked at once. */
  #lookAtPairs(n: number, report: Report): void {
    const nearby = new Float64Array(n * KEPT).fill(Infinity);
    const bounds = this.#bound;
    for (let i = 0; i < n; i += 1) {
      const squares = this.#means.squares(i, i + 1, n);
      let own = bounds[i] as number;
      for (let j = i + 1; j < n; j += 1) {
        const distance = squares[j] as number;
        if (distance < own) own = this.#remember(i, j, distance, nearby, i * KEPT);
        if (distance < (bounds[j] as number)) bounds[j] = this.#remember(j, i, distance, nearby, j * KEPT);
      }
      bounds[i] = own;
      if ((i & 127) === 0) report(i, n);
    }
  }
}
