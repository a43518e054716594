import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importFiles } from '../../electron/engine/import/import.ts';
import { readSpecification } from '../../electron/engine/import/readSpecification.ts';
import { computeIndicators } from '../../electron/engine/indicators/compute.ts';
import { indicatorMatrix } from '../../electron/engine/indicators/matrix.ts';
import { resourceFolder } from '../../electron/engine/indicators/shipped.ts';
import { spreadOf, tryDefinition } from '../../electron/engine/indicators/tryDefinition.ts';
import { yearAreas } from '../../electron/engine/indicators/yearAreas.ts';
import { silent } from '../../electron/engine/jobs/progress.ts';
import { databaseOf } from '../../electron/engine/project/database.ts';
import type { Project } from '../../electron/engine/project/project.ts';
import type { IndicatorDefinition } from '../../shared/schemas/indicator.ts';
import { shipped } from '../support/paperIndicators.ts';
import { newProject, temporaryFolder } from '../support/project.ts';

/*
 * Four households in two areas, one of them without a dwelling, and seven people, one of whom belongs to a household that
 * is not there. Keys lie far apart, as pseudonyms do.
 */

const folder = temporaryFolder();
let project: Project;

/** Writes and imports a register: the named columns filled, the others of the specification empty. */
async function deliver(register: string, rows: readonly Readonly<Record<string, string>>[]): Promise<void> {
  const specification = path.join(resourceFolder('specifications'), `${register}.json`);
  const { columns } = JSON.parse(readFileSync(specification, 'utf8')) as {
    readonly columns: readonly { readonly source: string }[];
  };
  const names = columns.map(({ source }) => source);
  const lines = rows.map((row) => names.map((name) => row[name] ?? '').join(';'));
  const file = path.join(folder.path, `${register}_2022.csv`);
  writeFileSync(file, `${[names.join(';'), ...lines].join('\n')}\n`);
  const from = { specification: await readSpecification(specification), files: [file], replace: true };
  await importFiles(project, from, silent);
}

const HOME = { A: '6001R001', B: '6001R002' };
const placed = (area: 'A' | 'B') => ({
  Ar: '2022',
  Kon: '1',
  HushTyp: '1',
  RegSO: HOME[area],
  DeSO: area === 'A' ? '6001C1010' : '6001C1020',
});

const deliverDwellings = (rooms: string): Promise<void> =>
  deliver('lagenhet', [
    { LagenhetLopNr: '900000001', AntalRum: rooms, ...placed('A') },
    { LagenhetLopNr: '17', AntalRum: '3', ...placed('A') },
    { LagenhetLopNr: '5000', AntalRum: '2', ...placed('B') },
  ]);

beforeAll(async () => {
  project = newProject(folder.path);
  await deliverDwellings('2');
  await deliver('hushall', [
    { HushallLopNr: '700000', LagenhetLopNr: '900000001', AntalPersoner: '3', ...placed('A') },
    { HushallLopNr: '31', LagenhetLopNr: '17', AntalPersoner: '1', ...placed('A') },
    { HushallLopNr: '4', LagenhetLopNr: '5000', AntalPersoner: '1', ...placed('B') },
    { HushallLopNr: '66', AntalPersoner: '1', ...placed('B') },
  ]);
  const person = (key: number, household: string, age: string, area: 'A' | 'B') => ({
    LopNr: String(key),
    HushallLopNr: household,
    Alder: age,
    RegistreradHelaAret: '1',
    ...placed(area),
  });
  await deliver('person', [
    person(1, '700000', '40', 'A'),
    person(2, '700000', '8', 'A'),
    person(3, '700000', '5', 'A'),
    person(4, '31', '30', 'A'),
    person(5, '4', '18', 'B'),
    person(6, '66', '19', 'B'),
    person(7, '12345', '10', 'B'),
  ]);
});

afterAll(() => {
  project.close();
  folder.remove();
});

const source = (definition: IndicatorDefinition) => ({ file: 'utkast.json', definition });
const at = { year: 2022, level: 'regso' } as const;
const links = (): unknown => databaseOf(project).prepare('select count(*) from link').pluck().get();

describe('trying a definition', () => {
  it('gives what computing would store, with its spread, and stores nothing', () => {
    const { problems, outcome } = tryDefinition(project, source(shipped('crowded-children-norm-2')), at, silent);
    expect(problems).toEqual([]);
    // A: two children of three people in two rooms; B: one of 18 in two rooms, alone. The others' rooms are not known.
    expect([...(outcome?.values.value ?? [])]).toEqual([100, 0]);
    expect(outcome?.nation).toEqual({ value: (100 * 2) / 3, n: 3, numerator: 2, contributors: 3 });
    expect(outcome?.spread.n).toEqual({
      areas: 2,
      least: 1,
      lowerQuartile: 1.25,
      median: 1.5,
      upperQuartile: 1.75,
      most: 2,
    });
    expect(() => indicatorMatrix(project, 'regso', 2022, ['crowded-children-norm-2'])).toThrow('indicators.noValues');
    computeIndicators(project, {}, silent);
    const stored = indicatorMatrix(project, 'regso', 2022, ['crowded-children-norm-2']);
    expect(stored.columns[0]).toEqual(outcome?.values.value);
  });

  it('tells what is wrong with it instead', () => {
    const unknown = { ...shipped('mean-age'), measure: { kind: 'mean' as const, value: { variable: 'Langd' } } };
    expect(tryDefinition(project, source(unknown), at, silent)).toMatchObject({
      problems: [{ key: 'indicators.unknownVariable', place: 'measure.value.variable' }],
      outcome: null,
    });
    const nobody: IndicatorDefinition = {
      ...shipped('mean-age'),
      population: { register: 'person', where: { compare: [{ variable: 'Alder' }, '>', 100] } },
    };
    expect(tryDefinition(project, source(nobody), at, silent)).toMatchObject({
      problems: [{ key: 'indicators.emptyPopulation' }],
      outcome: null,
    });
  });

  it('uses the links between registers that an import made, and those of the register that took its place', async () => {
    expect(links()).toBe(2);
    await deliverDwellings('4');
    expect(links()).toBe(2);
    const { outcome } = tryDefinition(project, source(shipped('crowded-children-norm-2')), at, silent);
    expect([...(outcome?.values.value ?? [])]).toEqual([0, 0]);
    expect(links()).toBe(2);
  });

  it('makes the areas of a year once, and again when something has been written', () => {
    const before = yearAreas(project, 2022);
    expect(yearAreas(project, 2022)).toBe(before);
    project.appendLog('note', {});
    const after = yearAreas(project, 2022);
    expect(after).not.toBe(before);
    expect(after.hash).toBe(before.hash);
  });

  it('has no spread where there are no numbers', () => {
    const none = Number.NaN;
    expect(spreadOf(Float64Array.of(none, none))).toEqual({
      areas: 0,
      least: none,
      lowerQuartile: none,
      median: none,
      upperQuartile: none,
      most: none,
    });
  });
});
