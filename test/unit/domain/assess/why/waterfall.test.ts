import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LiveIndex } from '../../../../../shared/domain/assess/live.ts';
import type { Aggregation } from '../../../../../shared/schemas/method.ts';
import { indexCase } from '../cases.ts';

const MEANS: readonly Aggregation[] = [
  { kind: 'arithmetic' },
  { kind: 'geometric' },
  { kind: 'harmonic' },
  { kind: 'power', q: 2 },
  { kind: 'power', q: -1.5 },
];
const sumOf = (parts: Iterable<number>): number =>
  [...parts].reduce((sum, part) => (Number.isNaN(part) ? sum : sum + part), 0);

describe('the waterfall of an index', () => {
  it('adds up to score minus mean in every tree of means, mixed ones too, with values missing', () => {
    fc.assert(
      fc.property(indexCase({ missing: true, aggregations: MEANS }), ({ areas, method, columns }) => {
        const live = new LiveIndex({ areas, method, columns });
        for (const area of areas.keys()) {
          const why = live.explain(area);
          expect(why === undefined).toBe(Number.isNaN(live.scores[area]));
          if (why === undefined) continue;
          expect(Math.abs(why.mean + sumOf(why.parts) + why.missing + why.rest - why.score)).toBeLessThan(1e-9);
        }
      }),
    );
  });

  it('says nothing of indicators that are alike everywhere but in the area itself: one part takes the whole difference', () => {
    // Harmonic mean of a and b, b the same everywhere: what sets x apart is a alone.
    for (const aggregation of MEANS.slice(1)) {
      const live = new LiveIndex({
        areas: ['x', 'y', 'z'],
        method: {
          version: 1,
          kind: 'index',
          groups: [
            { id: 'top', parent: null, aggregation: { kind: 'arithmetic' } },
            { id: 'g', parent: 'top', aggregation },
          ],
          indicators: [
            { id: 'a', direction: 1, weight: 1, parent: 'g' },
            { id: 'b', direction: 1, weight: 1, parent: 'g' },
          ],
          normalisation: { kind: 'none' },
        },
        columns: [Float64Array.of(9, 4, 2), Float64Array.of(5, 5, 5)],
      });
      const why = live.explain(0);
      expect(why?.parts[1]).toBe(0);
      // a's mean is 5, and the mean of 5 and 5 is 5 whichever it is.
      expect(why?.parts[0]).toBeCloseTo((live.scores[0] ?? Number.NaN) - 5, 12);
      expect(why?.rest).toBeCloseTo(5 - (why?.mean ?? 0), 12);
    }
  });

  it('shows the unevenness of a Mazziotta-Pareto index apart from its indicators', () => {
    // Two areas, two indicators that go against each other: z = 110, 90, so M = 100 and S²/M = 1 in both.
    const live = new LiveIndex({
      areas: ['x', 'y'],
      method: {
        version: 1,
        kind: 'index',
        indicators: [
          { id: 'a', direction: 1, weight: 1 },
          { id: 'b', direction: 1, weight: 1 },
        ],
        normalisation: { kind: 'none' },
        aggregation: { kind: 'mpi' },
      },
      columns: [Float64Array.of(2, 1), Float64Array.of(1, 2)],
    });
    const why = live.explain(0);
    expect([...live.scores]).toEqual([101, 101]);
    // Half of +10 and half of -10; both areas are as uneven, so unevenness sets neither apart from the mean.
    expect([...(why?.parts ?? [])]).toEqual([5, -5]);
    expect(why).toMatchObject({ score: 101, mean: 101, rest: 0 });
  });

  it('shares the areas that a Copeland score has won by those who decided', () => {
    // Weights 3 and 1: a decides every pair. x beats y and z, so all of its two wins are a's.
    const live = new LiveIndex({
      areas: ['x', 'y', 'z'],
      method: {
        version: 1,
        kind: 'index',
        indicators: [
          { id: 'a', direction: 1, weight: 3 },
          { id: 'b', direction: 1, weight: 1 },
        ],
        normalisation: { kind: 'none' },
        aggregation: { kind: 'copeland' },
      },
      columns: [Float64Array.of(3, 2, 1), Float64Array.of(1, 2, 3)],
    });
    expect([...(live.explain(0)?.parts ?? [])]).toEqual([2, 0]);
    // z loses twice, and both times a decided.
    expect([...(live.explain(2)?.parts ?? [])]).toEqual([-2, 0]);
  });
});
