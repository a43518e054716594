/** A disc that is drawn together: its middle shrinks by `pull`, its rim stays where it is. */
export interface Disc {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  /** Scale at the middle, in 0..1. */
  readonly pull: number;
}

/**
 * Moves a point of the plane by one disc after the other: at share t of the radius to t (pull + (1 - pull) (2 t^2 - t^4))
 * of it, a rising function with slope 1 at the rim, so that nothing shows where a disc ends. Each step is a one-to-one map of the plane, so what did not cross before does not cross after: towns become small without
 * any border breaking.
 */
export function drawTogether(discs: readonly Disc[], x: number, y: number): readonly [number, number] {
  let px = x;
  let py = y;
  for (const disc of discs) {
    const dx = px - disc.x;
    const dy = py - disc.y;
    const share = (dx * dx + dy * dy) / (disc.radius * disc.radius);
    if (share >= 1) continue;
    const scale = disc.pull + (1 - disc.pull) * share * (2 - share);
    px = disc.x + dx * scale;
    py = disc.y + dy * scale;
  }
  return [px, py];
}
