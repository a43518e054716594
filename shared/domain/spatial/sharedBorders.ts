/** Rings of areas as `areas.geometry` gives them. */
export interface Rings {
  readonly coordinates: Float64Array;
  readonly ringStart: Uint32Array;
  readonly ringArea: Uint32Array;
}

/**
 * For each area the areas that it shares a part of a border with, by their positions in the order of the codes; a common
 * corner is not enough. Borders meet where they have the very same points, as they do in SCB's divisions.
 */
export function neighboursIn(
  { coordinates, ringStart, ringArea }: Rings,
  areas: number,
): readonly (readonly number[])[] {
  const neighbours = Array.from({ length: areas }, () => new Set<number>());
  const first = new Map<string, number>();
  for (const [ring, area] of ringArea.entries()) {
    const end = (ringStart[ring + 1] as number) - 1;
    for (let point = ringStart[ring] as number; point < end; point += 1) {
      const here = `${String(coordinates[2 * point])},${String(coordinates[2 * point + 1])}`;
      const next = `${String(coordinates[2 * point + 2])},${String(coordinates[2 * point + 3])}`;
      const side = here < next ? `${here} ${next}` : `${next} ${here}`;
      const other = first.get(side);
      if (other === undefined) first.set(side, area);
      else if (other !== area) {
        neighbours[other]?.add(area);
        neighbours[area]?.add(other);
      }
    }
  }
  return neighbours.map((own) => [...own].sort((a, b) => a - b));
}
