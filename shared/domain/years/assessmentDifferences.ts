import { spearman } from '../statistics/correlation.ts';
import type { AreaDifferences, SamePair } from './areaDifferences.ts';
import { groundParts, partsOf } from './groundParts.ts';
import { type AreaStanding, persistence, type Standing } from './persistence.ts';
import { type ChangeSplit, splitChange, type WeightedPart } from './splitChange.ts';
import { type Transitions, transitionsOf } from './transitions.ts';
import type { ResultAssessment, YearResults } from './yearResults.ts';

export type AssessmentState = 'same' | 'otherMethod' | 'otherKind' | 'new' | 'gone';

export interface MovedArea {
  readonly code: string;
  readonly name: string;
  readonly ranks: readonly [before: number, after: number];
  readonly scores: readonly [before: number, after: number];
  readonly levels: readonly [before: string, after: string];
  readonly standing: Standing;
  /** Null without standard errors. */
  readonly q: number | null;
  /** True when the area's borders moved: then only its code is the same. */
  readonly bordersMoved: boolean;
  /** What the change of the score came from; null where it cannot be split. */
  readonly split: ChangeSplit | null;
}

export interface AssessmentDifference {
  readonly id: string;
  readonly state: AssessmentState;
  /** Of the later year's method: the order of the split's parts. */
  readonly indicators: readonly string[];
  readonly relative: boolean;
  readonly scored: readonly [before: number, after: number];
  readonly rankCorrelation: number;
  readonly transitions: Transitions | null;
  readonly standings: Readonly<Record<Standing, number>>;
  /** Of those new and those that left, how many have an indicator that changed beyond noise (false discovery rate 5 %). */
  readonly certain: { readonly new: number; readonly left: number };
  /** Areas whose rank, level or border is another, the furthest moved first, ties by code. */
  readonly moved: readonly MovedArea[];
}

const LEVEL = 0.05;
const TOP_SHARE = 0.1;

/** Flagged: has a level in a problem count; is of type 1 or 2; is among the tenth that stands worst by an index. */
function isFlagged({ kind, levels, ranks, scores }: ResultAssessment): (area: number) => boolean {
  if (kind === 'problem-count') return (area) => (levels[area] ?? '') !== '';
  if (kind === 'sei') return (area) => levels[area] === '1' || levels[area] === '2';
  const scored = scores.filter((score) => !Number.isNaN(score)).length;
  return (area) => (ranks[area] ?? 0) > 0 && (ranks[area] as number) <= TOP_SHARE * scored;
}

const EMPTY = { persistent: 0, new: 0, left: 0, never: 0 };

function inOne(id: string, state: AssessmentState, one: ResultAssessment): AssessmentDifference {
  const scored = one.scores.filter((score) => !Number.isNaN(score)).length;
  return {
    id,
    state,
    indicators: one.indicators,
    relative: one.relative,
    scored: state === 'gone' ? [scored, 0] : [0, scored],
    rankCorrelation: Number.NaN,
    transitions: null,
    standings: EMPTY,
    certain: { new: 0, left: 0 },
    moved: [],
  };
}

/** Weights where nothing is missing: those of the first area that has all. */
const fullWeights = ({ weights, contributions, indicators }: ResultAssessment): Float64Array => {
  const area =
    contributions[0]?.findIndex((_one, i) => contributions.every((column) => !Number.isNaN(column[i]))) ?? -1;
  return Float64Array.from(indicators, (_id, j) => weights?.[j]?.[area] ?? Number.NaN);
};

/** Puts parts in the order of other indicators; one that the method lacks has no weight. */
const inOrderOf = (ids: readonly string[], own: readonly string[], parts: readonly WeightedPart[]): WeightedPart[] =>
  ids.map((id) => parts[own.indexOf(id)] ?? { weight: 0, normalised: Number.NaN });

interface Sides {
  readonly before: YearResults;
  readonly after: YearResults;
  readonly was: ResultAssessment;
  readonly is: ResultAssessment;
  /** Indicators of either method. */
  readonly ids: readonly string[];
}

function splitOf(
  { before, after, was, is, ids }: Sides,
  pair: SamePair,
  ground: { readonly before: readonly string[]; readonly after: readonly string[] } | undefined,
): ChangeSplit | null {
  const [p0, p1] = [partsOf(was, pair.before), partsOf(is, pair.after)];
  const scores = [was.scores[pair.before] as number, is.scores[pair.after] as number] as const;
  if (p0 === undefined || p1 === undefined || scores.some((score) => Number.isNaN(score))) return null;
  const parts = [inOrderOf(ids, was.indicators, p0), inOrderOf(ids, is.indicators, p1)] as const;
  if (ground === undefined) return splitChange({ scores, parts });
  const g0 = groundParts(before, was, ground.before, fullWeights(was));
  const g1 = groundParts(after, is, ground.after, fullWeights(is));
  if (g0 === undefined || g1 === undefined) return null;
  return splitChange({
    scores,
    parts,
    ground: [inOrderOf(ids, was.indicators, g0), inOrderOf(ids, is.indicators, g1)],
  });
}

function standingsOf(sides: Sides, same: readonly SamePair[]): AreaStanding[] {
  const { before, after, was, is } = sides;
  const [then, now] = [isFlagged(was), isFlagged(is)];
  const shared = is.indicators.flatMap((id) => {
    const [a, b] = [before, after].map(({ indicators }) => indicators.find((one) => one.id === id));
    return a === undefined || b === undefined || a.definition !== b.definition ? [] : [[a, b] as const];
  });
  return persistence(
    same.map((pair) => ({
      flagged: [then(pair.before), now(pair.after)],
      indicators: shared.map(([a, b]) => ({
        before: { value: a.value[pair.before] as number, error: a.error[pair.before] as number },
        after: { value: b.value[pair.after] as number, error: b.error[pair.after] as number },
      })),
    })),
  );
}

function compared(id: string, state: AssessmentState, sides: Sides, areas: AreaDifferences): AssessmentDifference {
  const { before, after, was, is } = sides;
  const both = areas.same.filter(
    (pair) => !Number.isNaN(was.scores[pair.before]) && !Number.isNaN(is.scores[pair.after]),
  );
  const standings = standingsOf(sides, both);
  const codes = new Map(before.areas.map(({ code }, i) => [code, i]));
  const now = new Map(after.areas.map(({ code }, i) => [code, i]));
  const moved = (
    pair: SamePair,
    standing: AreaStanding | undefined,
    ground?: AreaDifferences['regrouped'][number],
  ) => ({
    code: after.areas[pair.after]?.code ?? '',
    name: after.areas[pair.after]?.name ?? '',
    ranks: [was.ranks[pair.before] as number, is.ranks[pair.after] as number] as const,
    scores: [was.scores[pair.before] as number, is.scores[pair.after] as number] as const,
    levels: [was.levels[pair.before] ?? '', is.levels[pair.after] ?? ''] as const,
    standing: standing?.standing ?? ('never' as const),
    q: standing === undefined || Number.isNaN(standing.q) ? null : standing.q,
    bordersMoved: ground !== undefined,
    split: splitOf(sides, pair, ground),
  });
  const borderPairs = areas.bordersMoved.flatMap((code) => {
    const [i, j] = [codes.get(code), now.get(code)];
    const ground = areas.regrouped.find((set) => set.whole && set.before.includes(code) && set.after.includes(code));
    return i === undefined || j === undefined || ground === undefined
      ? []
      : [{ pair: { before: i, after: j }, ground }];
  });
  const all: MovedArea[] = [
    ...both.map((pair, i) => moved(pair, standings[i])),
    ...borderPairs
      .filter(({ pair }) => !Number.isNaN(was.scores[pair.before]) && !Number.isNaN(is.scores[pair.after]))
      .map(({ pair, ground }) => moved(pair, undefined, ground)),
  ];
  const count = (of: Standing, certain = false): number =>
    standings.filter(({ standing, q }) => standing === of && (!certain || q <= LEVEL)).length;
  const distance = ({ ranks: [a, b] }: MovedArea): number => Math.abs(a - b);
  const hasLevels = is.kind !== 'index' && is.kind === was.kind;
  const order = is.kind === 'sei' ? ['1', '2', '3', '4', '5'] : undefined;
  return {
    id,
    state,
    indicators: sides.ids,
    relative: was.relative || is.relative,
    scored: [was, is].map(({ scores }) => scores.filter((score) => !Number.isNaN(score)).length) as [number, number],
    rankCorrelation:
      both.length < 2
        ? Number.NaN
        : spearman(
            Float64Array.from(both, (pair) => was.scores[pair.before] as number),
            Float64Array.from(both, (pair) => is.scores[pair.after] as number),
          ),
    transitions: hasLevels
      ? transitionsOf(
          both.map((pair) => ({
            before: was.levels[pair.before] ?? '',
            after: is.levels[pair.after] ?? '',
            people: after.areas[pair.after]?.people ?? Number.NaN,
          })),
          order,
        )
      : null,
    standings: { persistent: count('persistent'), new: count('new'), left: count('left'), never: count('never') },
    certain: { new: count('new', true), left: count('left', true) },
    moved: all
      .filter((one) => distance(one) > 0 || one.levels[0] !== one.levels[1] || one.bordersMoved)
      .sort((a, b) => distance(b) - distance(a) || (a.code < b.code ? -1 : 1)),
  };
}

/** Every assessment of either year by its name; another method under the same name is said to be one. */
export function assessmentDifferences(
  before: YearResults,
  after: YearResults,
  areas: AreaDifferences,
): AssessmentDifference[] {
  const ids = [...new Set([...after.assessments, ...before.assessments].map(({ id }) => id))];
  return ids.flatMap((id) => {
    const was = before.assessments.find((one) => one.id === id);
    const is = after.assessments.find((one) => one.id === id);
    if (was === undefined) return is === undefined ? [] : [inOne(id, 'new', is)];
    if (is === undefined) return [inOne(id, 'gone', was)];
    if (was.kind !== is.kind) return [inOne(id, 'otherKind', is)];
    const indicators = [...new Set([...is.indicators, ...was.indicators])];
    const state = was.method === is.method ? 'same' : 'otherMethod';
    return [compared(id, state, { before, after, was, is, ids: indicators }, areas)];
  });
}
