import type { Output } from '../../../shared/ipc/contract.ts';

export type IndicatorMeta = Output<'indicators.catalogue'>['indicators'][number];
export type Factor = IndicatorMeta['factor'];

/** The factors of the assignment first, what describes the population last. */
export const FACTORS: readonly Factor[] = [
  'crime',
  'benefits',
  'crowding',
  'democracy',
  'school',
  'work',
  'economy',
  'education',
  'health',
  'civil-society',
  'background',
];

export interface IndicatorColumn {
  readonly meta: IndicatorMeta;
  /** One value per area, NaN where there is none. */
  readonly values: Float64Array;
  readonly n: Float64Array;
  readonly numerator: Float64Array;
  readonly nation: number;
}

export interface IndicatorTable {
  /** By factor, then as in the catalogue. */
  readonly columns: readonly IndicatorColumn[];
  readonly byId: ReadonlyMap<string, IndicatorColumn>;
}

export function indicatorTable(
  catalogue: readonly IndicatorMeta[],
  values: Output<'indicators.values'>,
): IndicatorTable {
  const place = new Map(values.ids.map((id, at) => [id, at]));
  const columns = FACTORS.flatMap((factor) =>
    catalogue
      .filter((meta) => meta.factor === factor)
      .flatMap((meta): IndicatorColumn[] => {
        const at = place.get(meta.id);
        const column = at === undefined ? undefined : values.values[at];
        const n = at === undefined ? undefined : values.n[at];
        const numerator = at === undefined ? undefined : values.numerator[at];
        if (at === undefined || column === undefined || n === undefined || numerator === undefined) return [];
        return [{ meta, values: column, n, numerator, nation: values.nation[at] ?? Number.NaN }];
      }),
  );
  return { columns, byId: new Map(columns.map((column) => [column.meta.id, column])) };
}
