import type { AssessmentWarning } from '../assess.ts';
import type { IndexAssessment } from '../assessIndex.ts';
import { pearson } from '../../statistics/correlation.ts';
import { INCONSISTENT_FROM } from './hierarchy.ts';
import { disagrees, type Importance } from './importance.ts';

/** A share of importance further than this from the one wanted is told. */
const OFF = 0.02;

/** What a reader of an index should know of its weights. */
export function weightWarnings(
  { weighting, effectiveWeights, normalised, scores }: IndexAssessment,
  ids: readonly string[],
  importance: Importance,
): AssessmentWarning[] {
  const made = weighting.flatMap(({ group, children, consistencyRatio = 0, off = 0 }): AssessmentWarning[] => [
    ...children
      .filter(({ loading = 0 }) => loading < 0)
      .map(({ id }) => ({ code: 'negativeLoading' as const, indicator: id })),
    ...(consistencyRatio >= INCONSISTENT_FROM ? [{ code: 'inconsistentPairs' as const, group }] : []),
    ...(off > OFF ? [{ code: 'wantedNotReached' as const, group }] : []),
  ]);
  const weighed = effectiveWeights.reduce((count, weight) => count + (weight > 0 ? 1 : 0), 0);
  const percent = (share: number): number => Math.round(100 * share);
  const apart = ids.flatMap((indicator, j): AssessmentWarning[] => {
    const weight = effectiveWeights[j] as number;
    const share = importance.shares[j] as number;
    if (!(weight > 0) || Number.isNaN(share)) return [];
    const against = pearson(normalised[j]?.values ?? new Float64Array(), scores) < 0;
    return [
      ...(disagrees(share, weight, weighed)
        ? [
            {
              code: share > weight ? ('importanceAbove' as const) : ('importanceBelow' as const),
              indicator,
              weight: percent(weight),
              importance: percent(share),
            },
          ]
        : []),
      ...(against ? [{ code: 'againstIndex' as const, indicator }] : []),
    ];
  });
  return [...made, ...apart];
}
