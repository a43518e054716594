import { assert, double, integer, property } from 'fast-check';
import { expect, it } from 'vitest';
import { wilsonInterval } from '../../../../shared/domain/smallAreas/wilson.ts';

// Newcombe, Statistics in Medicine 17 (1998), table I, method 3 (score without continuity correction).
it.each([
  [81, 263, 0.2553, 0.3662],
  [15, 148, 0.0624, 0.1605],
  [0, 20, 0, 0.1611],
  [1, 29, 0.0061, 0.1718],
])('is the score interval for %i of %i', (k, n, least, most) => {
  const [from, to] = wilsonInterval(k, n);
  expect(from).toBeCloseTo(least, 4);
  expect(to).toBeCloseTo(most, 4);
});

it('is nothing without records or without a number', () => {
  expect(wilsonInterval(0, 0)).toEqual([Number.NaN, Number.NaN]);
  expect(wilsonInterval(Number.NaN, 5)).toEqual([Number.NaN, Number.NaN]);
});

it('holds the share, lies within 0 and 1, has a width, and mirrors', () => {
  const holds = property(integer({ min: 1, max: 100_000 }), double({ min: 0, max: 1, noNaN: true }), (n, part) => {
    const k = Math.round(part * n);
    const [from, to] = wilsonInterval(k, n);
    const [fromLeft, toLeft] = wilsonInterval(n - k, n);
    return (
      from >= 0 &&
      to <= 1 &&
      from < to &&
      from <= k / n &&
      k / n <= to &&
      Math.abs(1 - from - toLeft) < 1e-12 &&
      Math.abs(1 - to - fromLeft) < 1e-12
    );
  });
  expect(() => {
    assert(holds);
  }).not.toThrow();
});
