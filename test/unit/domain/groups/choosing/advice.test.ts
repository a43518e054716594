import { describe, expect, it } from 'vitest';
import { adviseOnK, type ChoiceOfK } from '../../../../../shared/domain/groups/choosing/advice.ts';
import { carryOutRound, type RoundsPlan } from '../../../../../shared/domain/groups/choosing/rounds.ts';
import { drawnPoints, rowsOf, stability } from '../../../../../shared/domain/groups/choosing/stability.ts';
import { reasonText } from '../../../../../shared/domain/groups/describe/words.ts';
import { kMeans } from '../../../../../shared/domain/groups/kMeans/kMeans.ts';
import type { Points } from '../../../../../shared/domain/groups/points.ts';
import { generator } from '../../../../../shared/domain/random/generator.ts';

const choice = (k: number, changes: Partial<ChoiceOfK>): ChoiceOfK => ({
  k,
  inertia: 1,
  silhouette: 0.3,
  calinskiHarabasz: 100,
  daviesBouldin: 1,
  smallest: 100,
  ...changes,
});

describe('advice on the number of groups', () => {
  it('the best mean place wins, and the reasons say what speaks for and against', () => {
    const got = adviseOnK(
      [
        choice(2, { silhouette: 0.5, calinskiHarabasz: 200, daviesBouldin: 0.9, jaccards: [0.9, 0.9] }),
        choice(3, { silhouette: 0.4, calinskiHarabasz: 300, daviesBouldin: 0.5, jaccards: [0.95, 0.95, 0.95] }),
        choice(4, { silhouette: 0.2, calinskiHarabasz: 100, daviesBouldin: 1.5, jaccards: [0.7, 0.7, 0.7, 0.7] }),
      ],
      900,
    );
    expect(got?.k).toBe(3);
    expect(got?.for.map(({ kind }) => kind)).toEqual([
      'calinskiHarabasz.for',
      'daviesBouldin.for',
      'stability.for',
      'stable.for',
    ]);
    expect(got?.against).toEqual([]);
    const [reason] = got?.for ?? [];
    expect(reason === undefined ? '' : reasonText(reason, 'sv')).toBe(
      'Calinski–Harabasz är 300, plats 1 av 3: grupperna skiljer sig åt mycket i förhållande till sin egen spridning.',
    );
  });

  it('a number with a group that dissolves is passed over, unless every number has one', () => {
    const good = choice(2, { silhouette: 0.1, jaccards: [0.8, 0.8] });
    const bad = choice(3, { silhouette: 0.9, jaccards: [0.9, 0.9, 0.4] });
    expect(adviseOnK([good, bad], 900)?.k).toBe(2);
    const only = adviseOnK([bad], 900);
    expect(only?.k).toBe(3);
    expect(only?.against.map(({ kind }) => kind)).toContain('dissolved.against');
    expect(adviseOnK([], 900)).toBeUndefined();
  });

  it('weak structure, small groups, one lucky start and the gap are said', () => {
    const gap = (k: number, value: number): ChoiceOfK =>
      choice(k, { silhouette: 0.1, smallest: 3, foundTimes: 1, gap: value, gapError: 0.01 });
    const kinds = adviseOnK([gap(2, 1), gap(3, 2), gap(4, 3)], 900)?.against.map(({ kind }) => kind);
    expect(kinds).toEqual(
      expect.arrayContaining(['weak.against', 'small.against', 'foundOnce.against', 'gapNone.against']),
    );
    expect(adviseOnK([gap(2, 3), gap(3, 2), gap(4, 1)], 900)?.for.map(({ kind }) => kind)).toContain('gapAdvice.for');
  });
});

describe('rounds', () => {
  const random = generator(5, 'rounds');
  const points: Points = {
    n: 120,
    p: 2,
    values: Float64Array.from({ length: 240 }, (_none, i) => random.normal() + (i % 8 < 4 ? 3 : 0)),
  };
  const divide = (of: Points, k: number): Int32Array => kMeans(of, { k, starts: 3, seed: 1 }).labels;
  const plan: RoundsPlan = {
    points,
    by: {
      algorithm: 'k-means',
      starts: 20,
      seed: 1,
      covariance: 'full',
      islands: 'nearest',
      leastAreas: 1,
      contiguity: undefined,
    },
    divisions: [2, 3].map((k) => ({ k, labels: divide(points, k) })),
    seed: 7,
  };

  it('a draw is the same as one of stability itself', () => {
    const labels = plan.divisions[0]?.labels ?? new Int32Array();
    const whole = stability(points, labels, { draws: 1, seed: 7, k: 2 }, (of) => divide(of, 2));
    const round = carryOutRound(plan, { kind: 'draw', index: 0 });
    expect(round.kind === 'draw' ? [...(round.drawn[0]?.jaccards ?? [])] : []).toEqual([...whole.jaccard]);
    expect(drawnPoints(120, 7, 0).length).toBeLessThan(100);
    expect(rowsOf(points, Uint32Array.of(3)).values).toEqual(points.values.slice(6, 8));
  });

  it('owes nothing to what was carried out before it', () => {
    const alone = carryOutRound(plan, { kind: 'reference', index: 4 });
    carryOutRound(plan, { kind: 'reference', index: 1 });
    expect(carryOutRound(plan, { kind: 'reference', index: 4 })).toEqual(alone);
    expect(alone.kind === 'reference' && alone.logs.every((log) => log > 0)).toBe(true);
  });

  it.each(['ward', 'pam', 'skater'] as const)('%s is drawn anew too', (algorithm) => {
    const chain = {
      from: Int32Array.from({ length: 119 }, (_none, i) => i),
      to: Int32Array.from({ length: 119 }, (_none, i) => i + 1),
    };
    const round = carryOutRound(
      { ...plan, by: { ...plan.by, algorithm, contiguity: chain } },
      { kind: 'draw', index: 2 },
    );
    expect(round.kind === 'draw' && round.drawn.length).toBe(2);
  });
});
