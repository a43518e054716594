import type { Language } from '../../../../../shared/texts/text.ts';
import { YES } from '../../areaTable.ts';
import type { ShownTable } from '../shown/shown.ts';

/*
 * What a shown table says of its areas: a share of each area's total, or the figure itself where there is nothing to be a share
 * of. Worked out from published cells alone, all other dimensions at their totals: share = 100 · part / whole.
 */

export interface AreaFigure {
  readonly code: string;
  readonly name: string;
  /** What the area lies in; empty for the country. */
  readonly place: string;
  /** Steps below the country. */
  readonly depth: number;
  /** Per cent, or the figure; null where any cell of it is hidden, or where nobody is there. */
  readonly value: number | null;
  readonly part: number | null;
  readonly whole: number | null;
  /** True where a cell of it is hidden. */
  readonly isHidden: boolean;
}

export interface Series {
  readonly table: ShownTable;
  /** Position in the last dimension; null for the figures themselves. */
  readonly category: number | null;
  readonly isShare: boolean;
  readonly label: string;
  /** In the order of the table, the country first. */
  readonly areas: readonly AreaFigure[];
  /** The finest level, as steps below the country. */
  readonly finest: number;
}

/** Below so many in all a share is too much a matter of chance to be held up. */
export const LEAST_WHOLE = 100;

/** The categories of the last dimension that are spoken of, in order: all right below the total; of two, the first tells both. */
export function categoriesOf({ dimensions, statement }: ShownTable): number[] {
  const last = dimensions.length > 1 ? dimensions.at(-1) : undefined;
  if (last === undefined) return [];
  if (statement !== null) return [...last.codes.keys()];
  const parts = last.codes.flatMap((_, i) => (last.parents[i] === last.codes[0] ? [i] : []));
  return parts.length === 2 ? parts.slice(0, 1) : parts;
}

/** A category by its name: of a share's two, the name of the share itself. */
export function categoryLabel({ dimensions }: ShownTable, category: number, language: Language): string {
  const last = dimensions.at(-1);
  const name = last?.name[language] ?? '';
  return last?.codes[category] === YES.code ? name : `${name}: ${last?.labels[language][category] ?? ''}`;
}

/** Decimals in the last place can make the parts of a sum larger than it; a changed count can be larger than its total. */
function shareOf(part: number | null, whole: number | null): number | null {
  return part === null || whole === null || whole <= 0 || part < 0 || part > whole ? null : (100 * part) / whole;
}

/** What is spoken of: the category, of a sum with the name of the sum. */
function labelOf(table: ShownTable, category: number | null, language: Language): string {
  if (category === null) return table.measure[language];
  const own = categoryLabel(table, category, language);
  return table.isSum ? `${table.measure[language]}, ${own}` : own;
}

/** The areas of a table by a category, or by the figure itself; null where its first dimension holds no areas, and for a list, whose numbers are no quantities. */
export function seriesOf(table: ShownTable, category: number | null, language: Language): Series | null {
  const [first, ...others] = table.dimensions;
  if (first?.kind !== 'area' || table.statement !== null) return null;
  const width = others.reduce((product, { codes }) => product * codes.length, 1);
  const position = new Map(first.codes.map((code, i) => [code, i]));
  const depths: number[] = [];
  const areas = first.codes.map((code, node): AreaFigure => {
    const above = first.parents[node];
    const parent = above === null || above === undefined ? undefined : position.get(above);
    const depth = parent === undefined ? 0 : (depths[parent] ?? 0) + 1;
    depths.push(depth);
    const whole = table.values[node * width] ?? null;
    const part = category === null ? whole : (table.values[node * width + category] ?? null);
    return {
      code,
      name: first.labels[language][node] ?? code,
      place: parent === undefined ? '' : (first.labels[language][parent] ?? ''),
      depth,
      value: category === null ? whole : shareOf(part, whole),
      part,
      whole,
      isHidden: part === null || whole === null,
    };
  });
  return {
    table,
    category,
    isShare: category !== null,
    label: labelOf(table, category, language),
    areas,
    finest: Math.max(...depths),
  };
}

/** The category that is spoken of first: the share itself, or the largest in the country; null where no total is shown. */
export function leadingCategory(table: ShownTable): number | null {
  const categories = categoriesOf(table);
  const shown = categories.filter((category) => (table.values[category] ?? null) !== null);
  const [first] = shown;
  if (first === undefined) return null;
  if (categories.length === 1) return first;
  return shown.reduce(
    (best, category) => ((table.values[category] ?? 0) > (table.values[best] ?? 0) ? category : best),
    first,
  );
}

/** What is said of a table's areas first; null without areas or without a published total. */
export function leadingSeries(table: ShownTable, language: Language): Series | null {
  if (table.dimensions[0]?.kind !== 'area' || table.statement !== null) return null;
  if (table.dimensions.length === 1) return seriesOf(table, null, language);
  const category = leadingCategory(table);
  return category === null ? null : seriesOf(table, category, language);
}

export interface Ranked {
  readonly area: AreaFigure & { readonly value: number };
  /** 1 for the most extreme; equal values have the same. */
  readonly rank: number;
}

export interface Ranking {
  readonly ranked: readonly Ranked[];
  /** True where the lowest stand first. */
  readonly fromLow: boolean;
  readonly hidden: number;
  /** Areas whose total is too small to be held up. */
  readonly small: number;
}

/** Areas of a level from the most extreme on, the direction that is a problem first; ties by code. */
export function ranking({ table, areas, isShare, finest }: Series, depth = finest, least = LEAST_WHOLE): Ranking {
  const fromLow = isShare && table.origin?.direction === -1;
  const own = areas.filter((area) => area.depth === depth);
  const isSmall = ({ whole }: AreaFigure): boolean => isShare && !table.isSum && whole !== null && whole < least;
  const shown = own.filter((area): area is AreaFigure & { value: number } => area.value !== null && !isSmall(area));
  const sign = fromLow ? 1 : -1;
  shown.sort((a, b) => sign * (a.value - b.value) || (a.code < b.code ? -1 : 1));
  let rank = 0;
  return {
    ranked: shown.map((area, i) => {
      if (area.value !== shown[i - 1]?.value) rank = i + 1;
      return { area, rank };
    }),
    fromLow,
    hidden: own.filter(({ isHidden }) => isHidden).length,
    small: own.filter((area) => !area.isHidden && isSmall(area)).length,
  };
}
