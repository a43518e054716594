import { createRequire } from 'node:module';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { importFiles } from '../../electron/engine/import/import.ts';
import { silent } from '../../electron/engine/jobs/progress.ts';
import { createProject, openProject } from '../../electron/engine/project/project.ts';
import { EXTRACT } from './importFile.ts';

/*
 * One contender reads one file, in a process of its own so that its memory can be told: `importRun.ts sigill|duckdb FILE
 * THREADS`. Writes one line of JSON.
 */

const PASSPHRASE = 'bara en mätning';

export interface Run {
  readonly rows: number;
  readonly wall: number;
  readonly cpu: number;
  readonly stored: number;
  readonly memory: number;
}

type Result = Pick<Run, 'rows' | 'stored'>;

/** Everything from the opened project to the committed transaction. */
async function sigill(folder: string, file: string, threads: number, begin: () => void): Promise<Result> {
  const target = path.join(folder, 'bench.sigill');
  createProject(target, { passphrase: PASSPHRASE, name: 'bench' }).close();
  const project = openProject(target, { passphrase: PASSPHRASE });
  begin();
  const { registers } = await importFiles(
    project,
    { specification: EXTRACT, files: [file], replace: false, threads },
    silent,
  );
  const stored = statSync(target).size;
  project.close();
  return { rows: registers[0]?.rows ?? 0, stored };
}

interface DuckConnection {
  run(sql: string): Promise<unknown>;
  runAndReadAll(sql: string): Promise<{ getRows(): (bigint | number)[][] }>;
  closeSync(): void;
}
interface Duck {
  readonly DuckDBInstance: {
    create(
      file: string,
      options: Record<string, string>,
    ): Promise<{ connect(): Promise<DuckConnection>; closeSync(): void }>;
  };
}

/** DuckDB's plain import into a database file, not encrypted, with the file's form found out by itself. */
async function duckdb(folder: string, file: string, threads: number, begin: () => void): Promise<Result> {
  const peers = createRequire(path.join(import.meta.dirname, 'peers/package.json'));
  const { DuckDBInstance } = peers('@duckdb/node-api') as Duck;
  const target = path.join(folder, 'bench.duckdb');
  const instance = await DuckDBInstance.create(target, { threads: String(threads) });
  const connection = await instance.connect();
  begin();
  await connection.run(`create table person as select * from read_csv('${file}')`);
  await connection.run('checkpoint');
  const counted = await connection.runAndReadAll('select count(*) from person');
  connection.closeSync();
  instance.closeSync();
  return { rows: Number(counted.getRows()[0]?.[0] ?? 0), stored: statSync(target).size };
}

const [contender = '', file = '', threads = '2'] = process.argv.slice(2);
const folder = mkdtempSync(path.join(path.dirname(file), 'run-'));
try {
  let wall = 0;
  let cpu = process.cpuUsage();
  const begin = (): void => {
    wall = performance.now();
    cpu = process.cpuUsage();
  };
  const result = await (contender === 'duckdb' ? duckdb : sigill)(folder, file, Number(threads), begin);
  const used = process.cpuUsage(cpu);
  const run: Run = {
    ...result,
    wall: (performance.now() - wall) / 1000,
    cpu: (used.user + used.system) / 1e6,
    memory: process.resourceUsage().maxRSS * 1024,
  };
  console.log(JSON.stringify(run));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
