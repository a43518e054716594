import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importFiles } from '../../electron/engine/import/import.ts';
import { readSpecification } from '../../electron/engine/import/readSpecification.ts';
import { type Computed, computeIndicators } from '../../electron/engine/indicators/compute.ts';
import { indicatorMatrix } from '../../electron/engine/indicators/matrix.ts';
import { resourceFolder } from '../../electron/engine/indicators/shipped.ts';
import { tryDefinition } from '../../electron/engine/indicators/tryDefinition.ts';
import { silent } from '../../electron/engine/jobs/progress.ts';
import type { Project } from '../../electron/engine/project/project.ts';
import type { Level } from '../../shared/domain/areas/level.ts';
import type { IndicatorDefinition } from '../../shared/schemas/indicator.ts';
import { shipped } from '../support/paperIndicators.ts';
import { newProject, PASSPHRASE, reopen, temporaryFolder } from '../support/project.ts';
import { sigill } from '../support/sigill.ts';

/*
 * An election and three years of pupils on both sides of a change of division, with one area of every kind: renamed, recoded, merged,
 * split, and with a border that moved.
 */

const folder = temporaryFolder();
const N = Number.NaN;
let project: Project;

const deliver = async (kind: string, name: string, lines: readonly string[], replace = false): Promise<void> => {
  const file = path.join(folder.path, name);
  writeFileSync(file, `${lines.join('\n')}\n`);
  const specification = await readSpecification(path.join(resourceFolder('specifications'), `${kind}.json`));
  await importFiles(project, { specification, files: [file], replace }, silent);
};

const desoOf = (regso: string): string => `${regso.slice(0, 4)}A${regso.slice(5)}0`;
const key = (version: string, names: Readonly<Record<string, string>>): readonly string[] => [
  'DeSO;RegSO;RegSOnamn;Kommun;Kommunnamn;Lan;Lannamn;Version;Folkmangd',
  ...Object.entries(names).map(([regso, name]) => {
    const town = regso.slice(0, 4);
    return `${desoOf(regso)};${regso};${name};${town};Kommun ${town};60;Norrmark;${version};10`;
  }),
];

const changes = [
  'FranVersion;TillVersion;FranKod;TillKod;Typ',
  '2020;2025;6001R001;6001R001;Namnändrad',
  '2020;2025;6001R002;6001R012;Kodändrad',
  '2020;2025;6001R003;6001R004;Upphör, till befintlig',
  '2020;2025;6001R004;6001R004;Utvidgad',
  '2020;2025;6001R005;6001R005;Minskad',
  '2020;2025;6001R005;6001R006;Ger del till nybildad',
  '2020;2025;6002R001;6002R001;Minskad',
  '2020;2025;6002R001;6002R002;Ger del till befintlig',
  '2020;2025;6002R002;6002R002;Utvidgad',
];

/** Per area the voters, 1 for each that voted. */
const VOTES = {
  '6001R001': [1, 0],
  '6001R002': [1],
  '6001R003': [0],
  '6001R004': [1, 1],
  '6001R005': [1, 0],
  '6002R001': [1],
  '6002R002': [0],
};

/** Per area the merit points of its pupils. */
const pupils = (year: number, points: Readonly<Record<string, readonly number[]>>): readonly string[] => [
  'LopNr;Ar;DeSO;RegSO;Kon;Meritvarde;BehorigYrkes;GodkandAlla;BehorigHogskole',
  ...Object.entries(points).flatMap(([regso, all], i) =>
    all.map((one, j) => `${String(100 * i + j + 1)};${String(year)};${desoOf(regso)};${regso};1;${String(one)};1;1;1`),
  ),
];

const sources = ['turnout-municipal', 'merit-points-3-years'].map((id) => ({
  file: `${id}.json`,
  definition: shipped(id),
}));
const compute = (): Computed => computeIndicators(project, { definitions: sources, years: [2022, 2024] }, silent);
const of = (id: string, level: Level): Readonly<Record<string, readonly [number, number]>> => {
  const { areas, columns, n } = indicatorMatrix(project, level, 2024, [id]);
  return Object.fromEntries(areas.map(({ code }, i) => [code, [columns[0]?.[i] ?? N, n[0]?.[i] ?? N]]));
};

beforeAll(async () => {
  project = newProject(folder.path);
  const before = ['001', '002', '003', '004', '005'].map((end) => [`6001R${end}`, `Gamla ${end}`]);
  const after = ['001', '004', '005', '006', '012'].map((end) => [`6001R${end}`, `Nya ${end}`]);
  const north = [
    ['6002R001', 'Byn'],
    ['6002R002', 'Lunden'],
  ];
  await deliver('omradesnyckel', 'nyckel_2020.csv', key('2020', Object.fromEntries([...before, ...north])));
  await deliver('omradesnyckel', 'nyckel_2025.csv', key('2025', Object.fromEntries([...after, ...north])));
  await deliver('rostande', 'rostande_2022.csv', [
    'LopNr;Ar;DeSO;RegSO;RostrattRiksdag;RostadeRiksdag;RostadeRegion;RostadeKommun',
    ...Object.entries(VOTES).flatMap(([regso, votes], i) =>
      votes.map((vote, j) => `${String(10 * i + j + 1)};2022;${desoOf(regso)};${regso};1;1;1;${String(vote)}`),
    ),
  ]);
  await deliver('elever', 'elever_2022.csv', pupils(2022, { '6001R002': [200], '6001R003': [100], '6001R005': [300] }));
  await deliver('elever', 'elever_2023.csv', pupils(2023, { '6001R002': [220], '6001R004': [160] }));
  await deliver('elever', 'elever_2024.csv', pupils(2024, { '6001R012': [240], '6001R004': [190], '6001R006': [250] }));
});

afterAll(() => {
  project.close();
  folder.remove();
});

describe('values over a change of division', () => {
  it('are not there as long as nobody says what changed, and the reason says what to do', () => {
    expect(compute().problems.map(({ id, year, key: why }) => [id, year, why])).toEqual([
      ['turnout-municipal', 2024, 'indicators.carriedOverBreak'],
      ['merit-points-3-years', 2022, 'indicators.noEarlierRegister'],
      ['merit-points-3-years', 2024, 'indicators.pooledOverBreak'],
    ]);
  });

  it('are carried wherever an area went on or was merged, and are missing where a border moved', async () => {
    await deliver('forandringar', 'forandringar.csv', changes);
    const { problems, gaps } = compute();
    expect(problems.map(({ id, year }) => [id, year])).toEqual([['merit-points-3-years', 2022]]);
    expect(of('turnout-municipal', 'regso')).toEqual({
      '6001R001': [50, 2],
      '6001R004': [(100 * 2) / 3, 3],
      '6001R005': [N, N],
      '6001R006': [N, N],
      '6001R012': [100, 1],
      '6002R001': [N, N],
      '6002R002': [N, N],
    });
    const lost = ['6001R005', '6001R006', '6002R001', '6002R002'];
    expect(gaps.map(({ id, year, from, areas }) => [id, year, from, areas.map(({ code }) => code)])).toEqual([
      ['turnout-municipal', 2024, [2022], lost],
      ['merit-points-3-years', 2024, [2022, 2023], lost],
    ]);
  });

  it('lose nobody above the areas: who was in an area that was split is in its municipality', () => {
    expect(of('turnout-municipal', 'municipality')).toEqual({ '6001': [(100 * 5) / 8, 8], '6002': [50, 2] });
    expect(Object.values(of('turnout-municipal', 'county'))).toEqual([[60, 10]]);
    expect(Object.values(of('turnout-municipal', 'nation'))).toEqual([[60, 10]]);
  });

  it('are pooled from records of both divisions', () => {
    const merit = of('merit-points-3-years', 'regso');
    expect(merit['6001R012']).toEqual([220, 3]);
    expect(merit['6001R004']).toEqual([150, 3]);
    expect(merit['6001R006']).toEqual([N, N]);
    expect(merit['6001R001']).toEqual([N, 0]);
    const all = 200 + 100 + 300 + 220 + 160 + 240 + 190 + 250;
    expect(of('merit-points-3-years', 'municipality')['6001']).toEqual([all / 8, 8]);
  });

  it('hold for medians too, since it is the records that are told by other areas', () => {
    const definition: IndicatorDefinition = {
      ...shipped('turnout-municipal'),
      id: 'median-election',
      measure: { kind: 'median', value: { variable: 'Ar' } },
    };
    const source = { file: 'median.json', definition };
    const { problems, outcome } = tryDefinition(project, source, { year: 2024, level: 'regso' }, silent);
    expect(problems).toEqual([]);
    expect([...(outcome?.values.value ?? [])]).toEqual([2022, 2022, N, N, 2022, N, N]);
    expect(outcome?.nation).toMatchObject({ value: 2022, n: 10 });
  });

  it('are computed again when the list of changes is another', async () => {
    expect(compute()).toMatchObject({ computed: 0, reused: 3 });
    const other = changes.map((line) => line.replace('6002R001;6002R001;Minskad', '6002R001;6002R001;Namnändrad'));
    const kept = other.filter((line) => !line.includes('Ger del till befintlig') && !line.includes('6002R002'));
    await deliver('forandringar', 'forandringar.csv', kept, true);
    expect(compute()).toMatchObject({ computed: 2, reused: 1 });
    expect(of('turnout-municipal', 'regso')).toMatchObject({ '6002R001': [100, 1], '6002R002': [0, 1] });
  });

  it('are told on the command line with the areas that miss them', async () => {
    project.close();
    const file = path.join(folder.path, 'test.sigill');
    const passphrase = path.join(folder.path, 'losenfras.txt');
    writeFileSync(passphrase, PASSPHRASE);
    const asked = ['--years', '2024', '--passphrase-file', passphrase];
    const { code, err, out } = await sigill('indicators', file, ...asked);
    expect(code).toBe(0);
    expect(`${err}${out}`).toMatch(
      /2024: 2 areas have no value for turnout-municipal, .*taken from 2022.*6001R005 Nya 005, 6001R006 Nya 006/u,
    );
    project = reopen(folder.path);
  });
});
