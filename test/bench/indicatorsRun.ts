import { createRequire } from 'node:module';
import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { importFiles } from '../../electron/engine/import/import.ts';
import { readSpecification } from '../../electron/engine/import/readSpecification.ts';
import { computeIndicators } from '../../electron/engine/indicators/compute.ts';
import { indicatorMatrix } from '../../electron/engine/indicators/matrix.ts';
import { resourceFolder, shippedDefinitions } from '../../electron/engine/indicators/shipped.ts';
import { tryDefinition } from '../../electron/engine/indicators/tryDefinition.ts';
import { silent } from '../../electron/engine/jobs/progress.ts';
import { databaseOf } from '../../electron/engine/project/database.ts';
import { createProject, openProject } from '../../electron/engine/project/project.ts';
import type { Level } from '../../shared/domain/areas/level.ts';
import {
  ADULTS,
  ALL_YEAR,
  SQL_VIEWS,
  sqlIndicators,
  type SqlIndicator,
  type SqlTable,
} from '../support/indicatorSql.ts';

/*
 * One contender on one delivery, in a process of its own so that its memory can be told: `indicatorsRun.ts load|compute
 * sigill|duckdb FOLDER`. `load` makes the project or the database from FOLDER/delivery; `compute` times the indicators,
 * writes them to FOLDER/CONTENDER.json and one line of JSON with what it took.
 */

export const YEAR = 2022;
const THREADS = 2;
const PASSPHRASE = 'bara en mätning';
const LEVELS = ['regso', 'municipality', 'county', 'nation'] as const satisfies readonly Level[];

/** Value, denominator and numerator by indicator, level and area. */
export type Answers = Record<string, Record<string, Record<string, readonly (number | null)[]>>>;

export interface Took {
  readonly wall: number;
  readonly cpu: number;
}
export interface ComputeRun extends Took {
  readonly memory: number;
  readonly indicators: number;
  /** Again with links and nothing else from before; one edited definition, first and with its columns in memory. */
  readonly again?: Took;
  readonly tried?: Took;
  readonly triedAgain?: Took;
}

async function timed(work: () => unknown): Promise<Took> {
  const wall = performance.now();
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return { wall: (performance.now() - wall) / 1000, cpu: (user + system) / 1e6 };
}

const withSql = Object.keys(sqlIndicators(''));
const numbered = (value: number | undefined): number | null =>
  value === undefined || Number.isNaN(value) ? null : value;

// Sigill

const projectIn = (folder: string): string => path.join(folder, 'bench.sigill');

async function loadSigill(folder: string): Promise<void> {
  const project = createProject(projectIn(folder), { passphrase: PASSPHRASE, name: 'bench' });
  const delivery = path.join(folder, 'delivery');
  for (const file of readdirSync(delivery).sort()) {
    const kind = file.replace(/_\d{4}\..*$/u, '');
    const specification = path.join(resourceFolder('specifications'), `${kind}.json`);
    if (file.endsWith('.csv') && existsSync(specification))
      await importFiles(
        project,
        { specification: await readSpecification(specification), files: [path.join(delivery, file)], replace: false },
        silent,
      );
  }
  project.close();
}

async function computeSigill(folder: string): Promise<{ run: ComputeRun; answers: Answers }> {
  const definitions = shippedDefinitions().filter(({ definition }) => withSql.includes(definition.id));
  const open = () => openProject(projectIn(folder), { passphrase: PASSPHRASE });
  let project = open();
  const compute = (): unknown => computeIndicators(project, { definitions }, silent);
  databaseOf(project).exec('delete from indicator_value; delete from link');
  const first = await timed(compute);
  const answers: Answers = {};
  for (const level of LEVELS) {
    const { areas, ids, columns, n, numerator } = indicatorMatrix(project, level, YEAR);
    for (const [j, id] of ids.entries())
      for (const [i, { code }] of areas.entries()) {
        const own = ((answers[id] ??= {})[level] ??= {});
        own[code] = [columns, n, numerator].map((part) => numbered(part[j]?.[i]));
      }
  }
  databaseOf(project).exec('delete from indicator_value');
  project.close();
  project = open();
  const again = await timed(compute);
  project.close();
  project = open();
  const crowding = definitions.find(({ definition }) => definition.id === 'crowding-boverket');
  if (crowding === undefined) throw new Error('no definition to try');
  const attempt = () => timed(() => tryDefinition(project, crowding, { year: YEAR, level: 'regso' }, silent));
  const tried = await attempt();
  const triedAgain = await attempt();
  project.close();
  const memory = process.resourceUsage().maxRSS * 1024;
  return { run: { ...first, again, tried, triedAgain, memory, indicators: definitions.length }, answers };
}

// DuckDB

interface Connection {
  run(sql: string): Promise<unknown>;
  runAndReadAll(sql: string): Promise<{ getRowsJS(): (string | number | bigint | null)[][] }>;
  closeSync(): void;
}
interface Duck {
  readonly DuckDBInstance: {
    create(
      file: string,
      options: Record<string, string>,
    ): Promise<{ connect(): Promise<Connection>; closeSync(): void }>;
  };
}

async function inDuck<T>(folder: string, work: (connection: Connection) => Promise<T>): Promise<T> {
  const peers = createRequire(path.join(import.meta.dirname, 'peers/package.json'));
  const { DuckDBInstance } = peers('@duckdb/node-api') as Duck;
  const instance = await DuckDBInstance.create(path.join(folder, 'bench.duckdb'), { threads: String(THREADS) });
  const connection = await instance.connect();
  try {
    return await work(connection);
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

const REGISTERS = ['person', 'hushall', 'lagenhet', 'rostande', 'elever', 'brott'] as const;

const loadDuck = (folder: string): Promise<void> =>
  inDuck(folder, async (connection) => {
    for (const register of REGISTERS) {
      const file = path.join(folder, 'delivery', `${register}_${String(YEAR)}.csv`);
      const encoding = register === 'brott' ? `, encoding = 'latin-1'` : '';
      await connection.run(
        `create table ${register} as select * from read_csv('${file}', delim = ';', decimal_separator = ','${encoding})`,
      );
    }
    await connection.run('checkpoint');
  });

/** The sums that an indicator asks of one table, per area: denominator and numerator. */
function sumsOf(indicator: SqlIndicator): { readonly from: SqlTable; readonly n: string; readonly y: string } | null {
  switch (indicator.kind) {
    case 'share': {
      const { from, where, numerator } = indicator;
      const counted = `count(*) filter (where (${where}) and (${numerator}) is not null)`;
      return { from, n: counted, y: `count(*) filter (where (${where}) and (${numerator}))` };
    }
    case 'mean': {
      const { from, where, value } = indicator;
      return {
        from,
        n: `count(${value}) filter (where ${where})`,
        y: `sum(cast(${value} as double)) filter (where ${where})`,
      };
    }
    case 'population':
      return { from: 'person', n: 'count(*)', y: 'count(*)' };
    case 'dependency':
      return {
        from: 'person',
        n: `count(*) filter (where ${ADULTS})`,
        y: `count(*) filter (where not (${ADULTS}))`,
      };
    case 'events':
    case 'median':
      break;
  }
  return null;
}

const GROUPS: Readonly<Record<(typeof LEVELS)[number], string>> = {
  regso: 'RegSO',
  municipality: 'substr(RegSO, 1, 4)',
  county: 'substr(RegSO, 1, 2)',
  nation: `'R'`,
};

/** As one would write it to be fast: one scan per table, counts put together upwards, medians at each level. */
async function statistics(connection: Connection): Promise<Answers> {
  const answers: Answers = {};
  const put = (id: string, level: string, code: string, cells: readonly (number | null)[]): void => {
    ((answers[id] ??= {})[level] ??= {})[code] = cells;
  };
  const read = async (sql: string): Promise<(string | number | null)[][]> => {
    const rows = (await connection.runAndReadAll(sql)).getRowsJS();
    return rows.map((row) => row.map((cell) => (typeof cell === 'bigint' ? Number(cell) : cell)));
  };
  const [[median = 0] = []] = await read(`select median(DispInkKE04) from person where ${ALL_YEAR}`);
  const indicators = Object.entries(sqlIndicators(String(median)));
  const byTable = new Map<SqlTable, { readonly id: string; readonly n: string; readonly y: string }[]>();
  for (const [id, indicator] of indicators) {
    const sums = sumsOf(indicator);
    if (sums !== null) byTable.set(sums.from, [...(byTable.get(sums.from) ?? []), { id, ...sums }]);
  }
  for (const [table, sums] of byTable) {
    const from = SQL_VIEWS[table] === undefined ? table : `(${SQL_VIEWS[table]})`;
    const columns = sums.map(({ n, y }, i) => `${n} as n${String(i)}, ${y} as y${String(i)}`).join(', ');
    await connection.run(`create temp table sums as select RegSO, ${columns} from ${from} group by RegSO`);
    const added = sums.map((_, i) => `sum(n${String(i)}), sum(y${String(i)})`).join(', ');
    for (const level of LEVELS) {
      const known = level === 'nation' ? '' : 'where RegSO is not null';
      for (const [code, ...cells] of await read(`select ${GROUPS[level]}, ${added} from sums ${known} group by 1`))
        for (const [i, { id }] of sums.entries()) {
          const [n, y] = [Number(cells[2 * i] ?? 0), Number(cells[2 * i + 1] ?? 0)];
          const indicator = indicators.find(([own]) => own === id)?.[1];
          const per = indicator?.kind === 'share' ? indicator.per : indicator?.kind === 'dependency' ? 100 : 1;
          const value = id === 'population' ? n : n === 0 ? null : (per * y) / n;
          put(id, level, String(code), [value, n, y]);
        }
    }
    await connection.run('drop table sums');
  }
  const events = indicators.flatMap(([id, one]) => (one.kind === 'events' ? [{ id, where: one.where }] : []));
  const counted = events.map(({ where }) => `count(*) filter (where ${where})`).join(', ');
  for (const level of LEVELS) {
    const sql = `select ${GROUPS[level]}, ${counted} from brott group by 1`;
    const found = new Map((await read(sql)).map(([code, ...cells]) => [String(code), cells]));
    for (const [code, [, n]] of Object.entries(answers['population']?.[level] ?? {}))
      for (const [i, { id }] of events.entries()) {
        const happened = Number(found.get(code)?.[i] ?? 0);
        put(id, level, code, [(1000 * happened) / Number(n), Number(n), happened]);
      }
    const medians = `select ${GROUPS[level]}, median(DispInkKE04), count(DispInkKE04) from person
      where ${ALL_YEAR} group by 1`;
    for (const [code, value, n] of await read(medians))
      put('median-income', level, String(code), [Number(value), Number(n), null]);
  }
  return answers;
}

async function computeDuck(folder: string): Promise<{ run: ComputeRun; answers: Answers }> {
  let answers: Answers = {};
  const took = await inDuck(folder, (connection) =>
    timed(async () => {
      answers = await statistics(connection);
    }),
  );
  const memory = process.resourceUsage().maxRSS * 1024;
  return { run: { ...took, memory, indicators: Object.keys(answers).length }, answers };
}

const [step, contender, folder = ''] = process.argv.slice(2);
if (step === 'load') await (contender === 'duckdb' ? loadDuck : loadSigill)(folder);
else if (step === 'compute') {
  const { run, answers } = await (contender === 'duckdb' ? computeDuck : computeSigill)(folder);
  const target = path.join(folder, `${String(contender)}.json`);
  rmSync(target, { force: true });
  writeFileSync(target, JSON.stringify(answers));
  console.log(JSON.stringify(run));
}
