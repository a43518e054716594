/** In what colour each area is drawn. */
export interface Inked {
  /** Per area a position in `colours`; what has none there is drawn as missing, if at all. */
  readonly classOf: ArrayLike<number>;
  readonly colours: readonly string[];
  /** A new value means that classes have been written over. */
  readonly version: number;
}

/** Calls back with the areas of one colour after another: changing the ink is what costs. Those without a colour come first. */
export function byColour(
  { classOf, colours }: Inked,
  missing: string | null,
  draw: (colour: string, areas: readonly number[]) => void,
): void {
  const lists: number[][] = colours.map(() => []);
  const none: number[] = [];
  for (let area = 0; area < classOf.length; area += 1) (lists[classOf[area] ?? -1] ?? none).push(area);
  if (missing !== null && none.length > 0) draw(missing, none);
  lists.forEach((areas, at) => {
    if (areas.length > 0) draw(colours[at] ?? '', areas);
  });
}
