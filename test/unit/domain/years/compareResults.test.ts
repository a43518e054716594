import { describe, expect, it } from 'vitest';
import { compareVersions } from '../../../../shared/domain/areas/compareVersions.ts';
import type { AreaChange } from '../../../../shared/domain/areas/change.ts';
import { compareResults } from '../../../../shared/domain/years/compareResults.ts';
import type { ResultAssessment, ResultIndicator, YearResults } from '../../../../shared/domain/years/yearResults.ts';

// Five areas in two municipalities in 2023; in 2025 one has another name, two have moved their common border, one is
// recoded into the municipality that it was merged with, and one definition is another.

const DEFINITION = 'a'.repeat(64);
const BEFORE: readonly (readonly [string, string, string])[] = [
  ['6001R001', 'Norr', '6001'],
  ['6001R002', 'Söder', '6001'],
  ['6001R003', 'Öster', '6001'],
  ['6002R001', 'Väster', '6002'],
];
const AFTER: readonly (readonly [string, string, string])[] = [
  ['6001R001', 'Norra', '6001'],
  ['6001R002', 'Söder', '6001'],
  ['6001R003', 'Öster', '6001'],
  ['6001R004', 'Väster', '6001'],
];
const CHANGES: readonly AreaChange[] = [
  { from: '6001R001', to: '6001R001', kind: 'renamed' },
  { from: '6001R002', to: '6001R003', kind: 'part' },
  { from: '6001R002', to: '6001R002', kind: 'reduced' },
  { from: '6001R003', to: '6001R003', kind: 'extended' },
  { from: '6002R001', to: '6001R004', kind: 'recoded' },
];

function indicator(
  id: string,
  numerator: readonly number[],
  n: readonly number[],
  more: Partial<ResultIndicator> = {},
) {
  return {
    id,
    definition: DEFINITION,
    revision: 1,
    sourceYear: 2023,
    combination: { kind: 'ratio', per: 100 },
    value: Float64Array.from(numerator, (y, i) => (100 * y) / (n[i] ?? 1)),
    n: Float64Array.from(n),
    numerator: Float64Array.from(numerator),
    error: new Float64Array(n.length).fill(1),
    ...more,
  } satisfies ResultIndicator;
}

/** An index of one share that is not normalised: the score is the share itself. */
function index({ value }: ResultIndicator, method = 'm'): ResultAssessment {
  const order = [...value.keys()].sort((a, b) => (value[b] ?? 0) - (value[a] ?? 0));
  return {
    id: 'index',
    kind: 'index',
    method,
    scores: value,
    ranks: Int32Array.from(value.keys(), (i) => order.indexOf(i) + 1),
    levels: [...value].map(() => ''),
    indicators: ['share'],
    contributions: [value],
    weights: [new Float64Array(value.length).fill(1)],
    relative: false,
  };
}

function results(
  year: number,
  division: string,
  areas: readonly (readonly [string, string, string])[],
  indicators: readonly ResultIndicator[],
): YearResults {
  const [first] = indicators;
  return {
    year,
    division,
    level: 'regso',
    areas: areas.map(([code, name, municipality]) => ({
      code,
      name,
      municipality,
      municipalityName: `K${municipality}`,
      people: 100,
    })),
    indicators,
    assessments: first === undefined ? [] : [index(first)],
    groupings: [{ id: 'grupper', specification: 's', groups: Int32Array.from(areas, (_one, i) => 1 + (i % 2)) }],
  };
}

const share2023 = indicator('share', [10, 20, 30, 40], [100, 100, 100, 100]);
const share2025 = indicator('share', [20, 10, 45, 40], [100, 80, 120, 100], { sourceYear: 2025 });
const before = results(2023, '2020', BEFORE, [share2023, indicator('old', [1, 1, 1, 1], [9, 9, 9, 9])]);
const after = results(2025, '2025', AFTER, [share2025, indicator('new', [1, 1, 1, 1], [9, 9, 9, 9])]);
const division = (version: string, areas: typeof BEFORE) => ({
  version,
  names: new Map(areas.map(([code, name]) => [code, name])),
});
const list = compareVersions(division('2020', BEFORE), division('2025', AFTER), CHANGES);

describe('two years’ results', () => {
  const found = compareResults(before, after, list);

  it('join only areas that are the same ground, and name what became of the others', () => {
    expect(found.areas.joinedBy).toBe('list');
    expect(found.areas.same).toHaveLength(2);
    expect(found.areas.bordersMoved).toEqual(['6001R002', '6001R003']);
    expect(found.areas.renamed).toEqual([{ code: '6001R001', before: 'Norr', after: 'Norra' }]);
    expect(found.areas.recoded).toEqual([{ before: '6002R001', after: '6001R004' }]);
    expect(found.areas.merged).toEqual([{ before: ['6001', '6002'], after: ['6001'] }]);
    expect([found.areas.ended, found.areas.created]).toEqual([[], []]);
  });

  it('join nothing at all between two divisions without a list of changes, though the codes are equal', () => {
    const none = compareResults(before, after, null);
    expect([none.areas.joinedBy, none.areas.same, none.areas.bordersMoved]).toEqual(['none', [], []]);
    expect(none.indicators.find(({ id }) => id === 'share')?.change?.areas).toBe(0);
    expect(none.assessments[0]?.moved).toEqual([]);
  });

  it('name the years between that neither shows', () => {
    expect(found.missingYears).toEqual([2024]);
    expect(compareResults(before, { ...after, year: 2024 }, list).missingYears).toEqual([]);
  });

  it('compare an indicator only where it measures the same, of two registers', () => {
    expect(found.indicators.map(({ id, state }) => `${id} ${state}`)).toEqual([
      'share compared',
      'new new',
      'old gone',
    ]);
    const other = { ...after, indicators: [{ ...share2025, definition: 'b'.repeat(64), revision: 2 }] };
    const [changed] = compareResults(before, other, list).indicators;
    expect(changed).toMatchObject({ state: 'otherDefinition', revisions: [1, 2], change: null });
    const carried = { ...after, indicators: [{ ...share2025, sourceYear: 2023 }] };
    expect(compareResults(before, carried, list).indicators[0]).toMatchObject({ state: 'sameRegister', change: null });
  });

  it('tell how an indicator moved on the areas that are the same', () => {
    expect(found.indicators[0]?.change).toMatchObject({ areas: 2, up: 1, down: 0, medians: [25, 30], tested: 2 });
    expect(found.indicators[0]?.change?.beyondNoise).toBe(1);
  });

  it('split the change of an area whose border moved by the ground that both years share', () => {
    const [index2025] = found.assessments;
    const moved = index2025?.moved.find(({ code }) => code === '6001R003');
    // Together 50 of 200 = 25 % became 55 of 200 = 27.5 %; the area itself went from 30 % to 37.5 %.
    expect(moved?.bordersMoved).toBe(true);
    expect(moved?.split?.change).toBeCloseTo(7.5, 9);
    expect(moved?.split?.values[0]).toBeCloseTo(2.5, 9);
    expect(moved?.split?.borders).toBeCloseTo(5, 9);
    expect(moved?.split?.weights[0]).toBe(0);
    const stood = index2025?.moved.find(({ code }) => code === '6001R001');
    expect(stood?.split).toMatchObject({ borders: 0, rest: 0 });
  });

  it('say that an assessment by another method under the same name is another', () => {
    const other = { ...after, assessments: [index(share2025, 'other')] };
    expect(compareResults(before, other, list).assessments[0]?.state).toBe('otherMethod');
    expect(compareResults(before, { ...after, assessments: [] }, list).assessments[0]?.state).toBe('gone');
  });

  it('count the areas that stayed in their group, of those that are the same', () => {
    expect(found.groupings[0]).toMatchObject({ state: 'same', adjustedRand: 1 });
    expect(found.groupings[0]?.transitions?.stayed).toBe(2);
  });
});
