import type { GroupsSpec } from '../../../../shared/schemas/groups.ts';
import type { IndicatorTable } from '../../../app/state/indicatorTable.ts';

export const ALGORITHMS = ['k-means', 'ward', 'pam', 'gaussian-mixture', 'skater'] as const;
export const STANDARDISATIONS = ['z', 'robust', 'range', 'none'] as const;
export const COVARIANCES = ['full', 'tied', 'diagonal', 'spherical'] as const;

export interface GroupVariable {
  readonly id: string;
  readonly weight: number;
  readonly ihs: boolean;
}

/** What the person has chosen; every change starts a new run but that of k. */
export interface GroupSettings {
  readonly algorithm: (typeof ALGORITHMS)[number];
  readonly k: number;
  readonly standardise: (typeof STANDARDISATIONS)[number];
  readonly covariance: (typeof COVARIANCES)[number];
  /** Robust standard deviations beyond which areas do not shape the groups; null: all do. */
  readonly setAside: number | null;
  /** Fewest areas that a group of SKATER may have. */
  readonly leastAreas: number;
  readonly variables: readonly GroupVariable[];
}

export const LEAST_K = 2;
export const MOST_K = 15;
const START_K = 6;

const varies = (values: Float64Array): boolean => {
  let least = Infinity;
  let most = -Infinity;
  for (const value of values) {
    if (value < least) least = value;
    if (value > most) most = value;
  }
  return most > least;
};

/** The problem variables that vary, weighing the same; all with a direction where there are fewer than two. Null: too little to group by. */
export function startSettings({ columns }: IndicatorTable): GroupSettings | null {
  const usable = columns.filter(({ values, meta }) => meta.direction !== 0 && varies(values));
  const problems = usable.filter(({ meta }) => meta.problemVariable);
  const chosen = problems.length >= 2 ? problems : usable;
  if (chosen.length < 2) return null;
  return {
    algorithm: 'k-means',
    k: START_K,
    standardise: 'z',
    covariance: 'diagonal',
    setAside: null,
    leastAreas: 1,
    variables: chosen.map(({ meta }) => ({ id: meta.id, weight: 1, ihs: false })),
  };
}

/** The settings as GROUPS.json: what the command line would be given. */
export function specOf(settings: GroupSettings, { byId }: IndicatorTable): GroupsSpec {
  const { algorithm, k, standardise, covariance, setAside, leastAreas, variables } = settings;
  return {
    version: 1,
    algorithm,
    k,
    seed: 1,
    starts: algorithm === 'gaussian-mixture' ? 5 : 20,
    standardise,
    // An area without a value gets the median, and how many did is said.
    missing: 'median',
    ...(algorithm === 'gaussian-mixture' ? { covariance } : {}),
    ...(algorithm === 'skater' ? { islands: 'nearest' as const, leastAreas } : {}),
    ...(setAside === null ? {} : { setAside: { beyond: setAside } }),
    indicators: variables.map(({ id, weight, ihs }) => ({
      id,
      weight,
      ...(ihs ? { transform: 'ihs' as const } : {}),
      ...(byId.get(id)?.meta.direction === 0 ? { background: true as const } : {}),
    })),
  };
}

/** What a saved grouping was made with; variables that the project no longer has are left out. */
export function settingsOf(spec: GroupsSpec, { byId }: IndicatorTable, before: GroupSettings): GroupSettings {
  return {
    algorithm: spec.algorithm,
    k: Math.min(MOST_K, spec.k),
    standardise: spec.standardise ?? 'z',
    covariance: spec.covariance ?? before.covariance,
    setAside: spec.setAside?.beyond ?? null,
    leastAreas: spec.leastAreas ?? 1,
    variables: spec.indicators
      .filter(({ id }) => byId.has(id))
      .map(({ id, weight = 1, transform }) => ({ id, weight, ihs: transform === 'ihs' })),
  };
}
