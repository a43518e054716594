import { describe, expect, it } from 'vitest';
import { CannotCombine } from '../../../../shared/domain/areas/combine.ts';
import { compareVersions } from '../../../../shared/domain/areas/compareVersions.ts';
import { type AreaSeries, seriesOver, type YearColumn } from '../../../../shared/domain/areas/series.ts';
import { after, before, changes } from './handMade.ts';

const comparison = compareVersions(before, after, changes);
const percent = { kind: 'ratio', per: 100 } as const;

/** Numerator and denominator per area; 10 of 100 where nothing else is said. */
function column(year: number, own: Readonly<Record<string, readonly [number, number]>> = {}): YearColumn {
  const division = year < 2024 ? before : after;
  const codes = [...division.names.keys()];
  const of = (code: string): readonly [number, number] => own[code] ?? [10, 100];
  return {
    year,
    version: division.version,
    codes,
    value: Float64Array.from(codes, (code) => (100 * of(code)[0]) / of(code)[1]),
    n: Float64Array.from(codes, (code) => of(code)[1]),
    numerator: Float64Array.from(codes, (code) => of(code)[0]),
  };
}
const years = [
  column(2022),
  column(2023, { '6001R005': [40, 200] }),
  column(2024, { '6001R005': [30, 90], '6001R007': [12, 110] }),
];
const find = (areas: readonly AreaSeries[], code: string): readonly AreaSeries[] =>
  areas.filter((line) => line.before.includes(code) || line.after.includes(code));

describe('a series over a change of division', () => {
  it('goes on for comparable areas and marks the break', () => {
    const series = seriesOver(years, comparison);
    expect(series).toMatchObject({ years: [2022, 2023, 2024], versions: ['2020', '2020', '2025'], breakAt: 2024 });
    const [recoded] = find(series.areas, '6003R001');
    expect(recoded).toMatchObject({ basis: 'comparable', before: ['6003R001'], after: ['6001R008'] });
    expect([...(recoded?.value ?? [])]).toEqual([10, 10, 10]);
  });

  it('ends where a border moved, and begins anew under the same code', () => {
    const lines = find(seriesOver(years, comparison).areas, '6001R005');
    expect(lines.map(({ basis, value }) => [basis, [...value]])).toEqual([
      ['own', [10, 20, Number.NaN]],
      ['own', [Number.NaN, Number.NaN, 100 / 3]],
    ]);
  });

  it('makes a share again from summed numerators and denominators over a split', () => {
    const lines = find(seriesOver(years, comparison, percent).areas, '6001R005');
    expect(lines).toHaveLength(1);
    // 2024: 30 of 90 and 12 of 110 are 42 of 200.
    expect(lines[0]).toMatchObject({ basis: 'summed', before: ['6001R005'], after: ['6001R005', '6001R007'] });
    expect([...(lines[0]?.value ?? [])]).toEqual([10, 20, 21]);
    expect([...(lines[0]?.n ?? [])]).toEqual([100, 200, 200]);
  });

  it('refuses to sum medians', () => {
    expect(() => seriesOver(years, comparison, { kind: 'refused', reason: 'quantile' })).toThrow(CannotCombine);
  });

  it.each([null, percent])('loses no area, and takes none twice', (sumBy) => {
    const { areas } = seriesOver(years, comparison, sumBy);
    const listed = (side: 'before' | 'after'): string[] => areas.flatMap((line) => line[side]).toSorted();
    expect(listed('before')).toEqual([...before.names.keys()].toSorted());
    expect(listed('after')).toEqual([...after.names.keys()].toSorted());
    const people = (y: number): number => areas.reduce((sum, { n }) => sum + (Number.isNaN(n[y]) ? 0 : (n[y] ?? 0)), 0);
    expect(people(1)).toBe(13 * 100 + 200);
    expect(people(2)).toBe(13 * 100 + 90 + 110);
  });

  it('needs no comparison when all years stand on one division', () => {
    const series = seriesOver(years.slice(0, 2), null);
    expect(series.breakAt).toBeNull();
    expect(series.areas).toHaveLength(14);
    expect(series.areas.every(({ basis }) => basis === 'comparable')).toBe(true);
  });

  it('is refused with the comparison of other divisions', () => {
    expect(() => seriesOver(years, null)).toThrow(RangeError);
    expect(() => seriesOver(years, compareVersions(before, before, []))).toThrow(RangeError);
  });
});
