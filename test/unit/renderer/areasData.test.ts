import { array, assert, double, integer, option, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { areaColumns, countyName, municipalityName } from '../../../renderer/app/state/areaColumns.ts';
import { findPlaces } from '../../../renderer/app/state/findPlaces.ts';
import { indicatorTable } from '../../../renderer/app/state/indicatorTable.ts';
import { ordinaryMost, place, standing } from '../../../renderer/features/areas/card/standing.ts';
import { classAt, classesByRule, MISSING_CLASS, quantileClasses } from '../../../renderer/app/indicatorMap/classes.ts';
import { areasInBars, barCounts, innerEnds } from '../../../renderer/app/classed/bars.ts';
import { histogram } from '../../../renderer/app/indicatorMap/histogram.ts';
import { inventedCatalogue } from '../../support/inventedCatalogue.ts';

const areas = areaColumns({
  level: 'regso',
  codes: ['6001R001', '6001R002', '6002R001', '6101R001'],
  names: ['Norra Vik', 'Vikberga', 'Åsen', 'Sandvik'],
  municipalityCodes: ['6001', '6001', '6002', '6101'],
  municipalityNames: ['Almby', 'Almby', 'Viksta', 'Ekby'],
  countyCodes: ['60', '60', '60', '61'],
  countyNames: ['Alms län', 'Alms län', 'Alms län', 'Eks län'],
  population: Float64Array.of(1000, 2000, 1500, 900),
});

describe('areas as columns', () => {
  it('knows municipalities and counties by position', () => {
    expect(areas.municipalities.map((one) => [one.code, [...one.areas]])).toEqual([
      ['6001', [0, 1]],
      ['6002', [2]],
      ['6101', [3]],
    ]);
    expect([...areas.countyOf]).toEqual([0, 0, 0, 1]);
    expect([municipalityName(areas, 2), countyName(areas, 3), municipalityName(areas, -1)]).toEqual([
      'Viksta',
      'Eks län',
      '',
    ]);
  });

  it('finds places by name and code: beginnings first, then whole words, then inside', () => {
    expect(findPlaces(areas, 'vik', 9).map((found) => `${found.kind} ${found.name}`)).toEqual([
      'municipality Viksta',
      'area Vikberga',
      'area Norra Vik',
      'area Sandvik',
    ]);
    expect(findPlaces(areas, 'ÅS', 9).map((found) => found.name)).toEqual(['Åsen']);
    expect(findPlaces(areas, '61', 9).map((found) => found.code)).toEqual(['61', '6101', '6101R001']);
    expect(findPlaces(areas, ' ', 9)).toEqual([]);
    expect(findPlaces(areas, 'vik', 2)).toHaveLength(2);
  });

  it('puts indicators by factor and leaves out those without values', () => {
    const catalogue = inventedCatalogue.slice(0, 4).toReversed();
    const column = Float64Array.of(1, 2, 3, 4);
    const kept = catalogue.slice(1);
    const table = indicatorTable(catalogue, {
      ids: kept.map((meta) => meta.id),
      values: kept.map(() => column),
      n: kept.map(() => column),
      numerator: kept.map(() => column),
      nation: Float64Array.from(kept, () => 2),
    });
    expect(table.columns.map((one) => one.meta.id)).toEqual(['suspected', 'crimes', 'long-assistance']);
    expect(table.byId.get('crimes')?.nation).toBe(2);
  });
});

describe('classes', () => {
  it('holds about as many areas in each, by limits that are rounded as they are shown', () => {
    const values = Float64Array.from({ length: 100 }, (_, at) => at / 10);
    const classes = quantileClasses(values, 4, 1);
    expect(classes.limits).toEqual([2.5, 5, 7.4]);
    expect(classes.counts).toEqual([25, 25, 24, 26]);
    expect([classes.least, classes.most, classes.missing]).toEqual([0, 9.9, 0]);
  });

  it('takes a constant column, one value, and none', () => {
    expect(quantileClasses(Float64Array.of(3, 3, 3), 7, 1)).toMatchObject({ limits: [], counts: [3] });
    expect(quantileClasses(Float64Array.of(Number.NaN, 2), 7, 1)).toMatchObject({ counts: [1], missing: 1 });
    const none = quantileClasses(Float64Array.of(Number.NaN), 7, 1);
    expect([none.limits, none.counts, [...none.classOf]]).toEqual([[], [], [MISSING_CLASS]]);
  });

  it('puts every value in the class whose limits hold it', () => {
    const value = option(double({ min: -1e4, max: 1e4, noNaN: true }), { nil: Number.NaN });
    assert(
      property(array(value, { maxLength: 200 }), integer({ min: 1, max: 9 }), (list, wanted) => {
        const values = Float64Array.from(list);
        const classes = quantileClasses(values, wanted, 1);
        expect(classes.counts.length).toBeLessThanOrEqual(wanted);
        expect(classes.counts.reduce((sum, count) => sum + count, 0) + classes.missing).toBe(values.length);
        const expected = list.map((own) => (Number.isNaN(own) ? MISSING_CLASS : classAt(classes.limits, own)));
        expect([...classes.classOf]).toEqual(expected);
      }),
    );
  });
});

describe('histogram', () => {
  it('counts all, and gathers the outermost in the last bins', () => {
    const values = Float64Array.from({ length: 1000 }, (_, at) => (at === 999 ? 1e6 : at));
    const bins = histogram(values, 10);
    expect(bins).toHaveLength(10);
    expect(bins.reduce((sum, bin) => sum + bin.count, 0)).toBe(1000);
    expect(bins.at(-1)?.to).toBeLessThan(1000);
    const ends = innerEnds(values);
    const found = Array.from({ length: 10 }, (_, at) => areasInBars(values, ends, 10, at, at));
    expect(found.flat().sort((a, b) => a - b)).toEqual([...values.keys()]);
    expect(found.map((own) => own.length)).toEqual([...barCounts(values, ends, 10)]);
    expect(areasInBars(values, ends, 10, 0, 9)).toHaveLength(1000);
  });
  it('parts an indicator by rule or by hand, on its own decimals', () => {
    const values = Float64Array.from({ length: 100 }, (_, i) => i / 10);
    expect(classesByRule(values, { kind: 'equal', count: 4 }, 0)).toMatchObject({ limits: [2, 5, 7], missing: 0 });
    const own = classesByRule(values, { kind: 'fixed', limits: [-1, 5.04] }, 1);
    expect(own).toMatchObject({ limits: [-1, 5], counts: [0, 50, 50] });
    expect(classesByRule(Float64Array.of(Number.NaN), { kind: 'natural' }, 1).missing).toBe(1);
  });
  it('takes constant and empty columns', () => {
    expect(histogram(Float64Array.of(5, 5), 10)).toEqual([{ from: 5, to: 5, count: 2 }]);
    expect(histogram(Float64Array.of(Number.NaN), 10)).toEqual([]);
  });
});

describe('standing among all areas', () => {
  const own = standing(Float64Array.of(3, 1, Number.NaN, 3, 2));
  it('counts places from the largest, ties share the best', () => {
    expect([3, 2, 1].map((value) => place(own, value))).toEqual([1, 3, 4]);
    expect(place(own, Number.NaN)).toBeNaN();
    expect(ordinaryMost(standing(Float64Array.from({ length: 101 }, (_, at) => at)))).toBe(99);
    expect(ordinaryMost(standing(new Float64Array()))).toBe(0);
  });
});
