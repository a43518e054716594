import type { GroupQuality } from '../complete.ts';
import { gapAdvice } from './gap.ts';
import { standingOf } from './stability.ts';

/** What is known of one number of groups. */
export interface ChoiceOfK extends GroupQuality {
  readonly gap?: number;
  readonly gapError?: number;
  /** Mean Jaccard per group when areas are drawn anew. */
  readonly jaccards?: readonly number[];
}

const CRITERIA = ['silhouette', 'calinskiHarabasz', 'daviesBouldin', 'gap', 'stability', 'bic'] as const;
export type Criterion = (typeof CRITERIA)[number];

/** A reason in words is `groups.reason.<kind>` of the texts; the parameters are numbers, formatted where they are shown. */
export type ReasonKind =
  | `${Criterion}.for`
  | `${Criterion}.against`
  | 'gapAdvice.for'
  | 'gapAdvice.against'
  | 'gapNone.against'
  | 'stable.for'
  | 'unstable.against'
  | 'dissolved.against'
  | 'small.against'
  | 'foundOnce.against'
  | 'weak.against';
export interface Reason {
  readonly kind: ReasonKind;
  readonly parameters: Readonly<Record<string, number>>;
}

export interface Advice {
  readonly k: number;
  readonly for: readonly Reason[];
  readonly against: readonly Reason[];
}

/** Below this a mean silhouette says that there are hardly any groups to find (L. Kaufman and P. J. Rousseeuw, 1990, table 4). */
const NO_STRUCTURE = 0.25;
const SMALL_SHARE = 0.01;
const SMALL_AREAS = 10;

/** Larger is better; NaN where it is not known. */
function merit(criterion: Criterion, choice: ChoiceOfK): number {
  switch (criterion) {
    case 'silhouette':
    case 'calinskiHarabasz':
      return choice[criterion];
    case 'daviesBouldin':
      return -choice.daviesBouldin;
    case 'gap':
      return choice.gap ?? Number.NaN;
    case 'stability':
      return leastJaccard(choice);
    case 'bic':
      break;
  }
  return -(choice.bic ?? Number.NaN);
}

const leastJaccard = ({ jaccards }: ChoiceOfK): number =>
  jaccards === undefined || jaccards.length === 0 ? Number.NaN : Math.min(...jaccards);

const dissolved = ({ jaccards = [] }: ChoiceOfK): number =>
  jaccards.filter((jaccard) => standingOf(jaccard) === 'dissolved').length;
const untrusted = ({ jaccards = [] }: ChoiceOfK): number =>
  jaccards.filter((jaccard) => ['do-not-trust', 'uncertain'].includes(standingOf(jaccard))).length;

/** 1 is best; equal merits share the better place. */
const placeAmong = (own: number, all: readonly number[]): number => 1 + all.filter((other) => other > own).length;

/**
 * One number of groups to begin with, and what speaks for and against it. Each criterion that is known (silhouette,
 * Calinski-Harabasz, Davies-Bouldin, gap, stability of the least stable group, BIC) ranks the numbers of groups compared; the
 * best mean place wins, ties the fewest groups. A number with a group that dissolves when areas are drawn anew is passed over as long
 * as there is one without. No criterion is right by itself: that is why the reasons stand beside.
 * @param choices by rising k; undefined when there is none
 */
export function adviseOnK(choices: readonly ChoiceOfK[], areas: number): Advice | undefined {
  const whole = choices.filter((choice) => dissolved(choice) === 0);
  const candidates = whole.length > 0 ? whole : choices;
  const merits = CRITERIA.map((criterion) => ({
    criterion,
    of: choices.map((choice) => merit(criterion, choice)).filter((value) => !Number.isNaN(value)),
  })).filter(({ of }) => of.length > 1);
  const meanPlace = (choice: ChoiceOfK): number => {
    const places = merits.flatMap(({ criterion, of }) => {
      const own = merit(criterion, choice);
      return Number.isNaN(own) ? [] : [(placeAmong(own, of) - 1) / (of.length - 1)];
    });
    return places.length === 0 ? 0.5 : places.reduce((sum, place) => sum + place, 0) / places.length;
  };
  let best: ChoiceOfK | undefined;
  for (const choice of candidates) if (best === undefined || meanPlace(choice) < meanPlace(best) - 1e-12) best = choice;
  if (best === undefined) return undefined;
  const reasons = [
    ...criterionReasons(best, choices, merits),
    ...gapReasons(best, choices),
    ...ownReasons(best, areas),
  ];
  return {
    k: best.k,
    for: reasons.filter(({ kind }) => kind.endsWith('.for')),
    against: reasons.filter(({ kind }) => kind.endsWith('.against')),
  };
}

/** In the first third of the places a criterion speaks for, in the last third against; between them it says nothing. */
function* criterionReasons(
  choice: ChoiceOfK,
  choices: readonly ChoiceOfK[],
  merits: readonly { readonly criterion: Criterion; readonly of: readonly number[] }[],
): Generator<Reason> {
  for (const { criterion, of } of merits) {
    const own = merit(criterion, choice);
    if (Number.isNaN(own)) continue;
    const place = placeAmong(own, of);
    const side = place <= Math.ceil(of.length / 3) ? 'for' : place > Math.floor((2 * of.length) / 3) ? 'against' : null;
    if (side === null) continue;
    const top = choices.find((other) => merit(criterion, other) === Math.max(...of));
    const value = criterion === 'daviesBouldin' || criterion === 'bic' ? -own : own;
    yield {
      kind: `${criterion}.${side}`,
      parameters: { value, place, of: of.length, best: top?.k ?? choice.k },
    };
  }
}

function* gapReasons(choice: ChoiceOfK, choices: readonly ChoiceOfK[]): Generator<Reason> {
  const known = choices.flatMap(({ k, gap, gapError }) =>
    gap === undefined || gapError === undefined ? [] : [{ k, gap, standardError: gapError }],
  );
  if (known.length < 2) return;
  const k = gapAdvice(known);
  if (k === undefined) yield { kind: 'gapNone.against', parameters: { most: known.at(-1)?.k ?? 0 } };
  else yield { kind: k === choice.k ? 'gapAdvice.for' : 'gapAdvice.against', parameters: { k } };
}

function* ownReasons(choice: ChoiceOfK, areas: number): Generator<Reason> {
  const { jaccards, smallest, foundTimes, silhouette, k } = choice;
  if (jaccards !== undefined) {
    const gone = dissolved(choice);
    const shaky = untrusted(choice);
    if (gone > 0) yield { kind: 'dissolved.against', parameters: { groups: gone, k } };
    if (shaky > 0) yield { kind: 'unstable.against', parameters: { groups: shaky, k } };
    if (gone + shaky === 0) yield { kind: 'stable.for', parameters: { least: leastJaccard(choice) } };
  }
  if (smallest < SMALL_AREAS || smallest < SMALL_SHARE * areas)
    yield { kind: 'small.against', parameters: { areas: smallest } };
  if (foundTimes === 1) yield { kind: 'foundOnce.against', parameters: {} };
  if (silhouette < NO_STRUCTURE) yield { kind: 'weak.against', parameters: { value: silhouette } };
}
