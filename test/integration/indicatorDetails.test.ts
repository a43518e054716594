import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { importFiles } from '../../electron/engine/import/import.ts';
import { readSpecification } from '../../electron/engine/import/readSpecification.ts';
import { computeIndicators } from '../../electron/engine/indicators/compute.ts';
import { resourceFolder } from '../../electron/engine/indicators/shipped.ts';
import { silent } from '../../electron/engine/jobs/progress.ts';
import type { Project } from '../../electron/engine/project/project.ts';
import { computeAgain } from '../../electron/engine/requests/indicatorsCompute.ts';
import { detailsOf } from '../../electron/engine/requests/indicatorsDetails.ts';
import { overviewOf } from '../../electron/engine/requests/indicatorsOverview.ts';
import { shipped } from '../support/paperIndicators.ts';
import { newProject, temporaryFolder } from '../support/project.ts';

/* Five people in two areas: A holds women of 20 and 40 and a man of 60, B men of 10 and 30. */

const folder = temporaryFolder();
let project: Project;

beforeAll(async () => {
  project = newProject(folder.path);
  const specification = path.join(resourceFolder('specifications'), 'person.json');
  const { columns } = JSON.parse(readFileSync(specification, 'utf8')) as {
    readonly columns: readonly { readonly source: string }[];
  };
  const names = columns.map(({ source }) => source);
  const people = [
    ['1', '2', '20', 'A'],
    ['2', '2', '40', 'A'],
    ['3', '1', '60', 'A'],
    ['4', '1', '10', 'B'],
    ['5', '1', '30', 'B'],
  ].map(([LopNr = '', Kon = '', Alder = '', area]) => ({
    LopNr,
    Kon,
    Alder,
    Ar: '2022',
    RegistreradHelaAret: '1',
    RegSO: area === 'A' ? '6001R001' : '6001R002',
    DeSO: area === 'A' ? '6001C1010' : '6001C1020',
  }));
  const file = path.join(folder.path, 'person_2022.csv');
  const lines = people.map((row) => names.map((name) => (row as Record<string, string>)[name] ?? '').join(';'));
  writeFileSync(file, `${[names.join(';'), ...lines].join('\n')}\n`);
  await importFiles(
    project,
    { specification: await readSpecification(specification), files: [file], replace: true },
    silent,
  );
});
afterAll(() => {
  project.close();
  folder.remove();
});

it('tells what the project goes by, both sexes, the years, and an earlier definition with its values', () => {
  const age = { file: 'mean-age.json', definition: shipped('mean-age') };
  const adults = {
    file: 'egen.json',
    definition: {
      ...age.definition,
      revision: 2,
      population: { register: 'person', where: { compare: [{ variable: 'Alder' }, '>=', 18] as const } },
    },
  } as unknown as typeof age;
  computeIndicators(project, { definitions: [age] }, silent);
  computeIndicators(project, { definitions: [adults] }, silent);
  expect(detailsOf(project, 'mean-age', 'regso', 2022).women).toBeNull();
  computeAgain(project, true, silent);

  const { definition, file, women, men, series, earlier, sourceYear } = detailsOf(project, 'mean-age', 'regso', 2022);
  expect([definition.revision, file, sourceYear]).toEqual([2, 'egen.json', 2022]);
  expect([...(women?.values ?? [])]).toEqual([30, Number.NaN]);
  expect([...(men?.values ?? [])]).toEqual([60, 30]);
  expect([women?.nation, men?.nation]).toEqual([30, 45]);
  expect(series).toEqual([
    expect.objectContaining({ year: 2022, nation: 37.5, n: 4, women: 30, men: 45, lowerQuartile: 32.5, median: 35 }),
  ]);
  expect(earlier.map((one) => [one.definition.revision, one.file, [...(one.values ?? [])]])).toEqual([
    [1, 'mean-age.json', [40, 20]],
  ]);
  expect(overviewOf(project, 'regso', 2022)).toEqual({
    own: [],
    years: [2022],
    trends: [{ id: 'mean-age', nation: Float64Array.of(37.5) }],
    missing: [],
  });
});
