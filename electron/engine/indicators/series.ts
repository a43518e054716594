import type { Combination } from '../../../shared/domain/areas/combine.ts';
import type { VersionComparison } from '../../../shared/domain/areas/compareVersions.ts';
import type { Level } from '../../../shared/domain/areas/level.ts';
import { type Series, seriesOver, type YearColumn } from '../../../shared/domain/areas/series.ts';
import { UserError } from '../../../shared/errors/errors.ts';
import type { IndicatorDefinition } from '../../../shared/schemas/indicator.ts';
import { compareProjectVersions } from '../areas/compare.ts';
import { areaFrame } from '../areas/store.ts';
import type { Project } from '../project/project.ts';
import { indicatorMatrix } from './matrix.ts';
import { currentDefinitions } from './store.ts';

/** How the values of an indicator are put together from areas, or why they are not. */
export function combinationOf({ measure, estimate }: IndicatorDefinition): Combination {
  if (estimate !== undefined && estimate.kind !== 'raw') return { kind: 'refused', reason: 'smoothed' };
  switch (measure.kind) {
    case 'count':
    case 'sum':
      return { kind: 'sum' };
    case 'share':
      return { kind: 'ratio', per: 100 };
    case 'mean':
      return { kind: 'ratio', per: 1 };
    case 'rate':
    case 'ratio':
      return { kind: 'ratio', per: measure.per };
    case 'standardised':
      return { kind: 'refused', reason: 'standardised' };
    case 'median':
    case 'quantile':
    case 'quantile-ratio':
      break;
  }
  return { kind: 'refused', reason: 'quantile' };
}

export interface IndicatorSeries {
  readonly series: Series;
  /** Of the divisions before and after the break; null without one. */
  readonly comparison: VersionComparison | null;
}

/**
 * The stored values of an indicator, year by year, for every area of a level; over a change of division as seriesOver says. With
 * `sum` areas whose borders moved are put together on both sides, which a median or quantile refuses with a reason.
 */
export function indicatorSeries(
  project: Project,
  id: string,
  level: Level,
  years: readonly number[],
  sum: boolean,
): IndicatorSeries {
  const found = currentDefinitions(project).find(({ definition }) => definition.id === id);
  if (found === undefined) throw new UserError('input', 'areas.series.noIndicator', { id });
  const combination = combinationOf(found.definition);
  const columns = years.map((year): YearColumn => {
    const {
      areas,
      columns: [value],
      n: [n],
      numerator: [numerator],
    } = indicatorMatrix(project, level, year, [id]);
    const none = new Float64Array(areas.length).fill(Number.NaN);
    return {
      year,
      version: areaFrame(project, year).version,
      codes: areas.map(({ code }) => code),
      value: value ?? none,
      n: n ?? none,
      numerator: numerator ?? none,
    };
  });
  const versions = [...new Set(columns.map(({ version }) => version))];
  if (versions.length > 2) throw new UserError('input', 'areas.series.twoBreaks');
  const [from = '', to] = versions;
  const comparison = to === undefined ? null : compareProjectVersions(project, level, from, to);
  const summed = sum && comparison?.regrouped.some(({ whole }) => whole) === true;
  if (summed && combination.kind === 'refused') throw new UserError('refused', `areas.series.${combination.reason}`);
  return { series: seriesOver(columns, comparison, summed ? combination : null), comparison };
}
