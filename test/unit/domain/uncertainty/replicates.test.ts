import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assessIndex } from '../../../../shared/domain/assess/assessIndex.ts';
import { RadixRanking } from '../../../../shared/domain/assess/radixRanking.ts';
import { codeOrder } from '../../../../shared/domain/assess/ranking.ts';
import { buildWeightTree, writtenWeights } from '../../../../shared/domain/assess/weightTree.ts';
import { generator } from '../../../../shared/domain/random/generator.ts';
import { drawShares, type WeightDraw } from '../../../../shared/domain/uncertainty/draws.ts';
import { noiseOnScale } from '../../../../shared/domain/uncertainty/noise.ts';
import { addTally, emptyTally, rankUncertainty } from '../../../../shared/domain/uncertainty/rankTally.ts';
import { type ReplicatePlan, tallyReplicates } from '../../../../shared/domain/uncertainty/replicates.ts';
import { variantOf } from '../../../../shared/domain/uncertainty/variant.ts';
import type { IndexMethod } from '../../../../shared/schemas/method.ts';

const AREAS = ['a', 'b', 'c', 'd'];
const method = (changes: Partial<IndexMethod> = {}): IndexMethod => ({
  version: 1,
  kind: 'index',
  indicators: [
    { id: 'x', direction: 1, weight: 1 },
    { id: 'y', direction: 1, weight: 1 },
  ],
  normalisation: { kind: 'min-max' },
  ...changes,
});
const X = Float64Array.of(0, 1, 2, 10);
const Y = Float64Array.of(10, 2, 1, 0);
const plan = (changes: Partial<ReplicatePlan> = {}, of: IndexMethod = method()): ReplicatePlan => ({
  areas: AREAS,
  variants: [variantOf(of, AREAS, [X, Y])],
  weights: { kind: 'relative', spread: 0.5 },
  seed: 1,
  assessed: assessIndex(of, AREAS, [X, Y]).ranks,
  ...changes,
});

describe('replicates of an index', () => {
  it('without spread and noise every replicate is the assessment', () => {
    const still = plan({ weights: { kind: 'relative', spread: 0 } });
    const got = rankUncertainty(tallyReplicates(still, 0, 10), 1);
    expect([...got.low]).toEqual([...still.assessed]);
    expect([...got.high]).toEqual([...still.assessed]);
    expect([...got.meanShift]).toEqual([0, 0, 0, 0]);
  });

  it('by hand: a and d share the first place at equal weights; with weights drawn, each has it half the time', () => {
    const got = rankUncertainty(tallyReplicates(plan(), 0, 4000), 1);
    expect(Math.abs((got.inTop[0] ?? 0) - 0.5)).toBeLessThan(0.03);
    expect((got.inTop[0] ?? 0) + (got.inTop[3] ?? 0)).toBeCloseTo(1, 12);
    expect([...got.low]).toEqual([1, 3, 3, 1]);
    // They are first and last while b and c lie between 0.1 and 0.2: never first.
    expect(got.inTop[1]).toBe(0);
  });

  it('is the same however it is shared out among threads', () => {
    const of = plan({ weights: { kind: 'dirichlet', concentration: 20 } });
    const whole = tallyReplicates(of, 0, 300);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 299 }), (cut) => {
        const sum = emptyTally(AREAS.length);
        addTally(sum, tallyReplicates(of, cut, 300));
        addTally(sum, tallyReplicates(of, 0, cut));
        expect(sum).toEqual(whole);
      }),
      { numRuns: 10 },
    );
  });

  it('noise of the register: one draw per area spreads as a draw per indicator does', () => {
    // The same values through a linear tree and through a power mean that is all but linear.
    const errors = [Float64Array.of(1, 0.5, 0.5, 2), Float64Array.of(2, 0.5, 0.5, 1)];
    const linear = variantOf(method({ normalisation: { kind: 'min-max', lower: 1, upper: 2 } }), AREAS, [X, Y], errors);
    const powered = variantOf(
      method({
        normalisation: { kind: 'min-max', lower: 1, upper: 2 },
        aggregation: { kind: 'power', q: 1.000001 },
      }),
      AREAS,
      [X, Y],
      errors,
    );
    expect([linear.linear, powered.linear]).toEqual([true, false]);
    const still: WeightDraw = { kind: 'relative', spread: 0 };
    const [one, many] = [linear, powered].map(
      (variant) => rankUncertainty(tallyReplicates(plan({ variants: [variant], weights: still }), 0, 6000), 2).inTop,
    );
    one?.forEach((share, i) => expect(Math.abs(share - (many?.[i] ?? 0))).toBeLessThan(0.06));
  });

  it('areas without score stay without, and missing values keep their own weights', () => {
    const gap = Float64Array.of(0, 1, Number.NaN, 10);
    const none = Float64Array.of(10, Number.NaN, Number.NaN, 0);
    const of = method({ missing: { leastShare: 0.5 } });
    const variant = variantOf(of, AREAS, [gap, none]);
    expect(variant.gaps).toEqual([1]);
    const assessed = assessIndex(of, AREAS, [gap, none]);
    const got = rankUncertainty(
      tallyReplicates(
        { ...plan(), variants: [variant], weights: { kind: 'relative', spread: 0 }, assessed: assessed.ranks },
        0,
        5,
      ),
      1,
    );
    expect([...got.median]).toEqual([...assessed.ranks]);
    expect(got.inTop[2]).toBeNaN();
  });

  it('several ways to carry out the assessment are drawn alike', () => {
    const other = method({ normalisation: { kind: 'rank' } });
    const both = plan({
      weights: { kind: 'relative', spread: 0 },
      variants: [variantOf(method(), AREAS, [X, Y]), variantOf(other, AREAS, [X, Y])],
    });
    const ranks = [method(), other].map((one) => assessIndex(one, AREAS, [X, Y]).ranks);
    const got = rankUncertainty(tallyReplicates(both, 0, 1000), 1);
    AREAS.forEach((_area, i) => {
      expect(got.low[i]).toBe(Math.min(...ranks.map((of) => of[i] ?? 0)));
      expect(got.high[i]).toBe(Math.max(...ranks.map((of) => of[i] ?? 0)));
    });
  });
});

describe('weights drawn', () => {
  const tree = buildWeightTree(
    method({
      indicators: [
        { id: 'x', direction: 1, weight: 3, parent: 'one' },
        { id: 'y', direction: 1, weight: 1, parent: 'one' },
        { id: 'z', direction: 1, weight: 0, parent: 'two' },
        { id: 'u', direction: 1, weight: 2, parent: 'two' },
      ],
      groups: [
        { id: 'all', parent: null },
        { id: 'one', parent: 'all', weight: 1 },
        { id: 'two', parent: 'all', weight: 1 },
      ],
    }),
  );

  it.each<WeightDraw>([
    { kind: 'relative', spread: 0.4 },
    { kind: 'dirichlet', concentration: 5 },
  ])('$kind: shares sum to one among siblings, zero stays zero, and the mean is what was written', (how) => {
    const written = writtenWeights(tree);
    const shares = new Float64Array(written.length);
    const drawn = new Float64Array(written.length);
    const random = generator(1, 'weights');
    const of = (id: string): number => shares[tree.nodes.findIndex((node) => node.id === id)] ?? Number.NaN;
    let mean = 0;
    const draws = 4000;
    for (let draw = 0; draw < draws; draw += 1) {
      drawShares(tree, written, how, random, drawn, shares);
      expect(of('x') + of('y')).toBeCloseTo(1, 12);
      expect(of('one') + of('two')).toBeCloseTo(1, 12);
      expect(of('z')).toBe(0);
      mean += of('x') / draws;
    }
    expect(Math.abs(mean - 0.75)).toBeLessThan(0.03);
  });
});

describe('noise on the scale that is weighed', () => {
  it('by hand: linear inside, level outside the observed values, none where nothing is known', () => {
    const raw = Float64Array.of(0, 10, 20, Number.NaN, 10);
    const scaled = Float64Array.of(0, 1, 2, Number.NaN, 1);
    const got = noiseOnScale(raw, scaled, Float64Array.of(5, 5, Number.NaN, 5, 100));
    // At 0 only what is above counts: (0.5 - 0) / 2. Far beyond both ends: (2 - 0) / 2.
    expect([...got]).toEqual([0.25, 0.5, 0, 0, 1]);
  });
});

describe('quantiles of ranks', () => {
  it('are the least rank with enough of the replicates at or below', () => {
    const tally = emptyTally(4);
    const ranking = new RadixRanking(Float64Array.of(1, 2, 3, 4), codeOrder(AREAS));
    expect(ranking.ranked).toBe(0);
    tally.counts.set([1, 9, 90, 0], 0);
    tally.replicates = 100;
    const got = rankUncertainty(tally, 2);
    expect([got.low[0], got.median[0], got.high[0], got.inTop[0]]).toEqual([2, 3, 3, 0.1]);
    expect([got.low[1], got.inTop[1]]).toEqual([0, Number.NaN]);
  });
});
