import type { VersionComparison } from '../areas/compareVersions.ts';
import { adjustedRand, contingency } from '../groups/agreement/contingency.ts';
import { type AreaDifferences, areaDifferences } from './areaDifferences.ts';
import { type AssessmentDifference, assessmentDifferences } from './assessmentDifferences.ts';
import { type IndicatorDifference, indicatorDifferences } from './indicatorDifferences.ts';
import { type Transitions, transitionsOf } from './transitions.ts';
import type { YearResults } from './yearResults.ts';

export interface GroupingDifference {
  readonly id: string;
  readonly state: 'same' | 'otherSpecification' | 'new' | 'gone';
  readonly transitions: Transitions | null;
  readonly adjustedRand: number;
}

/** All that differs between two years' or two runs' results. */
export interface ResultDifferences {
  readonly years: readonly [before: number, after: number];
  /** Years between the two that neither shows. */
  readonly missingYears: readonly number[];
  readonly areas: AreaDifferences;
  readonly indicators: readonly IndicatorDifference[];
  readonly assessments: readonly AssessmentDifference[];
  readonly groupings: readonly GroupingDifference[];
}

const label = (group: number | undefined): string => (group === undefined || group === 0 ? '' : String(group));

function groupingDifferences(before: YearResults, after: YearResults, { same }: AreaDifferences): GroupingDifference[] {
  const ids = [...new Set([...after.groupings, ...before.groupings].map(({ id }) => id))];
  return ids.map((id): GroupingDifference => {
    const was = before.groupings.find((one) => one.id === id);
    const is = after.groupings.find((one) => one.id === id);
    if (was === undefined || is === undefined)
      return { id, state: was === undefined ? 'new' : 'gone', transitions: null, adjustedRand: Number.NaN };
    return {
      id,
      state: was.specification === is.specification ? 'same' : 'otherSpecification',
      transitions: transitionsOf(
        same.map((pair) => ({
          before: label(was.groups[pair.before]),
          after: label(is.groups[pair.after]),
          people: after.areas[pair.after]?.people ?? Number.NaN,
        })),
        Array.from({ length: 200 }, (_none, i) => String(i + 1)),
      ),
      adjustedRand: adjustedRand(
        contingency(
          Int32Array.from(same, (pair) => was.groups[pair.before] ?? 0),
          Int32Array.from(same, (pair) => is.groups[pair.after] ?? 0),
        ),
      ),
    };
  });
}

/**
 * Holds two years' or two runs' results against each other. Only areas that are the same ground are joined, only indicators that measure
 * the same are compared; all else is named for what it is.
 * @param list the comparison of the two divisions; null when they are one, or when there is no list of changes between them
 */
export function compareResults(
  before: YearResults,
  after: YearResults,
  list: VersionComparison | null,
): ResultDifferences {
  if (before.level !== after.level) throw new RangeError('compareResults: two levels');
  const areas = areaDifferences(before, after, list);
  return {
    years: [before.year, after.year],
    missingYears: Array.from({ length: Math.max(0, after.year - before.year - 1) }, (_none, i) => before.year + 1 + i),
    areas,
    indicators: indicatorDifferences(before, after, areas.same),
    assessments: assessmentDifferences(before, after, areas),
    groupings: groupingDifferences(before, after, areas),
  };
}
