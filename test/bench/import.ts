import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { writeExtract } from './importFile.ts';
import type { Run } from './importRun.ts';

/*
 * How fast a national extract of 25 columns comes into an encrypted project, and DuckDB's plain import of the same file
 * beside it, in turn and each in a process of its own: `node test/bench/import.ts [MILLIONS OF ROWS ...]`, 1 3 10.5 unless
 * given. Needs some 3 GB in the temporary folder for a while. DuckDB: `npm ci` in test/bench/peers; without it, Sigill
 * alone is measured.
 */

const THREADS = 2;
const BYTES_PER_ROW = 350;
const run = promisify(execFile);
const sizes = process.argv.length > 2 ? process.argv.slice(2).map(Number) : [1, 3, 10.5];
const hasPeer = existsSync(path.join(import.meta.dirname, 'peers/node_modules/@duckdb/node-api'));

async function measure(contender: 'sigill' | 'duckdb', file: string): Promise<Run> {
  const script = path.join(import.meta.dirname, 'importRun.ts');
  const { stdout } = await run(process.execPath, [script, contender, file, String(THREADS)]);
  return JSON.parse(stdout) as Run;
}

const folder = mkdtempSync(path.join(tmpdir(), 'sigill-bench-'));
try {
  const { bavail, bsize } = statfsSync(folder);
  if (bavail * bsize < Math.max(...sizes) * 1e6 * BYTES_PER_ROW)
    throw new Error('Too little room in the temporary folder');
  console.log(`${cpus()[0]?.model ?? ''}, ${String(availableParallelism())} processors, Node ${process.version}`);
  if (!hasPeer) console.log('DuckDB is not installed in test/bench/peers: only Sigill is measured.');
  console.log('\n| rows | file MB | contender | wall s | CPU s | MB/s | memory MB | stored MB | wall / DuckDB |');
  console.log('| --- | --- | --- | --- | --- | --- | --- | --- | --- |');
  for (const millions of sizes) {
    const file = path.join(folder, 'extract.csv');
    const bytes = writeExtract(file, Math.round(millions * 1e6));
    const peer = hasPeer ? await measure('duckdb', file) : undefined;
    const own = await measure('sigill', file);
    if (peer !== undefined && peer.rows !== own.rows) throw new Error('The two do not agree on the number of rows');
    const row = (name: string, one: Run, ratio: string): void => {
      const cells = [
        one.rows.toLocaleString('en-GB').replaceAll(',', ' '),
        (bytes / 1e6).toFixed(0),
        name,
        one.wall.toFixed(1),
        one.cpu.toFixed(1),
        (bytes / 1e6 / one.wall).toFixed(0),
        (one.memory / 1e6).toFixed(0),
        (one.stored / 1e6).toFixed(0),
        ratio,
      ];
      console.log(`| ${cells.join(' | ')} |`);
    };
    if (peer !== undefined) row('DuckDB, plain', peer, '1');
    row('Sigill, encrypted', own, peer === undefined ? '' : (own.wall / peer.wall).toFixed(2));
    rmSync(file);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
