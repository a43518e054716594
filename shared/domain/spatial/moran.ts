import { generator } from '../random/generator.ts';
import type { Neighbours } from './neighbours.ts';

export interface Moran {
  /** Moran's I with row-standardised weights; NaN without spread or without neighbours. */
  readonly i: number;
  /** -1 / (n - 1), what chance gives. */
  readonly expected: number;
  /** (r + 1) / (permutations + 1), r = permutations with an I at least as far from their expectation; two-sided. */
  readonly p: number;
  /** Per area: z_i times the mean of its neighbours' z; NaN for islands and missing values. */
  readonly local: Float64Array;
  /** Per area, by permuting the others' values, two-sided; NaN where `local` is. */
  readonly localP: Float64Array;
  /** `localP` adjusted for there being many (Y. Benjamini and Y. Hochberg, 1995). */
  readonly localQ: Float64Array;
  /** Areas without neighbours, left out. */
  readonly islands: readonly number[];
}

/**
 * Moran's I (P. A. P. Moran, 1950) and local Moran (L. Anselin, "Local indicators of spatial association", 1995):
 *   I = sum_i z_i m_i / sum_i z_i², I_i = z_i m_i, z standardised (n in the denominator), m_i the mean of the neighbours' z,
 * over areas with a value and at least one neighbour that has one. Significance by permutation: all values for I, the values of the
 * other areas for I_i (conditional permutation). The same seed gives the same p in any number of threads: each area draws
 * from a stream of its own.
 */
export function moran(
  values: Float64Array,
  neighbours: Neighbours,
  options: { readonly permutations: number; readonly seed: number },
  report: (done: number, of: number) => void = () => undefined,
): Moran {
  const n = values.length;
  const { permutations, seed } = options;
  const { islands, members, linked } = membersOf(values, neighbours);
  const nothing = (): Float64Array => new Float64Array(n).fill(Number.NaN);
  const z = standardised(values, members);
  const m = members.length;
  if (z === undefined)
    return {
      i: Number.NaN,
      expected: -1 / (m - 1),
      p: Number.NaN,
      local: nothing(),
      localP: nothing(),
      localQ: nothing(),
      islands,
    };
  const local = nothing();
  members.forEach((area) => {
    local[area] = (z[area] as number) * lag(z, linked[area] ?? []);
  });
  const i = members.reduce((sum, area) => sum + (local[area] as number), 0) / m;
  const expected = -1 / (m - 1);

  const random = generator(seed, 'moran');
  const order = Int32Array.from(members);
  const place = new Int32Array(n);
  let further = 0;
  for (let round = 0; round < permutations; round += 1) {
    random.shuffle(order);
    members.forEach((area, at) => {
      place[area] = order[at] as number;
    });
    let sum = 0;
    for (const area of members) {
      let around = 0;
      const own = linked[area] ?? [];
      for (const other of own) around += z[place[other] as number] as number;
      sum += ((z[place[area] as number] as number) * around) / own.length;
    }
    if (Math.abs(sum / m - expected) >= Math.abs(i - expected) * (1 - 1e-12)) further += 1;
    report(round, 2 * permutations);
  }

  const localP = nothing();
  members.forEach((area, at) => {
    localP[area] = conditionalP(z, members, at, linked[area] ?? [], local[area] as number, permutations, seed);
    if ((at & 31) === 0) report(permutations + Math.floor((at / m) * permutations), 2 * permutations);
  });
  return {
    i,
    expected,
    p: (further + 1) / (permutations + 1),
    local,
    localP,
    localQ: falseDiscoveryRates(localP),
    islands,
  };
}

/** Areas with a value and a neighbour that has one; their neighbours with a value. */
function membersOf(values: Float64Array, { start, to }: Neighbours) {
  const islands: number[] = [];
  const members: number[] = [];
  const linked: (readonly number[])[] = [];
  values.forEach((value, area) => {
    const all = to.subarray(start[area], start[area + 1]);
    if (all.length === 0) islands.push(area);
    if (Number.isNaN(value)) return;
    const own = Array.from(all).filter((other) => !Number.isNaN(values[other]));
    if (own.length === 0) return;
    members.push(area);
    linked[area] = own;
  });
  return { islands, members, linked };
}

function standardised(values: Float64Array, members: readonly number[]): Float64Array | undefined {
  const middle = members.reduce((sum, area) => sum + (values[area] as number), 0) / members.length;
  const variance = members.reduce((sum, area) => sum + ((values[area] as number) - middle) ** 2, 0) / members.length;
  if (!(variance > 0)) return undefined;
  return values.map((value) => (value - middle) / Math.sqrt(variance));
}

const lag = (z: Float64Array, others: readonly number[]): number =>
  others.reduce((sum, other) => sum + (z[other] as number), 0) / others.length;

/** The area keeps its value; its neighbours are drawn without replacement from the other areas. */
function conditionalP(
  z: Float64Array,
  members: readonly number[],
  at: number,
  own: readonly number[],
  observed: number,
  permutations: number,
  seed: number,
): number {
  const area = members[at] as number;
  const random = generator(seed, `moran/${area}`);
  const rest = members.length - 1;
  // The expectation of the neighbours' mean is that of all others.
  const expected = (z[area] as number) * (-(z[area] as number) / rest);
  const drawn = new Int32Array(own.length);
  let further = 0;
  for (let round = 0; round < permutations; round += 1) {
    let around = 0;
    for (let j = 0; j < own.length; j += 1) {
      let pick = random.integer(rest);
      while (drawn.subarray(0, j).includes(pick)) pick = random.integer(rest);
      drawn[j] = pick;
      around += z[members[pick < at ? pick : pick + 1] as number] as number;
    }
    const value = ((z[area] as number) * around) / own.length;
    if (Math.abs(value - expected) >= Math.abs(observed - expected) * (1 - 1e-12)) further += 1;
  }
  return (further + 1) / (permutations + 1);
}

/**
 * Adjusted p-values (Y. Benjamini and Y. Hochberg, "Controlling the false discovery rate", 1995): with p sorted, the least of
 * p_j m / j over j from its own place on, at most 1. NaN stays NaN and is not counted.
 */
export function falseDiscoveryRates(p: Float64Array): Float64Array {
  const order = Array.from(p.keys())
    .filter((i) => !Number.isNaN(p[i]))
    .sort((a, b) => (p[a] as number) - (p[b] as number) || a - b);
  const adjusted = new Float64Array(p.length).fill(Number.NaN);
  let least = 1;
  for (let j = order.length; j > 0; j -= 1) {
    const at = order[j - 1] as number;
    least = Math.min(least, ((p[at] as number) * order.length) / j);
    adjusted[at] = least;
  }
  return adjusted;
}
