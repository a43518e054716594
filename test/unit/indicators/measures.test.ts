import { describe, expect, it } from 'vitest';
import type { IndicatorDefinition } from '../../../shared/schemas/indicator.ts';
import { indicatorSchema } from '../../../shared/schemas/indicator.ts';
import { A, B, C, EMPTY, onPaper, shipped } from '../../support/paperIndicators.ts';

const base = shipped('employment-rate-20-64');
const own = (changes: Readonly<Record<string, unknown>>): IndicatorDefinition => {
  const { variants: _variants, ...plain } = base;
  return indicatorSchema.parse({ ...plain, missing: 'leave-out', joins: undefined, ...changes });
};
const everyone = { register: 'person', where: { all: [] } };
const working = { in: ['1'], variable: 'BAS' };

describe('weights', () => {
  // A: weights 1, 3 and 4, employed the first two; one without weight and one without status are left out.
  const person = `
    LopNr RegSO    BAS Vikt Lon
    1     6001R001 1   1    2
    2     6001R001 1   3    6
    3     6001R001 2   4    .
    4     6001R001 1   .    5
    5     6001R001 .   2    9
    6     6001R002 2   5    7`;

  it('of a share: the sum of weights that count / of all', () => {
    const { at, result } = onPaper(
      own({ population: everyone, measure: { kind: 'share', numerator: working, weight: { variable: 'Vikt' } } }),
      { person },
    );
    expect(at(A)).toMatchObject({ value: 50, n: 8, numerator: 4, contributors: 3, largest: 3, second: 1 });
    // (1 + 3)^2 / (1 + 9) = 1.6.
    expect(at(A).effective).toBeCloseTo(1.6, 14);
    // Residuals w (y - 0.5): 0.5, 1.5, -2: squares 6.5; 100 sqrt(3 / 2 * 6.5) / 8.
    expect(at(A).standardError).toBeCloseTo((100 * Math.sqrt(9.75)) / 8, 12);
    expect(at(B)).toMatchObject({ value: 0, n: 5, contributors: 1, standardError: Number.NaN });
    expect(at(EMPTY)).toMatchObject({ value: Number.NaN, n: 0 });
    expect(result.leftOut.get(base.id)).toBe(2);
  });

  it('of a mean', () => {
    const { at } = onPaper(
      own({
        population: everyone,
        measure: { kind: 'mean', value: { variable: 'Lon' }, weight: { variable: 'Vikt' } },
      }),
      { person },
    );
    // (1 * 2 + 3 * 6 + 2 * 9) / 6 = 38 / 6.
    expect(at(A).value).toBeCloseTo(38 / 6, 14);
    expect(at(A)).toMatchObject({ n: 6, numerator: 38, contributors: 3, largest: 18, second: 18 });
  });
});

describe('standard errors and effective contributors', () => {
  const person = `
    LopNr RegSO    BAS Lon
    1     6001R001 1   2
    2     6001R001 2   4
    3     6001R001 2   9
    4     6001R001 2   .
    5     6001R002 1   5
    6     6001R002 1   5`;
  const of = (measure: unknown) => onPaper(own({ population: everyone, measure }), { person });

  it('of a share, a count, a sum and a mean', () => {
    expect(of({ kind: 'share', numerator: working }).at(A).standardError).toBeCloseTo(
      100 * Math.sqrt((0.25 * 0.75) / 4),
      12,
    );
    expect(of({ kind: 'share', numerator: working }).at(A).effective).toBe(1);
    expect(of({ kind: 'count' }).at(A)).toMatchObject({ value: 4, standardError: 2, effective: 4 });
    const sum = of({ kind: 'sum', value: { variable: 'Lon' } }).at(A);
    expect(sum.standardError).toBeCloseTo(Math.sqrt(4 + 16 + 81), 12);
    expect(sum.effective).toBeCloseTo(225 / 101, 12);
    const mean = of({ kind: 'mean', value: { variable: 'Lon' } });
    expect(mean.at(A).standardError).toBeCloseTo(Math.sqrt(13 / 3), 12);
    expect(mean.at(B)).toMatchObject({ value: 5, standardError: 0 });
    expect(mean.at(EMPTY)).toMatchObject({ value: Number.NaN, standardError: Number.NaN, effective: 0 });
  });

  it('of a ratio of two sums over the same records', () => {
    const lon = { value: { variable: 'Lon' } };
    const { at } = of({ kind: 'ratio', per: 1, numerator: { ...lon, where: working }, denominator: lon });
    // y 2, 0, 0; x 2, 4, 9: R = 2 / 15; residuals 26/15, -8/15, -18/15: squares (676 + 64 + 324) / 225.
    expect(at(A).value).toBeCloseTo(2 / 15, 14);
    expect(at(A).standardError).toBeCloseTo(Math.sqrt((3 / 2) * (1064 / 225)) / 15, 12);
  });
});

describe('a ratio of quantiles', () => {
  const value = { variable: 'Lon' };
  it('is one quantile over another of the same values', () => {
    const rows = Array.from({ length: 11 }, (_, i) => `${String(i + 1)} 6001R001 ${String(10 + 10 * i)}`).join('\n');
    const { at } = onPaper(
      own({ population: everyone, measure: { kind: 'quantile-ratio', upper: 0.9, lower: 0.1, value } }),
      { person: `LopNr RegSO Lon\n${rows}\n12 6001R002 0\n13 6001R002 0\n14 6002R001 5` },
    );
    // 10, 20 ... 110: type 7 gives P90 = 100 and P10 = 20.
    expect(at(A)).toMatchObject({ value: 5, n: 11 });
    expect(at(A).standardError).toBeGreaterThan(0);
    expect(at(B).value).toBeNaN();
    expect(at(C)).toMatchObject({ value: 1, standardError: Number.NaN });
  });
});

describe('direct standardisation by age and sex', () => {
  const measure = {
    kind: 'standardised',
    per: 100,
    numerator: working,
    age: { variable: 'Alder' },
    fromAges: [20, 40],
    sex: { variable: 'Kon' },
    sexes: ['1', '2'],
    standard: 'nation',
  };
  const person = `
    LopNr RegSO    BAS Alder Kon
    1     6001R001 1   20    1
    2     6001R001 2   39    1
    3     6001R001 1   40    2
    4     6001R002 2   25    1
    5     6001R002 1   64    2
    6     6001R002 2   64    2
    7     6001R002 1   19    1
    8     6002R001 1   30    2
    9     6001R001 1   30    .`;
  // Nation: men 20-39: 3, men 40+: 0, women 20-39: 1, women 40+: 3. One is too young and one has no sex.

  it('weighs the strata as the nation does, over those where the area has people', () => {
    const { at, result } = onPaper(own({ population: everyone, measure }), { person });
    // A: men 1 of 2, older women 1 of 1: (3 * 0.5 + 3 * 1) / 6.
    expect(at(A)).toMatchObject({ value: 75, n: 3, numerator: 2, contributors: 3 });
    // B: men 0 of 1, older women 1 of 2: (3 * 0 + 3 * 0.5) / 6.
    expect(at(B)).toMatchObject({ value: 25, n: 3, numerator: 1 });
    // SE of A: sqrt(0.25 * 0.25 / 2).
    expect(at(A).standardError).toBeCloseTo(100 * Math.sqrt(0.25 * (0.25 / 2)), 12);
    expect(at(EMPTY).value).toBeNaN();
    // The nation standardised to itself is its crude share: 4 of 7.
    expect(at('R').value).toBeCloseTo(400 / 7, 12);
    expect(result.leftOut.get(base.id)).toBe(2);
  });

  it('takes the nation of a stated year, or persons that are given', () => {
    const earlier = 'LopNr RegSO BAS Alder Kon\n1 6001R001 1 30 1\n2 6001R002 1 50 2\n3 6001R002 1 50 2\n4 . 1 50 2';
    const stated = onPaper(own({ population: everyone, measure: { ...measure, standard: { nationOf: 2020 } } }), {
      person,
      'person 2020': earlier,
    });
    // 1 man and 3 older women: (1 * 0.5 + 3 * 1) / 4.
    expect(stated.at(A).value).toBeCloseTo(87.5, 12);
    const strata = [
      { fromAge: 20, sex: '1', persons: 9 },
      { fromAge: 40, sex: '2', persons: 1 },
    ];
    const given = onPaper(own({ population: everyone, measure: { ...measure, standard: { strata } } }), { person });
    expect(given.at(A).value).toBeCloseTo(55, 12);
  });
});

describe('time', () => {
  const now = 'LopNr RegSO BAS Alder Lon\n1 6001R001 1 30 5\n2 6001R001 2 65 7\n3 6001R002 2 30 9';
  const before = 'LopNr RegSO BAS Alder Lon\n1 6001R001 2 29 1\n2 6001R001 2 64 2\n4 6001R002 1 30 4';

  it('pools years: counts and sums of all of them', () => {
    const reference = { ...base.reference, pool: 2 };
    const share = own({ reference, population: everyone, measure: { kind: 'share', numerator: working } });
    const { at, result } = onPaper(share, { person: now, 'person 2021': before });
    expect(at(A)).toMatchObject({ value: 25, n: 4, numerator: 1 });
    expect(at(B)).toMatchObject({ value: 50, n: 2, numerator: 1 });
    expect(result.coverage.map(({ register, records }) => [register, records])).toEqual([['person', 3]]);
    const mean = own({ reference, population: everyone, measure: { kind: 'mean', value: { variable: 'Lon' } } });
    expect(onPaper(mean, { person: now, 'person 2021': before }).at(A)).toMatchObject({
      value: 3.75,
      n: 4,
      largest: 7,
      second: 5,
    });
  });

  it('has other ages in some years, each pooled year its own', () => {
    const ages = (to: number): unknown => ({
      register: 'person',
      where: { between: [20, to], value: { variable: 'Alder' } },
    });
    const changes = { population: ages(64), variants: [{ years: { from: 2022 }, population: ages(65) }] };
    const definition = own({ ...changes, measure: { kind: 'share', numerator: working } });
    expect(onPaper(definition, { person: now }).at(A)).toMatchObject({ value: 50, n: 2 });
    const pooled = own({
      ...changes,
      reference: { ...base.reference, pool: 2 },
      measure: { kind: 'share', numerator: working },
    });
    expect(onPaper(pooled, { person: now, 'person 2021': before.replace(' 64 ', ' 65 ') }).at(A)).toMatchObject({
      n: 3,
    });
  });

  it('reads the same person an earlier year, and the nation of it', () => {
    const joins = [{ name: 'before', register: 'person', key: 'LopNr', yearsBack: 1 }];
    const median = { nationalQuantile: 0.5, of: { variable: 'Lon' }, where: { all: [] }, yearsBack: 1 };
    const definition = own({
      joins,
      population: everyone,
      measure: { kind: 'share', numerator: { compare: [{ variable: 'Lon', join: 'before' }, '<', median] } },
    });
    // Earlier: 1 and 2 and 4, median 2. Person 1 was below, person 2 not, person 3 was not there.
    const { at, result } = onPaper(definition, { person: now, 'person 2021': before });
    expect(at(A)).toMatchObject({ value: 50, n: 2, numerator: 1 });
    expect(at(B).value).toBeNaN();
    expect(result.leftOut.get(base.id)).toBe(1);
  });
});

describe('ratios over two registers, and a least number', () => {
  const person = 'LopNr RegSO BAS\n1 6001R001 1\n2 6001R001 2\n3 6001R002 1\n4 . 1';
  const omrade = 'RegSO Landareal\n6001R001 0.5\n6001R002 2\n6002R001 4\n6002R002 1';

  it('divides records by what the areas themselves hold', () => {
    const { at } = onPaper(
      own({
        population: everyone,
        measure: {
          kind: 'ratio',
          per: 1,
          numerator: {},
          denominator: { register: 'omrade', value: { variable: 'Landareal' } },
        },
      }),
      { person, omrade },
    );
    expect(at(A)).toMatchObject({ value: 4, n: 0.5, numerator: 2 });
    expect(at(A).standardError).toBeCloseTo(Math.sqrt(2) / 0.5, 12);
    expect(at(C)).toMatchObject({ value: 0, numerator: 0 });
    // 3 people on 2.5 in the municipality, 4 on 7.5 in the nation.
    expect(at('6001').value).toBeCloseTo(1.2, 14);
    expect(at('R').value).toBeCloseTo(4 / 7.5, 14);
  });

  it('gives no value for fewer contributors than asked for', () => {
    const { at } = onPaper(own({ population: everyone, measure: { kind: 'share', numerator: working }, leastN: 2 }), {
      person,
    });
    expect(at(A)).toMatchObject({ value: 50, n: 2 });
    expect(at(B)).toMatchObject({ value: Number.NaN, n: 1, numerator: 1, standardError: Number.NaN });
  });
});
