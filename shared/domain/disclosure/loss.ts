/** How far a protected table is from the true one, so that methods can be compared. All over the same cells. */
export interface InformationLoss {
  readonly cells: number;
  /** Cells without a number. */
  readonly hidden: number;
  /** Share of the sum over inner cells that stands in hidden inner cells, 0..1. */
  readonly hiddenShare: number;
  /** Cells that show another number than the true one. */
  readonly changed: number;
  readonly meanAbsolute: number;
  readonly rootMeanSquare: number;
  readonly greatest: number;
  /** Hellinger utility 0..1 over the shown cells: 1 - sqrt(sum (sqrt a - sqrt b)^2 / 2) / sqrt(sum of a), 1 = as true. */
  readonly hellinger: number;
}

/**
 * Loss of `shown` (null = hidden) against `truth`; `inner` = 1 for cells that are no sums. Differences are taken over the shown cells; with none shown
 * they are 0 and the utility is 0. Hellinger distance as in Shlomo and Young (2006).
 */
export function informationLoss(
  truth: Float64Array,
  shown: readonly (number | null)[],
  inner: Uint8Array,
): InformationLoss {
  let [hidden, changed, absolute, squares, greatest, roots, sum] = [0, 0, 0, 0, 0, 0, 0];
  let [innerSum, innerHidden] = [0, 0];
  for (const [cell, value] of truth.entries()) {
    const size = Math.abs(value);
    const seen = shown[cell] ?? null;
    if (inner[cell] === 1) innerSum += size;
    if (seen === null) {
      hidden += 1;
      if (inner[cell] === 1) innerHidden += size;
      continue;
    }
    const difference = Math.abs(seen - value);
    if (difference !== 0) changed += 1;
    absolute += difference;
    squares += difference * difference;
    greatest = Math.max(greatest, difference);
    roots += (Math.sqrt(Math.abs(seen)) - Math.sqrt(size)) ** 2;
    sum += size;
  }
  const count = truth.length - hidden;
  return {
    cells: truth.length,
    hidden,
    hiddenShare: innerSum === 0 ? 0 : innerHidden / innerSum,
    changed,
    meanAbsolute: count === 0 ? 0 : absolute / count,
    rootMeanSquare: count === 0 ? 0 : Math.sqrt(squares / count),
    greatest,
    hellinger: count === 0 ? 0 : sum === 0 ? 1 : 1 - Math.sqrt(roots / 2) / Math.sqrt(sum),
  };
}
