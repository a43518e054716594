import type { Language } from '../../../../../../shared/texts/text.ts';
import { type AreaFigure, LEAST_WHOLE, leadingSeries, ranking, type Series } from '../../findings/series.ts';
import { written } from '../../pictures/frame.ts';
import type { ShownPackage, ShownTable } from '../../shown/shown.ts';
import { type Block, heading, notes, says, wordsIn } from '../model.ts';

/** Areas that a list names. */
export const LIST_LENGTH = 20;
const MOST_ROWS = 40;

/** The areas that stand highest in a table, or lowest where that is the problem; nothing where there is no share of areas. */
export function areaList(table: ShownTable, language: Language): readonly Block[] {
  const words = wordsIn(language);
  const series = leadingSeries(table, language);
  if (series?.isShare !== true) return [];
  const { ranked, fromLow, hidden, small } = ranking(series);
  if (ranked.length < 2) return [];
  const rows = ranked
    .slice(0, LIST_LENGTH)
    .map(({ area, rank }) => [
      String(rank),
      area.name,
      area.place,
      area.code,
      written(area.value, 1, language),
      written(area.part ?? 0, table.decimals, language),
      written(area.whole ?? 0, table.decimals, language),
    ]);
  const columns = [
    'list.rank',
    'areas.area',
    'areas.place',
    'areas.code',
    'list.share',
    'list.part',
    'list.whole',
  ] as const;
  return [
    {
      kind: 'table',
      caption: words(fromLow ? 'report.list.low' : 'report.list.high', {
        length: rows.length,
        label: `${series.label}, ${String(table.year)}`,
      }),
      head: columns.map((column) => words(`report.${column}`)),
      stub: 2,
      words: [2, 3],
      rows,
    },
    notes(
      words('report.list.note', {
        shown: written(ranked.length, 0, language),
        hidden: written(hidden, 0, language),
        small: written(small, 0, language),
        least: LEAST_WHOLE,
        unit: table.unit[language],
      }),
    ),
  ];
}

/** Areas that stand among the first of several tables' lists. */
export function recurringChapter({ tables }: ShownPackage, language: Language): readonly Block[] {
  const words = wordsIn(language);
  const lists = tables
    .map((table) => leadingSeries(table, language))
    .filter((series): series is Series => series?.isShare === true && series.table.origin?.direction !== 0);
  if (lists.length < 2) return [];
  const found = new Map<string, { readonly area: AreaFigure; readonly labels: string[] }>();
  for (const series of lists) {
    for (const { area } of ranking(series).ranked.slice(0, LIST_LENGTH)) {
      // The same code can mean other ground in another division.
      const key = `${series.table.areaVersion ?? ''} ${area.code}`;
      const known = found.get(key);
      if (known === undefined) found.set(key, { area, labels: [series.label] });
      else known.labels.push(series.label);
    }
  }
  const several = [...found.values()]
    .filter(({ labels }) => labels.length > 1)
    .sort((a, b) => b.labels.length - a.labels.length || (a.area.code < b.area.code ? -1 : 1));
  if (several.length === 0) return [];
  const columns = ['area', 'place', 'code', 'count', 'which'] as const;
  return [
    heading(2, words('report.chapter.areas')),
    says(words('report.areas.intro', { length: LIST_LENGTH })),
    {
      kind: 'table',
      caption: words('report.areas.caption', { lists: lists.length }),
      head: columns.map((column) => words(`report.areas.${column}`)),
      stub: 1,
      words: [1, 2, 4],
      rows: several
        .slice(0, MOST_ROWS)
        .map(({ area, labels }) => [area.name, area.place, area.code, String(labels.length), labels.join('; ')]),
    },
  ];
}
