import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { alkireFoster } from '../../../../shared/domain/assess/alkireFoster.ts';
import { countProblems } from '../../../../shared/domain/assess/problemCount.ts';
import type { ProblemCountMethod } from '../../../../shared/schemas/method.ts';
import { INDEX_REFERENCE, numberColumns } from '../../../support/indexReference.ts';

const base: Omit<ProblemCountMethod, 'indicators'> = { version: 1, kind: 'problem-count', k: 2, levels: [] };

describe('problem count', () => {
  it('gives the published measures of Alkire and Foster (2011), section 5: H 1/2, A 3/4, M0 3/8', () => {
    // Their matrix of four persons by four dimensions with cut-offs 13, 12, 3, 1: deprived when below.
    const y = [
      [13.1, 14, 4, 1],
      [15.2, 7, 5, 0],
      [12.5, 10, 1, 0],
      [20, 11, 3, 1],
    ];
    const cut = [13, 12, 3, 1];
    const columns = cut.map((_z, j) => Float64Array.from(y, (row) => row[j] ?? Number.NaN));
    const method: ProblemCountMethod = {
      ...base,
      indicators: cut.map((threshold, j) => ({ id: `d${j}`, direction: -1, threshold })),
    };
    const count = countProblems(method, ['a', 'b', 'c', 'd'], columns);
    expect([...count.scores]).toEqual([0, 2, 4, 1]);
    const measures = alkireFoster(count, 2);
    expect([measures.headcount, measures.intensity, measures.adjustedHeadcount]).toEqual([0.5, 0.75, 0.375]);
    expect(measures.factors.map((f) => f.rawHeadcount)).toEqual([0.25, 0.75, 0.25, 0.5]);
    expect(measures.factors.map((f) => f.censoredHeadcount)).toEqual([0.25, 0.5, 0.25, 0.5]);
    const expected = [1 / 6, 1 / 3, 1 / 6, 1 / 3];
    measures.factors.forEach((f, j) => expect(f.contribution).toBeCloseTo(expected[j] ?? 0, 15));
  });

  it('weighs areas by their people when given', () => {
    const method: ProblemCountMethod = {
      ...base,
      indicators: [
        { id: 'x', direction: 1, threshold: 0 },
        { id: 'y', direction: 1, threshold: 0 },
      ],
    };
    const count = countProblems(method, ['a', 'b'], [Float64Array.of(1, 1), Float64Array.of(1, 0)]);
    const measures = alkireFoster(count, 2, Float64Array.of(300, 100));
    expect(measures.headcount).toBe(0.75);
    expect(measures.flagged).toBe(1);
  });

  it('is strict, counts a factor once, takes the highest level reached, and lists who cannot be judged', () => {
    const method: ProblemCountMethod = {
      ...base,
      indicators: [
        { id: 'a', direction: 1, threshold: 10, factor: 'f', weight: 2 },
        { id: 'b', direction: 1, threshold: 10, factor: 'f', weight: 2 },
        { id: 'c', direction: -1, threshold: { percentile: 50 } },
      ],
      levels: [
        { from: 3, name: 'särskilt stor' },
        { from: 2, name: 'stor' },
      ],
      missing: { leastShare: 0.6 },
    };
    const columns = [
      Float64Array.of(10, 11, 11, 12, Number.NaN),
      Float64Array.of(10, 11, 9, Number.NaN, Number.NaN),
      // Median of 1, 2, 3, 4 is 2.5: the areas with 1 and 2 are below.
      Float64Array.of(1, 2, 3, 4, Number.NaN),
    ];
    const count = countProblems(method, ['1', '2', '3', '4', '5'], columns);
    expect(count.thresholds[2]).toBe(2.5);
    expect([...count.scores]).toEqual([1, 3, 2, 2, Number.NaN]);
    expect([...count.levelOf].map((l) => count.levels[l]?.name)).toEqual([
      undefined,
      'särskilt stor',
      'stor',
      'stor',
      undefined,
    ]);
    expect([...count.judged]).toEqual([1, 1, 1, 1, 0]);
    expect(count.contributions.map((column) => column[1])).toEqual([1, 1, 1]);
    const fewer = countProblems({ ...method, missing: { leastShare: 0.7 } }, ['1', '2', '3', '4', '5'], columns);
    expect([...fewer.judged]).toEqual([1, 1, 1, 0, 0]);
    expect(fewer.scores[3]).toBe(2);
    expect(fewer.levelOf[3]).toBe(-1);
  });

  it('refuses a factor whose problem variables weigh differently', () => {
    const method: ProblemCountMethod = {
      ...base,
      indicators: [
        { id: 'a', direction: 1, threshold: 10, factor: 'f', weight: 2 },
        { id: 'b', direction: 1, threshold: 10, factor: 'f' },
      ],
    };
    expect(() => countProblems(method, ['1'], [Float64Array.of(1), Float64Array.of(1)])).toThrow(
      'assess.factorWeights',
    );
  });
});

interface Expected {
  readonly H: number;
  readonly A: number;
  readonly M0: number;
  readonly raw_headcount: number[];
  readonly censored_headcount: number[];
  readonly contribution: number[];
  readonly n_poor: number;
}

const folder = path.join(INDEX_REFERENCE, 'alkire_foster');

// Reference: numpy 1.24 on 3 363 synthetic areas (left out where the reference folder is absent).
describe.skipIf(!existsSync(folder))('problem count against the reference alkire_foster', () => {
  const expected = existsSync(folder)
    ? (JSON.parse(readFileSync(path.join(folder, 'expected.json'), 'utf8')) as Record<string, Expected> & {
        thresholds_p80: number[];
        weights: number[];
      })
    : undefined;
  const read = (): { areas: string[]; columns: Float64Array[] } =>
    numberColumns(
      path.join(INDEX_REFERENCE, '_data', 'regso_synth_3363x20.csv'),
      Array.from({ length: 14 }, (_none, j) => `v${String(j + 1).padStart(2, '0')}`),
    );

  it.each([
    ['regso_k0.071429', 1 / 14],
    ['regso_k0.214286', 3 / 14],
    ['regso_k0.357143', 5 / 14],
    ['regso_k0.500000', 7 / 14],
    ['regso_k1.000000', 1],
    ['regso_weighted_k0.4', 0.4],
  ])('%s', (name, share) => {
    const weights = name.includes('weighted') ? (expected?.weights ?? []) : Array.from({ length: 14 }, () => 1);
    const { areas, columns } = read();
    const count = countProblems(
      {
        ...base,
        indicators: weights.map((weight, j) => ({ id: `v${j}`, direction: 1, threshold: { percentile: 80 }, weight })),
      },
      areas,
      columns,
    );
    count.thresholds.forEach((z, j) => expect(z).toBeCloseTo(expected?.thresholds_p80[j] ?? Number.NaN, 10));
    const want = expected?.[name];
    const got = alkireFoster(count, share * weights.reduce((sum, weight) => sum + weight, 0));
    expect(got.flagged).toBe(want?.n_poor);
    expect(got.headcount).toBeCloseTo(want?.H ?? Number.NaN, 12);
    expect(got.intensity).toBeCloseTo(want?.A ?? Number.NaN, 12);
    expect(got.adjustedHeadcount).toBeCloseTo(want?.M0 ?? Number.NaN, 12);
    got.factors.forEach((factor, j) => {
      expect(factor.rawHeadcount).toBeCloseTo(want?.raw_headcount[j] ?? Number.NaN, 12);
      expect(factor.censoredHeadcount).toBeCloseTo(want?.censored_headcount[j] ?? Number.NaN, 12);
      expect(factor.contribution).toBeCloseTo(want?.contribution[j] ?? Number.NaN, 12);
    });
  });
});
