import { RadixRanking } from '../assess/radixRanking.ts';
import { codeOrder } from '../assess/ranking.ts';
import { generator } from '../random/generator.ts';
import { drawShares, type WeightDraw } from './draws.ts';
import { emptyTally, type RankTally, tallyBlock } from './rankTally.ts';
import { scoreVariant, scoringRoom, type Variant } from './variant.ts';

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
  const scores = new Float64Array(n);
  const ranking = new RadixRanking(scores, codeOrder(plan.areas));
  const rooms = plan.variants.map((variant) => ({
    variant,
    room: scoringRoom(variant),
    drawn: new Float64Array(variant.written.length),
    shares: new Float64Array(variant.written.length),
  }));
  const block = new Int32Array(BLOCK * n);
  let filled = 0;
  for (let replicate = from; replicate < to; replicate += 1) {
    const random = generator(plan.seed, `replicate/${replicate}`);
    const { variant, room, drawn, shares } = rooms[
      rooms.length === 1 ? 0 : random.integer(rooms.length)
    ] as (typeof rooms)[0];
    drawShares(variant.tree, variant.written, plan.weights, random, drawn, shares);
    scoreVariant(variant, shares, random, room, scores);
    ranking.rank(scores);
    block.set(ranking.ranks, filled * n);
    filled += 1;
    if (filled < BLOCK && replicate < to - 1) continue;
    tallyBlock(tally, block, filled, plan.assessed);
    filled = 0;
    report(replicate + 1 - from, to - from);
  }
  return tally;
}
