import { describe, expect, it } from 'vitest';
import { canEstimate, estimated, type Surroundings } from '../../../electron/engine/indicators/estimates.ts';
import type { StoredValues } from '../../../electron/engine/indicators/store.ts';
import { logitShrink } from '../../../shared/domain/smallAreas/logit.ts';
import { localMarshall, marshall } from '../../../shared/domain/smallAreas/marshall.ts';
import { shipped } from '../../support/paperIndicators.ts';

const numerator = Float64Array.of(1, 30, 9, 0);
const n = Float64Array.of(10, 100, 60, 0);
const of = (...values: number[]): Float64Array => Float64Array.from(values);
const values: StoredValues = {
  value: of(10, 30, 15, Number.NaN),
  n,
  numerator,
  contributors: n,
  largest: of(Number.NaN, Number.NaN, Number.NaN, Number.NaN),
  second: of(Number.NaN, Number.NaN, Number.NaN, Number.NaN),
  effective: numerator,
  standardError: of(9, 4, 5, Number.NaN),
  sourceYear: 2022,
  leftOut: 0,
};
const neighbours = [[1], [0, 2], [1], []];
const around: Surroundings = { neighbours: () => neighbours, groups: () => Int32Array.of(0, 0, 1, 1) };
const share = shipped('employment-rate-20-64');
const percent = (rates: Float64Array): number[] => [...rates].map((rate) => 100 * rate);

describe('estimates of an indicator', () => {
  it('show a share by the binomial form, in percent, with its error', () => {
    const found = estimated(share, values, { kind: 'marshall' }, around);
    expect([...found.value]).toEqual(percent(marshall(numerator, n, 'binomial').rate));
    expect([...found.standardError]).toEqual(percent(marshall(numerator, n, 'binomial').standardError));
    expect(found.numerator).toBe(numerator);
    expect([...estimated(share, values, { kind: 'local' }, around).value]).toEqual(
      percent(localMarshall(numerator, n, neighbours, 'binomial').rate),
    );
    expect([...estimated(share, values, { kind: 'logit', towards: 'municipality' }, around).value]).toEqual(
      percent(logitShrink(numerator, n, Int32Array.of(0, 0, 1, 1)).rate),
    );
  });

  it('show events per 1 000 by that of Poisson', () => {
    const found = estimated(shipped('reported-crimes'), values, { kind: 'marshall' }, around);
    expect([...found.value]).toEqual([...marshall(numerator, n, 'poisson').rate].map((rate) => 1000 * rate));
  });

  it('leave what is no numerator of a denominator, and events for logit, as they are', () => {
    for (const [id, estimate] of [
      ['median-income', { kind: 'marshall' }],
      ['merit-points', { kind: 'local' }],
      ['reported-crimes', { kind: 'logit', towards: 'nation' }],
      ['employment-rate-20-64', { kind: 'raw' }],
    ] as const) {
      expect(estimated(shipped(id), values, estimate, around)).toBe(values);
      expect(canEstimate(shipped(id), 2022, estimate)).toBe(estimate.kind === 'raw');
    }
  });

  it('give no value where the contributors are fewer than the definition asks for', () => {
    const found = estimated({ ...share, leastN: 50 }, values, { kind: 'marshall' }, around);
    expect([...found.value].map((value) => Number.isNaN(value))).toEqual([true, false, false, true]);
  });
});
