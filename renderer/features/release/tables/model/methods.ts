import type { ReleaseMethod } from '../../../../../shared/schemas/releasePlan.ts';
import type { Tried } from './results.ts';

/** Noise as the comparison tries it, so that what is chosen is what was compared. */
const NOISE = { most: 5, variance: 3, smallest: 2 };

/** A method of the comparison as a plan says it; suppression is what holds when nothing is said. */
export function methodOf({ method, base }: Pick<Tried, 'method' | 'base'>): ReleaseMethod | undefined {
  const own = base ?? 5;
  if (method === 'cell-key') return { kind: 'cell-key', noise: NOISE };
  if (method === 'small-count-rounding') return { kind: 'small-count-rounding', base: own };
  if (method === 'round-nearest') return { kind: 'round', base: own, how: 'nearest' };
  if (method === 'round-controlled') return { kind: 'round', base: own, how: 'controlled' };
  if (method === 'round-random') return { kind: 'random-round', base: own };
  return undefined;
}

/** What a plan's method is called in the comparison. */
export function comparedName(method: ReleaseMethod | undefined): Pick<Tried, 'method' | 'base'> {
  if (method === undefined || method.kind === 'suppress') return { method: 'suppress', base: null };
  if (method.kind === 'cell-key') return { method: 'cell-key', base: null };
  if (method.kind === 'small-count-rounding') return { method: 'small-count-rounding', base: method.base };
  if (method.kind === 'random-round') return { method: 'round-random', base: method.base };
  return { method: method.how === 'controlled' ? 'round-controlled' : 'round-nearest', base: method.base };
}
