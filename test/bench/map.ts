import { tiling } from '../unit/renderer/map/tiles.ts';
import { generator } from '../../shared/domain/random/generator.ts';
import { findBorders } from '../../renderer/ui/map/edges.ts';
import { type AreaGeometry, prepare } from '../../renderer/ui/map/geometry.ts';
import { paint, runsOf } from '../../renderer/ui/map/paint.ts';
import { rasterise } from '../../renderer/ui/map/rasterise.ts';
import { fit, zoomAround } from '../../renderer/ui/map/view.ts';

/*
 * The map without a browser: what a new view and a change of all colours cost, in milliseconds. Run with
 * `node test/bench/map.ts`. What the browser adds (putImageData, compositing) is measured in the browser test.
 */

/** Each straight edge bent at `bends` points, the same on both sides. */
function bent(geometry: AreaGeometry, bends: number): AreaGeometry {
  const coordinates: number[] = [];
  const ringStart = [0];
  for (let ring = 0; ring < geometry.ringArea.length; ring += 1) {
    const end = geometry.ringStart[ring + 1] ?? 0;
    for (let p = geometry.ringStart[ring] ?? 0; p + 1 < end; p += 1) {
      const [ax = 0, ay = 0, bx = 0, by = 0] = geometry.coordinates.slice(2 * p, 2 * p + 4);
      const forward = ax < bx || (ax === bx && ay < by);
      const [sx, sy, ex, ey] = forward ? [ax, ay, bx, by] : [bx, by, ax, ay];
      const random = generator(`${String(sx)},${String(sy)},${String(ex)},${String(ey)}`);
      const between = Array.from({ length: bends }, (_, j) => {
        const t = (j + 1) / (bends + 1);
        return [sx + t * (ex - sx) + random.uniform() * 6, sy + t * (ey - sy) + random.uniform() * 6] as const;
      });
      coordinates.push(ax, ay, ...(forward ? between : between.toReversed()).flat());
    }
    const first = geometry.ringStart[ring] ?? 0;
    coordinates.push(geometry.coordinates[2 * first] ?? 0, geometry.coordinates[2 * first + 1] ?? 0);
    ringStart.push(coordinates.length / 2);
  }
  return { ...geometry, coordinates: Float64Array.from(coordinates), ringStart: Uint32Array.from(ringStart) };
}

const median = (values: number[]): number => values.sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
const times = (rounds: number, work: (round: number) => void): number => {
  const taken: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const started = performance.now();
    work(round);
    taken.push(performance.now() - started);
  }
  return median(taken);
};

const row = (...cells: (string | number)[]): void => {
  console.log(cells.map((cell) => (typeof cell === 'number' ? cell.toFixed(2) : cell).padStart(16)).join(''));
};

row('areas', 'points', 'pixels', 'prepare ms', 'borders ms', 'raster ms', 'runs ms', 'recolour ms');
for (const [columns, rows] of [
  [57, 59],
  [70, 88],
] as const) {
  const random = generator(1, 'map bench');
  const shifts = Array.from(
    { length: (columns + 1) * (rows + 1) },
    () => [random.uniform() * 40, random.uniform() * 40] as const,
  );
  const geometry = bent(
    tiling(columns, rows, (c, r) => shifts[r * (columns + 1) + c] ?? [0, 0]),
    12,
  );
  const areas = columns * rows;
  const municipalityOf = Uint32Array.from({ length: areas }, (_, a) => Math.floor(a / 12));
  const prepared = prepare(geometry, areas);
  for (const size of [
    { width: 700, height: 640 },
    { width: 1400, height: 1280 },
  ]) {
    const whole = fit(geometry.bounds, size);
    const ids = new Uint16Array(size.width * size.height);
    const runs = runsOf(rasterise(prepared, whole, size, ids), areas);
    const pixels = new Uint32Array(ids.length);
    const palette = { classes: Uint32Array.of(1, 2, 3, 4, 5), missing: 6, hatch: 7, period: 6 };
    const shown = new Uint8Array(areas);
    row(
      String(areas),
      String(geometry.coordinates.length / 2),
      `${String(size.width)} x ${String(size.height)}`,
      times(5, () => prepare(geometry, areas)),
      times(5, () => findBorders(prepared, municipalityOf, municipalityOf)),
      times(21, (round) =>
        rasterise(prepared, zoomAround(whole, 1 + round / 10, 300, 300, size, whole.metresPerPixel), size, ids),
      ),
      times(21, () => runsOf(ids, areas)),
      times(201, (round) => paint(pixels, runs, size, new Uint8Array(areas).fill(round % 5), shown, palette)),
    );
  }
}
