/** The class of an area without a value. */
export const MISSING_CLASS = 255;
/** More classes than this cannot be told apart, and 255 is taken. */
export const MOST_CLASSES = 250;

/** Class of one value: the number of limits that are at most x. Limits must rise. */
export function classOfValue(x: number, limits: readonly number[]): number {
  if (Number.isNaN(x)) return MISSING_CLASS;
  let low = 0;
  let high = limits.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((limits[middle] as number) <= x) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Class of every value, 255 where there is none. Writes into `into` when it is given, and returns it. */
export function classify(
  values: Float64Array,
  limits: readonly number[],
  into: Uint8Array = new Uint8Array(values.length),
): Uint8Array {
  if (limits.length >= MOST_CLASSES) throw new RangeError('classify: too many class limits');
  for (let i = 0; i < values.length; i += 1) into[i] = classOfValue(values[i] as number, limits);
  return into;
}

export interface ClassCounts {
  readonly counts: number[];
  readonly missing: number;
}

/** How many areas each of the classes 0 .. classes - 1 holds, and how many have no value. */
export function countClasses(classOf: Uint8Array, classes: number): ClassCounts {
  const counts = Array.from({ length: classes }, () => 0);
  let missing = 0;
  for (const c of classOf) {
    if (c === MISSING_CLASS) missing += 1;
    else if (c < classes) counts[c] = (counts[c] as number) + 1;
  }
  return { counts, missing };
}
