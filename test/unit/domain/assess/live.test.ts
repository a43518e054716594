import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assessIndex } from '../../../../shared/domain/assess/assessIndex.ts';
import { LiveIndex } from '../../../../shared/domain/assess/live.ts';
import type { Aggregation } from '../../../../shared/schemas/method.ts';
import { type IndexCase, indexCase } from './cases.ts';

const EVERY_MEAN: readonly Aggregation[] = [
  { kind: 'arithmetic' },
  { kind: 'geometric' },
  { kind: 'harmonic' },
  { kind: 'power', q: 3 },
];

describe('live index', () => {
  it('gives bit for bit what the plain index gives, whatever is dragged in whatever order', () => {
    fc.assert(
      fc.property(
        indexCase({ missing: true, aggregations: EVERY_MEAN }),
        fc.array(fc.tuple(fc.nat(8), fc.integer({ min: 0, max: 9 })), { maxLength: 6 }),
        ({ areas, method, columns }, drags) => {
          const live = new LiveIndex({ areas, method, columns });
          for (const [j, weight] of drags) {
            live.setWeight(`v${j % method.indicators.length}`, weight);
            live.compute();
          }
          const plain = assessIndex(
            { ...method, indicators: method.indicators.map((one) => ({ ...one, weight: live.weightOf(one.id) })) },
            areas,
            columns,
          );
          expect(live.scores).toEqual(plain.scores);
          expect(live.ranks).toEqual(plain.ranks);
          expect(live.order.slice(0, live.ranked)).toEqual(plain.order);
          expect(live.effectiveWeights).toEqual(plain.effectiveWeights);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('explains: the parts and the missing remainder add up to the difference from the mean', () => {
    fc.assert(
      fc.property(indexCase({ missing: true }), fc.nat(29), ({ areas, method, columns }, pick) => {
        const live = new LiveIndex({ areas, method, columns });
        const area = pick % areas.length;
        const why = live.explain(area);
        expect(why === undefined).toBe(live.ranks[area] === 0);
        if (why === undefined) return;
        const parts = why.parts.reduce((sum, part) => sum + (Number.isNaN(part) ? 0 : part), 0);
        expect([why.score, Math.abs(parts + why.missing - (why.score - why.mean)) < 1e-9]).toEqual([
          live.scores[area],
          true,
        ]);
      }),
    );
  });

  it('leaves no remainder when nothing is missing, for arithmetic and for geometric', () => {
    for (const kind of ['arithmetic', 'geometric'] as const)
      fc.assert(
        fc.property(indexCase({ aggregations: [{ kind }] }), ({ areas, method, columns }) => {
          const live = new LiveIndex({ areas, method, columns });
          const why = live.explain(0);
          expect(why?.missing).toBe(0);
          expect(why?.parts.reduce((sum, part) => sum + part, 0)).toBeCloseTo(
            (why?.score ?? Number.NaN) - (why?.mean ?? Number.NaN),
            9,
          );
        }),
      );
  });

  const small: IndexCase = {
    areas: ['6001R002', '6001R001', '6001R003', '6001R004'],
    method: {
      version: 1,
      kind: 'index',
      indicators: [
        { id: 'a', direction: 1, weight: 1 },
        { id: 'b', direction: 1, weight: 0 },
      ],
      normalisation: { kind: 'none' },
    },
    columns: [Float64Array.of(4, 4, 2, 1), Float64Array.of(1, 2, 9, Number.NaN)],
  };

  it('tells what has moved since the baseline', () => {
    const live = new LiveIndex(small);
    // a alone: R002 and R001 tie at rank 1 (R001 stands first by code), R003 rank 3, R004 rank 4.
    expect([...live.ranks]).toEqual([1, 1, 3, 4]);
    expect([...live.order]).toEqual([1, 0, 2, 3]);
    live.takeBaseline();
    expect(live.setWeight('b', 1)).toBe(true);
    expect(live.setWeight('a', 0)).toBe(true);
    live.compute();
    // b alone: R003 (9), R001 (2), R002 (1); R004 has none.
    expect([...live.ranks]).toEqual([3, 2, 1, 0]);
    expect([...live.baseline.changes]).toEqual([-2, -1, 2, 0]);
    expect(live.baseline.moved).toBe(4);
    expect(live.baseline.meanChange).toBeCloseTo(5 / 3, 12);
    const most = new Uint32Array(2);
    expect(live.baseline.largestMoves(most)).toBe(2);
    expect([...most]).toEqual([0, 2]);
    expect(live.baseline.crossings(live.ranks, 1)).toEqual({ entered: 1, left: 2 });
  });

  it('refuses what would leave nothing to weigh, and keeps what was', () => {
    const live = new LiveIndex(small);
    expect(live.setWeight('a', 0)).toBe(false);
    expect(live.setWeight('a', Number.NaN)).toBe(false);
    expect(live.setWeight('none', 1)).toBe(false);
    expect(
      live.setWeights([
        ['a', 0],
        ['b', 0],
      ]),
    ).toBe(false);
    expect(live.weightOf('a')).toBe(1);
    expect(
      live.setWeights([
        ['a', 0],
        ['b', 2],
      ]),
    ).toBe(true);
    expect(live.weightOf('b')).toBe(2);
  });
});
