/*
 * Weights of siblings while a person pulls at one of them. Weights are not negative; a total that is kept is the sum
 * over the siblings, usually 100. What is locked never moves. All functions give new arrays.
 */

const sumOf = (weights: readonly number[], which: (at: number) => boolean): number =>
  weights.reduce((sum, weight, at) => (which(at) ? sum + weight : sum), 0);

/** Gives `room` to the siblings in proportion to what they have, or evenly when they have nothing. */
function share(weights: readonly number[], takes: (at: number) => boolean, room: number): number[] {
  const have = sumOf(weights, takes);
  const count = weights.filter((_, at) => takes(at)).length;
  return weights.map((weight, at) => {
    if (!takes(at)) return weight;
    return have > 0 ? (weight * room) / have : room / count;
  });
}

/**
 * Sets one weight and lets the others that are not locked give way in proportion, so that the sum over the siblings is
 * `total`. The weight is held between 0 and what the locked ones leave. When all others are locked there is nothing to
 * give way, and the weight takes exactly what is left. A locked weight does not move.
 */
export function setKeepingSum(
  weights: readonly number[],
  locked: readonly boolean[],
  at: number,
  value: number,
  total: number,
): number[] {
  if (locked[at] === true) return [...weights];
  const held = sumOf(weights, (other) => other !== at && locked[other] === true);
  const room = Math.max(0, total - held);
  const free = (other: number): boolean => other !== at && locked[other] !== true;
  const anyFree = weights.some((_, other) => free(other));
  const mine = anyFree ? Math.min(room, Math.max(0, value)) : room;
  return share(weights, free, room - mine).map((weight, other) => (other === at ? mine : weight));
}

/**
 * Brings the sum over the siblings to `total` by stretching those that are not locked. When the locked ones alone exceed
 * the total, or none is free, nothing can be done and the weights come back unchanged.
 */
export function bringToSum(weights: readonly number[], locked: readonly boolean[], total: number): number[] {
  const held = sumOf(weights, (at) => locked[at] === true);
  const free = (at: number): boolean => locked[at] !== true;
  if (held > total || !weights.some((_, at) => free(at))) return [...weights];
  return share(weights, free, total - held);
}

/** The same weight for all that are not locked, sharing what the locked ones leave of `total`. */
export function makeEqual(weights: readonly number[], locked: readonly boolean[], total: number): number[] {
  const held = sumOf(weights, (at) => locked[at] === true);
  const free = weights.filter((_, at) => locked[at] !== true).length;
  const each = Math.max(0, total - held) / free;
  return weights.map((weight, at) => (locked[at] === true ? weight : each));
}

/** Each weight's part of the sum over the siblings; all 0 when the sum is. */
export function partsOf(weights: readonly number[]): number[] {
  const sum = sumOf(weights, () => true);
  return weights.map((weight) => (sum > 0 ? weight / sum : 0));
}
