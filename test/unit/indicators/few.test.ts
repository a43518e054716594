import { describe, expect, it } from 'vitest';
import { indicatorSchema } from '../../../shared/schemas/indicator.ts';
import { A, B, C, EMPTY, onPaper, type PaperAnswer, shipped } from '../../support/paperIndicators.ts';

/*
 * docs/methods/indicators.md, "Few, none, all alike". In A three people all alike, in B one, in C one of whom nothing is
 * known; nobody lives in the last area.
 */
const person = `
  LopNr RegSO    BAS Lon Vikt Alder Kon
  1     6001R001 1   7   2    30    1
  2     6001R001 1   7   2    31    1
  3     6001R001 1   7   2    32    1
  4     6001R002 2   0   0    40    2
  5     6002R001 .   .   .    .     .`;
const lon = { variable: 'Lon' };
const weight = { variable: 'Vikt' };
const working = { in: ['1'], variable: 'BAS' };
const everyone = { all: [] };
const base = shipped('employment-rate-20-64');

const of = (measure: unknown, changes: Readonly<Record<string, unknown>> = {}): PaperAnswer =>
  onPaper(
    indicatorSchema.parse({ ...base, population: { register: 'person', where: everyone }, measure, ...changes }),
    { person },
  );

const standardised = {
  kind: 'standardised',
  per: 100,
  numerator: working,
  age: { variable: 'Alder' },
  fromAges: [20],
  sex: { variable: 'Kon' },
  sexes: ['1', '2'],
  standard: 'nation',
};

/** Measure; the value and error of three alike, of one, of one unknown, of nobody. */
const CASES: readonly (readonly [string, unknown, readonly (readonly [number, number])[]])[] = (() => {
  const none = [Number.NaN, Number.NaN] as const;
  return [
    ['share', { kind: 'share', numerator: working }, [[100, 0], [0, 0], none, none]],
    ['weighted share', { kind: 'share', numerator: working, weight }, [[100, 0], none, none, none]],
    ['rate', { kind: 'rate', per: 1000, numerator: { where: working } }, [[1000, 0], [0, 0], none, none]],
    ['mean', { kind: 'mean', value: lon }, [[7, 0], [0, Number.NaN], none, none]],
    ['weighted mean', { kind: 'mean', value: lon, weight }, [[7, 0], none, none, none]],
    ['median', { kind: 'median', value: lon }, [[7, 0], [0, Number.NaN], none, none]],
    ['quantile', { kind: 'quantile', p: 0.9, value: lon }, [[7, 0], [0, Number.NaN], none, none]],
    ['quantile ratio', { kind: 'quantile-ratio', upper: 0.9, lower: 0.1, value: lon }, [[1, 0], none, none, none]],
    [
      'count',
      { kind: 'count' },
      [
        [3, Math.sqrt(3)],
        [1, 1],
        [1, 1],
        [0, 0],
      ],
    ],
    [
      'sum',
      { kind: 'sum', value: lon },
      [
        [21, Math.sqrt(147)],
        [0, 0],
        [0, 0],
        [0, 0],
      ],
    ],
    [
      'ratio',
      { kind: 'ratio', per: 1, numerator: { value: lon }, denominator: {} },
      [[7, 0], [0, Number.NaN], [0, Number.NaN], none],
    ],
    [
      'ratio over nothing',
      { kind: 'ratio', per: 1, numerator: {}, denominator: { value: lon } },
      [[1 / 7, 0], none, none, none],
    ],
    ['standardised', standardised, [[100, 0], [0, 0], none, none]],
  ];
})();

describe('few, none, all alike', () => {
  it.each(CASES)('%s', (_name, measure, expected) => {
    const answer = of(measure);
    expect(
      [A, B, C, EMPTY].map((area) => {
        const { value, standardError } = answer.at(area);
        return [value, Math.round(standardError * 1e12) / 1e12];
      }),
    ).toEqual(expected.map(([value, error]) => [value, Math.round(error * 1e12) / 1e12]));
  });

  it('says how many were left out', () => {
    expect(of({ kind: 'share', numerator: working }).result.leftOut.get(base.id)).toBe(1);
    expect(of({ kind: 'share', numerator: working }, { missing: 'count-as-no' }).at(C)).toMatchObject({
      value: 0,
      n: 1,
    });
    expect(of(standardised).result.leftOut.get(base.id)).toBe(1);
  });
});
