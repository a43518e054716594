import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RadixRanking } from '../../../../shared/domain/assess/radixRanking.ts';
import { codeOrder, rankScores } from '../../../../shared/domain/assess/ranking.ts';
import { codesOf } from './cases.ts';

const score = fc.oneof(
  fc.double(),
  fc.constantFrom(0, -0, 1, -1, Number.NaN, Infinity, -Infinity, Number.MIN_VALUE, -Number.MIN_VALUE),
);

describe('ranks', () => {
  it('gives 1 to the highest score, ties the lowest rank, no rank without score', () => {
    const { ranks, order } = rankScores(Float64Array.of(2, 5, Number.NaN, 5, 1), ['d', 'c', 'b', 'a', 'e']);
    expect([...ranks]).toEqual([3, 1, 0, 1, 4]);
    expect([...order]).toEqual([3, 1, 0, 4]);
  });

  it('has as rank one more than the number of higher scores', () => {
    fc.assert(
      fc.property(fc.array(score, { maxLength: 40 }), (list) => {
        const scores = Float64Array.from(list);
        const { ranks } = rankScores(scores, codesOf(list.length));
        scores.forEach((own, i) => {
          expect(ranks[i]).toBe(Number.isNaN(own) ? 0 : 1 + list.filter((other) => other > own).length);
        });
      }),
    );
  });

  it('comes out the same from the radix sort, also for signed zeros, infinities and subnormals', () => {
    fc.assert(
      fc.property(fc.array(score, { maxLength: 60 }), fc.array(score, { maxLength: 60 }), (first, second) => {
        const n = Math.min(first.length, second.length);
        const areas = codesOf(n).toReversed();
        const scores = new Float64Array(n);
        const radix = new RadixRanking(scores, codeOrder(areas));
        for (const list of [first, second]) {
          scores.set(list.slice(0, n));
          radix.rank(scores);
          const plain = rankScores(scores, areas);
          expect(radix.ranks).toEqual(plain.ranks);
          expect(radix.order.slice(0, radix.ranked)).toEqual(plain.order);
        }
      }),
      { numRuns: 500 },
    );
  });
});
