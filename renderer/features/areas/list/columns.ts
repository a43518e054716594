import { type AreaColumns, municipalityName } from '../../../app/state/areaColumns.ts';
import type { IndicatorTable } from '../../../app/state/indicatorTable.ts';
import { nameWithUnit } from '../../../i18n/indicatorName.ts';
import type { Words } from '../../../i18n/words.ts';
import type { GridColumn } from '../../../ui/grid/columns.ts';

/** Which columns are shown: by id, n only on demand. */
export interface ColumnChoice {
  readonly hidden: ReadonlySet<string>;
  readonly withN: boolean;
}

/** Ids that no indicator can have. */
export const PLACE = {
  name: 'area/name',
  municipality: 'area/municipality',
  code: 'area/code',
  population: 'area/population',
} as const;

/**
 * What is shown to begin with: the leading indicator of each factor. The whole catalogue side by side would be dozens of
 * columns, and the rest are a tick away.
 */
export function firstChoice(indicators: IndicatorTable): ColumnChoice {
  const leading = new Map<string, string>();
  for (const { meta } of indicators.columns) if (!leading.has(meta.factor)) leading.set(meta.factor, meta.id);
  const shown = new Set(leading.values());
  const rest = indicators.columns.map(({ meta }) => meta.id).filter((id) => !shown.has(id));
  return { hidden: new Set([PLACE.code, ...rest]), withN: false };
}

/** The indicator on the map is in the list too. */
export const withPicked = (choice: ColumnChoice, picked: string): ColumnChoice =>
  choice.hidden.has(picked) ? { ...choice, hidden: new Set([...choice.hidden].filter((id) => id !== picked)) } : choice;

/** Wide enough for the heading to take three lines at most. */
const headingWidth = (heading: string): number => Math.max(104, Math.ceil(heading.length / 3) * 7 + 52);

/** The list's columns: where the area lies, how many live there, then every indicator by factor. */
export function listColumns(
  areas: AreaColumns,
  indicators: IndicatorTable,
  choice: ColumnChoice,
  { t, language }: Pick<Words, 't' | 'language'>,
): readonly GridColumn[] {
  const place: readonly GridColumn[] = [
    {
      id: PLACE.name,
      kind: 'text',
      header: t('areas.area'),
      width: 168,
      pinned: true,
      text: (row) => areas.names[row] ?? '',
    },
    {
      id: PLACE.municipality,
      kind: 'text',
      header: t('level.municipality'),
      width: 116,
      hidden: choice.hidden.has(PLACE.municipality),
      text: (row) => municipalityName(areas, row),
    },
    {
      id: PLACE.code,
      kind: 'text',
      header: t('areas.code'),
      width: 96,
      hidden: choice.hidden.has(PLACE.code),
      text: (row) => areas.codes[row] ?? '',
    },
    {
      id: PLACE.population,
      kind: 'number',
      header: t('areas.population'),
      width: 104,
      decimals: 0,
      hidden: choice.hidden.has(PLACE.population),
      value: (row) => areas.population[row] ?? Number.NaN,
    },
  ];
  const figures = indicators.columns.flatMap(({ meta, values, n }): GridColumn[] => [
    {
      id: meta.id,
      kind: 'number',
      header: nameWithUnit(meta, { t, language }),
      group: t(`factor.${meta.factor}`),
      width: headingWidth(nameWithUnit(meta, { t, language })),
      decimals: meta.decimals,
      hidden: choice.hidden.has(meta.id),
      value: (row) => values[row] ?? Number.NaN,
    },
    {
      id: `${meta.id}/n`,
      kind: 'number',
      header: 'n',
      group: t(`factor.${meta.factor}`),
      width: 72,
      decimals: 0,
      hidden: !choice.withN || choice.hidden.has(meta.id),
      value: (row) => n[row] ?? Number.NaN,
    },
  ]);
  return [...place, ...figures];
}
