/** A closed ring: x0,y0,x1,y1,… with the first point again at the end. */
export type Ring = Float64Array;

/** Twice the signed area (shoelace formula): positive when the ring runs counter-clockwise with y upwards. */
export function doubleArea(ring: Ring): number {
  let sum = 0;
  const x0 = ring[0] ?? 0;
  const y0 = ring[1] ?? 0;
  // Relative to the first point, so that coordinates in the millions lose no digits.
  for (let i = 0; i + 3 < ring.length; i += 2) {
    const ax = (ring[i] as number) - x0;
    const ay = (ring[i + 1] as number) - y0;
    const bx = (ring[i + 2] as number) - x0;
    const by = (ring[i + 3] as number) - y0;
    sum += ax * by - bx * ay;
  }
  return sum;
}

const reversed = (ring: Ring): Ring => {
  const out = new Float64Array(ring.length);
  for (let i = 0; i < ring.length; i += 2) {
    out[i] = ring[ring.length - 2 - i] as number;
    out[i + 1] = ring[ring.length - 1 - i] as number;
  }
  return out;
};

/** The ring with the winding wanted: outer borders counter-clockwise, holes clockwise. */
export const wound = (ring: Ring, counterClockwise: boolean): Ring =>
  doubleArea(ring) > 0 === counterClockwise ? ring : reversed(ring);

/** Gives every distinct point a number, so that shared borders are found by equality of coordinates. */
export class Points {
  readonly #numbers = new Map<number, Map<number, number>>();
  readonly #x: number[] = [];
  readonly #y: number[] = [];

  numberOf(x: number, y: number): number {
    let column = this.#numbers.get(x);
    if (column === undefined) {
      column = new Map();
      this.#numbers.set(x, column);
    }
    const known = column.get(y);
    if (known !== undefined) return known;
    const made = this.#x.push(x) - 1;
    this.#y.push(y);
    column.set(y, made);
    return made;
  }

  write(number: number, ring: Ring, at: number): void {
    ring[at] = this.#x[number] as number;
    ring[at + 1] = this.#y[number] as number;
  }
}

/**
 * The outline of areas that tile: a border that two of the areas share runs once each way and is dropped, what is left
 * is chained to rings. Where neighbours do not share all points of a border, parts of it stay as extra lines; filled
 * by the even-odd rule the outline is right all the same. Rings come in the order of their first kept edge.
 */
export function dissolve(rings: readonly Ring[], points: Points): readonly Ring[] {
  const LIMIT = 2 ** 26;
  const kept = new Map<number, number>();
  for (const ring of rings) {
    let from = points.numberOf(ring[0] as number, ring[1] as number);
    for (let i = 2; i < ring.length; i += 2) {
      const to = points.numberOf(ring[i] as number, ring[i + 1] as number);
      if (to !== from) {
        const back = to * LIMIT + from;
        const times = kept.get(back) ?? 0;
        if (times > 1) kept.set(back, times - 1);
        else if (times === 1) kept.delete(back);
        else kept.set(from * LIMIT + to, (kept.get(from * LIMIT + to) ?? 0) + 1);
      }
      from = to;
    }
  }
  const next = new Map<number, number[]>();
  for (const [edge, times] of kept) {
    const from = Math.floor(edge / LIMIT);
    const to = edge % LIMIT;
    const outgoing = next.get(from) ?? [];
    for (let time = 0; time < times; time += 1) outgoing.push(to);
    next.set(from, outgoing);
  }
  const out: Ring[] = [];
  for (const [start, outgoing] of next) {
    while (outgoing.length > 0) {
      const chain = [start];
      let at = start;
      do {
        const to = next.get(at)?.shift();
        if (to === undefined) break;
        chain.push(to);
        at = to;
      } while (at !== start);
      if (chain.length < 4) continue;
      const ring = new Float64Array(2 * chain.length);
      for (const [i, number] of chain.entries()) points.write(number, ring, 2 * i);
      out.push(ring);
    }
  }
  return out;
}
