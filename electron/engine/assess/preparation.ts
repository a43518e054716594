import { needsPreparation } from '../../../shared/domain/assess/prepare.ts';
import type { ImputeBy } from '../../../shared/schemas/method.ts';
import { fieldText, numberText } from '../areafile/numberText.ts';
import type { MethodInput } from './methodInput.ts';

/** What was done to the areas before a method was carried out: part of summary.json when anything was. */
export interface Preparation {
  readonly imputed: readonly { readonly indicator: string; readonly by: ImputeBy; readonly areas: number }[];
  readonly excluded: readonly { readonly area: string; readonly reason: string }[];
}

/** Every filled value by indicator and rule, and every excluded area with its reason. @param areas all of them */
export function preparationOf({ ids, imputedBy, excluded }: MethodInput, areas: readonly string[]): Preparation {
  const counts = new Map<string, { indicator: string; by: ImputeBy; areas: number }>();
  ids.forEach((indicator, j) =>
    areas.forEach((_code, i) => {
      const by = imputedBy(j, i);
      if (by === undefined) return;
      const own = counts.get(`${indicator} ${by}`) ?? { indicator, by, areas: 0 };
      counts.set(`${indicator} ${by}`, own);
      own.areas += 1;
    }),
  );
  return {
    imputed: [...counts.values()],
    excluded: areas.flatMap((area, i) => ((excluded[i] ?? '') === '' ? [] : [{ area, reason: excluded[i] ?? '' }])),
  };
}

/**
 * Two more columns for a table of areas: how many of the area's values have been filled in, and why it takes no part. None for a
 * method that prepares nothing.
 */
export function preparationCells({ method, ids, imputedBy, excluded }: MethodInput): {
  readonly header: readonly string[];
  /** @param position of the area among all */
  readonly of: (position: number) => readonly string[];
} {
  if (!needsPreparation(method)) return { header: [], of: () => [] };
  return {
    header: ['imputed', 'excluded'],
    of: (position) => [
      String(ids.filter((_id, j) => imputedBy(j, position) !== undefined).length),
      fieldText(excluded[position] ?? ''),
    ],
  };
}

/** One row for every value that was not there and has been filled in. */
export function* imputedCsv(
  all: readonly string[],
  { ids, columns, positions, imputedBy }: MethodInput,
  areaColumn: string,
): Generator<string> {
  yield `${[areaColumn, 'indicator', 'value', 'by'].join(',')}\n`;
  for (const [i, position] of positions.entries())
    for (const [j, id] of ids.entries()) {
      const by = imputedBy(j, position);
      if (by === undefined) continue;
      yield `${[fieldText(all[position] ?? ''), fieldText(id), numberText(columns[j]?.[i] ?? Number.NaN), by].join(',')}\n`;
    }
}
