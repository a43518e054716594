/** How areas went from the labels of one year to those of another: levels, area types, groups. */
export interface Transitions {
  /** Labels in the order given; '' (no label) is not among them. */
  readonly before: readonly string[];
  readonly after: readonly string[];
  /** Rows: before, columns: after. */
  readonly areas: readonly Float64Array[];
  readonly people: readonly Float64Array[];
  /** Areas in the order of the pairs whose label is another. */
  readonly changed: readonly number[];
  readonly stayed: number;
}

const inOrder = (labels: Iterable<string>): string[] =>
  [...new Set(labels)].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));

/**
 * Counts the pairs of areas by their label before and after; '' counts as a label of its own, so that an area that lost its label is
 * seen. People are those of the later year; NaN counts as nobody. Only pairs that are the same ground may be given.
 */
export function transitionsOf(
  pairs: readonly { readonly before: string; readonly after: string; readonly people: number }[],
  order?: readonly string[],
): Transitions {
  const known = (of: 'before' | 'after'): string[] => {
    const seen = inOrder(pairs.map((pair) => pair[of]));
    return order === undefined
      ? seen
      : [...order.filter((label) => seen.includes(label)), ...seen.filter((label) => !order.includes(label))];
  };
  const [before, after] = [known('before'), known('after')];
  const matrix = (): Float64Array[] => before.map(() => new Float64Array(after.length));
  const [areas, people] = [matrix(), matrix()];
  const changed: number[] = [];
  for (const [i, pair] of pairs.entries()) {
    const [r, c] = [before.indexOf(pair.before), after.indexOf(pair.after)];
    (areas[r] as Float64Array)[c] = (areas[r]?.[c] ?? 0) + 1;
    (people[r] as Float64Array)[c] = (people[r]?.[c] ?? 0) + (Number.isNaN(pair.people) ? 0 : pair.people);
    if (pair.before !== pair.after) changed.push(i);
  }
  return { before, after, areas, people, changed, stayed: pairs.length - changed.length };
}
