import type { IndexMethod, ProblemCountMethod, SeiMethod } from '../../schemas/method.ts';
import type { Settings } from './settings.ts';
import { WHOLE } from './weights.ts';

/** What is known of an indicator when a first method is proposed. */
export interface Candidate {
  readonly id: string;
  readonly factor: string;
  readonly direction: 1 | -1 | 0;
  readonly unit: string;
  readonly problemVariable: boolean;
  readonly exampleThreshold: number | null;
  readonly values: Float64Array;
}

/** The indicators of the socio-economic index as they are shipped. */
const SEI_PARTS = ['low-economic-standard', 'pre-upper-secondary', 'sei-assistance-or-unemployed'] as const;
/** Where its parts are looked for when the project has indicators of its own. */
const SEI_FACTORS = ['economy', 'education', 'benefits'] as const;

const ROOT = 'index';

const usable = (candidate: Candidate): boolean => {
  if (candidate.direction === 0) return false;
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  for (const x of candidate.values) {
    if (x < least) least = x;
    if (x > most) most = x;
  }
  return most > least;
};

/** Evenly over those that take part, 0 for the rest; evenly over all when none does. */
function even(takes: readonly boolean[]): number[] {
  const count = takes.filter(Boolean).length;
  return takes.map((taken) => (count === 0 ? WHOLE / takes.length : taken ? WHOLE / count : 0));
}

/**
 * A weighted index to begin with: one group per factor, the factors of the assignment (those with a problem variable)
 * with the same weight and the others at zero, and within a factor the same weight for every indicator; z values.
 */
function startIndex(candidates: readonly Candidate[]): IndexMethod {
  const used = candidates.filter(usable);
  const factors = [...new Set(used.map(({ factor }) => factor))];
  const members = factors.map((factor) => used.filter((candidate) => candidate.factor === factor));
  const weights = even(members.map((own) => own.some(({ problemVariable }) => problemVariable)));
  const groupId = (factor: string): string => `factor-${factor}`;
  return {
    version: 1,
    kind: 'index',
    indicators: members.flatMap((own) =>
      own.map((candidate) => ({
        id: candidate.id,
        direction: candidate.direction === -1 ? (-1 as const) : (1 as const),
        weight: WHOLE / own.length,
        parent: groupId(candidate.factor),
      })),
    ),
    groups: [
      { id: ROOT, parent: null },
      ...factors.map((factor, at) => ({ id: groupId(factor), parent: ROOT, weight: weights[at] ?? 0 })),
    ],
    normalisation: { kind: 'z' },
    aggregation: { kind: 'arithmetic' },
    missing: { leastShare: 0.5 },
  };
}

/**
 * A problem count to begin with: the problem variables with their example thresholds, or the worst fifth of the areas
 * where there is no example; k and levels of the examples in the report on the assignment.
 */
export function startProblemCount(candidates: readonly Candidate[], names: LevelNames): ProblemCountMethod {
  const used = candidates.filter(usable);
  const own = used.filter(({ problemVariable }) => problemVariable);
  return {
    version: 1,
    kind: 'problem-count',
    indicators: (own.length > 0 ? own : used).map((candidate) => ({
      id: candidate.id,
      direction: candidate.direction === -1 ? (-1 as const) : (1 as const),
      threshold: candidate.exampleThreshold ?? { percentile: candidate.direction === -1 ? 20 : 80 },
      factor: candidate.factor,
    })),
    factorRule: 'any',
    k: 3,
    levels: [
      { from: 3, name: names.large },
      { from: 5, name: names.largest },
    ],
    missing: { leastShare: 0.5 },
  };
}

function startSei(candidates: readonly Candidate[]): SeiMethod | null {
  const used = candidates.filter(
    (candidate) => usable(candidate) && candidate.direction === 1 && candidate.unit === 'percent',
  );
  const shipped: readonly string[] = SEI_PARTS.filter((id) => used.some((candidate) => candidate.id === id));
  const ids = shipped.length === SEI_PARTS.length ? [...shipped] : [];
  for (const factor of SEI_FACTORS) {
    const found = used.find((candidate) => candidate.factor === factor);
    if (ids.length < SEI_PARTS.length && found !== undefined) ids.push(found.id);
  }
  for (const candidate of used)
    if (ids.length < SEI_PARTS.length && !ids.includes(candidate.id)) ids.push(candidate.id);
  const [first, second, third] = ids;
  if (first === undefined || second === undefined || third === undefined) return null;
  return { version: 1, kind: 'sei', indicators: [first, second, third] };
}

export interface LevelNames {
  readonly large: string;
  readonly largest: string;
}

/** The settings that the screen opens with; null when there are too few indicators to assess anything by. */
export function startSettings(candidates: readonly Candidate[], names: LevelNames): Settings | null {
  const sei = startSei(candidates);
  if (sei === null) return null;
  return {
    kind: 'index',
    index: startIndex(candidates),
    problemCount: startProblemCount(candidates, names),
    sei,
  };
}
