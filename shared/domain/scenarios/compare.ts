import { spearman } from '../statistics/correlation.ts';
import { topCount } from '../tuning/mapClasses.ts';
import type { Method } from '../../schemas/method.ts';
import { type DifferenceSplit, splitDifference } from './split.ts';
import type { Standing } from './standing.ts';

/** How alike two assessments of the same areas are. */
export interface Likeness {
  /** Spearman's correlation of the ranks of the areas that both rank. */
  readonly rankCorrelation: number;
  /** Areas among the highest `first` ranks of either, and of both. */
  readonly top: { readonly first: number; readonly shared: number; readonly either: number };
  readonly flagged: { readonly both: number; readonly either: number };
}

export interface Comparison extends Likeness {
  /** Ranks climbed per area, before minus after; 0 where one of them has none. */
  readonly climbed: Int32Array;
  /** Areas with another rank, or a rank in one only. */
  readonly moved: number;
  /** Mean |climbed| over the areas that both rank; 0 when there are none. */
  readonly meanMove: number;
  /** Positions of areas that are singled out only after, by rank after; and only before, by rank before. Ties by position. */
  readonly newly: readonly number[];
  readonly noLonger: readonly number[];
  readonly split: DifferenceSplit;
  /** Per player of the split: what it brings of the newly flagged, of those no longer flagged, and of the moves. */
  readonly shares: readonly PlayerShare[];
}

export interface PlayerShare {
  /** Sums over the players to the number newly flagged. */
  readonly newly: number;
  /** Sums over the players to the number no longer flagged. */
  readonly noLonger: number;
  /** Mean |part| in ranks over the areas that have a split. */
  readonly meanMove: number;
}

const negative = (ranks: Int32Array): Float64Array =>
  Float64Array.from(ranks, (rank) => (rank > 0 ? -rank : Number.NaN));

const within = (first: number) => (rank: number | undefined) => rank !== undefined && rank > 0 && rank <= first;

/** @param first length of the top lists; the highest 5 % of those ranked where it is left out, of the one that ranks most */
export function likenessOf(before: Standing, after: Standing, first?: number): Likeness {
  const listed = first ?? topCount(0.05, Math.max(before.ranked, after.ranked));
  const inTop = within(listed);
  const count = (holds: (area: number) => boolean): number => {
    let found = 0;
    for (let area = 0; area < before.ranks.length; area += 1) if (holds(area)) found += 1;
    return found;
  };
  const [a, b] = [(i: number) => inTop(before.ranks[i]), (i: number) => inTop(after.ranks[i])];
  const [f, g] = [(i: number) => before.flagged[i] === 1, (i: number) => after.flagged[i] === 1];
  return {
    rankCorrelation: spearman(negative(before.ranks), negative(after.ranks)),
    top: { first: listed, shared: count((i) => a(i) && b(i)), either: count((i) => a(i) || b(i)) },
    flagged: { both: count((i) => f(i) && g(i)), either: count((i) => f(i) || g(i)) },
  };
}

/**
 * Two methods on the same areas.
 * @param standingOf carries out a method
 * @throws UserError when one of the two cannot be carried out
 */
export function compareMethods(
  from: Method,
  to: Method,
  standingOf: (method: Method) => Standing,
  first?: number,
): Comparison {
  const [before, after] = [standingOf(from), standingOf(to)];
  const areas = before.ranks.length;
  const climbed = new Int32Array(areas);
  let moved = 0;
  let both = 0;
  let sum = 0;
  for (let area = 0; area < areas; area += 1) {
    const [a, b] = [before.ranks[area] as number, after.ranks[area] as number];
    if (a !== b) moved += 1;
    if (a === 0 || b === 0) continue;
    both += 1;
    climbed[area] = a - b;
    sum += Math.abs(a - b);
  }
  const onlyIn = (one: Standing, other: Standing): number[] => {
    const found: number[] = [];
    one.flagged.forEach((mark, area) => {
      if (mark === 1 && other.flagged[area] !== 1) found.push(area);
    });
    return found.sort((a, b) => (one.ranks[a] as number) - (one.ranks[b] as number) || a - b);
  };
  const [newly, noLonger] = [onlyIn(after, before), onlyIn(before, after)];
  const split = splitDifference(from, to, standingOf);
  return {
    ...likenessOf(before, after, first),
    climbed,
    moved,
    meanMove: both === 0 ? 0 : sum / both,
    newly,
    noLonger,
    split,
    shares: split.players.map((_player, p) => shareOf(split, p, newly, noLonger)),
  };
}

function shareOf(
  split: DifferenceSplit,
  player: number,
  newly: readonly number[],
  noLonger: readonly number[],
): PlayerShare {
  const [flagged, climbed] = [split.flagged[player] as Float64Array, split.climbed[player] as Float64Array];
  const sumOver = (areas: readonly number[]): number => areas.reduce((sum, area) => sum + (flagged[area] as number), 0);
  const known = climbed.filter((part) => !Number.isNaN(part));
  const moves = known.reduce((sum, part) => sum + Math.abs(part), 0);
  return {
    newly: sumOver(newly) / split.divisor,
    noLonger: -sumOver(noLonger) / split.divisor || 0,
    meanMove: known.length === 0 ? 0 : moves / split.divisor / known.length,
  };
}
