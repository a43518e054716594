import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { silent } from '../../electron/engine/jobs/progress.ts';
import { country } from '../../electron/engine/synth/country.ts';
import { synthesise } from '../../electron/engine/synth/synth.ts';

/*
 * How long the demonstration country takes to make, in rows of persons per second and as a multiple of its geometry, which is
 * the same at every size: node test/bench/synth.ts [persons] [years]
 */

const persons = Number(process.argv[2] ?? 500_000);
const years = (process.argv[3] ?? '2023').split(',').map(Number);

const drawStart = performance.now();
country(1);
const drawn = performance.now() - drawStart;

const home = await mkdtemp(path.join(tmpdir(), 'sigill-bench-'));
try {
  const start = performance.now();
  const { manifest } = await synthesise({ folder: path.join(home, 'country'), persons, seed: 1, years }, silent);
  const took = performance.now() - start;
  const bytes = manifest.files.reduce((sum, file) => sum + file.bytes, 0);
  console.log(
    JSON.stringify({
      persons,
      years,
      seconds: Math.round(took) / 1000,
      megabytes: Math.round(bytes / 1e6),
      rowsPerSecond: Math.round((persons * years.length) / (took / 1000)),
      timesTheGeometry: Math.round((10 * took) / drawn) / 10,
      peakMegabytes: Math.round(process.resourceUsage().maxRSS / 1024),
    }),
  );
} finally {
  await rm(home, { recursive: true, force: true });
}
