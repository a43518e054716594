import { UserError } from '../../errors/errors.ts';
import type { Method } from '../../schemas/method.ts';
import { type Aspect, differingAspects, mixtureOf } from './aspects.ts';
import { shapleyParts } from './shapley.ts';
import type { Standing } from './standing.ts';

/** What of the difference between two methods comes from what, area by area. */
export interface DifferenceSplit {
  /** The players: mostly one aspect each. Several stand together where they cannot be taken one without the other. */
  readonly players: readonly (readonly Aspect[])[];
  readonly divisor: number;
  /**
   * Per player and area, over `divisor`: ranks climbed because of it. They sum to divisor (rank before - rank after). NaN for an area
   * that has no rank in some combination.
   */
  readonly climbed: readonly Float64Array[];
  /** Per player and area, over `divisor`: they sum to divisor (flagged after - flagged before). */
  readonly flagged: readonly Float64Array[];
}

/**
 * Splits the way from one method to another into what differs, by the Shapley value over the methods that take some of it
 * (`mixtureOf`). Where some combination cannot be carried out (a geometric mean over z values, order weights for other children), the
 * players are put together: of all ways to do so that leave none that cannot be carried out the one with most players, the first in the
 * order of `ASPECTS`.
 * @param standingOf carries out a method; its UserError means that it cannot be
 */
export function splitDifference(from: Method, to: Method, standingOf: (method: Method) => Standing): DifferenceSplit {
  const aspects = differingAspects(from, to);
  const known = new Map<number, Standing | null>();
  const standing = (mask: number): Standing | null => {
    const found = known.get(mask);
    if (found !== undefined) return found;
    const made = carriedOut(() =>
      standingOf(mixtureOf(from, to, new Set(aspects.filter((_aspect, at) => (mask & (1 << at)) !== 0)))),
    );
    known.set(mask, made);
    return made;
  };
  const groups = partitions(aspects.length).find((blocks) => unionsOf(blocks).every((mask) => standing(mask) !== null));
  // All in one block needs the two methods alone, which their own callers have carried out; else there is nothing to split.
  if (groups === undefined) return { players: [], divisor: 1, climbed: [], flagged: [] };
  const masks = unionsOf(groups);
  const at = (coalition: number): Standing => standing(masks[coalition] as number) as Standing;
  const climbed = shapleyParts(groups.length, (coalition) =>
    Float64Array.from(at(coalition).ranks, (rank) => (rank > 0 ? -rank : Number.NaN)),
  );
  const flagged = shapleyParts(groups.length, (coalition) => at(coalition).flagged);
  return {
    players: groups.map((mask) => aspects.filter((_aspect, i) => (mask & (1 << i)) !== 0)),
    divisor: climbed.divisor,
    climbed: climbed.numerators,
    flagged: flagged.numerators,
  };
}

function carriedOut(work: () => Standing): Standing | null {
  try {
    return work();
  } catch (cause) {
    if (cause instanceof UserError) return null;
    throw cause;
  }
}

/** The union of blocks for every coalition of them: bit b of the position = block b takes part. */
const unionsOf = (blocks: readonly number[]): readonly number[] =>
  Array.from({ length: 2 ** blocks.length }, (_none, coalition) =>
    blocks.reduce((union, block, b) => ((coalition & (1 << b)) === 0 ? union : union | block), 0),
  );

/** Every way to put n players into blocks, as masks: those with most blocks first, then as the players stand. */
export function partitions(n: number): readonly (readonly number[])[] {
  let found: number[][] = [[]];
  for (let player = 0; player < n; player += 1)
    found = found.flatMap((blocks) => [
      [...blocks, 1 << player],
      ...blocks.map((_block, at) => blocks.map((block, b) => (b === at ? block | (1 << player) : block))),
    ]);
  return found.sort((a, b) => b.length - a.length);
}
