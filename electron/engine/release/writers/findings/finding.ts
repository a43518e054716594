import { type Language, text } from '../../../../../shared/texts/text.ts';
import { written } from '../pictures/frame.ts';
import type { ShownTable } from '../shown/shown.ts';
import { type AreaFigure, leadingCategory, leadingSeries, ranking, type Ranked, seriesOf } from './series.ts';

/*
 * What a table or a picture of it says, in one sentence. A hidden cell is never named, counted on or guessed at: the sentence
 * follows from the published figures, and says so where others of the level are hidden, since one of them may be more extreme.
 */

/** An area by its name and, below the municipalities, what it lies in; "med flera" where others stand equal. */
export function areaName({ name, place, depth }: AreaFigure, language: Language, several = false): string {
  const own = depth > 2 && place !== name ? `${name} (${place})` : name;
  return several ? text(language, 'report.finding.several', { area: own }) : own;
}

const percent = (value: number, language: Language): string => written(value, 1, language);

/** The areas of the finest level that stand out; null where too little is shown. */
export function areaFinding(table: ShownTable, language: Language): string | null {
  const series = leadingSeries(table, language);
  if (series === null) return null;
  const nation = series.areas[0]?.value ?? null;
  const { ranked, hidden, fromLow } = ranking(series);
  const [first] = ranked;
  if (nation === null || first === undefined) return null;
  const area = areaName(first.area, language, ranked[1]?.area.value === first.area.value);
  if (!series.isShare)
    return text(language, hidden > 0 ? 'report.finding.mostShown' : 'report.finding.most', {
      measure: series.label,
      area,
      most: written(first.area.value, table.decimals, language),
      whole: written(nation, table.decimals, language),
    });
  const key = fromLow ? 'low' : 'high';
  return text(language, hidden > 0 ? `report.finding.${key}Shown` : `report.finding.${key}`, {
    label: series.label,
    area,
    most: percent(first.area.value, language),
    share: percent(nation, language),
  });
}

/** From the lowest to the highest of what lies right below the country; null where fewer than two are shown. */
export function spanFinding(table: ShownTable, language: Language): string | null {
  const series = leadingSeries(table, language);
  if (series?.isShare !== true) return null;
  const { ranked, hidden, fromLow } = ranking(series, 1);
  const ordered = fromLow ? ranked : [...ranked].reverse();
  const [least, most] = [ordered[0], ordered.at(-1)];
  if (least === undefined || most === undefined || least.area.value === most.area.value) return null;
  const named = ({ area }: Ranked): string =>
    areaName(area, language, ranked.filter(({ area: other }) => other.value === area.value).length > 1);
  return text(language, hidden > 0 ? 'report.finding.spanShown' : 'report.finding.span', {
    label: series.label,
    least: percent(least.area.value, language),
    leastArea: named(least),
    most: percent(most.area.value, language),
    mostArea: named(most),
  });
}

/** The whole by its categories: the share of the one, or which is the largest; null where the total is hidden. */
export function wholeFinding(table: ShownTable, language: Language): string | null {
  const last = table.dimensions.at(-1);
  if (table.statement !== null || (table.dimensions.length === 1 && last?.kind === 'area')) return null;
  const total = table.values[0] ?? null;
  const category = table.dimensions.length === 1 ? largestOf(table) : leadingCategory(table);
  const part = category === null ? null : (table.values[category] ?? null);
  if (last === undefined || category === null || part === null || total === null || total <= 0) return null;
  const dimension = last.name[language];
  const own = last.labels[language][category] ?? '';
  if (table.dimensions.length === 1)
    return text(language, 'report.finding.commonOf', {
      dimension,
      category: own,
      part: written(part, table.decimals, language),
      whole: written(total, table.decimals, language),
    });
  const share = seriesOf(table, category, language)?.areas[0]?.value ?? null;
  if (share === null) return null;
  const parts = last.codes.flatMap((_, i) => (last.parents[i] === last.codes[0] ? [i] : []));
  // A hidden one may be larger than the largest that is shown.
  if (parts.length > 2 && parts.some((one) => (table.values[one] ?? null) === null)) return null;
  return parts.length === 2
    ? text(language, 'report.finding.nation', {
        label: seriesOf(table, category, language)?.label ?? '',
        share: percent(share, language),
      })
    : text(language, 'report.finding.common', { dimension, category: own, share: percent(share, language) });
}

/** The largest part of a single dimension; null where any of them is hidden, since that one may be larger. */
function largestOf({ dimensions, values }: ShownTable): number | null {
  const [only] = dimensions;
  if (only === undefined) return null;
  const parts = only.codes.flatMap((_, i) => (only.parents[i] === only.codes[0] ? [i] : []));
  if (parts.length === 0 || parts.some((part) => values[part] === null)) return null;
  return parts.reduce((best, part) => ((values[part] ?? 0) > (values[best] ?? 0) ? part : best));
}

/** The first thing that can be said of a table; its title where nothing can. */
export const tableFinding = (table: ShownTable, language: Language): string =>
  areaFinding(table, language) ?? wholeFinding(table, language) ?? table.title[language];
