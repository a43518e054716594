import { generator } from '../random/generator.ts';
import { BucketRanking } from './bucketRanking.ts';
import { drawShares, type WeightDraw } from './draws.ts';
import { emptyTally, type RankTally, tallyBlock } from './rankTally.ts';
import { scorerOf } from './scores.ts';
import type { Variant } from './variant.ts';

/** Replicates that are counted together. */
const BLOCK = 64;

export interface ReplicatePlan {
  readonly areas: readonly string[];
  /** At least one; each replicate carries out one of them, all as likely. Weights are those of the one drawn. */
  readonly variants: readonly Variant[];
  readonly weights: WeightDraw;
  readonly seed: number;
  /** Ranks of the method as written, to measure shifts from. */
  readonly assessed: Int32Array;
}

/**
 * Carries out replicates `from`..`to` - 1 of a plan and tallies the ranks. Every replicate draws from a stream of its own, named
 * by its number: the sum of the tallies is the same however the replicates are shared out among threads.
 * @param report told now and then; may throw to stop
 */
export function tallyReplicates(
  plan: ReplicatePlan,
  from: number,
  to: number,
  report: (done: number, of: number) => void = () => undefined,
): RankTally {
  const n = plan.areas.length;
  const tally = emptyTally(n);
  const ranking = new BucketRanking(n);
  const ways = plan.variants.map((variant) => ({
    variant,
    scorer: scorerOf(variant),
    drawn: new Float64Array(variant.written.length),
    shares: new Float64Array(variant.written.length),
  }));
  const block = new Int32Array(BLOCK * n);
  let filled = 0;
  const settle = (): void => {
    tallyBlock(tally, block, filled, plan.assessed);
    filled = 0;
    report(tally.replicates, to - from);
  };
  const take = (scores: Float64Array): void => {
    ranking.rank(scores, block, filled * n);
    filled += 1;
    if (filled === BLOCK) settle();
  };
  for (let replicate = from; replicate < to; replicate += 1) {
    const random = generator(plan.seed, `replicate/${replicate}`);
    const way = ways[ways.length === 1 ? 0 : random.integer(ways.length)] as (typeof ways)[0];
    drawShares(way.variant.tree, way.variant.written, plan.weights, random, way.drawn, way.shares);
    way.scorer.score(way.shares, random, take);
  }
  for (const { scorer } of ways) scorer.finish(take);
  if (filled > 0) settle();
  return tally;
}
