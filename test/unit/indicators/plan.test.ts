import { describe, expect, it } from 'vitest';
import { frameOf } from '../../../electron/engine/areas/frame.ts';
import { planYears } from '../../../electron/engine/indicators/plan.ts';
import type { RegisterYear } from '../../../electron/engine/store/columns.ts';
import type { IndicatorDefinition } from '../../../shared/schemas/indicator.ts';
import { shipped } from '../../support/paperIndicators.ts';

const register = (name: string, year: number, variables: readonly string[]): RegisterYear => ({
  register: name,
  year,
  rows: 1,
  importedAt: '2026-01-01T00:00:00Z',
  variables: variables.map((variable) => ({
    name: variable,
    type: variable === 'RegSO' || variable === 'DeSO' ? 'area' : variable === 'Alder' ? 'integer' : 'category',
  })),
});
const voters = (year: number): RegisterYear => register('rostande', year, ['RegSO', 'RostadeKommun']);
const persons = (year: number): RegisterYear => register('person', year, ['RegSO', 'Alder']);

const frames = { older: frameOf('2020', [], 'Riket'), newer: frameOf('2025', [], 'Riket') };
const planOf = (
  definition: IndicatorDefinition,
  years: readonly number[],
  registers: readonly RegisterYear[],
  deso = false,
) => {
  const source = { file: 'egen.json', definition };
  const frame = (year: number) => (year < 2024 ? frames.older : frames.newer);
  const { planned, problems } = planYears([source], years, registers, frame, deso);
  return [
    ...planned.map(({ year, sourceYear }) => [year, sourceYear]),
    ...problems.map(({ year, key, place }) => [year, key, place]),
  ];
};

describe('which register year a value comes from', () => {
  const turnout = shipped('turnout-municipal');

  it('is the latest election, at most four years back', () => {
    expect(planOf(turnout, [2017, 2018, 2021, 2022, 2023], [voters(2018), voters(2022)])).toEqual([
      [2018, 2018],
      [2021, 2018],
      [2022, 2022],
      [2023, 2022],
      [2017, 'indicators.noRegisterYear', 'population.register'],
    ]);
    expect(planOf(turnout, [2023], [voters(2018)])).toEqual([
      [2023, 'indicators.noRegisterYear', 'population.register'],
    ]);
  });

  it('is not one on another division into areas', () => {
    expect(planOf(turnout, [2024], [voters(2022)])).toEqual([
      [2024, 'indicators.carriedOverBreak', 'reference.carryYears'],
    ]);
  });

  it('is the year itself where nothing is carried', () => {
    const age = shipped('share-0-19');
    expect(planOf(age, [2022, 2023], [persons(2022)])).toEqual([
      [2022, 2022],
      [2023, 'indicators.noRegister', 'population.register'],
    ]);
  });

  it('lies within the years that the definition holds for', () => {
    const age = { ...shipped('share-0-19'), years: { from: 2023 } };
    expect(planOf(age, [2022, 2023], [persons(2022), persons(2023)])).toEqual([
      [2023, 2023],
      [2022, 'indicators.yearOutside', 'years'],
    ]);
  });

  it('needs a register that says where its records are, at the level asked for', () => {
    const age = shipped('share-0-19');
    expect(planOf(age, [2022], [persons(2022)], true)).toEqual([[2022, 'indicators.noArea', 'population.register']]);
    expect(planOf(age, [2022], [register('person', 2022, ['Alder'])])).toEqual([
      [2022, 'indicators.noArea', 'population.register'],
    ]);
  });
});
