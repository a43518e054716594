import type { ClassRule } from '../../schemas/method.ts';
import { equalLimits, fixedLimits, quantileLimits } from './limits.ts';
import { naturalLimits } from './naturalLimits.ts';

/** Classes that a rule makes when it does not say how many. */
export const USUAL_CLASSES = 6;
export const FEWEST_CLASSES = 2;
export const MOST_OWN_CLASSES = 12;

const BY_RULE = { quantile: quantileLimits, natural: naturalLimits, equal: equalLimits } as const;

/** The limits of the classes, rising; none for classes by share of the ranked areas, which are not limits of the value. */
export function limitsByRule(rule: ClassRule, values: Float64Array): readonly number[] {
  if (rule.kind === 'shares') return [];
  if (rule.kind === 'fixed') return fixedLimits(rule.limits);
  return BY_RULE[rule.kind](values, rule.count ?? USUAL_CLASSES);
}

const onStep = (value: number, step: number): number => Math.round(value / step) / Math.round(1 / step);

/**
 * Moves one limit to `value`, on whole steps. It stops a step short of its neighbours: limits always rise, and no class is lost while a
 * line is dragged past another.
 * @param step the unit of the last decimal shown, a power of ten of at most 1
 */
export function withLimitAt(limits: readonly number[], at: number, value: number, step: number): readonly number[] {
  if (!Number.isFinite(value) || limits[at] === undefined) return limits;
  const least = limits[at - 1] ?? Number.NEGATIVE_INFINITY;
  const most = limits[at + 1] ?? Number.POSITIVE_INFINITY;
  const own = onStep(Math.min(most - step, Math.max(least + step, value)), step);
  if (!(own > least && own < most)) return limits;
  return limits.with(at, own);
}

/** Puts every limit on whole steps, as when limits that a rule has made are taken over by hand; those that fall together are one. */
export const onSteps = (limits: readonly number[], step: number): readonly number[] =>
  fixedLimits(limits.map((limit) => onStep(limit, step)));

/**
 * One class more: the class with the most areas that can be parted is, at its median, or where half of it has its least value, just above that.
 * Unchanged where no step lies between the values of any class, or there are the most classes already.
 */
export function withClassMore(limits: readonly number[], values: Float64Array, step: number): readonly number[] {
  if (limits.length + 1 >= MOST_OWN_CLASSES) return limits;
  const sorted = values.filter((x) => Number.isFinite(x)).sort();
  const inside = [...limits, Number.POSITIVE_INFINITY].map((to, at) => {
    const from = limits[at - 1] ?? Number.NEGATIVE_INFINITY;
    return sorted.filter((x) => x >= from && x < to);
  });
  for (const own of inside.toSorted((a, b) => b.length - a.length)) {
    const [least, most] = [own[0] ?? Number.NaN, own.at(-1) ?? Number.NaN];
    const above = own.find((x) => x > least) ?? Number.NaN;
    const found = [
      onStep(own[own.length >> 1] ?? Number.NaN, step),
      Math.ceil(above / step) / Math.round(1 / step),
    ].find((limit) => limit > least && limit <= most && !limits.includes(limit));
    if (found !== undefined) return fixedLimits([...limits, found]);
  }
  return limits;
}

/** One class fewer: the limit goes whose two classes hold the fewest areas together. At least one limit stays. */
export function withClassLess(limits: readonly number[], counts: readonly number[]): readonly number[] {
  if (limits.length + 1 <= FEWEST_CLASSES) return limits;
  const beside = limits.map((_limit, at) => (counts[at] ?? 0) + (counts[at + 1] ?? 0));
  return limits.toSpliced(beside.indexOf(Math.min(...beside)), 1);
}
