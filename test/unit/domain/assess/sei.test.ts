import { describe, expect, it } from 'vitest';
import { socioEconomicIndex, typeOf } from '../../../../shared/domain/assess/sei.ts';
import type { SeiMethod } from '../../../../shared/schemas/method.ts';

const method: SeiMethod = { version: 1, kind: 'sei', indicators: ['v1', 'v2', 'v3'] };

describe('socio-economic index', () => {
  it('by hand: five areas', () => {
    // SEI: (3+6+9)/3 = 6, (9+9+12)/3 = 10, (12+15+15)/3 = 14, (18+21+15)/3 = 18, (60+30+36)/3 = 42.
    // Mean = (6+10+14+18+42)/5 = 90/5 = 18. Deviations -12, -8, -4, 0, 24: squares 144+64+16+0+576 = 800.
    // sd = sqrt(800/4) = sqrt(200) = 14.142135623730951.
    // Limits: 18 + 28.28 = 46.28, 32.14, 18, 3.86. So 42 is type 2, 18 (on the mean) type 3, 14, 10 and 6 type 4.
    const columns = [
      Float64Array.of(3, 9, 12, 18, 60),
      Float64Array.of(6, 9, 15, 21, 30),
      Float64Array.of(9, 12, 15, 15, 36),
    ];
    const sei = socioEconomicIndex(method, ['1', '2', '3', '4', '5'], columns);
    expect([...sei.scores]).toEqual([6, 10, 14, 18, 42]);
    expect(sei.mean).toBe(18);
    expect(sei.sd).toBeCloseTo(Math.sqrt(200), 14);
    expect([...sei.types]).toEqual([4, 4, 4, 3, 2]);
    expect([...sei.ranks]).toEqual([5, 4, 3, 2, 1]);
    expect(sei.contributions.map((column) => column[4])).toEqual([20, 10, 12]);
  });

  it('has closed lower limits', () => {
    const limits = [30, 20, 10, 0] as const;
    expect([30, 29.999, 20, 19.999, 10, 9.999, 0, -0.001].map((score) => typeOf(score, limits))).toEqual([
      1, 2, 2, 3, 3, 4, 4, 5,
    ]);
  });

  it('gives no score and no type where a part is missing, and leaves the area out of mean and sd', () => {
    const columns = [Float64Array.of(0, 3, Number.NaN), Float64Array.of(0, 3, 90), Float64Array.of(0, 3, 90)];
    const sei = socioEconomicIndex(method, ['1', '2', '3'], columns);
    expect(sei.scores[2]).toBeNaN();
    expect(sei.mean).toBe(1.5);
    expect([...sei.types]).toEqual([4, 3, 0]);
    expect([...sei.ranks]).toEqual([2, 1, 0]);
  });

  it('refuses an index without spread, an empty part and a part used twice', () => {
    const same = [Float64Array.of(0.1, 0.1), Float64Array.of(0.2, 0.2), Float64Array.of(0.3, 0.3)];
    expect(() => socioEconomicIndex(method, ['1', '2'], same)).toThrow('assess.seiNoSpread');
    const empty = [Float64Array.of(1, 2), Float64Array.of(1, 2), Float64Array.of(Number.NaN, Number.NaN)];
    expect(() => socioEconomicIndex(method, ['1', '2'], empty)).toThrow('assess.emptyColumn');
    expect(() => socioEconomicIndex({ ...method, indicators: ['a', 'b', 'a'] }, ['1', '2'], same)).toThrow(
      'assess.seiDoubled',
    );
  });
});
