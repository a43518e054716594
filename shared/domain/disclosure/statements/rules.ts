/**
 * Limits for what is no table of counts or sums: means, ratios, quantiles, extremes, models, class limits, ranks, labels and
 * group profiles. Part of the named, versioned rule set. All limits count contributors (holdings), unweighted.
 */
export interface StatementRules {
  /** Least contributors of a mean, or of the denominator of a share or another ratio. */
  readonly meanContributors: number;
  /** Least contributors of a median or another quantile. */
  readonly quantileContributors: number;
  /** Least contributors at or below a quantile, and as many at or above it. */
  readonly eachSide: number;
  /** Least contributors whose values lie within the rounding of a quantile or a class limit, so that it points at nobody. */
  readonly behindValue: number;
  /** Contributors who must share a least or greatest value; null: never released. */
  readonly extremesSharedBy: number | null;
  /** Contributors who must share the commonest value. */
  readonly modeSharedBy: number;
  /** Least observations beyond the parameters of a model. */
  readonly residualDegrees: number;
  /** Least areas of a group whose profile is released. */
  readonly groupMembers: number;
}

/** Cautious, after the guidelines of ABS, ONS and ACRO (10 per statistic, 10 residual degrees of freedom). */
export const DEFAULT_STATEMENTS: StatementRules = {
  meanContributors: 10,
  quantileContributors: 10,
  eachSide: 5,
  behindValue: 3,
  extremesSharedBy: null,
  modeSharedBy: 10,
  residualDegrees: 10,
  groupMembers: 5,
};

/** Limits given by name, the shipped ones for the rest, so that none is left out. */
export function statementLimits(given: {
  readonly [K in keyof StatementRules]?: StatementRules[K] | undefined;
}): StatementRules {
  const named = Object.entries(given).filter(([, value]) => value !== undefined);
  return { ...DEFAULT_STATEMENTS, ...Object.fromEntries(named) };
}

/** The limits that are looser than in `than`, by name. */
export function loosenedStatements(rules: StatementRules, than: StatementRules): (keyof StatementRules)[] {
  const names = Object.keys(than) as (keyof StatementRules)[];
  return names.filter((name) => (rules[name] ?? Number.POSITIVE_INFINITY) < (than[name] ?? Number.POSITIVE_INFINITY));
}

/**
 * Why a statement may not leave: the limit, what was found and what it asks for (null: nothing would be enough). Working
 * material, never published: what was found is a number of the unreleased.
 */
export interface StatementBreach {
  readonly limit: keyof StatementRules | 'wholeGroup' | 'isolated';
  readonly found: number;
  readonly needed: number | null;
}

/** `found` against a limit; nothing when it is reached. */
export const under = (
  rules: StatementRules,
  limit: Exclude<keyof StatementRules, 'extremesSharedBy'>,
  found: number,
): StatementBreach[] => (found >= rules[limit] ? [] : [{ limit, found, needed: rules[limit] }]);
