import { generator } from '../../../../shared/domain/random/generator.ts';
import { type Lattice, lattice } from './lattice.ts';
import { noise } from './noise.ts';

/** Metres of SWEREF 99 TM between which the country lies. */
export const SOUTH = 6_190_000;
export const NORTH = 7_630_000;
const MIDDLE = 565_000;

/** Width of a lattice cell in metres at a northing: small in the densely settled south, large in the north. */
const cellWidth = (northing: number): number => {
  const t = (northing - SOUTH) / (NORTH - SOUTH);
  return 2150 + 1000 * t + 6400 * t * t;
};

/** Half the country's width and the shift of its middle, in metres, as knots from south to north. */
const KNOTS: readonly (readonly [number, number, number])[] = [
  [-0.02, 0, -86_000],
  [0.03, 70_000, -70_000],
  [0.09, 128_000, -24_000],
  [0.17, 168_000, 22_000],
  [0.24, 196_000, 2000],
  [0.31, 205_000, 26_000],
  [0.36, 150_000, 20_000],
  [0.41, 118_000, -48_000],
  [0.48, 142_000, -52_000],
  [0.56, 150_000, 6000],
  [0.63, 108_000, 58_000],
  [0.7, 116_000, 72_000],
  [0.79, 162_000, 28_000],
  [0.88, 176_000, 62_000],
  [0.94, 132_000, 122_000],
  [1.02, 0, 168_000],
];

function spine(t: number): { half: number; shift: number } {
  let k = 0;
  while (k < KNOTS.length - 2 && t > KNOTS[k + 1]![0]) k += 1;
  const [t0, half0, shift0] = KNOTS[k]!;
  const [t1, half1, shift1] = KNOTS[k + 1]!;
  const u = Math.min(1, Math.max(0, (t - t0) / (t1 - t0)));
  const s = u * u * (3 - 2 * u);
  return { half: half0 + (half1 - half0) * s, shift: shift0 + (shift1 - shift0) * s };
}

interface Lake {
  /** Middle as share of the country's length and of its half width. */
  readonly along: number;
  readonly across: number;
  /** Half axes in metres, and how far it leans to the east per metre north. */
  readonly east: number;
  readonly north: number;
  readonly lean: number;
}

/** The three great lakes, and lesser ones at random. */
function lakes(seed: number): Lake[] {
  const random = generator(seed, 'lakes');
  const great: Lake[] = [
    { along: 0.29, across: -0.25, east: 24_000, north: 48_000, lean: 0.4 },
    { along: 0.225, across: 0.34, east: 9500, north: 44_000, lean: 0.2 },
    { along: 0.345, across: 0.5, east: 34_000, north: 11_000, lean: 0 },
  ];
  const lesser = Array.from({ length: 16 }, (_, i): Lake => {
    const along = 0.1 + (0.84 * (i + random.uniform())) / 16;
    return {
      along,
      across: 1.2 * (random.uniform() - 0.5),
      east: (5000 + 5000 * random.uniform()) * (1 + along),
      north: (10_000 + 12_000 * random.uniform()) * (1 + along),
      lean: 1.6 * (random.uniform() - 0.5),
    };
  });
  return [...great, ...lesser];
}
/** The island: the same, half width counted from the middle, so that 1.6 lies out at sea. */
const ISLAND = { along: 0.115, across: 1.72, east: 23_000, north: 46_000 } as const;

/** The country before it is divided: which cells are land, and where a point of the lattice's plane lies on the map. */
export interface Land {
  readonly lattice: Lattice;
  /** 0 sea, 1 mainland, 2 the island. */
  readonly kind: Uint8Array;
  northing(y: number): number;
  easting(x: number, y: number): number;
}

/** The cells of `kind` that hang together with the largest piece; every other piece becomes sea. */
function keepLargest(cells: Lattice, kind: Uint8Array, which: number): void {
  const piece = new Int32Array(cells.cells).fill(-1);
  const sizes: number[] = [];
  for (let start = 0; start < cells.cells; start += 1) {
    if (kind[start] !== which || piece[start] !== -1) continue;
    const queue = [start];
    piece[start] = sizes.length;
    for (let head = 0; head < queue.length; head += 1)
      for (let side = 0; side < 6; side += 1) {
        const other = cells.neighbour(queue[head]!, side);
        if (other === -1 || kind[other] !== which || piece[other] !== -1) continue;
        piece[other] = sizes.length;
        queue.push(other);
      }
    sizes.push(queue.length);
  }
  const largest = sizes.indexOf(Math.max(...sizes));
  for (let cell = 0; cell < cells.cells; cell += 1) if (kind[cell] === which && piece[cell] !== largest) kind[cell] = 0;
}

export function land(seed: number): Land {
  const rowNorthings: number[] = [];
  for (let at = SOUTH - 58_000; at < NORTH + 50_000; at += cellWidth(at) * (Math.sqrt(3) / 2)) rowNorthings.push(at);
  const cells = lattice(2 * Math.ceil(330_000 / cellWidth(SOUTH)), rowNorthings.length);
  const middle = cells.columns / 2;
  const rowHeight = Math.sqrt(3) / 2;
  const northing = (y: number): number => {
    const row = Math.max(0, Math.min(rowNorthings.length - 2, Math.floor(y / rowHeight)));
    const low = rowNorthings[row]!;
    return low + (rowNorthings[row + 1]! - low) * (y / rowHeight - row);
  };
  const easting = (x: number, y: number): number => MIDDLE + (x - middle) * cellWidth(northing(y));

  const coast = noise(seed, 'coast', 130_000, 5);
  const shore = noise(seed, 'shore', 24_000, 2);
  const inlets = noise(seed, 'inlets', 95_000, 3);
  const waters = lakes(seed);
  const kind = new Uint8Array(cells.cells);
  const inside = (dx: number, dy: number, east: number, north: number): boolean =>
    (dx / east) ** 2 + (dy / north) ** 2 < 1;
  for (let cell = 0; cell < cells.cells; cell += 1) {
    const n = northing(cells.y(cell));
    const e = easting(cells.x(cell), cells.y(cell));
    const t = (n - SOUTH) / (NORTH - SOUTH);
    const { half, shift } = spine(t);
    // Inlets cut in where a field crosses zero: long, narrow and branched.
    const inlet = Math.max(0, 1 - Math.abs(inlets(e, n)) / 0.1);
    const rough = 33_000 * coast(e, n) + 9000 * shore(e, n) - 34_000 * inlet;
    const local = 9000 * shore(e, n);
    const offset = e - MIDDLE - shift;
    const margin = Math.min(half - Math.abs(offset) + rough, (t + 0.01) * 1.1e6 + rough, (1.01 - t) * 1.1e6 + rough);
    if (half > 0 && margin > 0) {
      kind[cell] = 1;
      for (const { along, across, east, north, lean } of waters) {
        const dy = n - (SOUTH + along * (NORTH - SOUTH)) + local;
        const dx = offset - across * half + local - lean * dy;
        if (inside(dx, dy, east, north)) kind[cell] = 0;
      }
    } else {
      const home = spine(ISLAND.along);
      const dx =
        e - (MIDDLE + home.shift + ISLAND.across * home.half) - 0.3 * (n - SOUTH - ISLAND.along * (NORTH - SOUTH));
      const dy = n - (SOUTH + ISLAND.along * (NORTH - SOUTH));
      if (inside(dx + local * 0.8, dy + local, ISLAND.east, ISLAND.north) && margin < -14_000) kind[cell] = 2;
    }
    const column = cell % cells.columns;
    if (
      column < 2 ||
      column >= cells.columns - 2 ||
      cell < 2 * cells.columns ||
      cell >= cells.cells - 2 * cells.columns
    )
      kind[cell] = 0;
  }
  keepLargest(cells, kind, 1);
  keepLargest(cells, kind, 2);
  return { lattice: cells, kind, northing, easting };
}
