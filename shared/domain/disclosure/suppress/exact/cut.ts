/**
 * What every safe pattern fulfils: the weights of its hidden cells sum to at least 1. Weights lie above 0 and are at most 1; cells that are
 * not named have none, and unsafe cells, which are hidden anyway, are taken account of already.
 */
export interface Cut {
  readonly cells: readonly number[];
  readonly weights: readonly number[];
}

const SLACK = 1e-6;

/** True when the pattern (0..1 for each cell) breaks the cut. */
export function isBroken({ cells, weights }: Cut, pattern: Float64Array): boolean {
  let sum = 0;
  for (const [i, cell] of cells.entries()) sum += (weights[i] as number) * (pattern[cell] as number);
  return sum < 1 - SLACK;
}

/** A pattern that fulfils one of two cuts fulfils this one: each cell has the greater of its weights. */
export function eitherOf(a: Cut, b: Cut): Cut {
  const weights = new Map<number, number>();
  for (const { cells, weights: own } of [a, b])
    for (const [i, cell] of cells.entries()) weights.set(cell, Math.max(weights.get(cell) ?? 0, own[i] as number));
  return { cells: [...weights.keys()], weights: [...weights.values()] };
}

/**
 * A pattern that is not enough, nor any part of it: some cell outside must be hidden. Holds since hiding more never tells the reader more.
 */
export const oneMore = (hidden: Uint8Array, mayHide: (cell: number) => boolean): Cut => {
  const cells = [...hidden.keys()].filter((cell) => hidden[cell] !== 1 && mayHide(cell));
  return { cells, weights: cells.map(() => 1) };
};
