import { type Language, text } from '../../../../../../shared/texts/text.ts';
import { LEAST_WHOLE, leadingSeries } from '../../findings/series.ts';
import { written } from '../../pictures/frame.ts';
import { percent } from '../../shown/about.ts';
import type { ShownPackage, ShownTable } from '../../shown/shown.ts';
import { type Block, heading, says } from '../model.ts';

/** For how many areas of the finest level a share can be worked out, and how much of the country they hold. */
function reach(table: ShownTable, language: Language): string[] | null {
  const series = leadingSeries(table, language);
  if (series?.isShare !== true) return null;
  const own = series.areas.filter(({ depth }) => depth === series.finest);
  const shown = own.filter(({ value }) => value !== null);
  const covered = shown.reduce((sum, { whole }) => sum + (whole ?? 0), 0);
  const nation = series.areas[0]?.whole ?? null;
  const small = own.filter(({ whole }) => whole !== null && whole < LEAST_WHOLE).length;
  return [
    `${table.title[language]}, ${String(table.year)}`,
    written(own.length, 0, language),
    written(shown.length, 0, language),
    nation === null ? '–' : percent(Math.min(covered, nation), nation, language),
    table.isSum ? '–' : written(small, 0, language),
  ];
}

export function qualityChapter({ tables }: ShownPackage, language: Language): readonly Block[] {
  const rows = tables.map((table) => reach(table, language)).filter((row) => row !== null);
  if (rows.length === 0) return [];
  const columns = ['table', 'areas', 'shown', 'cover', 'small'] as const;
  return [
    heading(2, text(language, 'report.chapter.quality')),
    says(text(language, 'report.quality.intro')),
    {
      kind: 'table',
      caption: text(language, 'report.quality.caption'),
      head: columns.map((column) => text(language, `report.quality.${column}`, { least: LEAST_WHOLE })),
      stub: 1,
      rows,
    },
    says(text(language, 'report.quality.chance', { least: LEAST_WHOLE })),
    ...(tables.some(({ method }) => method !== 'suppress') ? [says(text(language, 'report.quality.noise'))] : []),
  ];
}
