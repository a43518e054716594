import type { IndexMethod } from '../../../schemas/method.ts';
import { standardDeviation } from '../../statistics/moments.ts';
import { ownWeights } from '../ownWeights.ts';
import { scaleThroughout, type ValuedTree } from './valuedTree.ts';

/** One indicator that, at another value, moves the area over the line or back under it, all else standing still. */
export interface IndicatorChange {
  readonly id: string;
  /** In the indicator's own unit. */
  readonly value: number;
  /** The limit; just beyond it (or at it, upwards) the area has crossed the line. */
  readonly to: number;
  /** |to - value| in standard deviations of the indicator over the areas. */
  readonly deviations: number;
}

/** Normalisations of one slope everywhere, so that the limit may lie outside what has been observed. */
const STRAIGHT: ReadonlySet<string> = new Set([
  'none',
  'min-max',
  'z',
  'robust-z',
  'distance-max',
  'distance-reference',
  'fraction-of-max',
]);

/**
 * For every indicator the value at which the area alone would cross a score of the index; nearest first, in standard deviations.
 * Closed form on the scale of the mean: f(x') = f(x) + (f(line) - f(I)) / w, own weight; from there back to the
 * indicator's own unit along the observed normalisation, whose limits, means and ranks stand still. A value that the
 * normalisation cannot give (beyond all observed ranks or a cap) is no way over.
 * @param raw columns in their own units; @param line the score to reach (or fall below)
 * @returns undefined for a tree of several kinds of mean or one that compares: there is no closed form
 */
export function nearestIndicatorChanges(
  method: IndexMethod,
  valued: ValuedTree,
  raw: readonly Float64Array[],
  line: number,
  area: number,
): readonly IndicatorChange[] | undefined {
  const scale = scaleThroughout(valued.tree);
  if (scale === undefined) return undefined;
  const weights = ownWeights(
    valued.tree,
    valued.shares,
    valued.normalised.length,
    (j) => !Number.isNaN(valued.normalised[j]?.[area]),
  );
  const missing = scale.forward(line) - scale.forward(valued.scores[area] as number);
  const straight = (method.treatment ?? { kind: 'none' }).kind === 'none' && STRAIGHT.has(method.normalisation.kind);
  const found = method.indicators.flatMap(({ id }, j): IndicatorChange[] => {
    const column = raw[j] as Float64Array;
    const normalised = valued.normalised[j] as Float64Array;
    const weight = weights[j] as number;
    const value = column[area] as number;
    if (!(weight > 0) || Number.isNaN(value)) return [];
    const needed = scale.backward(scale.forward(normalised[area] as number) + missing / weight);
    if (!Number.isFinite(needed)) return [];
    const to = backInUnit(column, normalised, needed, straight, area);
    if (to === undefined) return [];
    return [{ id, value, to, deviations: Math.abs(to - value) / standardDeviation(column, 1) }];
  });
  return found.sort((a, b) => a.deviations - b.deviations || (a.id < b.id ? -1 : 1));
}

/** The value in the indicator's own unit that the observed normalisation takes to `needed`. */
function backInUnit(
  column: Float64Array,
  normalised: Float64Array,
  needed: number,
  straight: boolean,
  area: number,
): number | undefined {
  const order = Array.from(column.keys())
    .filter((i) => !Number.isNaN(column[i]))
    .sort((a, b) => (normalised[a] as number) - (normalised[b] as number) || a - b);
  const first = order[0] as number;
  const last = order.at(-1) as number;
  const at = (i: number): readonly [number, number] => [normalised[i] as number, column[i] as number];
  if (straight) {
    const [n0, x0] = at(first);
    const [n1, x1] = at(last);
    return n1 === n0
      ? undefined
      : (column[area] as number) + ((needed - (normalised[area] as number)) * (x1 - x0)) / (n1 - n0);
  }
  const above = order.findIndex((i) => (normalised[i] as number) >= needed);
  if (above < 0) return undefined;
  const [n1, x1] = at(order[above] as number);
  if (n1 === needed) return x1;
  if (above === 0) return undefined;
  const [n0, x0] = at(order[above - 1] as number);
  return x0 + ((needed - n0) * (x1 - x0)) / (n1 - n0);
}
