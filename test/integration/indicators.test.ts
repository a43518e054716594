import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { areaGeometry } from '../../electron/engine/areas/geometry.ts';
import { listAreas } from '../../electron/engine/areas/list.ts';
import { importFiles } from '../../electron/engine/import/import.ts';
import { readSpecification } from '../../electron/engine/import/readSpecification.ts';
import { computeIndicators } from '../../electron/engine/indicators/compute.ts';
import { makeLinksAhead } from '../../electron/engine/indicators/linksAhead.ts';
import { definitionHistory } from '../../electron/engine/indicators/definitionHistory.ts';
import { formatDefinition } from '../../electron/engine/indicators/definitions.ts';
import { indicatorCatalogue, indicatorMatrix, indicatorValues } from '../../electron/engine/indicators/matrix.ts';
import { resourceFolder, withOwn } from '../../electron/engine/indicators/shipped.ts';
import { silent } from '../../electron/engine/jobs/progress.ts';
import { databaseOf } from '../../electron/engine/project/database.ts';
import type { Project } from '../../electron/engine/project/project.ts';
import { UserError } from '../../shared/errors/errors.ts';
import { contract } from '../../shared/ipc/contract.ts';
import type { IndicatorDefinition } from '../../shared/schemas/indicator.ts';
import { shipped } from '../support/paperIndicators.ts';
import { newProject, PASSPHRASE, reopen, temporaryFolder } from '../support/project.ts';
import { sigill } from '../support/sigill.ts';

/*
 * A delivery small enough to know by heart: three areas in two municipalities, persons of two years, one election, and
 * no other registers. A year's person file holds for each area as many people as its list of ages.
 */

const folder = temporaryFolder();
let project: Project;

const write = (name: string, lines: readonly string[]): string => {
  const file = path.join(folder.path, name);
  writeFileSync(file, `${lines.join('\n')}\n`);
  return file;
};

const deliver = async (kind: string, file: string, replace = false): Promise<void> => {
  const specification = await readSpecification(path.join(resourceFolder('specifications'), `${kind}.json`));
  await importFiles(project, { specification, files: [file], replace }, silent);
};

const DESO = { '6001R001': '6001C1010', '6001R002': '6001C1020', '6002R001': '6002A0010' };
const PERSON_HEADER =
  'LopNr;Ar;DeSO;RegSO;Kon;Alder;UtlSvBakg;VistelseTid;RegistreradHelaAret;HushallLopNr;StallningHushall;Sun2020Niva_old;BAS;ALosManader;EkBistManader;DispInkKE04;UVAS;Ohalsodagar;Misstankt;Flyttat;DispInk04;SocBidrPersF04;SjukErsManader;LokTillfallen';

const persons = (year: number, agesOf: Readonly<Record<string, readonly number[]>>): string => {
  let key = 0;
  const lines = Object.entries(agesOf).flatMap(([regso, ages]) =>
    ages.map((age) => {
      key += 1;
      const deso = DESO[regso as keyof typeof DESO];
      return `${String(key)};${String(year)};${deso};${regso};1;${String(age)};22;;1;${String(key)};1;;;;;${String(1000 + key)},5;;;;0;;;;`;
    }),
  );
  return write(`person_${String(year)}.csv`, [PERSON_HEADER, ...lines]);
};

const square = (x: number): number[][] => [
  [x, 6_500_000],
  [x + 100, 6_500_000],
  [x + 100, 6_500_100],
  [x, 6_500_100],
  [x, 6_500_000],
];

const populationAt = (year: number): unknown =>
  indicatorMatrix(project, 'regso', year, ['population']).columns.map((c) => [...c]);

beforeAll(async () => {
  project = newProject(folder.path);
  await deliver(
    'omradesnyckel',
    write('omradesnyckel.csv', [
      'DeSO;RegSO;RegSOnamn;Kommun;Kommunnamn;Lan;Lannamn;Version;Folkmangd',
      '6001C1010;6001R001;Åkanten;6001;Ålunda;60;Norrmark;2020;3',
      '6001C1020;6001R002;Backen;6001;Ålunda;60;Norrmark;2020;2',
      '6002A0010;6002R001;Byn;6002;Ängsvik;60;Norrmark;2020;0',
    ]),
  );
  await deliver(
    'regso',
    write('regso.geojson', [
      JSON.stringify({
        type: 'FeatureCollection',
        crs: { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::3006' } },
        features: Object.keys(DESO).map((regsokod, i) => ({
          type: 'Feature',
          properties: { regsokod },
          geometry: { type: 'Polygon', coordinates: [square(650_000 + 100 * i)] },
        })),
      }),
    ]),
  );
  await deliver('person', persons(2022, { '6001R001': [10, 40, 70], '6001R002': [20, 30] }));
  await deliver('person', persons(2023, { '6001R001': [11, 41], '6001R002': [21, 31], '6002R001': [50] }));
  await deliver(
    'rostande',
    write('rostande_2022.csv', [
      'LopNr;Ar;DeSO;RegSO;RostrattRiksdag;RostadeRiksdag;RostadeRegion;RostadeKommun',
      '1;2022;6001C1010;6001R001;1;1;1;1',
      '2;2022;6001C1010;6001R001;1;0;0;0',
      '3;2022;6001C1020;6001R002;0;;0;1',
    ]),
  );
});

afterAll(() => {
  project.close();
  folder.remove();
});

describe('links between registers', () => {
  const links = (): number =>
    Number(databaseOf(project).prepare('select count(*) from link').pluck().get()) +
    Number(databaseOf(project).prepare('select count(*) from link_chunk').pluck().get());
  const voters = (): string =>
    write('rostande_igen.csv', [
      'LopNr;Ar;DeSO;RegSO;RostrattRiksdag;RostadeRiksdag;RostadeRegion;RostadeKommun',
      '1;2022;6001C1010;6001R001;1;1;1;1',
      '2;2022;6001C1010;6001R001;1;0;0;0',
      '3;2022;6001C1020;6001R002;0;;0;1',
    ]);

  it('are made by the import itself, so that the first computation need not, and anew when a register is imported again', async () => {
    const steps = new Set<string>();
    const made = links();
    expect(made).toBeGreaterThan(0);
    await deliver('rostande', voters(), true);
    expect(links()).toBe(made);
    const step = (name: string): unknown => steps.add(name);
    makeLinksAhead(project, { ...silent, report: step });
    expect([...steps]).toEqual([]);
  });

  it('leave an import undone when they are stopped', async () => {
    const specification = await readSpecification(path.join(resourceFolder('specifications'), 'rostande.json'));
    const before = project.store.registers();
    const made = links();
    const stop = (step: string): void => {
      if (step === 'indicators.step.links') throw new UserError('cancelled', 'error.cancelled');
    };
    const options = { specification, files: [voters()], replace: true };
    await expect(importFiles(project, options, { ...silent, report: stop })).rejects.toThrow('error.cancelled');
    expect(project.store.registers()).toEqual(before);
    expect(links()).toBe(made);
  });
});

describe('areas of a project', () => {
  it('lists them by code with names above and the population of the year', () => {
    const list = contract['areas.list'].output.parse(listAreas(project, 'regso', 2022));
    expect(list).toMatchObject({
      codes: ['6001R001', '6001R002', '6002R001'],
      names: ['Åkanten', 'Backen', 'Byn'],
      municipalityNames: ['Ålunda', 'Ålunda', 'Ängsvik'],
      countyCodes: ['60', '60', '60'],
      population: Float64Array.of(3, 2, 0),
    });
    expect(listAreas(project, 'municipality', 2023).population).toEqual(Float64Array.of(4, 1));
    expect(listAreas(project, 'deso', 2022).population).toEqual(Float64Array.of(3, 2, 0));
    expect(listAreas(project, 'nation', 2022)).toMatchObject({ codes: ['R'], population: Float64Array.of(5) });
    for (const level of ['deso', 'municipality', 'county', 'nation'] as const)
      expect(contract['areas.list'].output.safeParse(listAreas(project, level, 2022)).success).toBe(true);
  });

  it('packs borders for drawing, and draws municipalities without their inner borders', () => {
    const regso = contract['areas.geometry'].output.parse(areaGeometry(project, 'regso', 2022));
    expect([...regso.ringStart]).toEqual([0, 5, 10, 15]);
    expect([...regso.ringArea]).toEqual([0, 1, 2]);
    expect(regso.bounds).toEqual([650_000, 6_500_000, 650_300, 6_500_100]);
    const municipality = areaGeometry(project, 'municipality', 2022);
    expect([...municipality.ringArea]).toEqual([0, 1]);
    expect([...municipality.ringStart]).toEqual([0, 7, 12]);
    expect(areaGeometry(project, 'nation', 2022).ringArea).toHaveLength(1);
    expect(() => areaGeometry(project, 'deso', 2022)).toThrow('areas.noGeometry');
  });
});

describe('indicators of a project', () => {
  it('computes what the registers allow, says what it cannot, and recomputes nothing that stands', () => {
    const first = computeIndicators(project, {}, silent);
    expect(first.years).toEqual([2022, 2023]);
    expect(first.reused).toBe(0);
    expect(populationAt(2022)).toEqual([[3, 2, 0]]);
    expect(populationAt(2023)).toEqual([[2, 2, 1]]);
    const missing = first.problems.filter(({ year }) => year === 2022).map(({ id, key }) => [id, key]);
    expect(missing).toContainEqual(['reported-crimes', 'indicators.noRegister']);
    expect(missing).toContainEqual(['merit-points', 'indicators.noRegister']);
    expect(missing).not.toContainEqual(['population', expect.anything()]);
    const second = computeIndicators(project, {}, silent);
    expect([second.computed, second.reused]).toEqual([0, first.computed]);
  });

  it('carries the election forward and says from which year', () => {
    const { columns, ids, sourceYears } = indicatorMatrix(project, 'regso', 2023, ['turnout-municipal', 'population']);
    expect(ids).toEqual(['turnout-municipal', 'population']);
    expect(columns.map((column) => [...column])).toEqual([
      [50, 100, Number.NaN],
      [2, 2, 1],
    ]);
    expect(sourceYears).toEqual([2022, 2023]);
  });

  it('fills what the window asks for', () => {
    const values = contract['indicators.values'].output.parse(indicatorValues(project, 'regso', 2023));
    expect(values.ids).toContain('share-0-19');
    const position = values.ids.indexOf('share-0-19');
    expect([...(values.values[position] ?? [])]).toEqual([50, 0, 0]);
    expect(values.nation[position]).toBe(20);
    const { indicators } = contract['indicators.catalogue'].output.parse(indicatorCatalogue(project));
    expect(indicators.map(({ id }) => id).filter((id) => values.ids.includes(id))).toEqual(values.ids);
    expect(contract['indicators.catalogue'].output.parse(indicatorCatalogue(null)).indicators).toHaveLength(
      indicators.length,
    );
  });

  it('computes anew only what a changed definition or changed data touches', () => {
    const young: IndicatorDefinition = {
      ...shipped('share-0-19'),
      revision: 2,
      measure: { kind: 'share', numerator: { between: [0, 30], value: { variable: 'Alder' } } },
    };
    const renamed = { ...shipped('mean-age'), name: { sv: 'Ålder i medeltal', en: 'Mean age' } };
    const definitions = withOwn([
      { file: 'egen.json', definition: young },
      { file: 'namn.json', definition: renamed },
    ]);
    expect(computeIndicators(project, { definitions }, silent).computed).toBe(2);
    expect([...(indicatorMatrix(project, 'regso', 2023, ['share-0-19']).columns[0] ?? [])]).toEqual([50, 50, 0]);
    // The shipped definition's values are still there.
    expect(computeIndicators(project, {}, silent).computed).toBe(0);
  });

  it('knows by which versions of a definition it has been computed, and since when', () => {
    const history = definitionHistory(project, 'share-0-19');
    // The shipped one, the changed one, and the shipped one again.
    expect(history.map(({ definition, file, current }) => [definition.revision, file, current])).toEqual([
      [1, 'share-0-19.json', true],
      [2, 'egen.json', false],
      [1, 'share-0-19.json', false],
    ]);
    const times = history.map(({ at }) => at);
    expect(times.toSorted().toReversed()).toEqual(times);
    expect(times.at(-1)).toBe(project.log().find(({ action }) => action === 'indicators')?.at);
    // Other words around the same measure are no other version.
    expect(definitionHistory(project, 'mean-age')).toHaveLength(1);
    expect(definitionHistory(project, 'nobody')).toEqual([]);
  });

  it('says that a population is empty, where and in which year, and has no values for it', () => {
    const definition: IndicatorDefinition = {
      ...shipped('share-65-plus'),
      id: 'hundred-and-over',
      population: { register: 'person', where: { compare: [{ variable: 'Alder' }, '>', 100] } },
    };
    const definitions = withOwn([{ file: 'egen.json', definition }]);
    const { problems } = computeIndicators(project, { definitions }, silent);
    expect(problems.filter(({ id }) => id === 'hundred-and-over')).toEqual(
      [2022, 2023].map((year) => ({
        id: 'hundred-and-over',
        file: 'egen.json',
        place: 'population.where',
        key: 'indicators.emptyPopulation',
        parameters: { register: 'person', year },
        year,
      })),
    );
    expect(() => indicatorMatrix(project, 'regso', 2022, ['hundred-and-over'])).toThrow('indicators.noValues');
  });

  it('sees that data was replaced', async () => {
    const before = computeIndicators(project, {}, silent);
    expect(before.computed).toBe(0);
    await deliver('person', persons(2023, { '6001R001': [12], '6001R002': [22, 32], '6002R001': [51, 9] }), true);
    const after = computeIndicators(project, {}, silent);
    expect(after.computed).toBeGreaterThan(10);
    expect(after.reused).toBeGreaterThan(10);
    expect(populationAt(2023)).toEqual([[1, 2, 2]]);
  });

  it('is noted in the log without values', () => {
    const entries = project.log().filter(({ action }) => action === 'indicators');
    expect(entries.at(-1)?.details).toMatchObject({ years: ['2022', '2023'] });
    expect(project.brokenLogEntry()).toBeUndefined();
  });
});

describe('sigill indicators', () => {
  const file = path.join(folder.path, 'test.sigill');
  const passphrase = ['--passphrase-file', path.join(folder.path, 'lösenfras.txt')];

  beforeAll(() => {
    write('lösenfras.txt', [PASSPHRASE]);
    project.close();
  });
  afterAll(() => {
    project = reopen(folder.path);
  });

  it('writes values outside only as a working copy that says what it is', async () => {
    const out = path.join(folder.path, 'areas.csv');
    expect((await sigill('indicators', file, ...passphrase, '--out', out)).code).toBe(1);
    const form = ['--years', '2023', '--wide', '--working-copy', '--out', out];
    const done = await sigill('indicators', file, ...passphrase, ...form);
    expect(done.code).toBe(0);
    const [header = '', first = ''] = readFileSync(
      path.join(folder.path, 'areas.ej-rojandekontrollerad.csv'),
      'utf8',
    ).split('\n');
    expect(header).toMatch(/^area_ej_rojandekontrollerad,/u);
    expect(first).toMatch(/^6001R001,/u);
    expect(first.split(',')[header.split(',').indexOf('population')]).toBe('1');
  });

  it('tells values for women and men, with their errors, and drawn towards others', async () => {
    const out = path.join(folder.path, 'kon.csv');
    const asked = ['--years', '2023', '--by-sex', '--estimate', 'logit-nation', '--working-copy', '--out', out];
    expect((await sigill('indicators', file, ...passphrase, ...asked)).code).toBe(0);
    const copied = readFileSync(path.join(folder.path, 'kon.ej-rojandekontrollerad.csv'), 'utf8').split('\n');
    const rowOf = (...words: string[]): string[] =>
      copied.find((line) => line.startsWith(words.join(',')))?.split(',') ?? [];
    expect(copied[0]).toBe(
      'area_ej_rojandekontrollerad,year,id,sex,source_year,value,n,numerator,contributors,standard_error,effective_contributors,own_value',
    );
    // Aged 12 in A, 22 and 32 in B, 51 and 9 in the third area, all men: own share 100, 0 and 50, 2 of 5 in the nation.
    const row = rowOf('6001R001', '2023', 'share-0-19', 'men');
    expect([row[6], row[7], row[11]]).toEqual(['1', '1', '100']);
    expect(Number(row[5])).toBeGreaterThan(40);
    expect(Number(row[5])).toBeLessThan(100);
    expect(Number(row[9])).toBeGreaterThan(0);
    expect(rowOf('6001R001', '2023', 'share-0-19', 'women')).toEqual([]);
    // A mean has nothing to be drawn to.
    expect(rowOf('6001R001', '2023', 'mean-age', 'all')[5]).toBe('12');
    const wrong = await sigill('indicators', file, ...passphrase, '--estimate', 'guess');
    expect(wrong.code).toBe(2);
    const plain = await sigill('indicators', file, ...passphrase, '--years', '2023');
    expect(plain.code).toBe(0);
  });

  it('tells by which versions of a definition the project has been computed', async () => {
    const { code, out } = await sigill('indicators', file, ...passphrase, '--history', 'share-0-19');
    expect(code).toBe(0);
    expect(out.trimEnd().split('\n')).toHaveLength(3);
    expect(out).toMatch(
      /^\d{4}-\d\d-\d\d \d\d:\d\d {2}version 1 {2}share-0-19\.json {2}[0-9a-f]{16} {2}\(now in use\)\n/u,
    );
    expect((await sigill('indicators', file, ...passphrase, '--history', 'nobody')).code).toBe(2);
  });

  it('checks a definition by its form and against the project, and refuses a folder with a bad one', async () => {
    const good = write('god.json', [formatDefinition(shipped('mean-age'))]);
    expect((await sigill('indicators', '--check', good)).code).toBe(0);
    expect((await sigill('indicators', file, ...passphrase, '--check', good)).code).toBe(0);
    const unknown = { ...shipped('mean-age'), measure: { kind: 'mean' as const, value: { variable: 'Langd' } } };
    const bad = write('dalig.json', [formatDefinition(unknown)]);
    expect((await sigill('indicators', '--check', bad)).code).toBe(0);
    const answer = await sigill('indicators', file, ...passphrase, '--check', bad);
    expect(answer.code).toBe(2);
    expect(answer.err).toContain('dalig.json:36:7, measure.value.variable');
  });

  it('lists the catalogue as JSON', async () => {
    const { code, out } = await sigill('indicators', '--list', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toHaveLength(indicatorCatalogue(null).indicators.length);
  });
});
