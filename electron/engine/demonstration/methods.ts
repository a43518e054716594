import type { GroupsSpec } from '../../../shared/schemas/groups.ts';
import type { IndexMethod, ProblemCountMethod, SeiMethod } from '../../../shared/schemas/method.ts';

/*
 * What the demonstration assesses by. Every threshold, level and weight here is an example, chosen so that the made-up
 * country gets about as many areas per level as the report of 2024 had; none of them is official.
 */

/** The six factors of the assignment, each with one problem variable and an example threshold in its own unit. */
export const PROBLEM_VARIABLES = [
  { factor: 'crime', id: 'reported-crimes', direction: 1, threshold: 280 },
  { factor: 'benefits', id: 'long-term-economic-assistance', direction: 1, threshold: 7 },
  { factor: 'crowding', id: 'crowding-boverket', direction: 1, threshold: 15 },
  { factor: 'democracy', id: 'turnout-municipal', direction: -1, threshold: 67 },
  { factor: 'school', id: 'eligible-vocational', direction: -1, threshold: 75 },
  { factor: 'work', id: 'employment-rate-20-64', direction: -1, threshold: 62 },
] as const;

export const LARGE = 3;
export const LARGEST = 5;

export const problemCountMethod = (levels: {
  readonly large: string;
  readonly largest: string;
}): ProblemCountMethod => ({
  version: 1,
  kind: 'problem-count',
  indicators: PROBLEM_VARIABLES.map(({ factor, id, direction, threshold }) => ({ id, direction, threshold, factor })),
  factorRule: 'any',
  k: LARGE,
  levels: [
    { from: LARGE, name: levels.large },
    { from: LARGEST, name: levels.largest },
  ],
});

const ROOT = 'index';

/** The six factors with the same weight, by z values. */
export const indexMethod: IndexMethod = {
  version: 1,
  kind: 'index',
  indicators: PROBLEM_VARIABLES.map(({ factor, id, direction }) => ({ id, direction, weight: 1, parent: factor })),
  groups: [
    { id: ROOT, parent: null },
    ...PROBLEM_VARIABLES.map(({ factor }) => ({ id: factor, parent: ROOT, weight: 1 })),
  ],
  normalisation: { kind: 'z' },
  aggregation: { kind: 'arithmetic' },
  missing: { leastShare: 0.5 },
};

export const seiMethod: SeiMethod = {
  version: 1,
  kind: 'sei',
  indicators: ['low-economic-standard', 'pre-upper-secondary', 'sei-assistance-or-unemployed'],
};

/** Groups by living conditions and by who lives there, so that areas with similar needs come together. */
export const groupsSpec: GroupsSpec = {
  version: 1,
  algorithm: 'k-means',
  k: 6,
  starts: 20,
  seed: 1,
  standardise: 'z',
  missing: 'median',
  indicators: [
    { id: 'low-economic-standard' },
    { id: 'pre-upper-secondary' },
    { id: 'long-term-economic-assistance' },
    { id: 'employment-rate-20-64' },
    { id: 'crowding-boverket' },
    { id: 'turnout-municipal' },
    { id: 'reported-crimes' },
    { id: 'born-abroad' },
    { id: 'share-65-plus' },
    { id: 'rented-dwellings' },
  ],
};

/** Every indicator that the demonstration's assessments and groups rest on. */
export const USED_INDICATORS: readonly string[] = [
  ...new Set([
    ...PROBLEM_VARIABLES.map(({ id }) => id),
    ...seiMethod.indicators,
    ...groupsSpec.indicators.map(({ id }) => id),
  ]),
];
