import type { Level } from '../../../shared/domain/areas/level.ts';
import { UserError } from '../../../shared/errors/errors.ts';
import type { Output } from '../../../shared/ipc/contract.ts';
import type { Estimate, IndicatorDefinition } from '../../../shared/schemas/indicator.ts';
import type { Area } from '../areas/frame.ts';
import type { Project } from '../project/project.ts';
import { indicatorOf } from './bySex.ts';
import { estimated, surroundingsOf } from './estimates.ts';
import { shippedDefinitions } from './shipped.ts';
import { currentDefinitions, inCatalogueOrder, readValues, type StoredValues } from './store.ts';
import { yearAreas } from './yearAreas.ts';

/** How values are shown. */
export interface Shown {
  /** What is shown instead of what each definition says. */
  readonly estimate?: Estimate | undefined;
  /** Also for women and for men, where that was computed. */
  readonly bySex?: boolean | undefined;
}

/** Areas x indicators: one column per id, in the order of the areas; NaN where there is no value. */
export interface IndicatorMatrix {
  readonly areas: readonly Area[];
  readonly ids: readonly string[];
  readonly columns: readonly Float64Array<ArrayBuffer>[];
  /** Denominators. */
  readonly n: readonly Float64Array<ArrayBuffer>[];
  readonly numerator: readonly Float64Array<ArrayBuffer>[];
  /** Records behind each value. */
  readonly contributors: readonly Float64Array<ArrayBuffer>[];
  /** The two largest contributions to a sum or mean as absolute amounts, NaN elsewhere: for disclosure control. */
  readonly largest: readonly Float64Array<ArrayBuffer>[];
  readonly second: readonly Float64Array<ArrayBuffer>[];
  /** How many equal contributions would weigh as much as those to the numerator. */
  readonly effective: readonly Float64Array<ArrayBuffer>[];
  readonly standardErrors: readonly Float64Array<ArrayBuffer>[];
  /** The areas' own values where `columns` shows an estimate; the same arrays where it does not. */
  readonly raw: readonly Float64Array<ArrayBuffer>[];
  /** The register year of each column: earlier than the matrix's when a value is carried forward. */
  readonly sourceYears: readonly number[];
}

/**
 * The computed indicators of a level and year. Without `ids` all that have values, in the order of the catalogue and not
 * split by sex; with them those, in that order, and an id without values is refused. Values are shown as their
 * definition says (`estimate`), or as `shown` says, where that is possible.
 */
export function indicatorMatrix(
  project: Project,
  level: Level,
  year: number,
  ids?: readonly string[],
  shown: Shown = {},
): IndicatorMatrix {
  const { frame, hash } = yearAreas(project, year);
  const around = surroundingsOf(project, level, year);
  const stored = new Map<string, StoredValues>();
  const raw = new Map<string, StoredValues>();
  for (const { hash: ownHash, definition } of currentDefinitions(project)) {
    const { id } = definition;
    if (ids === undefined ? shown.bySex !== true && indicatorOf(id).sex !== undefined : !ids.includes(id)) continue;
    const values = readValues(project, ownHash, level, year, hash);
    if (values === undefined) continue;
    raw.set(id, values);
    const how = shown.estimate ?? definition.estimate;
    stored.set(id, how === undefined ? values : estimated(definition, values, how, around));
  }
  const chosen = ids ?? [...stored.keys()];
  const columns = chosen.map((id) => {
    const values = stored.get(id);
    if (values === undefined) throw new UserError('input', 'indicators.noValues', { id, level, year });
    return values;
  });
  const each = (part: Exclude<keyof StoredValues, 'sourceYear' | 'leftOut'>): Float64Array<ArrayBuffer>[] =>
    columns.map((values) => values[part] as Float64Array<ArrayBuffer>);
  return {
    areas: frame.areas[level],
    ids: chosen,
    columns: each('value'),
    n: each('n'),
    numerator: each('numerator'),
    contributors: each('contributors'),
    largest: each('largest'),
    second: each('second'),
    effective: each('effective'),
    standardErrors: each('standardError'),
    raw: chosen.map((id) => (raw.get(id) as StoredValues).value as Float64Array<ArrayBuffer>),
    sourceYears: columns.map(({ sourceYear }) => sourceYear),
  };
}

/** What the window shows for a level and year: the matrix and the nation's values beside it. */
export function indicatorValues(project: Project, level: Level, year: number): Output<'indicators.values'> {
  const { ids, columns, n, numerator } = indicatorMatrix(project, level, year);
  const nation = indicatorMatrix(project, 'nation', year, ids);
  return {
    ids: [...ids],
    values: [...columns],
    n: [...n],
    numerator: [...numerator],
    nation: Float64Array.from(nation.columns, ([value]) => value ?? Number.NaN),
  };
}

const metaOf = (definition: IndicatorDefinition): Output<'indicators.catalogue'>['indicators'][number] => {
  const { id, revision, name, note, source, factor, direction, unit, decimals } = definition;
  const { problemVariable, exampleThreshold } = definition;
  return {
    id,
    version: revision,
    name,
    note,
    source,
    factor,
    direction,
    unit,
    decimals,
    problemVariable,
    exampleThreshold,
  };
};

/** The definitions that the project goes by, or the shipped ones before anything has been computed. */
export function indicatorCatalogue(project: Project | null): Output<'indicators.catalogue'> {
  const current =
    project === null
      ? []
      : currentDefinitions(project)
          .map(({ definition }) => definition)
          .filter(({ id }) => indicatorOf(id).sex === undefined);
  const definitions =
    current.length > 0
      ? current
      : shippedDefinitions()
          .map(({ definition }) => definition)
          .sort(inCatalogueOrder);
  return { indicators: definitions.map(metaOf) };
}
