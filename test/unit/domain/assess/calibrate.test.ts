import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calibrateThresholds, roundest } from '../../../../shared/domain/assess/calibrate.ts';
import { countProblems } from '../../../../shared/domain/assess/problemCount.ts';
import { generator } from '../../../../shared/domain/random/generator.ts';
import type { ProblemCountMethod } from '../../../../shared/schemas/method.ts';

const N = 600;
const areas = Array.from({ length: N }, (_none, i) => `A${String(i).padStart(4, '0')}`);
const random = generator(11, 'calibrate');
const common = Float64Array.from({ length: N }, () => random.normal());
const DIRECTIONS = [1, 1, -1, 1, -1, 1] as const;
const columns = DIRECTIONS.map((direction) =>
  common.map((value) => Math.round(10 * (40 + direction * (8 * value + 6 * random.normal()))) / 10),
);
const method = (thresholds: readonly number[]): ProblemCountMethod => ({
  version: 1,
  kind: 'problem-count',
  indicators: thresholds.map((threshold, j) => ({ id: `v${j}`, direction: DIRECTIONS[j] ?? 1, threshold })),
  k: 3,
  levels: [{ from: 3, name: 'stor' }],
});
const TRUE = [50, 48, 30, 55, 33, 49];
const countsBy = (thresholds: Iterable<number>): Float64Array =>
  countProblems(method([...thresholds]), areas, columns).scores;

describe('calibration', () => {
  it('finds thresholds that reproduce a list made by thresholds, from anywhere', () => {
    const flagged = Uint8Array.from(countsBy(TRUE), (c) => (c >= 3 ? 1 : 0));
    const found = calibrateThresholds(method(TRUE), columns, new Float64Array(6).fill(40), { kind: 'list', flagged });
    expect(1 - found.loss).toBeGreaterThan(0.93);
    const got = countsBy(found.thresholds);
    expect(found.counts).toEqual(got);
    const both = got.filter((c, i) => c >= 3 && flagged[i] === 1).length;
    const either = got.filter((c, i) => c >= 3 || flagged[i] === 1).length;
    expect(1 - found.loss).toBeCloseTo(both / either, 12);
    // The same again, bit for bit; and started at the truth, nothing is better than that.
    expect(calibrateThresholds(method(TRUE), columns, new Float64Array(6).fill(40), { kind: 'list', flagged })).toEqual(
      found,
    );
    expect(calibrateThresholds(method(TRUE), columns, Float64Array.from(TRUE), { kind: 'list', flagged }).loss).toBe(0);
  });

  it('finds thresholds that give wanted numbers of areas', () => {
    const wanted = [1, 3, 5].map((from) => ({ from, areas: countsBy(TRUE).filter((c) => c >= from).length }));
    const found = calibrateThresholds(method(TRUE), columns, new Float64Array(6).fill(40), {
      kind: 'counts',
      counts: wanted,
    });
    const got = countsBy(found.thresholds);
    for (const { from, areas: number } of wanted)
      expect(Math.abs(got.filter((c) => c >= from).length - number)).toBeLessThanOrEqual(Math.max(2, 0.03 * number));
  });

  it('never makes it worse than the thresholds it starts from, with missing values and factors of several variables', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.array(fc.option(fc.integer({ min: 0, max: 12 }), { nil: Number.NaN, freq: 8 }), {
            minLength: 12,
            maxLength: 12,
          }),
          { minLength: 2, maxLength: 5 },
        ),
        fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }),
        fc.constantFrom<ProblemCountMethod['factorRule']>('any', 'all'),
        (raw, flags, factorRule) => {
          const values = raw.map((column) => Float64Array.from(column).with(0, 3));
          const own: ProblemCountMethod = {
            ...method([]),
            indicators: values.map((_column, j) => ({
              id: `v${j}`,
              direction: j % 2 === 0 ? 1 : -1,
              threshold: 6,
              factor: `f${j % 3}`,
            })),
            factorRule,
            k: 1,
            missing: { leastShare: 0.5 },
          };
          const flagged = Uint8Array.from(flags, Number);
          const start = new Float64Array(values.length).fill(6);
          const found = calibrateThresholds(own, values, start, { kind: 'list', flagged });
          const loss = (thresholds: Float64Array): number => {
            const withThem = {
              ...own,
              indicators: own.indicators.map((one, j) => ({ ...one, threshold: thresholds[j] ?? 0 })),
            };
            const { scores, judged } = countProblems(withThem, areas.slice(0, 12), values);
            const got = Array.from(scores, (c, i) => judged[i] === 1 && c >= 1);
            const either = got.filter((is, i) => is || flagged[i] === 1).length;
            return either === 0 ? 0 : 1 - got.filter((is, i) => is && flagged[i] === 1).length / either;
          };
          expect(found.loss).toBeCloseTo(loss(found.thresholds), 12);
          expect(found.loss).toBeLessThanOrEqual(loss(start) + 1e-12);
        },
      ),
    );
  });

  it('writes a threshold with as few decimals as part the areas', () => {
    expect([
      roundest(24.97, 26.3, 1),
      roundest(24.97, 24.98, 1),
      roundest(30.4, 29.6, -1),
      roundest(5, Infinity, 1),
    ]).toEqual([25, 24.97, 30, 5]);
  });
});
