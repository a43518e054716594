import type { Rings } from '../../../../../shared/domain/spatial/sharedBorders.ts';

/*
 * Borders made simpler for a map, so that neighbours still share them: every ring is cut where three borders meet, and each
 * piece is simplified (Douglas and Peucker 1973) in one direction whoever it belongs to.
 */

/** A point in whole metres as one number; y is below ten million. */
const Y_SPAN = 10_000_000;
const keyOf = (x: number, y: number): number => Math.round(x) * Y_SPAN + Math.round(y);
const xOf = (key: number): number => Math.floor(key / Y_SPAN);
const yOf = (key: number): number => key - xOf(key) * Y_SPAN;

/** Squared distance from a point to the line between two others. */
function distance(point: number, from: number, to: number): number {
  const [x, y, ax, ay] = [xOf(point), yOf(point), xOf(from), yOf(from)];
  let dx = xOf(to) - ax;
  let dy = yOf(to) - ay;
  const length = dx * dx + dy * dy;
  const t = length === 0 ? 0 : Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / length));
  dx = x - ax - t * dx;
  dy = y - ay - t * dy;
  return dx * dx + dy * dy;
}

/** The points of a piece of a border that stay. */
function simplified(piece: readonly number[], tolerance: number): number[] {
  const keep = new Uint8Array(piece.length);
  keep[0] = 1;
  keep[piece.length - 1] = 1;
  const pending: [number, number][] = [[0, piece.length - 1]];
  for (let range = pending.pop(); range !== undefined; range = pending.pop()) {
    const [from, to] = range;
    let far = tolerance * tolerance;
    let at = -1;
    for (let i = from + 1; i < to; i += 1) {
      const own = distance(piece[i] as number, piece[from] as number, piece[to] as number);
      if (own > far) [far, at] = [own, i];
    }
    if (at < 0) continue;
    keep[at] = 1;
    pending.push([from, at], [at, to]);
  }
  return piece.filter((_, i) => keep[i] === 1);
}

/** One direction for a piece, whichever of its two areas it is met in. */
const runsBackwards = (piece: readonly number[]): boolean => {
  const [first, last] = [piece[0] as number, piece.at(-1) as number];
  return first === last ? (piece[1] as number) > (piece.at(-2) as number) : first > last;
};

function ofPiece(piece: readonly number[], tolerance: number): number[] {
  const backwards = runsBackwards(piece);
  const found = simplified(backwards ? piece.toReversed() : piece, tolerance);
  return backwards ? found.reverse() : found;
}

/** The point of a closed ring that lies farthest from the first, the smallest key among equals. */
function farthest(ring: readonly number[]): number {
  const first = ring[0] as number;
  let [best, far] = [1, -1];
  for (let i = 1; i < ring.length; i += 1) {
    const own = distance(ring[i] as number, first, first);
    if (own > far || (own === far && (ring[i] as number) < (ring[best] as number))) [best, far] = [i, own];
  }
  return best;
}

function ringKeys({ coordinates, ringStart }: Rings, ring: number): number[] {
  const keys: number[] = [];
  for (let i = ringStart[ring] as number; i < (ringStart[ring + 1] as number); i += 1) {
    const key = keyOf(coordinates[2 * i] as number, coordinates[2 * i + 1] as number);
    if (key !== keys.at(-1)) keys.push(key);
  }
  if (keys.length > 1 && keys[0] === keys.at(-1)) keys.pop();
  return keys;
}

/** Points where a border divides: those with other than two neighbours. */
function meetingPoints(rings: readonly (readonly number[])[]): Set<number> {
  const beside = new Map<number, [number, number]>();
  const meeting = new Set<number>();
  const note = (point: number, other: number): void => {
    const known = beside.get(point);
    if (known === undefined) beside.set(point, [other, -1]);
    else if (known[0] === other || known[1] === other) return;
    else if (known[1] === -1) known[1] = other;
    else meeting.add(point);
  };
  for (const ring of rings)
    for (const [i, point] of ring.entries()) {
      const next = ring[(i + 1) % ring.length] as number;
      note(point, next);
      note(next, point);
    }
  return meeting;
}

const rotated = (ring: readonly number[], start: number): number[] => [...ring.slice(start), ...ring.slice(0, start)];

function simplifiedRing(ring: readonly number[], meeting: ReadonlySet<number>, tolerance: number): number[] {
  let cuts = ring.flatMap((point, i) => (meeting.has(point) ? [i] : []));
  let own: readonly number[] = ring;
  if (cuts.length < 2) {
    const start = cuts[0] ?? ring.reduce((least, point, i) => (point < (ring[least] as number) ? i : least), 0);
    own = rotated(ring, start);
    cuts = [0, farthest(own)];
  } else {
    own = rotated(ring, cuts[0] as number);
    cuts = own.flatMap((point, i) => (meeting.has(point) ? [i] : []));
  }
  const closed = [...own, own[0] as number];
  const found: number[] = [];
  for (const [i, from] of cuts.entries()) {
    const to = cuts[i + 1] ?? closed.length - 1;
    found.push(...ofPiece(closed.slice(from, to + 1), tolerance).slice(0, -1));
  }
  return found;
}

/**
 * The rings in whole metres with fewer points: nowhere farther than `tolerance` metres from where they were, and common to
 * both sides. Closed: the first point stands last too. A ring that would shrink to a line keeps its points, or is left out where it has
 * no room in whole metres.
 */
export function generalised(rings: Rings, tolerance: number): (Int32Array | null)[] {
  const keys = Array.from({ length: rings.ringArea.length }, (_, ring) => ringKeys(rings, ring));
  const meeting = meetingPoints(keys);
  return keys.map((ring) => {
    if (ring.length < 3) return null;
    const fewer = simplifiedRing(ring, meeting, tolerance);
    const points = fewer.length < 3 ? ring : fewer;
    const out = new Int32Array(2 * points.length + 2);
    for (const [i, key] of [...points, points[0] as number].entries()) out.set([xOf(key), yOf(key)], 2 * i);
    return out;
  });
}
