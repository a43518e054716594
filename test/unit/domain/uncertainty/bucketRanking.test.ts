import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RadixRanking } from '../../../../shared/domain/assess/radixRanking.ts';
import { generator } from '../../../../shared/domain/random/generator.ts';
import { BucketRanking } from '../../../../shared/domain/uncertainty/bucketRanking.ts';

function bothRanks(scores: Float64Array<ArrayBuffer>): readonly [Int32Array, Int32Array] {
  const n = scores.length;
  const radix = new RadixRanking(
    scores,
    Uint32Array.from({ length: n }, (_none, i) => i),
  );
  radix.rank(scores);
  const ranks = new Int32Array(n + 3).fill(-1);
  new BucketRanking(n).rank(scores, ranks, 2);
  expect([ranks[0], ranks[1], ranks[n + 2]]).toEqual([-1, -1, -1]);
  return [ranks.slice(2, n + 2), radix.ranks];
}

describe('ranking by buckets', () => {
  it('gives the ranks of sorting by bits: ties, no scores, infinities, both zeros (property)', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.double(), fc.constantFrom(0, -0, 1, 1, Number.NaN, Infinity, -Infinity, 1e300, 1e-300)), {
          maxLength: 200,
        }),
        (scores) => {
          const [own, other] = bothRanks(Float64Array.from(scores));
          expect(own).toEqual(other);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('gives them also where one lies far from all others, all are alike, and again with the same room', () => {
    const random = generator(1, 'buckets');
    const normal = Float64Array.from({ length: 2000 }, () => random.normal());
    const cases = [
      normal,
      normal.map((score, i) => (i === 7 ? 1e6 : score)),
      normal.map((score) => Math.round(2 * score)),
      normal.map(() => 3),
      normal.map((score, i) => (i % 3 === 0 ? Number.NaN : score)),
      normal.fill(Number.NaN, 1000),
    ];
    const again = new BucketRanking(2000);
    for (const scores of cases) {
      const [own, other] = bothRanks(scores);
      const ranks = new Int32Array(2000);
      again.rank(scores, ranks, 0);
      expect(own).toEqual(other);
      expect(ranks).toEqual(other);
    }
  });
});
