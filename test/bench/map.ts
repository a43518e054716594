import { bentTiling } from '../support/bentTiling.ts';
import { findBorders } from '../../renderer/ui/map/edges.ts';
import { prepare } from '../../renderer/ui/map/geometry.ts';
import { paint, runsOf } from '../../renderer/ui/map/paint.ts';
import { rasterise } from '../../renderer/ui/map/rasterise.ts';
import { fit, zoomAround } from '../../renderer/ui/map/view.ts';

/*
 * The map without a browser: what a new view and a change of all colours cost, in milliseconds. Run with
 * `node test/bench/map.ts`. What the browser adds (putImageData, compositing) is measured in the browser test.
 */

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
  const geometry = bentTiling(columns, rows);
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
