import type { ImputeBy, Method } from '../../schemas/method.ts';
import { type ImputationSources, needsPreparation, type Prepared, prepareAreas } from './prepare.ts';

/** The areas that a method is carried out on, made ready as the method says. */
export interface TakingPart {
  /** Their codes, in the order of all areas. */
  readonly areas: readonly string[];
  /** Their positions among all areas. */
  readonly positions: readonly number[];
  /** False when all areas take part. */
  readonly some: boolean;
  /** One per indicator, aligned with `areas`; gaps filled. */
  readonly columns: readonly Float64Array[];
  readonly people: Float64Array | undefined;
  /** Reason per area of all; empty = takes part. */
  readonly excluded: readonly string[];
  /** How a value was filled in; undefined for one that was there. `area` is a position among all areas. */
  readonly imputedBy: (indicator: number, area: number) => ImputeBy | undefined;
}

/**
 * Leaves out the areas that a method excludes and fills gaps by its rules (`prepareAreas`). Areas that are left out are gone, not
 * empty: means, ranks and comparisons are those of the areas that take part.
 * @param columns one per indicator of the method, aligned with `areas`
 * @throws MethodError as `prepareAreas` does
 */
export function takingPart(
  method: Method,
  areas: readonly string[],
  columns: readonly Float64Array[],
  columnOf: (name: string) => Float64Array | undefined,
  sources: ImputationSources,
): TakingPart {
  const prepared: Prepared | undefined = needsPreparation(method)
    ? prepareAreas(method, areas, columns, columnOf, sources)
    : undefined;
  const positions = areas.flatMap((_code, i) => ((prepared?.excluded[i] ?? '') === '' ? [i] : []));
  const some = positions.length < areas.length;
  const picked = (column: Float64Array): Float64Array =>
    some ? Float64Array.from(positions, (i) => column[i] as number) : column;
  return {
    areas: some ? positions.map((i) => areas[i] as string) : areas,
    positions,
    some,
    columns: (prepared?.columns ?? columns).map(picked),
    people: sources.people === undefined ? undefined : picked(sources.people),
    excluded: prepared?.excluded ?? areas.map(() => ''),
    imputedBy: (j, area) => {
      const rule = prepared?.filled[j]?.[area] ?? 0;
      return rule === 0 ? undefined : prepared?.rules[rule - 1]?.impute;
    },
  };
}

/** The columns in the order of other areas, by code; NaN for an area that they lack. */
export function aligned(
  codes: readonly string[],
  columns: readonly Float64Array[],
  areas: readonly string[],
): readonly Float64Array[] {
  const row = new Map(codes.map((code, i) => [code, i]));
  return columns.map((column) => Float64Array.from(areas, (code) => column[row.get(code) ?? -1] ?? Number.NaN));
}
