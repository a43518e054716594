import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changeBeyondNoise, falseDiscovery, normalTail } from '../../../../shared/domain/years/noise.ts';
import { persistence } from '../../../../shared/domain/years/persistence.ts';
import { transitionsOf } from '../../../../shared/domain/years/transitions.ts';

describe('change beyond register noise', () => {
  it('has the tails of the normal distribution (tables: 1.96, 2.576, 3.291)', () => {
    expect(normalTail(0)).toBeCloseTo(1, 6);
    expect(normalTail(1.959_963_985)).toBeCloseTo(0.05, 6);
    expect(normalTail(-2.575_829_304)).toBeCloseTo(0.01, 6);
    expect(normalTail(3.290_526_731)).toBeCloseTo(0.001, 6);
    expect(normalTail(Number.POSITIVE_INFINITY)).toBe(0);
  });

  it('takes both years’ noise together, and knows nothing without it', () => {
    expect(changeBeyondNoise({ value: 10, error: 3 }, { value: 20, error: 4 }).z).toBeCloseTo(2, 12);
    expect(changeBeyondNoise({ value: 5, error: 0 }, { value: 5, error: 0 })).toEqual({ z: 0, p: normalTail(0) });
    expect(changeBeyondNoise({ value: 5, error: 0 }, { value: 6, error: 0 }).p).toBeNaN();
    expect(changeBeyondNoise({ value: 0, error: 0 }, { value: 2, error: 1 }).z).toBeCloseTo(Math.SQRT2, 12);
    expect(changeBeyondNoise({ value: 5, error: Number.NaN }, { value: 6, error: 1 }).p).toBeNaN();
    expect(changeBeyondNoise({ value: Number.NaN, error: 1 }, { value: 6, error: 1 }).p).toBeNaN();
  });

  it('has the false discovery rates of R: p.adjust(c(.01,.02,.03,.04,.05), "BH") and with a tie and a gap', () => {
    expect(
      [...falseDiscovery(Float64Array.of(0.01, 0.02, 0.03, 0.04, 0.05))].map((q) => Number(q.toFixed(12))),
    ).toEqual([0.05, 0.05, 0.05, 0.05, 0.05]);
    // p.adjust(c(0.001, 0.008, 0.039, 0.041), "BH") = 0.004 0.016 0.041 0.041
    const q = falseDiscovery(Float64Array.of(0.039, Number.NaN, 0.001, 0.041, 0.008));
    expect([...q].map((value) => (Number.isNaN(value) ? null : Number(value.toFixed(12))))).toEqual([
      0.041,
      null,
      0.004,
      0.041,
      0.016,
    ]);
  });

  it('says of every area whether it is flagged still, newly or no longer, and how sure that is', () => {
    const moved = { before: { value: 10, error: 1 }, after: { value: 30, error: 1 } };
    const still = { before: { value: 10, error: 1 }, after: { value: 10.2, error: 1 } };
    const found = persistence([
      { flagged: [true, true], indicators: [still] },
      { flagged: [false, true], indicators: [moved] },
      { flagged: [true, false], indicators: [still] },
      { flagged: [false, false], indicators: [] },
    ]);
    expect(found.map(({ standing }) => standing)).toEqual(['persistent', 'new', 'left', 'never']);
    expect(found[1]?.q).toBeLessThan(0.05);
    expect(found[2]?.q).toBeGreaterThan(0.5);
    expect(found[3]?.q).toBeNaN();
  });
});

describe('transitions', () => {
  it('count every pair once, in rows before and columns after, with the people of the later year', () => {
    const pair = fc.record({
      before: fc.constantFrom('', '1', '2', '3'),
      after: fc.constantFrom('', '1', '2', '3'),
      people: fc.integer({ min: 0, max: 5000 }),
    });
    fc.assert(
      fc.property(fc.array(pair, { maxLength: 60 }), (pairs) => {
        const found = transitionsOf(pairs, ['1', '2', '3']);
        const all = (matrix: readonly Float64Array[]): number =>
          matrix.reduce((sum, row) => sum + row.reduce((a, b) => a + b, 0), 0);
        expect(all(found.areas)).toBe(pairs.length);
        expect(all(found.people)).toBe(pairs.reduce((sum, { people }) => sum + people, 0));
        expect(found.changed.length + found.stayed).toBe(pairs.length);
        const stay = found.before.reduce(
          (sum, label, row) => sum + (found.areas[row]?.[found.after.indexOf(label)] ?? 0),
          0,
        );
        expect(stay).toBe(found.stayed);
      }),
    );
  });
});
