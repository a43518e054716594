import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importFiles } from '../../electron/engine/import/import.ts';
import { readSpecification } from '../../electron/engine/import/readSpecification.ts';
import { computeIndicators } from '../../electron/engine/indicators/compute.ts';
import { indicatorMatrix } from '../../electron/engine/indicators/matrix.ts';
import { needsOf } from '../../electron/engine/indicators/needs.ts';
import { resourceFolder, shippedDefinitions } from '../../electron/engine/indicators/shipped.ts';
import { silent } from '../../electron/engine/jobs/progress.ts';
import { createProject, openProject, type Project } from '../../electron/engine/project/project.ts';
import { synthesise } from '../../electron/engine/synth/synth.ts';
import type { Specification } from '../../shared/schemas/specification.ts';
import { type Postgres, startPostgres, withoutPostgres } from '../support/postgres.ts';
import { newProject, PASSPHRASE, temporaryFolder, TEST_COST } from '../support/project.ts';
import { sigill } from '../support/sigill.ts';

// The demonstration country's registers in a real PostgreSQL, counted there by what `sigill compile` wrote, against the embedded store.

const YEAR = 2023;
const YEARS = [2020, 2021, 2022, YEAR];
const LEVELS = ['regso', 'municipality', 'county', 'nation'] as const;
const missing = withoutPostgres();
const base = temporaryFolder();
const land = path.join(base.path, 'land');
const pass = path.join(base.path, 'losen.txt');
let postgres: Postgres;
let embedded: Project;
let definitions: ReturnType<typeof shippedDefinitions>;

const specificationOf = (kind: string): Promise<Specification> =>
  readSpecification(path.join(resourceFolder('specifications'), `${kind}.json`));

const TYPES = {
  key: 'bigint',
  integer: 'integer',
  decimal: 'double precision',
  category: 'text',
  area: 'text',
  date: 'date',
};

const encodingOf = (specification: Specification): string =>
  ('dialect' in specification ? specification.dialect?.encoding : undefined) ?? 'utf-8';

/** Loads a delivered file as a table of the register's year, by its specification. */
async function load(name: string, kind: string): Promise<void> {
  const specification = await specificationOf(kind);
  const [header = '', ...rows] = new TextDecoder(encodingOf(specification))
    .decode(readFileSync(path.join(land, name)))
    .replace('\uFEFF', '')
    .trimEnd()
    .split(/\r?\n/u);
  const columns = header.split(';').map((source) => {
    const known =
      specification.kind === 'register' ? specification.columns.find((one) => one.source === source) : undefined;
    const type = known === undefined || known.type === 'ignore' ? 'text' : TYPES[known.type];
    return { name: (known !== undefined && 'variable' in known ? known.variable : undefined) ?? source, type };
  });
  const table = path.basename(name, '.csv');
  const body = rows
    .map((row) =>
      row
        .split(';')
        .map((field, i) => (columns[i]?.type === 'double precision' ? field.replace(',', '.') : field))
        .join(';'),
    )
    .join('\n');
  const declared = columns.map((column) => `"${column.name}" ${column.type}`).join(', ');
  postgres.run(`create table "${table}" (${declared})`);
  postgres.run(`copy "${table}" from stdin with (format csv, delimiter ';')`, `${body}\n`);
}

const kindOf = (name: string): string => name.replace(/(_(?:\d{4}|regso|deso))?\.\w+$/u, '');

beforeAll(async () => {
  if (missing !== undefined) return;
  writeFileSync(pass, `${PASSPHRASE}\n`);
  await synthesise({ folder: land, persons: 10_000, seed: 11, years: YEARS }, silent);
  const registers = ['lagenhet', 'hushall', 'person', 'elever', 'rostande', 'brott', 'omrade'];
  const files = readdirSync(land).filter((name) => registers.includes(kindOf(name)) && name.endsWith('.csv'));
  const there = new Set(files.map((name) => path.basename(name, '.csv')));
  definitions = shippedDefinitions().filter(({ definition }) =>
    needsOf(definition, YEAR).every(({ register, year }) => there.has(`${register}_${String(year)}`)),
  );
  const wanted = new Set(
    definitions.flatMap(({ definition }) =>
      needsOf(definition, YEAR).map(({ register, year }) => `${register}_${String(year)}.csv`),
    ),
  );
  embedded = newProject(base.path, 'inbyggd.sigill');
  const take = async (name: string, kind: string): Promise<unknown> =>
    importFiles(
      embedded,
      { specification: await specificationOf(kind), files: [path.join(land, name)], replace: false },
      silent,
    );
  postgres = startPostgres();
  await take('omradesnyckel_2020.csv', 'omradesnyckel');
  await load('omradesnyckel_2020.csv', 'omradesnyckel');
  postgres.run('alter table "omradesnyckel_2020" rename to "omradesnyckel"');
  for (const kind of registers)
    for (const name of [...wanted].filter((one) => kindOf(one) === kind).sort()) {
      await take(name, kind);
      await load(name, kind);
    }
  computeIndicators(embedded, { definitions, years: [YEAR] }, silent);
}, 240_000);
afterAll(() => {
  // Undefined when they were not even begun.
  (postgres as Postgres | undefined)?.stop();
  (embedded as Project | undefined)?.close();
  base.remove();
});

/** Equal to 1e-12, relative to what is above 1. */
const isClose = (mine: number, other: number): boolean =>
  Object.is(mine, other) || Math.abs(mine - other) <= 1e-12 * Math.max(1, Math.abs(other));

describe.skipIf(missing !== undefined)(
  `definitions in PostgreSQL${missing === undefined ? '' : ` (${missing})`}`,
  () => {
    it('give the same values, denominators, numerators, largest contributions and errors as the embedded store', async () => {
      const folder = path.join(base.path, 'definitioner');
      const out = path.join(base.path, 'fragor');
      mkdirSync(folder);
      for (const { definition } of definitions)
        writeFileSync(path.join(folder, `${definition.id}.json`), JSON.stringify(definition));
      const compiled = await sigill(
        'compile',
        folder,
        '--dialect',
        'postgresql',
        '--years',
        String(YEAR),
        '--division',
        '2020',
        '--out',
        out,
      );
      expect([compiled.code, compiled.err]).toEqual([0, '']);
      const statistics = path.join(base.path, 'statistik.csv');
      writeFileSync(statistics, postgres.file(readFileSync(path.join(out, 'statistics.sql'), 'utf8')));
      const target = path.join(base.path, 'hemma.sigill');
      const home = createProject(target, { passphrase: PASSPHRASE, name: 'Hemma', cost: TEST_COST });
      await importFiles(
        home,
        {
          specification: await specificationOf('omradesnyckel'),
          files: [path.join(land, 'omradesnyckel_2020.csv')],
          replace: false,
        },
        silent,
      );
      home.close();
      const taken = await sigill('import', target, '--statistics', statistics, '--passphrase-file', pass);
      expect([taken.code, taken.err]).toEqual([0, '']);
      const project = openProject(target, { passphrase: PASSPHRASE });
      const ids = definitions.map(({ definition }) => definition.id);
      expect(ids.length).toBeGreaterThan(60);
      const differing = LEVELS.flatMap((level) => {
        const [own, theirs] = [embedded, project].map((one) => indicatorMatrix(one, level, YEAR, ids));
        if (own === undefined || theirs === undefined) throw new RangeError('two matrices');
        const parts = [
          'columns',
          'n',
          'numerator',
          'contributors',
          'largest',
          'second',
          'effective',
          'standardErrors',
        ] as const;
        return ids.flatMap((id, j) =>
          parts.flatMap((part) => {
            const [a, b] = [own[part][j] ?? [], theirs[part][j] ?? []];
            const at = [...a].findIndex((value, i) => !isClose(b[i] ?? Number.NaN, value));
            return at < 0
              ? []
              : [`${id} ${level} ${part} ${own.areas[at]?.code ?? ''}: ${String(b[at])} for ${String(a[at])}`];
          }),
        );
      });
      project.close();
      expect(differing).toEqual([]);
      // A later computation, for which no register is there, leaves what was taken in.
      const again = openProject(target, { passphrase: PASSPHRASE });
      const kept = indicatorMatrix(again, 'regso', YEAR, ['population']).columns[0];
      computeIndicators(again, { definitions, years: [YEAR] }, silent);
      expect(indicatorMatrix(again, 'regso', YEAR, ['population']).columns[0]).toEqual(kept);
      again.close();
      // A line that was changed on the way is refused where it stands.
      const [header = '', ...lines] = readFileSync(statistics, 'utf8').split('\n');
      const line = lines.find((one) => one.includes(',regso,')) ?? '';
      const faulty = path.join(base.path, 'fel.csv');
      writeFileSync(faulty, `${header}\n${line.replace(/R\d{3}/u, 'R999')}\n`);
      const refused = await sigill('import', target, '--statistics', faulty, '--passphrase-file', pass);
      expect([refused.code, refused.err]).toEqual([2, expect.stringContaining('fel.csv, line 2')]);
    }, 240_000);
  },
);
