import { describe, expect, it } from 'vitest';
import { generator } from '../../../../shared/domain/random/generator.ts';
import { fillNormals } from '../../../../shared/domain/random/normals.ts';

const COUNT = 400_000;
const numbers = new Float64Array(COUNT);
fillNormals(generator(1, 'normals'), numbers);

/** Standard normal quantiles as tabulated (Abramowitz and Stegun, Handbook of Mathematical Functions, 1964, table 26.5). */
const QUANTILES = [
  [0.5, 0],
  [0.6, 0.2533471031],
  [0.75, 0.6744897502],
  [0.9, 1.2815515655],
  [0.975, 1.9599639845],
  [0.995, 2.5758293035],
  [0.9995, 3.2905267315],
  [0.9999, 3.719016485],
] as const;

const moment = (power: number): number => numbers.reduce((sum, x) => sum + x ** power, 0) / COUNT;
/** So many standard errors, for a seed that is settled. */
const SURE = 4;

describe('normal numbers by the ziggurat', () => {
  it('have the moments 0, 1, 0, 3, 0, 15 (within four standard errors)', () => {
    // Variance of x^m is E x^2m - (E x^m)²; even moments of a standard normal are 1, 3, 15, 105, 945, 10395.
    const even = [1, 1, 3, 15, 105, 945, 10_395];
    for (let power = 1; power <= 6; power += 1) {
      const expected = power % 2 === 0 ? (even[power / 2] as number) : 0;
      const error = Math.sqrt(((even[power] as number) - expected ** 2) / COUNT);
      expect(Math.abs(moment(power) - expected), `moment ${power}`).toBeLessThan(SURE * error);
    }
  });

  it.each(QUANTILES)(
    'a share of %f lies below %f and above its negative, also in the tail beyond 3.65',
    (share, at) => {
      const error = Math.sqrt((share * (1 - share)) / COUNT);
      for (const sign of [1, -1]) {
        const below = numbers.reduce((count, x) => count + (sign * x < at ? 1 : 0), 0) / COUNT;
        expect(Math.abs(below - share)).toBeLessThan(SURE * error);
      }
    },
  );

  it('owe nothing to those before them, not in size either', () => {
    for (const of of [(x: number) => x, (x: number) => (x * x - 1) / Math.SQRT2])
      for (const lag of [1, 2, 3, 7]) {
        let sum = 0;
        for (let i = lag; i < COUNT; i += 1) sum += of(numbers[i] as number) * of(numbers[i - lag] as number);
        expect(Math.abs(sum / (COUNT - lag))).toBeLessThan(SURE / Math.sqrt(COUNT - lag));
      }
  });

  it('fill 200 parts of equal probability evenly (chi-square)', () => {
    // Pairs turned to the angle: uniform exactly when the numbers are independent normal ones of one variance.
    const parts = new Float64Array(200);
    for (let i = 0; i < COUNT; i += 2) {
      const turn = Math.atan2(numbers[i] as number, numbers[i + 1] as number) / (2 * Math.PI) + 0.5;
      const part = Math.min(199, Math.floor(200 * turn));
      parts[part] = (parts[part] as number) + 1;
    }
    const expected = COUNT / 2 / 200;
    const square = parts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
    // 199 degrees of freedom: mean 199, standard deviation 20.
    expect(Math.abs(square - 199)).toBeLessThan(SURE * 20);
  });

  it('are the same for the same seed and stream, however many are filled', () => {
    const some = new Float64Array(1000);
    fillNormals(generator(1, 'normals'), some);
    expect(some).toEqual(numbers.slice(0, 1000));
  });
});
