import { array, assert, constantFrom, double, integer, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ordered } from '../../../electron/engine/indicators/pass/selection.ts';
import { quantileOf } from '../../../shared/domain/numbers/quantile.ts';
import { generator } from '../../../shared/domain/random/generator.ts';

const P = constantFrom(0.01, 0.2, 0.25, 0.5, 0.8, 0.99);

/** Cuts values into arrays of uneven lengths, some of them empty. */
function cut(values: Float64Array, pieces: number): readonly Float64Array[] {
  const step = Math.ceil(values.length / Math.max(1, pieces));
  return [
    new Float64Array(0),
    ...Array.from({ length: pieces }, (_, i) => values.subarray(i * step, (i + 1) * step)),
    new Float64Array(0),
  ];
}

describe('quantiles over several arrays', () => {
  it('are those of all values together', () => {
    assert(
      property(
        array(double({ noNaN: true }), { maxLength: 60 }),
        integer({ min: 1, max: 5 }),
        P,
        (values, pieces, p) => {
          const all = Float64Array.from(values, (value) => value + 0);
          const found = ordered(cut(all, pieces));
          for (const other of [0.3, 0.7, 1]) expect(found.quantile(other)).toBe(quantileOf(all.slice(), other));
          expect(found.quantile(p)).toBe(quantileOf(all.slice(), p));
        },
      ),
    );
  });

  it.each([
    ['even', (source: { uniform(): number }) => source.uniform()],
    ['tied', (source: { uniform(): number }) => Math.floor(3 * source.uniform())],
    ['all equal', () => 7],
    ['skewed and negative', (source: { uniform(): number }) => Math.log(source.uniform())],
  ])('are exact for many values, %s', (_, draw) => {
    const source = generator(5, 'selection');
    for (const n of [16_384, 16_385, 100_000]) {
      const values = Float64Array.from({ length: n }, () => draw(source));
      for (const sorted of [false, true]) {
        if (sorted) values.sort();
        // Asked one after the other, near each other and far apart, up and down.
        const found = ordered(cut(values, 7));
        expect(found.length).toBe(n);
        for (const p of [0.5, 0.501, 0.4999, 0.0001, 0.2, 0.8, 0.9999, 1, 0, 0.5, 0.2001])
          expect(found.quantile(p)).toBe(quantileOf(values.slice(), p));
      }
    }
  });

  it('leave the arrays as they were', () => {
    const values = Float64Array.from({ length: 20_000 }, (_, i) => (i * 7919) % 20_000);
    const before = values.slice();
    for (const part of [values, values.subarray(0, 100)]) for (const p of [0.5, 0.1]) ordered([part]).quantile(p);
    expect(values).toEqual(before);
  });
});
