import { createRequire } from 'node:module';
import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { importFiles } from '../../electron/engine/import/import.ts';
import { readSpecification } from '../../electron/engine/import/readSpecification.ts';
import { splitBySex } from '../../electron/engine/indicators/bySex.ts';
import { computeIndicators } from '../../electron/engine/indicators/compute.ts';
import { makeLinksAhead } from '../../electron/engine/indicators/linksAhead.ts';
import { indicatorMatrix } from '../../electron/engine/indicators/matrix.ts';
import { resourceFolder, shippedDefinitions } from '../../electron/engine/indicators/shipped.ts';
import { tryDefinition } from '../../electron/engine/indicators/tryDefinition.ts';
import { silent } from '../../electron/engine/jobs/progress.ts';
import { databaseOf } from '../../electron/engine/project/database.ts';
import { createProject, openProject } from '../../electron/engine/project/project.ts';
import type { Level } from '../../shared/domain/areas/level.ts';
import {
  MIDDLE_INCOME,
  quotientOf,
  SQL_VIEWS,
  SQL_YEARS_BACK,
  type SqlIndicator,
  sqlIndicators,
  type SqlQuotient,
  type SqlTable,
  standardisedSql,
  strataSql,
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
  /** Once more without the links between registers that the import made. */
  readonly unlinked?: Took;
  /** The first with women and men besides. */
  readonly bySex?: Took;
  /** Edited definitions of several kinds, each with nothing in memory and with its columns there. */
  readonly tried?: readonly { readonly id: string; readonly first: Took; readonly again: Took }[];
}

async function timed(work: () => unknown): Promise<Took> {
  const wall = performance.now();
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return { wall: (performance.now() - wall) / 1000, cpu: (user + system) / 1e6 };
}

const numbered = (value: number | undefined): number | null =>
  value === undefined || Number.isNaN(value) ? null : value;

const REGISTERS = ['person', 'hushall', 'lagenhet', 'rostande', 'elever', 'brott', 'omrade'] as const;
/** The year itself and those before it that some indicator looks back on. */
const yearsBack = (register: string): readonly number[] =>
  Array.from({ length: 1 + (SQL_YEARS_BACK[register] ?? 0) }, (_, back) => back);

// Sigill

const projectIn = (folder: string): string => path.join(folder, 'bench.sigill');

async function loadSigill(folder: string): Promise<void> {
  const project = createProject(projectIn(folder), { passphrase: PASSPHRASE, name: 'bench' });
  const files = [
    'omradesnyckel_2020.csv',
    ...REGISTERS.flatMap((register) => yearsBack(register).map((back) => `${register}_${String(YEAR - back)}.csv`)),
  ];
  for (const file of files) {
    const kind = file.replace(/_\d{4}\.csv$/u, '');
    const specification = await readSpecification(path.join(resourceFolder('specifications'), `${kind}.json`));
    await importFiles(project, { specification, files: [path.join(folder, 'delivery', file)], replace: false }, silent);
  }
  project.close();
}

/** A share, a median, a quotient of quantiles, household and dwelling joined, a share standardised by sex and age, three earlier years. */
const TRIED = [
  'pre-upper-secondary',
  'median-income',
  'income-p90-p10',
  'crowding-boverket',
  'employment-rate-standardised',
  'persistently-low-economic-standard',
] as const;

async function computeSigill(folder: string): Promise<{ run: ComputeRun; answers: Answers }> {
  const definitions = shippedDefinitions();
  const open = () => openProject(projectIn(folder), { passphrase: PASSPHRASE });
  let project = open();
  const compute = (): unknown => computeIndicators(project, { definitions, years: [YEAR] }, silent);
  makeLinksAhead(project, silent);
  const renewed = (): void => {
    databaseOf(project).exec('delete from indicator_value');
    project.close();
    project = open();
  };
  renewed();
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
  databaseOf(project).exec('delete from link');
  renewed();
  const unlinked = await timed(compute);
  renewed();
  const split = splitBySex(definitions);
  const bySex = await timed(() => computeIndicators(project, { definitions: split, years: [YEAR] }, silent));
  const tried = [];
  for (const id of TRIED) {
    renewed();
    const source = split.find(({ definition }) => definition.id === id);
    if (source === undefined) throw new Error('no definition to try');
    const attempt = () => timed(() => tryDefinition(project, source, { year: YEAR, level: 'regso' }, silent));
    tried.push({ id, first: await attempt(), again: await attempt() });
  }
  project.close();
  const memory = process.resourceUsage().maxRSS * 1024;
  return { run: { ...first, unlinked, bySex, tried, memory, indicators: definitions.length }, answers };
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

const loadDuck = (folder: string): Promise<void> =>
  inDuck(folder, async (connection) => {
    for (const register of REGISTERS)
      for (const back of yearsBack(register)) {
        const file = path.join(folder, 'delivery', `${register}_${String(YEAR - back)}.csv`);
        const encoding = register === 'brott' ? `, encoding = 'latin-1'` : '';
        const table = back === 0 ? register : `${register}_${String(back)}`;
        await connection.run(
          `create table ${table} as select * from read_csv('${file}', delim = ';', decimal_separator = ','${encoding})`,
        );
      }
    await connection.run('checkpoint');
  });

const GROUPS: Readonly<Record<(typeof LEVELS)[number], string>> = {
  regso: 'RegSO',
  municipality: 'substr(RegSO, 1, 4)',
  county: 'substr(RegSO, 1, 2)',
  nation: `'R'`,
};

const isKnown = (level: (typeof LEVELS)[number]): string => (level === 'nation' ? '1 = 1' : 'RegSO is not null');
const isQuotient = (one: readonly [string, SqlIndicator]): one is [string, SqlQuotient] => one[1].kind === 'quotient';

/** As one would write it to be fast: one scan per table, counts put together upwards, quantiles at each level. */
async function statistics(connection: Connection): Promise<Answers> {
  const answers: Answers = {};
  const put = (id: string, level: string, code: string, cells: readonly (number | null)[]): void => {
    ((answers[id] ??= {})[level] ??= {})[code] = cells;
  };
  const read = async (sql: string): Promise<(string | number | null)[][]> => {
    const rows = (await connection.runAndReadAll(sql)).getRowsJS();
    return rows.map((row) => row.map((cell) => (typeof cell === 'bigint' ? Number(cell) : cell)));
  };
  const medians: number[] = [];
  for (const table of ['person', 'person_1', 'person_2', 'person_3']) {
    const { value, where } = MIDDLE_INCOME;
    medians.push(Number((await read(`select median(${value}) from ${table} where ${where}`))[0]?.[0]));
  }
  const indicators = Object.entries(sqlIndicators(medians));

  const quotients = indicators.filter(isQuotient);
  const byTable = new Map<SqlTable, string[]>();
  for (const { from, sum } of quotients.flatMap(([, { n, y }]) => [n, y])) {
    const sums = byTable.get(from) ?? [];
    if (!sums.includes(sum)) sums.push(sum);
    byTable.set(from, sums);
  }
  const found = new Map<string, ReadonlyMap<string, readonly (string | number | null)[]>>();
  for (const [table, sums] of byTable) {
    const from = SQL_VIEWS[table] === undefined ? table : `(${SQL_VIEWS[table]})`;
    const columns = sums.map((sum, i) => `${sum} as x${String(i)}`).join(', ');
    await connection.run(`create temp table sums as select RegSO, ${columns} from ${from} group by RegSO`);
    const added = sums.map((_, i) => `sum(x${String(i)})`).join(', ');
    for (const level of LEVELS) {
      const rows = await read(`select ${GROUPS[level]}, ${added} from sums where ${isKnown(level)} group by 1`);
      found.set(`${table} ${level}`, new Map(rows.map(([code, ...cells]) => [String(code), cells])));
    }
    await connection.run('drop table sums');
  }
  for (const [id, { n, y, per }] of quotients)
    for (const level of LEVELS) {
      const [below, above] = [found.get(`${n.from} ${level}`), found.get(`${y.from} ${level}`)];
      const [i, j] = [byTable.get(n.from)?.indexOf(n.sum) ?? -1, byTable.get(y.from)?.indexOf(y.sum) ?? -1];
      for (const code of new Set([...(below?.keys() ?? []), ...(above?.keys() ?? [])])) {
        const [under, over] = [Number(below?.get(code)?.[i] ?? 0), Number(above?.get(code)?.[j] ?? 0)];
        put(id, level, code, [quotientOf(per, under, over), under, over]);
      }
    }

  for (const [id, one] of indicators) {
    if (one.kind === 'standardised') await connection.run(`create temp table strata as ${strataSql(one)}`);
    for (const level of LEVELS) {
      if (one.kind === 'standardised') {
        const rows = await read(standardisedSql('strata', GROUPS[level], isKnown(level)));
        for (const [code, n, y, value] of rows) put(id, level, String(code), [Number(value), Number(n), Number(y)]);
      } else if (one.kind === 'quantiles') {
        const { value, where, p } = one;
        const wanted = `quantile_cont(${value}, [${p.join(', ')}])`;
        const of = p.length === 1 ? 'q[1]' : 'q[1] / q[2]';
        const rows = await read(`select area, ${of}, n from
          (select ${GROUPS[level]} as area, ${wanted} as q, count(${value}) as n
           from person where ${where} and ${isKnown(level)} group by 1)`);
        for (const [code, answer, n] of rows) put(id, level, String(code), [Number(answer), Number(n), null]);
      }
    }
    if (one.kind === 'standardised') await connection.run('drop table strata');
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
