import { describe, expect, it } from 'vitest';
import { planYears } from '../../../electron/engine/indicators/plan.ts';
import type { IndicatorDefinition, Measure } from '../../../shared/schemas/indicator.ts';
import { memoryColumns, paperRegister } from '../../support/memoryColumns.ts';
import { A, B, C, EMPTY, onPaper, paperAreas, shipped } from '../../support/paperIndicators.ts';

/*
 * What registers hold that they should not, in one small delivery: a code that nobody knows, a negative income, a household
 * that is not there, a person without a household, without an area and with an unknown one. An area (EMPTY) has nobody.
 */
const person = `
  LopNr RegSO     BAS Alder RegistreradHelaAret DispInkKE04 HushallLopNr
  1     ${A}      1   30    1                   -500        10
  2     ${A}      9   40    1                   2000        99
  3     ${B}      .   50    1                   3000        .
  4     ${C}      1   60    1                   .           10
  5     .         2   30    1                   1000        10
  6     9999R001  1   40    1                   4000        10`;
const hushall = `
  HushallLopNr RegSO LagenhetLopNr AntalPersoner
  10           ${A}  .             4`;

describe('what is odd in the data', () => {
  it('an unknown code is no, a missing one is left out, and people without an area are in the nation', () => {
    const { at, result } = onPaper(shipped('employment-rate-20-64'), { person });
    expect(at(A)).toMatchObject({ n: 2, numerator: 1 });
    expect(at(B)).toMatchObject({ n: 0, value: Number.NaN });
    expect(at('60')).toMatchObject({ n: 3, numerator: 2 });
    expect(at('R')).toMatchObject({ n: 5, numerator: 3 });
    expect(result.leftOut.get('employment-rate-20-64')).toBe(1);
    expect(result.coverage).toMatchObject([{ records: 6, withoutArea: 1, unknownArea: 1 }]);
  });

  it('a negative income is an income, with its size as contribution', () => {
    const measure: Measure = { kind: 'mean', value: { variable: 'DispInkKE04' } };
    const { at } = onPaper({ ...shipped('median-income'), measure }, { person });
    expect(at(A)).toMatchObject({ value: 750, n: 2, largest: 2000, second: 500 });
    expect(at(C)).toMatchObject({ value: Number.NaN, n: 0 });
  });

  it('a household that is not there makes its variables missing, as having none does', () => {
    const definition: IndicatorDefinition = {
      ...shipped('mean-age'),
      joins: [{ name: 'household', register: 'hushall', key: 'HushallLopNr' }],
      measure: { kind: 'mean', value: { variable: 'AntalPersoner', join: 'household' } },
    };
    const { at, result } = onPaper(definition, { person, hushall });
    expect(at(A)).toMatchObject({ value: 4, n: 1 });
    expect(at(B)).toMatchObject({ value: Number.NaN, n: 0 });
    expect(result.leftOut.get('mean-age')).toBe(2);
  });

  it('an area without people has no value, and 0 where people are counted', () => {
    expect(onPaper(shipped('mean-age'), { person }).at(EMPTY)).toMatchObject({ value: Number.NaN, n: 0 });
    expect(onPaper(shipped('population'), { person }).at(EMPTY)).toMatchObject({ value: 0 });
  });

  it('a year in which the variable has another name has no value, and says which variable', () => {
    const renamed = paperRegister('person', 2023, person.replace('Alder', 'AlderArsslut'));
    const reader = memoryColumns([paperRegister('person', 2022, person), renamed]);
    const source = { file: 'mean-age.json', definition: shipped('mean-age') };
    const { planned, problems } = planYears([source], [2022, 2023], reader.registers(), () => paperAreas, false);
    expect(planned.map(({ year }) => year)).toEqual([2022]);
    expect(problems).toMatchObject([
      {
        year: 2023,
        key: 'indicators.unknownVariable',
        parameters: { variable: 'Alder', register: 'person', year: 2023 },
      },
    ]);
  });

  it('counts records over records as sums of ones do', () => {
    const young = { where: { compare: [{ variable: 'Alder' }, '<', 45] } } as const;
    const rich = { where: { compare: [{ variable: 'DispInkKE04' }, '>', 1500] } } as const;
    const ratio = (value: { readonly value?: number }) =>
      onPaper(
        {
          ...shipped('dependency-ratio'),
          measure: {
            kind: 'ratio',
            per: 100,
            numerator: { ...young, ...value },
            denominator: { ...rich, ...value },
          } as unknown as Measure,
        },
        { person },
      ).result.values.get('dependency-ratio');
    expect(ratio({})).toEqual(ratio({ value: 1 }));
  });
});
