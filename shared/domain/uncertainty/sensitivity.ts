import { shareAmongSiblings } from '../assess/weightTree.ts';
import { generator } from '../random/generator.ts';
import { BucketRanking } from './bucketRanking.ts';
import { scorerOf } from './scores.ts';
import { type Interval, sobolIndices, sobolIntervals } from './sobol.ts';
import type { Variant } from './variant.ts';

/** Something that was varied: the weight of one part right under the root, all weights further down, the way to count, register noise. */
export type VariedFactor =
  | { readonly kind: 'weight'; readonly id: string }
  | { readonly kind: 'within' | 'way' | 'noise' };

export interface SensitivityPlan {
  readonly areas: readonly string[];
  /** At least one; all with the same tree. */
  readonly variants: readonly Variant[];
  /** Weights are varied as w (1 + spread (2u - 1)). */
  readonly spread: number;
  readonly seed: number;
  /** Ranks of the method as written. */
  readonly assessed: Int32Array;
  /** Rows of the samples A and B. */
  readonly rows: number;
  /** Position of the area whose rank is asked about; -1: the mean of |rank - rank as assessed| over the ranked areas. */
  readonly area: number;
}

export interface Sensitivity {
  readonly factors: readonly {
    readonly factor: VariedFactor;
    /** Shares of the outcome's variance; NaN when nothing varies. */
    readonly first: number;
    readonly firstInterval: Interval;
    readonly total: number;
    readonly totalInterval: Interval;
  }[];
  readonly variance: number;
  /** The mean of the outcome over the samples A and B. */
  readonly mean: number;
}

const DRAWS = 200;
const SHARE = 0.95;
/** Evaluations between two reports. */
const STEP = 256;

/** What can vary at all: a weight that has siblings to share with, and is not zero. */
export function variedFactors({ variants, spread }: Pick<SensitivityPlan, 'variants' | 'spread'>): VariedFactor[] {
  const [first] = variants as readonly [Variant, ...Variant[]];
  const { nodes } = first.tree;
  const root = nodes.length - 1;
  const moves = (node: (typeof nodes)[number], at: number): boolean =>
    node.parent >= 0 && (first.written[at] as number) > 0 && (nodes[node.parent]?.children.length ?? 0) > 1;
  const weights = nodes.flatMap((node, at) => (moves(node, at) && node.parent === root ? [node.id] : []));
  const within = nodes.some((node, at) => moves(node, at) && node.parent !== root);
  return [
    ...(spread > 0 ? weights.map((id) => ({ kind: 'weight' as const, id })) : []),
    ...(spread > 0 && within ? [{ kind: 'within' as const }] : []),
    ...(variants.length > 1 ? [{ kind: 'way' as const }] : []),
    ...(variants.some(({ noise }) => noise !== undefined) ? [{ kind: 'noise' as const }] : []),
  ];
}

/**
 * Which of the choices the ranks hang on (M. Saisana, A. Saltelli and S. Tarantola, 2005): Sobol indices of first and total order by the
 * centred estimators of `sobolIndices`, with 95 % intervals by bootstrap. Every factor is one uniform number a row; those that stand for many
 * draws, the weights further down and the noise, name the stream that these are drawn from, so that the outcome is a function of the numbers.
 * Evaluations: rows (factors + 2). The same seed gives the same numbers.
 * @param report told now and then; may throw to stop
 */
export function sensitivity(
  plan: SensitivityPlan,
  report: (done: number, of: number) => void = () => undefined,
): Sensitivity {
  const { rows, seed } = plan;
  const factors = variedFactors(plan);
  const d = factors.length;
  const sample = (name: string): Float64Array[] =>
    Array.from({ length: rows }, (_none, row) => {
      const random = generator(seed, `sensitivity/${name}/${String(row)}`);
      return Float64Array.from({ length: d }, () => random.uniform());
    });
  const [a, b] = [sample('a'), sample('b')];
  const inputs = [
    ...a,
    ...b,
    ...factors.flatMap((_factor, f) => a.map((row, at) => row.with(f, b[at]?.[f] as number))),
  ];
  const outcomes = evaluate(plan, factors, inputs, report);
  const part = (at: number): Float64Array => outcomes.subarray(at * rows, (at + 1) * rows);
  const parts = { a: part(0), b: part(1), ab: factors.map((_factor, f) => part(f + 2)) };
  const { first, total, variance } = sobolIndices(parts);
  const intervals = sobolIntervals(parts, { draws: DRAWS, seed, share: SHARE });
  return {
    factors: factors.map((factor, f) => ({
      factor,
      first: first[f] as number,
      firstInterval: intervals.first[f] as Interval,
      total: total[f] as number,
      totalInterval: intervals.total[f] as Interval,
    })),
    variance,
    mean: outcomes.subarray(0, 2 * rows).reduce((sum, y) => sum + y, 0) / Math.max(1, 2 * rows),
  };
}

/** The outcome for every row of inputs. */
function evaluate(
  plan: SensitivityPlan,
  factors: readonly VariedFactor[],
  inputs: readonly Float64Array[],
  report: (done: number, of: number) => void,
): Float64Array {
  const { areas, variants, spread, seed, assessed, area } = plan;
  const at = (kind: VariedFactor['kind'], id?: string): number =>
    factors.findIndex((factor) => factor.kind === kind && (factor.kind !== 'weight' || factor.id === id));
  const [way, within, noise] = [at('way'), at('within'), at('noise')];
  const outcomes = new Float64Array(inputs.length);
  const ranking = new BucketRanking(areas.length);
  const ranks = new Int32Array(areas.length);
  let done = 0;
  const ways = variants.map((variant) => {
    const { nodes } = variant.tree;
    return {
      variant,
      scorer: scorerOf(variant),
      // Scores come in the order in which they were asked for.
      waiting: [] as number[],
      own: nodes.map(({ id, parent }) => (parent === nodes.length - 1 ? at('weight', id) : -1)),
      drawn: new Float64Array(nodes.length),
      shares: new Float64Array(nodes.length),
    };
  });
  const takerOf =
    ({ waiting }: (typeof ways)[number]) =>
    (scores: Float64Array): void => {
      ranking.rank(scores, ranks, 0);
      outcomes[waiting.shift() as number] = area >= 0 ? (ranks[area] as number) : meanShift(ranks, assessed);
      done += 1;
      if (done % STEP === 0) report(done, inputs.length);
    };
  inputs.forEach((row, i) => {
    const chosen = ways[way < 0 ? 0 : Math.floor((row[way] as number) * ways.length)] as (typeof ways)[number];
    const { variant, scorer, waiting, own, drawn, shares } = chosen;
    const inner = within < 0 ? undefined : generator(seed, `within/${String(row[within])}`);
    variant.written.forEach((weight, node) => {
      const factor = own[node] as number;
      const u = factor >= 0 ? (row[factor] as number) : (inner?.uniform() ?? 0.5);
      drawn[node] = weight * (1 + spread * (2 * u - 1));
    });
    shareAmongSiblings(variant.tree, drawn, shares);
    waiting.push(i);
    scorer.score(shares, generator(seed, `noise/${noise < 0 ? '' : String(row[noise])}`), takerOf(chosen));
  });
  for (const one of ways) one.scorer.finish(takerOf(one));
  return outcomes;
}

function meanShift(ranks: Int32Array, assessed: Int32Array): number {
  let sum = 0;
  let count = 0;
  for (let i = 0; i < ranks.length; i += 1) {
    if (ranks[i] === 0 || assessed[i] === 0) continue;
    sum += Math.abs((ranks[i] as number) - (assessed[i] as number));
    count += 1;
  }
  return count === 0 ? Number.NaN : sum / count;
}
