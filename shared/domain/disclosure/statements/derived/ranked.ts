import { rankScores } from '../../../assess/ranking.ts';
import { listOf, rounded, type Said } from './said.ts';

/** The rank among the areas that have a score (1 = highest, ties the lowest rank), and the score; nothing of areas without one. */
export function rankAndScore(areas: readonly string[], scores: Float64Array, decimals: number): readonly Said[] {
  const { ranks } = rankScores(scores, areas);
  return [
    {
      part: 'rank',
      kind: 'rank',
      decimals: 0,
      dimensions: listOf(areas, 'rank'),
      values: Array.from(ranks, (rank) => (rank === 0 ? null : rank)),
      meanings: null,
    },
    {
      part: 'score',
      kind: 'index',
      decimals,
      dimensions: listOf(areas, 'score'),
      values: Array.from(scores, (own) => rounded(own, decimals)),
      meanings: null,
    },
  ];
}
