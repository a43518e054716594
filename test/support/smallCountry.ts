import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { importFiles } from '../../electron/engine/import/import.ts';
import { silent } from '../../electron/engine/jobs/progress.ts';
import type { ProjectPorts } from '../../electron/engine/project/ports.ts';
import type { Project } from '../../electron/engine/project/project.ts';
import { generator } from '../../shared/domain/random/generator.ts';
import type { ReleasePlan, ReleaseTable } from '../../shared/schemas/releasePlan.ts';
import { specificationSchema } from '../../shared/schemas/specification.ts';
import { newProject } from './project.ts';

/*
 * A country of twelve areas in four municipalities and two counties, with some thousand people of which few are old in some
 * areas: small enough that a test can make it anew.
 */

const areaKey = specificationSchema.parse({ version: 1, kind: 'area-key', dialect: { delimiter: ';' } });
export const personRegister = specificationSchema.parse({
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
});

interface Person {
  readonly area: number;
  readonly sex: number;
  readonly age: number;
}

const AREAS = Array.from({ length: 12 }, (_, i) => {
  const municipality = `6${String(Math.floor(i / 6))}0${String(1 + (Math.floor(i / 3) % 2))}`;
  const number = String(1 + (i % 3));
  return { municipality, regso: `${municipality}R00${number}`, deso: `${municipality}C10${number}0` };
});

/** The people, from a seed; in every third area hardly anybody is over 64. */
export function people(seed = 1): Person[] {
  const draw = generator(seed, 'small country');
  return AREAS.flatMap((_, area) =>
    Array.from({ length: 90 + draw.integer(60) }, (__, i) => {
      const old = area % 3 === 0 ? i < 1 + (area % 4) : draw.integer(5) === 0;
      return { area, sex: 1 + draw.integer(2), age: old ? 65 + draw.integer(30) : draw.integer(65) };
    }),
  );
}

/** Imports the people into a new project. */
export async function smallCountry(
  folder: string,
  name: string,
  ports: ProjectPorts,
  everybody: readonly Person[] = people(),
  year = 2023,
): Promise<Project> {
  const project = newProject(folder, name, ports);
  await importPeople(project, folder, everybody, year);
  return project;
}

export async function importPeople(
  project: Project,
  folder: string,
  everybody: readonly Person[],
  year = 2023,
): Promise<void> {
  const key = path.join(folder, 'omradesnyckel.csv');
  const rows = AREAS.map(
    ({ municipality: m, regso, deso }) =>
      `${deso};${regso};${regso};${m};K${m};${m.slice(0, 2)};L${m.slice(0, 2)};2020;9`,
  );
  const header = 'DeSO;RegSO;RegSOnamn;Kommun;Kommunnamn;Lan;Lannamn;Version;Folkmangd';
  writeFileSync(key, `${[header, ...rows].join('\n')}\n`);
  await importFiles(project, { specification: areaKey, files: [key], replace: true }, silent);
  const register = path.join(folder, 'person.csv');
  const lines = everybody.map(({ area, sex, age }, i) => {
    const { deso = '', regso = '' } = AREAS[area] ?? {};
    return `${String(i + 1)};${String(year)};${deso};${regso};${String(sex)};${String(age)}`;
  });
  writeFileSync(register, `${['LopNr;Ar;DeSO;RegSO;Kon;Alder', ...lines].join('\n')}\n`);
  await importFiles(project, { specification: personRegister, files: [register], replace: true }, silent);
}

const households = specificationSchema.parse({
  version: 1,
  kind: 'register',
  register: 'hushall',
  year: { column: 'Ar' },
  dialect: { delimiter: ';', decimal: ',', encoding: 'utf-8' },
  columns: [
    { source: 'HushallNr', type: 'key', required: true },
    { source: 'Ar', type: 'integer', required: true },
    { source: 'DeSO', type: 'area', level: 'deso' },
    { source: 'RegSO', type: 'area', level: 'regso' },
    { source: 'Alder', type: 'integer', required: true, min: 0, max: 110 },
  ],
});

/** Imports households of one person each, by the person's age: another unit, and the very same counts. */
export async function importHouseholds(
  project: Project,
  folder: string,
  everybody: readonly Person[] = people(),
  year = 2023,
): Promise<void> {
  const file = path.join(folder, 'hushall.csv');
  const lines = everybody.map(({ area, age }, i) => {
    const { deso = '', regso = '' } = AREAS[area] ?? {};
    return `${String(7001 + i)};${String(year)};${deso};${regso};${String(age)}`;
  });
  writeFileSync(file, `${['HushallNr;Ar;DeSO;RegSO;Alder', ...lines].join('\n')}\n`);
  await importFiles(project, { specification: households, files: [file], replace: true }, silent);
}

const both = (label: string) => ({ sv: label, en: label });

/** A table of ages: the upper limits of all groups but the last. */
export function agesTable(id: string, limits: readonly number[], level: ReleaseTable['level'] = 'regso'): ReleaseTable {
  const categories = [...limits, 200].map((to, i) => {
    const from = i === 0 ? 0 : (limits[i - 1] ?? 0) + 1;
    const code = i === limits.length ? `${String(from)}+` : `${String(from)}-${String(to)}`;
    return { code, label: both(code), from, ...(i === limits.length ? {} : { to }) };
  });
  const division = { name: both('Ålder'), variable: 'Alder', categories };
  return { id, title: both(id), level, content: { kind: 'register', register: 'person', division } };
}

/** A table of men and women. */
export const sexTable = (id: string, level: ReleaseTable['level'] = 'regso'): ReleaseTable => ({
  id,
  title: both(id),
  level,
  content: {
    kind: 'register',
    register: 'person',
    division: {
      name: both('Kön'),
      variable: 'Kon',
      categories: [
        { code: 'man', label: both('man'), values: ['1'] },
        { code: 'kvinna', label: both('kvinna'), values: ['2'] },
      ],
    },
  },
});

export const planOf = (tables: readonly ReleaseTable[], year = 2023): ReleasePlan => ({
  version: 1,
  title: both('Prov'),
  year,
  tables: [...tables],
});

/** Men and women by age, with how many they are and the sum of their ages: two divisions, two measures. */
export function agesBySex(id: string, limits: readonly number[], level: ReleaseTable['level']): ReleaseTable {
  const sexes = sexTable(id, level);
  const { content } = agesTable(id, limits, level);
  if (sexes.content.kind !== 'register' || content.kind !== 'register') throw new RangeError('tables of a register');
  return {
    ...sexes,
    content: {
      ...sexes.content,
      further: [content.division],
      measures: [
        { kind: 'count' },
        { kind: 'sum', id: 'ar', label: both('Levda år'), unit: both('år'), variable: 'Alder', contributor: 'LopNr' },
      ],
    },
  };
}
