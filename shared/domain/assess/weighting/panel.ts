import { standardDeviation } from '../../statistics/moments.ts';

/** What several experts together make of one weight. */
export interface PanelWeight {
  /** Mean of the experts' shares among the siblings. */
  readonly mean: number;
  /** Standard deviation of them (n - 1), 0 for a single expert. */
  readonly sd: number;
  readonly least: number;
  readonly most: number;
}

/**
 * Mean and spread of several experts' weights of the same siblings. Each expert's weights are first divided by their sum, so that
 * one who writes 10 and 20 counts as much as one who writes 1 and 2.
 * @param experts one row per expert, one weight per sibling, >= 0 and not all zero
 */
export function panelWeights(experts: readonly Float64Array[]): PanelWeight[] {
  const shares = experts.map((weights) => {
    const sum = weights.reduce((total, weight) => total + weight, 0);
    return weights.map((weight) => weight / sum);
  });
  return Array.from({ length: experts[0]?.length ?? 0 }, (_none, j) => {
    const own = Float64Array.from(shares, (row) => row[j] as number);
    return {
      mean: own.reduce((sum, share) => sum + share, 0) / own.length,
      sd: own.length < 2 ? 0 : standardDeviation(own, 1),
      least: Math.min(...own),
      most: Math.max(...own),
    };
  });
}
