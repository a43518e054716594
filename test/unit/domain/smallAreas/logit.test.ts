import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { array, assert, integer, property, tuple } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normaliseColumn } from '../../../../shared/domain/assess/normalise.ts';
import { logitShrink } from '../../../../shared/domain/smallAreas/logit.ts';
import { INDEX_REFERENCE, numberColumns } from '../../../support/indexReference.ts';

const GOLDEN = path.resolve(import.meta.dirname, '../../../golden/small-areas');
const folder = path.join(INDEX_REFERENCE, 'imd_method');
const absent = !existsSync(folder);
const list = (...values: number[]): Float64Array => Float64Array.from(values);
const furthest = (found: Float64Array, expected: Float64Array): number =>
  Math.max(
    ...Array.from(expected, (value, i) =>
      Number.isNaN(value) ? (Number.isNaN(found[i] as number) ? 0 : Infinity) : Math.abs(value - (found[i] as number)),
    ),
  );

describe('logit shrinkage, by hand', () => {
  it('weighs the own log odds and the group’s by their variances', () => {
    // Areas 1 of 4 and 3 of 4. M = ln(1.5 / 3.5) = -0.847298 and +0.847298: variance 2 * 0.847298^2 = 1.435828.
    // s2 = 5 * 6 / (4 * 2 * 4) = 0.9375; w = 1.435828 / (1.435828 + 0.9375); G = ln(4.5 / 4.5) = 0.
    const found = logitShrink(list(1, 3), list(4, 4), Int32Array.of(0, 0));
    const m = Math.log(1.5 / 3.5);
    const w = (2 * m * m) / (2 * m * m + 0.9375);
    expect(found.ownWeight[0]).toBeCloseTo(w, 14);
    expect(found.rate[0]).toBeCloseTo(1 / (1 + Math.exp(-w * m)), 14);
    // s2(G) = 9 * 10 / (8 * 5 * 5) = 0.45.
    const p = found.rate[0]!;
    expect(found.standardError[0]).toBeCloseTo(p * (1 - p) * Math.sqrt(w * 0.9375 + (1 - w) ** 2 * 0.45), 14);
  });

  it('takes the group’s share where the group has no spread, also when the area is alone', () => {
    const found = logitShrink(list(2, 2, 1), list(8, 8, 4), Int32Array.of(0, 0, 1));
    expect([...found.ownWeight]).toEqual([0, 0, 0]);
    // G = ln(4.5 / 12.5): share 4.5 / 17.
    expect(found.rate[0]).toBeCloseTo(4.5 / 17, 14);
    expect(found.rate[2]).toBeCloseTo(1.5 / 5, 14);
  });

  it('has no value for nobody, for no group, and for what is no share', () => {
    const found = logitShrink(list(0, 1, 5, 1), list(0, 4, 4, 4), Int32Array.of(0, -1, 0, 0));
    expect([...found.rate].map((rate) => Number.isNaN(rate))).toEqual([true, true, true, false]);
  });
});

describe('logit shrinkage, properties', () => {
  it('lies inside 0..1, whatever the counts', () => {
    const area = tuple(integer({ min: 0, max: 50 }), integer({ min: 1, max: 50 }), integer({ min: 0, max: 3 }));
    assert(
      property(array(area, { minLength: 1, maxLength: 30 }), (drawn) => {
        const numerator = Float64Array.from(drawn, ([r, n]) => Math.min(r, n));
        const denominator = Float64Array.from(drawn, ([, n]) => n);
        const found = logitShrink(
          numerator,
          denominator,
          Int32Array.from(drawn, ([, , group]) => group),
        );
        for (const [i, rate] of found.rate.entries()) {
          expect(rate).toBeGreaterThan(0);
          expect(rate).toBeLessThan(1);
          expect(found.standardError[i]).toBeGreaterThan(0);
        }
      }),
    );
  });
});

describe('logit shrinkage against the method of the index of multiple deprivation', () => {
  it('shrinks 3 363 areas to their municipality', () => {
    const { columns } = numberColumns(path.join(GOLDEN, 'counts.csv'));
    const expected = numberColumns(path.join(GOLDEN, 'logit.csv')).columns;
    const found = logitShrink(columns[2]!, columns[1]!, Int32Array.from(columns[0]!));
    expect(furthest(found.rate, expected[0]!)).toBeLessThan(1e-9);
    expect(furthest(found.ownWeight, expected[1]!)).toBeLessThan(1e-9);
  });

  it.skipIf(absent)('three domains, exponential, weighted and ranked (reference case is not here: skipped)', () => {
    const { areas, columns } = numberColumns(path.join(folder, 'input_counts.csv'));
    const [header = ''] = readFileSync(path.join(folder, 'expected_full.csv'), 'utf8').split(/\r?\n/u);
    const titles = header.split(',');
    const full = numberColumns(path.join(folder, 'expected_full.csv')).columns;
    const of = (name: string): Float64Array => full[titles.indexOf(name) - 1]!;
    const group = Int32Array.from(columns[0]!);
    const score = new Float64Array(areas.length);
    [0.5, 0.3, 0.2].forEach((weight, j) => {
      const shrunk = logitShrink(columns[2 * j + 2]!, columns[2 * j + 1]!, group);
      expect(furthest(shrunk.rate, of(`shrunk${String(j + 1)}`))).toBeLessThan(1e-9);
      const { values } = normaliseColumn(
        { id: 'd', direction: 1, values: shrunk.rate, areas },
        { kind: 'exponential' },
      );
      expect(furthest(values, of(`exp${String(j + 1)}`))).toBeLessThan(1e-9);
      values.forEach((value, i) => (score[i] = score[i]! + weight * value));
    });
    expect(furthest(score, of('imd_score'))).toBeLessThan(1e-9);
    const ranks = Float64Array.from(score, (own) =>
      Number.isNaN(own) ? Number.NaN : 1 + score.filter((other) => other > own).length,
    );
    expect(furthest(ranks, of('imd_rank_1_most_deprived'))).toBe(0);
  });
});
