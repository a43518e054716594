import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { generator } from '../../shared/domain/random/generator.ts';
import { agesTable, planOf, sexTable } from './smallCountry.ts';
import { newOrganisation } from './organisation.ts';
import { PASSPHRASE } from './project.ts';

/*
 * A year's production on a country of twelve areas: files of two years, a method of each kind, a grouping, tables and an organisation,
 * with the plan that carries it all out. Everything from seeds.
 */

const CLI = path.resolve(import.meta.dirname, '../../electron/cli/index.ts');

export const PLANNED_AREAS = Array.from({ length: 12 }, (_, i) => {
  const municipality = `6${String(Math.floor(i / 6))}0${String(1 + (Math.floor(i / 3) % 2))}`;
  const number = String(1 + (i % 3));
  return { municipality, regso: `${municipality}R00${number}`, deso: `${municipality}C10${number}0` };
});

const PERSONS = {
  version: 1,
  kind: 'register',
  register: 'person',
  year: { column: 'Ar' },
  dialect: { delimiter: ';', decimal: ',', encoding: 'utf-8' },
  columns: [
    { source: 'LopNr', type: 'key', required: true },
    { source: 'Ar', type: 'integer', required: true },
    { source: 'DeSO', type: 'area', level: 'deso' },
    { source: 'RegSO', type: 'area', level: 'regso' },
    { source: 'Kon', type: 'category' },
    { source: 'Alder', type: 'integer', required: true, min: 0, max: 110 },
  ],
};

export function personRows(year: number, seed: number, olderBy = 0): string {
  const draw = generator(seed, `planned ${String(year)}`);
  const lines = PLANNED_AREAS.flatMap(({ deso, regso }, area) =>
    Array.from({ length: 160 + 20 * area + draw.integer(40) }, () => {
      const old = draw.integer(20) < 2 + (area % 5);
      const age = Math.min(105, (old ? 65 + draw.integer(30) : draw.integer(65)) + olderBy);
      return [year, deso, regso, 1 + draw.integer(2), age].join(';');
    }),
  );
  return `LopNr;Ar;DeSO;RegSO;Kon;Alder\n${lines.map((line, i) => `${String(i + 1)};${line}`).join('\n')}\n`;
}

const json = (folder: string, name: string, value: unknown): void =>
  writeFileSync(path.join(folder, name), `${JSON.stringify(value, null, 2)}\n`);

export type PlanText = Record<string, unknown>;

/** Writes everything that a plan names into the folder, and gives the plan. */
export async function plannedYear(folder: string): Promise<PlanText> {
  const header = 'DeSO;RegSO;RegSOnamn;Kommun;Kommunnamn;Lan;Lannamn;Version;Folkmangd';
  const key = PLANNED_AREAS.map(
    ({ municipality: m, regso, deso }) =>
      `${deso};${regso};N${regso};${m};K${m};${m.slice(0, 2)};L${m.slice(0, 2)};2020;9`,
  );
  writeFileSync(path.join(folder, 'nyckel.csv'), `${[header, ...key].join('\n')}\n`);
  for (const year of [2022, 2023]) writeFileSync(path.join(folder, `person_${String(year)}.csv`), personRows(year, 7));
  json(folder, 'nyckel.json', { version: 1, kind: 'area-key', dialect: { delimiter: ';' } });
  json(folder, 'person.json', PERSONS);
  json(folder, 'index.json', {
    version: 1,
    kind: 'index',
    indicators: [
      { id: 'share-65-plus', direction: 1, weight: 2 },
      { id: 'share-0-19', direction: 1, weight: 1 },
    ],
    normalisation: { kind: 'z' },
    aggregation: { kind: 'arithmetic' },
  });
  json(folder, 'problem.json', {
    version: 1,
    kind: 'problem-count',
    indicators: [
      { id: 'share-65-plus', direction: 1, threshold: 22 },
      { id: 'share-0-19', direction: 1, threshold: 24 },
    ],
    k: 1,
    levels: [
      { from: 1, name: 'stor' },
      { from: 2, name: 'särskilt stor' },
    ],
  });
  json(folder, 'grupper.json', {
    version: 1,
    algorithm: 'k-means',
    k: 3,
    indicators: [{ id: 'share-65-plus' }, { id: 'share-0-19' }],
  });
  json(folder, 'tabeller.json', planOf([agesTable('alder', [64], 'municipality'), sexTable('kon')], 2023));
  await newOrganisation(folder);
  return {
    version: 1,
    name: 'Provår 2023',
    project: 'prov.sigill',
    out: 'korning',
    year: 2023,
    import: [
      { files: ['nyckel.csv'], specification: 'nyckel.json' },
      { files: ['person_2022.csv'], specification: 'person.json' },
      { files: ['person_2023.csv'], specification: 'person.json' },
    ],
    quality: { limits: [{ rule: 'refused-rows', above: 0, then: 'stop' }] },
    indicators: { years: [2022] },
    drift: {},
    assessments: [
      { id: 'index', method: 'index.json' },
      { id: 'problem', method: 'problem.json' },
    ],
    groups: [{ id: 'grupper', specification: 'grupper.json' }],
    comparison: { with: 2022 },
    release: { tables: 'tabeller.json', organisation: 'organisation' },
  };
}

export function writePlan(folder: string, plan: PlanText, name = 'plan.json'): string {
  const file = path.join(folder, name);
  writeFileSync(file, `${JSON.stringify(plan, null, 2)}\n`);
  return file;
}

/** Name and hash of every file below a folder. */
export function bytesOf(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    files
      .map((entry) => path.join(entry.parentPath, entry.name))
      .sort()
      .map((file) => [path.relative(folder, file), createHash('sha256').update(readFileSync(file)).digest('hex')]),
  );
}

/** Runs the command line in a process of its own, and kills it with SIGKILL so many milliseconds after it started. */
export function runAndKill(
  plan: string,
  after: number,
): Promise<{ readonly code: number | null; readonly err: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [CLI, 'run', plan, '--working-copy'], {
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...process.env, SIGILL_PASSPHRASE: PASSPHRASE, SIGILL_LANGUAGE: 'en' },
    });
    let err = '';
    child.stderr.setEncoding('utf8').on('data', (piece: string) => {
      err += piece;
    });
    const timer = Number.isFinite(after) ? setTimeout(() => child.kill('SIGKILL'), after) : undefined;
    child.on('error', reject);
    child.on('close', (code) => {
      clearTimeout(timer);
      resolve({ code, err });
    });
  });
}
