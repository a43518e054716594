import { array, assert, integer, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { areaFinding, spanFinding } from '../../../../../../electron/engine/release/writers/findings/finding.ts';
import { leadingSeries, ranking } from '../../../../../../electron/engine/release/writers/findings/series.ts';
import type { Report } from '../../../../../../electron/engine/release/writers/report/model.ts';
import { reportOf } from '../../../../../../electron/engine/release/writers/report/report.ts';
import { shownPackage, type ShownTable } from '../../../../../../electron/engine/release/writers/shown/shown.ts';
import { htmlOf } from '../../../../../../electron/engine/release/writers/report/html.ts';
import { areaDimension, contentOf, division, packagedTable, twins } from '../../../../../support/packageContent.ts';

const dimensions = [areaDimension(9), division('kategori', ['ja', 'nej'])];
const packaged = (count: (cell: number) => number) => contentOf([packagedTable('andel', dimensions, count)]);
const shownOf = (count: (cell: number) => number): ShownTable => {
  const [table] = shownPackage(packaged(count)).tables;
  if (table === undefined) throw new Error('there is a table');
  return table;
};

/** Every number that a report says, as it is written in Swedish, outside its pictures. */
function numbersIn({ parts }: Report): string[] {
  const said = parts[0]?.blocks.flatMap((block) => {
    if (block.kind === 'text' || block.kind === 'heading') return [block.text];
    return block.kind === 'table' ? [block.caption, ...block.head, ...block.rows.flat()] : [];
  });
  return (said ?? []).flatMap((sentence) => sentence.match(/(?<![\w.,-])\d[\d\u00A0]*(?:,\d+)?(?![\w,-])/gu) ?? []);
}

const grouped = (value: number): string => String(value).replaceAll(/\B(?=(?:\d{3})+$)/gu, '\u00A0');

describe('the numbers of a report', () => {
  it('are published ones, shares of them, or counts and limits that the report itself explains', () => {
    assert(
      property(array(integer({ min: 0, max: 400 }), { minLength: 60, maxLength: 60 }), (counts) => {
        const content = packaged((cell) => (counts[cell % 60] ?? 0) + (cell % 7 === 3 ? 0 : 1000));
        const whole = shownPackage(content);
        const [table] = whole.tables;
        if (table === undefined) return;
        const shown = table.values.filter((value) => value !== null);
        const allowed = new Set(shown.map(grouped));
        for (const part of shown)
          for (const total of shown)
            if (total > 0 && part <= total) allowed.add(((100 * part) / total).toFixed(1).replace('.', ','));
        // Places in lists, numbers of areas, cells and tables; limits, and the year.
        for (let i = 0; i <= table.values.length; i += 1) allowed.add(String(i));
        // What stands in the name of an area.
        for (const known of ['100', '2023', '46']) allowed.add(known);
        for (let hidden = 0; hidden <= table.values.length; hidden += 1)
          for (const cells of [table.values.length, 18])
            if (hidden <= cells) allowed.add(((100 * hidden) / cells).toFixed(1).replace('.', ','));
        // How much of the country the areas hold whose share is shown.
        const covered = (table.dimensions[0]?.codes ?? []).map((code, i) =>
          code.includes('R') && table.values[3 * i + 1] !== null ? (table.values[3 * i] ?? 0) : 0,
        );
        const sum = covered.reduce((total, value) => total + value, 0);
        allowed.add(((100 * sum) / (table.values[0] ?? 1)).toFixed(1).replace('.', ','));
        const foreign = numbersIn(reportOf(whole, { language: 'sv' })).filter((number) => !allowed.has(number));
        expect(foreign).toEqual([]);
      }),
      { numRuns: 25 },
    );
  });

  it('tell nothing of what is hidden: tables that differ only there give the same report, in both languages', () => {
    const [one, other] = twins();
    for (const language of ['sv', 'en'] as const) {
      const [first, second] = [one, other].map((table) => reportOf(shownPackage(contentOf([table])), { language }));
      expect(second).toEqual(first);
      expect(first?.parts[0]?.blocks.length).toBeGreaterThan(8);
    }
  });

  it('hold no hidden count, planted as a number that stands nowhere else', () => {
    const table = shownOf((cell) => (cell % 11 === 7 ? 3 : 7000 + cell));
    const page = htmlOf(reportOf({ ...shownPackage(contentOf([])), tables: [table] }, { language: 'sv' })).toString();
    const hidden = table.values.flatMap((value, cell) => (value === null ? [cell] : []));
    expect(hidden.length).toBeGreaterThan(0);
    const behind = hidden.map((cell) => 7000 + cell).filter((value) => !table.values.includes(value));
    for (const value of behind) expect(page).not.toContain(grouped(value));
  });
});

describe('what a report says that a table shows', () => {
  it('is worked by hand: 300 of 1 000 in the one area, 100 of 1 000 in every other', () => {
    const [areas] = dimensions;
    const high = areas?.codes.indexOf('6001R002') ?? -1;
    const table = shownOf((cell) => {
      const yes = Math.floor(cell / 3) === high ? 300 : 100;
      return cell % 3 === 1 ? yes : 1000 - yes;
    });
    expect(table.hidden).toBe(0);
    expect(areaFinding(table, 'sv')).toBe(
      `kategori: högst andel i ${table.dimensions[0]?.labels.sv[high] ?? ''}, 30,0 procent mot 12,2 procent i riket`,
    );
    expect(spanFinding(table, 'sv')).toContain('från 10,0 procent');
    expect(spanFinding(table, 'sv')).toContain('till 16,7 procent');
  });

  it('names no hidden area, and says that others are not shown', () => {
    const table = shownOf((cell) => (cell % 11 === 7 ? 2 : 200 + ((cell * 37) % 90)));
    const series = leadingSeries(table, 'sv');
    if (series === null) throw new Error('there are areas');
    const { ranked, hidden } = ranking(series);
    expect(hidden).toBeGreaterThan(0);
    expect(ranked.every(({ area: { isHidden } }) => !isHidden)).toBe(true);
    expect(areaFinding(table, 'sv')).toContain('av de områden som visas');
  });

  it('puts the lowest first where a low share is the problem, with ties by code and an equal rank', () => {
    const made = shownOf((cell) => (cell % 3 === 1 ? 400 : 600));
    const table: ShownTable = {
      ...made,
      origin: { factor: null, definition: { sv: '', en: '' }, source: { sv: '', en: '' }, direction: -1 },
    };
    const series = leadingSeries(table, 'sv');
    if (series === null) throw new Error('there are areas');
    const { ranked, fromLow } = ranking(series);
    expect(fromLow).toBe(true);
    expect(new Set(ranked.map(({ rank }) => rank))).toEqual(new Set([1]));
    const codes = ranked.map(({ area: { code } }) => code);
    expect(codes).toEqual([...codes].sort());
    expect(areaFinding(table, 'sv')).toContain('med flera');
  });
});
