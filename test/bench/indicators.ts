import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statfsSync } from 'node:fs';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { silent } from '../../electron/engine/jobs/progress.ts';
import { synthesise } from '../../electron/engine/synth/synth.ts';
import { type Answers, type ComputeRun, YEAR } from './indicatorsRun.ts';

/*
 * All shipped indicators of one year (some look back on three more), in areas, municipalities, counties and the nation:
 * Sigill from its encrypted project, DuckDB from its own loaded tables, each in a process of its own and on two threads.
 * `node test/bench/indicators.ts [MILLIONS OF PEOPLE ...] [--keep FOLDER]`, 1 3 10.5 unless given. The two must agree to
 * 1e-12. Needs up to 15 GB in the temporary folder for a while. With --keep the loaded data stay there for another run. DuckDB: `npm ci` in
 * test/bench/peers; without it Sigill alone is measured.
 */

const BYTES_PER_PERSON = 1500;
const MOST_DIFFERENCE = 1e-12;
const run = promisify(execFile);
const hasPeer = existsSync(path.join(import.meta.dirname, 'peers/node_modules/@duckdb/node-api'));
const given = process.argv.slice(2);
const keepAt = given.indexOf('--keep');
const kept = keepAt < 0 ? undefined : given[keepAt + 1];
const numbers = (keepAt < 0 ? given : given.slice(0, keepAt)).map(Number);
const sizes = numbers.length > 0 ? numbers : [1, 3, 10.5];

async function child(...parts: readonly string[]): Promise<string> {
  const script = path.join(import.meta.dirname, 'indicatorsRun.ts');
  return (await run(process.execPath, [script, ...parts])).stdout;
}
const compute = async (contender: string, folder: string): Promise<ComputeRun> =>
  JSON.parse(await child('compute', contender, folder)) as ComputeRun;
const answersOf = (contender: string, folder: string): Answers =>
  JSON.parse(readFileSync(path.join(folder, `${contender}.json`), 'utf8')) as Answers;

/** How many values there are, and the largest relative difference (absolute below 1). */
function compare(own: Answers, other: Answers): { readonly values: number; readonly difference: number } {
  let values = 0;
  let difference = 0;
  if (Object.keys(own).sort().join() !== Object.keys(other).sort().join()) throw new Error('not the same indicators');
  for (const [id, levels] of Object.entries(own))
    for (const [level, areas] of Object.entries(levels))
      for (const [code, cells] of Object.entries(areas)) {
        const theirs = other[id]?.[level]?.[code] ?? [id === 'population' ? 0 : null, 0, cells[2] === null ? null : 0];
        for (const [i, cell] of cells.entries()) {
          const their = theirs[i] ?? null;
          values += 1;
          if (cell === their) continue;
          const apart =
            cell === null || their === null ? Infinity : Math.abs(cell - their) / Math.max(1, Math.abs(their));
          difference = Math.max(difference, apart);
          if (apart > MOST_DIFFERENCE)
            throw new Error(`${id}, ${level} ${code}: ${String(cell)} and ${String(their)} do not agree`);
        }
      }
  return { values, difference };
}

const folder = kept ?? mkdtempSync(path.join(tmpdir(), 'sigill-bench-'));
try {
  const { bavail, bsize } = statfsSync(folder);
  if (bavail * bsize < Math.max(...sizes) * 1e6 * BYTES_PER_PERSON)
    throw new Error('Too little room in the temporary folder');
  console.log(`${cpus()[0]?.model ?? ''}, ${String(availableParallelism())} processors, Node ${process.version}`);
  if (!hasPeer) console.log('DuckDB is not installed in test/bench/peers: only Sigill is measured.');
  console.log('\n| people | contender | wall s | CPU s | memory MB | wall / DuckDB | CPU / DuckDB |');
  console.log('| --- | --- | --- | --- | --- | --- | --- |');
  for (const millions of sizes) {
    const own = path.join(folder, `people-${String(millions)}`);
    const delivery = path.join(own, 'delivery');
    if (!existsSync(delivery)) {
      await synthesise(
        { folder: delivery, persons: Math.round(millions * 1e6), seed: 1, years: [YEAR - 3, YEAR - 2, YEAR - 1, YEAR] },
        silent,
      );
      await child('load', 'sigill', own);
      if (hasPeer) await child('load', 'duckdb', own);
    }
    const peer = hasPeer ? await compute('duckdb', own) : undefined;
    const sigill = await compute('sigill', own);
    const line = (name: string, { wall, cpu }: { wall: number; cpu: number }, memory: string): void => {
      const ratios = peer === undefined ? ['', ''] : [(wall / peer.wall).toFixed(2), (cpu / peer.cpu).toFixed(2)];
      const people = String(Math.round(millions * 1e6)).replace(/\B(?=(?:\d{3})+$)/gu, ' ');
      console.log(`| ${[people, name, wall.toFixed(2), cpu.toFixed(2), memory, ...ratios].join(' | ')} |`);
    };
    if (peer !== undefined) line('DuckDB', peer, (peer.memory / 1e6).toFixed(0));
    line('Sigill', sigill, (sigill.memory / 1e6).toFixed(0));
    if (sigill.unlinked !== undefined) line('Sigill, without the links that an import makes', sigill.unlinked, '');
    if (sigill.bySex !== undefined) line('Sigill, women and men besides', sigill.bySex, '');
    for (const { id, first, again } of sigill.tried ?? []) {
      line(`${id} tried, nothing in memory`, first, '');
      line(`${id} tried again`, again, '');
    }
    if (peer !== undefined) {
      const { values, difference } = compare(answersOf('sigill', own), answersOf('duckdb', own));
      console.log(
        `\n${String(sigill.indicators)} indicators, ${String(values)} numbers compared, largest difference ${difference.toExponential(1)}\n`,
      );
    }
    if (kept === undefined) rmSync(own, { recursive: true });
  }
} finally {
  if (kept === undefined) rmSync(folder, { recursive: true, force: true });
}
