import { TOLERANCE } from '../assess/presence.ts';
import type { ProblemCount } from '../assess/problemCount.ts';

/** From the gravest to none; an area has exactly one of them, or is `unjudged` when too little is known of it. */
export const NEED_CLASSES = ['very-large', 'large', 'parallel', 'single', 'none', 'unjudged'] as const;
export type NeedClass = (typeof NEED_CLASSES)[number];

export interface NeedLimits {
  /** c from which a composite problem is large. */
  readonly large: number;
  /** c from which it is very large; above `large`. */
  readonly veryLarge: number;
}

/** A need signature: which factors are problems, as bits; factor f is bit f. At most 52 factors. */
export type Signature = number;

export interface SignatureCount {
  readonly signature: Signature;
  /** Positions of its factors. */
  readonly factors: readonly number[];
  readonly areas: number;
  readonly people: number;
}

export interface FactorNeeds {
  readonly id: string;
  /** Positions of the areas where the factor is a problem, in the order given. */
  readonly areas: readonly number[];
  /** Those where it is the only one. */
  readonly alone: readonly number[];
  /** Share of the people of all judged areas that live where it is a problem; NaN without people. */
  readonly peopleShare: number;
}

export interface Needs {
  /** Position in NEED_CLASSES per area. */
  readonly classes: Uint8Array;
  readonly signatures: Float64Array;
  /** Areas and people in each class, in the order of NEED_CLASSES. */
  readonly classCounts: readonly { readonly class: NeedClass; readonly areas: number; readonly people: number }[];
  /** Every signature that occurs among judged areas, the commonest first, then the fewest factors: an upset picture's columns. */
  readonly overlaps: readonly SignatureCount[];
  readonly factors: readonly FactorNeeds[];
}

const bit = (factor: number): number => 2 ** factor;
export const hasFactor = (signature: Signature, factor: number): boolean =>
  Math.floor(signature / bit(factor)) % 2 === 1;

/**
 * The needs of every area, from a problem count: the first class that fits of very large (c >= the higher limit), large
 * (c >= k), parallel (two factors or more), single (one), none. Lists per factor overlap; the classes do not.
 * @param people who live in each area, or undefined; NaN counts as nobody
 * @throws RangeError for limits in the wrong order or more than 52 factors
 */
export function needsOf(count: ProblemCount, limits: NeedLimits, people?: Float64Array): Needs {
  const { scores, judged, factorProblems, factors } = count;
  if (!(limits.large > 0 && limits.veryLarge > limits.large))
    throw new RangeError('needsOf: limits in the wrong order');
  if (factors.length > 52) throw new RangeError('needsOf: more than 52 factors');
  const n = scores.length;
  const inhabitants = (area: number): number => {
    const own = people?.[area] ?? 0;
    return Number.isNaN(own) ? 0 : own;
  };
  const classes = new Uint8Array(n);
  const signatures = new Float64Array(n);
  const tally = NEED_CLASSES.map((name) => ({ class: name, areas: 0, people: 0 }));
  const overlaps = new Map<Signature, { areas: number; people: number }>();
  const perFactor = factors.map(({ id }) => ({ id, areas: [] as number[], alone: [] as number[], people: 0 }));
  let everybody = 0;
  for (let area = 0; area < n; area += 1) {
    const there = factors.flatMap((_factor, f) => (factorProblems[f]?.[area] === 1 ? [f] : []));
    const signature = there.reduce((sum, f) => sum + bit(f), 0);
    signatures[area] = signature;
    const known = judged[area] === 1 && !Number.isNaN(scores[area]);
    const position = NEED_CLASSES.indexOf(known ? classOf(scores[area] as number, there.length, limits) : 'unjudged');
    classes[area] = position;
    const own = tally[position];
    if (own !== undefined) {
      own.areas += 1;
      own.people += inhabitants(area);
    }
    if (!known) continue;
    everybody += inhabitants(area);
    const overlap = overlaps.get(signature) ?? { areas: 0, people: 0 };
    overlaps.set(signature, { areas: overlap.areas + 1, people: overlap.people + inhabitants(area) });
    for (const f of there) {
      const factor = perFactor[f];
      factor?.areas.push(area);
      if (there.length === 1) factor?.alone.push(area);
      if (factor !== undefined) factor.people += inhabitants(area);
    }
  }
  return {
    classes,
    signatures,
    classCounts: tally,
    overlaps: [...overlaps]
      .map(([signature, counts]) => ({
        signature,
        factors: factors.flatMap((_factor, f) => (hasFactor(signature, f) ? [f] : [])),
        ...counts,
      }))
      .sort((a, b) => b.areas - a.areas || a.factors.length - b.factors.length || a.signature - b.signature),
    factors: perFactor.map(({ id, areas, alone, people: living }) => ({
      id,
      areas,
      alone,
      peopleShare: people === undefined || everybody === 0 ? Number.NaN : living / everybody,
    })),
  };
}

function classOf(count: number, factorCount: number, { large, veryLarge }: NeedLimits): NeedClass {
  if (count >= veryLarge - TOLERANCE) return 'very-large';
  if (count >= large - TOLERANCE) return 'large';
  if (factorCount >= 2) return 'parallel';
  return factorCount === 1 ? 'single' : 'none';
}

/**
 * Share of the areas of each group in which each factor is a problem: rows are groups from 1, columns factors. NaN for a
 * group without judged areas. @param groups from 1; 0 = in none
 */
export function needsByGroup(
  needs: Needs,
  groups: Int32Array,
): { readonly group: number; readonly areas: number; readonly shares: readonly number[] }[] {
  const most = groups.reduce((highest, group) => Math.max(highest, group), 0);
  const unjudged = NEED_CLASSES.indexOf('unjudged');
  return Array.from({ length: most }, (_none, g) => {
    const members = Array.from(groups.keys()).filter(
      (area) => groups[area] === g + 1 && needs.classes[area] !== unjudged,
    );
    return {
      group: g + 1,
      areas: members.length,
      shares: needs.factors.map(
        (_factor, f) =>
          members.filter((area) => hasFactor(needs.signatures[area] as number, f)).length / members.length,
      ),
    };
  });
}
