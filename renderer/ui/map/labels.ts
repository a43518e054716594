/** A name that wants a place on the map; heavier ones come first. */
export interface LabelWish {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Room the name's own ground takes on screen, in pixels: without it the name is left out. */
  readonly room: number;
  readonly weight: number;
}

/**
 * Which names fit: in falling weight (ties by text), each only where its ground is wide enough for it and it touches no
 * name already placed and no edge of the map.
 */
export function placeLabels(wishes: readonly LabelWish[], width: number, height: number, gap = 6): LabelWish[] {
  const inOrder = [...wishes].sort((a, b) => b.weight - a.weight || (a.text < b.text ? -1 : 1));
  const placed: LabelWish[] = [];
  for (const wish of inOrder) {
    const left = wish.x - wish.width / 2;
    const top = wish.y - wish.height / 2;
    if (wish.room < wish.width || left < 0 || top < 0 || left + wish.width > width || top + wish.height > height)
      continue;
    const free = placed.every(
      (other) =>
        Math.abs(other.x - wish.x) * 2 >= other.width + wish.width + 2 * gap ||
        Math.abs(other.y - wish.y) * 2 >= other.height + wish.height + gap,
    );
    if (free) placed.push(wish);
  }
  return placed;
}
