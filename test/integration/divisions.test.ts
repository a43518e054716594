import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { areaGeometry } from '../../electron/engine/areas/geometry.ts';
import { compareProjectVersions } from '../../electron/engine/areas/compare.ts';
import { listAreas } from '../../electron/engine/areas/list.ts';
import { ownGrouping } from '../../electron/engine/areas/ownAreas.ts';
import { areaFrame } from '../../electron/engine/areas/store.ts';
import { importFiles } from '../../electron/engine/import/import.ts';
import { readSpecification } from '../../electron/engine/import/readSpecification.ts';
import { areaTypes } from '../../electron/engine/indicators/areaTypes.ts';
import { computeIndicators } from '../../electron/engine/indicators/compute.ts';
import { computeGrouped } from '../../electron/engine/indicators/groupedAreas.ts';
import { indicatorMatrix } from '../../electron/engine/indicators/matrix.ts';
import { indicatorSeries } from '../../electron/engine/indicators/series.ts';
import { resourceFolder, shippedDefinitions } from '../../electron/engine/indicators/shipped.ts';
import { silent } from '../../electron/engine/jobs/progress.ts';
import type { Project } from '../../electron/engine/project/project.ts';
import { compareProjectYears } from '../../electron/engine/production/results/compareYears.ts';
import { developmentOf, groupedOf } from '../../electron/engine/requests/developments.ts';
import { synthesise } from '../../electron/engine/synth/synth.ts';
import { specificationSchema } from '../../shared/schemas/specification.ts';
import { newProject } from '../support/project.ts';

// The demonstration country's registers on both sides of the change of division, and a project of them.

type Row = Readonly<Record<string, string>>;
const PERSONS = 30_000;
const USED = ['population', 'share-0-19', 'median-income', 'low-economic-standard', 'pre-upper-secondary'];
const SEI = 'sei-assistance-or-unemployed';
let home: string;
let project: Project;

const take = async (kind: string, names: readonly string[], replace = false): Promise<void> => {
  const specification = await readSpecification(path.join(resourceFolder('specifications'), `${kind}.json`));
  const files = names.map((name) => path.join(home, 'land', name));
  await importFiles(project, { specification, files, replace }, silent);
};
const own = async (name: string, content: string): Promise<void> => {
  const file = path.join(home, `${name}.csv`);
  await writeFile(file, content);
  const specification = specificationSchema.parse({ version: 1, kind: 'own-areas', name });
  await importFiles(project, { specification, files: [file], replace: true }, silent);
};

async function read(name: string): Promise<Row[]> {
  const content = (await readFile(path.join(home, 'land', name), 'utf8')).replace('\uFEFF', '');
  const [header = '', ...lines] = content.trimEnd().split(/\r?\n/u);
  const columns = header.split(';');
  return lines.map((line) => {
    const fields = line.split(';');
    return Object.fromEntries(columns.map((column, i) => [column, fields[i] ?? '']));
  });
}

beforeAll(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'sigill-divisions-'));
  await synthesise({ folder: path.join(home, 'land'), persons: PERSONS, seed: 6, years: [2023, 2024] }, silent);
  project = newProject(home);
  await take('omradesnyckel', ['omradesnyckel_2020.csv', 'omradesnyckel_2025.csv']);
  await take('forandringar', ['forandringar_regso.csv', 'forandringar_deso.csv']);
  await take('regso', ['regso_2020.geojson', 'regso_2025.geojson']);
  await take('person', ['person_2023.csv', 'person_2024.csv']);
  const definitions = shippedDefinitions().filter(({ definition: { id } }) => [...USED, SEI].includes(id));
  computeIndicators(project, { definitions }, silent);
});
afterAll(async () => {
  project.close();
  await rm(home, { recursive: true, force: true });
});

describe('registers over the change of division', () => {
  it.each([
    ['2020', 2023],
    ['2025', 2024],
  ] as const)('stand on division %s in %i, every area of which the key knows', async (version, year) => {
    const key = await read(`omradesnyckel_${version}.csv`);
    const regsoOf = new Map(key.map((row) => [row['DeSO'] ?? '', row['RegSO'] ?? '']));
    expect(new Set(key.map((row) => row['Version']))).toEqual(new Set([version]));
    for (const register of ['person', 'hushall', 'lagenhet', 'elever', 'omrade']) {
      const rows = await read(`${register}_${String(year)}.csv`);
      const placed = rows.filter((row) => row['DeSO'] !== '');
      expect(placed.length).toBeGreaterThan(0.99 * rows.length);
      expect(placed.filter((row) => regsoOf.get(row['DeSO'] ?? '') !== row['RegSO'])).toEqual([]);
    }
  });

  it('count the same people in both keys', async () => {
    const total = async (version: string): Promise<number> =>
      (await read(`omradesnyckel_${version}.csv`)).reduce((sum, row) => sum + Number(row['Folkmangd']), 0);
    expect(await total('2020')).toBe(PERSONS);
    expect(await total('2025')).toBe(PERSONS);
  });

  it('share out land and workplaces without losing any', async () => {
    const land = async (year: number): Promise<number> =>
      (await read(`omrade_${String(year)}.csv`)).reduce(
        (sum, row) => sum + Number((row['Landareal'] ?? '').replace(',', '.')),
        0,
      );
    const [before, after] = [await land(2023), await land(2024)];
    expect(Math.abs(after / before - 1)).toBeLessThan(1e-5);
    expect((await read('omrade_2024.csv')).length).toBe(6160);
  });
});

describe('a project of both divisions', () => {
  it('knows which areas are comparable, at every level', () => {
    const regso = compareProjectVersions(project, 'regso', '2020', '2025');
    expect(regso.comparable.size).toBe(3075);
    expect([regso.changed.length, regso.ended.length, regso.created.length]).toEqual([282, 6, 6]);
    const deso = compareProjectVersions(project, 'deso', '2020', '2025');
    expect(deso.comparable.size + deso.regrouped.flatMap(({ before }) => before).length).toBe(5984);
    expect(deso.comparable.size + deso.regrouped.flatMap(({ after }) => after).length).toBe(6160);
    expect(compareProjectVersions(project, 'municipality', '2020', '2025').comparable.size).toBe(290);
    expect(() => compareProjectVersions(project, 'regso', '2020', '2030')).toThrow('areas.noVersion');
    expect(() => compareProjectVersions(project, 'regso', '2025', '2020')).toThrow('areas.noChangeList');
  });

  it('holds the years on both sides of the break against each other by the areas that are the same ground', async () => {
    const wanted = { level: 'regso', year: 2024, methods: [], language: 'en' } as const;
    const { areas, indicators } = await compareProjectYears(project, 2023, wanted);
    expect([areas.joinedBy, areas.same.length]).toEqual(['list', 3075]);
    expect([areas.bordersMoved.length, areas.ended.length, areas.created.length]).toEqual([282, 6, 6]);
    expect(areas.renamed.length).toBeGreaterThan(0);
    const people = indicators.find(({ id }) => id === 'population');
    expect([people?.state, people?.change?.areas]).toEqual(['compared', 3075]);
  });

  it('shows each year in its own division, and either in the other when asked', () => {
    const [before, after] = [areaGeometry(project, 'regso', 2023), areaGeometry(project, 'regso', 2024)];
    expect([...new Set(before.ringArea)]).toHaveLength(3363);
    expect([...new Set(after.ringArea)]).toHaveLength(3363);
    expect(after.coordinates).not.toEqual(before.coordinates);
    expect(areaGeometry(project, 'regso', 2023, '2025').coordinates).toEqual(after.coordinates);
    const { ended, created } = compareProjectVersions(project, 'regso', '2020', '2025');
    const codes = (year: number, division?: string): readonly string[] =>
      listAreas(project, 'regso', year, division).codes;
    expect(codes(2023)).toEqual(expect.arrayContaining([...ended]));
    expect(codes(2024)).toEqual(expect.arrayContaining([...created]));
    expect(codes(2023, '2025')).toEqual(codes(2024));
    // Nobody can say how the people of 2023 live by the borders of 2025.
    expect(listAreas(project, 'regso', 2023, '2025').population.every((persons) => Number.isNaN(persons))).toBe(true);
    expect(() => listAreas(project, 'regso', 2023, '1997')).toThrow('areas.noVersion');
  });

  it('carries a series over the break: comparable areas, or summed ground, and the same people either way', () => {
    const people = (sum: boolean): { lines: number; of: number[] } => {
      const { areas, breakAt } = indicatorSeries(project, 'population', 'regso', [2023, 2024], sum).series;
      expect(breakAt).toBe(2024);
      const total = (y: number): number =>
        areas.reduce((all, { n }) => all + (Number.isNaN(n[y]) ? 0 : (n[y] ?? 0)), 0);
      return { lines: areas.length, of: [total(0), total(1)] };
    };
    const [alone, summed] = [people(false), people(true)];
    expect(summed.of).toEqual(alone.of);
    const registered = (year: number): number =>
      listAreas(project, 'regso', year).population.reduce((sum, persons) => sum + persons, 0);
    expect(summed.of).toEqual([registered(2023), registered(2024)]);
    expect(alone.lines).toBe(3075 + 288 + 288);
    const { regrouped } = compareProjectVersions(project, 'regso', '2020', '2025');
    expect(summed.lines).toBe(3075 + regrouped.length);
    expect(() => indicatorSeries(project, 'median-income', 'regso', [2023, 2024], true)).toThrow(
      'areas.series.quantile',
    );
    expect(indicatorSeries(project, 'median-income', 'county', [2023, 2024], true).series.areas).toHaveLength(21);
  });

  it('counts own areas from the people themselves, as an independent count does', async () => {
    const key = await read('omradesnyckel_2025.csv');
    const district = (deso: string): string => `D${String(Number(deso.slice(5)) % 3)}`;
    const inTown = key.filter((row) => row['Kommun'] === '6401').map((row) => row['DeSO'] ?? '');
    await own(
      'stadsdelar',
      `DeSO;Omrade;Version\n${inTown.map((code) => `${code};${district(code)};2025`).join('\n')}\n`,
    );
    const definitions = shippedDefinitions().filter(({ definition: { id } }) => USED.includes(id));
    const frame = areaFrame(project, 2024);
    const grouping = ownGrouping(project, 'stadsdelar', '2025');
    const { groups, values, problems } = computeGrouped(project, 2024, frame, grouping, definitions, silent);
    expect(problems).toEqual([]);
    const persons = (await read('person_2024.csv')).filter((row) => inTown.includes(row['DeSO'] ?? ''));
    const middle = (sorted: readonly number[]): number => {
      const at = (sorted.length - 1) / 2;
      return ((sorted[Math.floor(at)] ?? Number.NaN) + (sorted[Math.ceil(at)] ?? Number.NaN)) / 2;
    };
    expect(groups.map(({ code }) => code)).toEqual([...new Set(inTown.map(district))].toSorted());
    for (const [i, { code }] of groups.entries()) {
      const members = persons.filter((row) => district(row['DeSO'] ?? '') === code);
      const young = members.filter((row) => Number(row['Alder']) <= 19).length;
      expect(values.get('population')?.value[i]).toBe(members.length);
      expect(values.get('share-0-19')?.value[i]).toBeCloseTo((100 * young) / members.length, 10);
      const incomes = members
        .filter((row) => row['DispInkKE04'] !== '' && row['RegistreradHelaAret'] === '1')
        .map((row) => Number((row['DispInkKE04'] ?? '').replace(',', '.')))
        .toSorted((a, b) => a - b);
      expect(values.get('median-income')?.n[i]).toBe(incomes.length);
      expect(values.get('median-income')?.value[i]).toBeCloseTo(middle(incomes), 9);
    }
    expect(() => ownGrouping(project, 'stadsdelar', '2020')).toThrow('areas.own.otherVersion');
    expect(() => ownGrouping(project, 'distrikt', '2025')).toThrow('areas.own.unknown');
  });

  it('puts areas of one type together by the people in them', () => {
    const grouping = areaTypes(project, 2024, String);
    const definitions = shippedDefinitions().filter(({ definition: { id } }) => USED.includes(id));
    const frame = areaFrame(project, 2024);
    const { groups, values } = computeGrouped(project, 2024, frame, grouping, definitions, silent);
    expect(groups.map(({ code }) => code)).toEqual([...new Set(grouping.groupOf.values())].toSorted());
    expect(groups.length).toBeGreaterThan(3);
    const matrix = indicatorMatrix(project, 'regso', 2024, ['low-economic-standard']);
    for (const [i, { code }] of groups.entries()) {
      const inType = matrix.areas.flatMap(({ code: area }, a) => (grouping.groupOf.get(area) === code ? [a] : []));
      const sum = (column: Float64Array | undefined): number => inType.reduce((all, a) => all + (column?.[a] ?? 0), 0);
      const share = (100 * sum(matrix.numerator[0])) / sum(matrix.n[0]);
      expect(values.get('low-economic-standard')?.value[i]).toBeCloseTo(share, 10);
    }
    const poverty = [...(values.get('low-economic-standard')?.value ?? [])];
    expect(poverty).toEqual(poverty.toSorted((a, b) => b - a));
  });

  it('shows an indicator over the years with the break, and for area types and own areas', () => {
    const asked = { id: 'share-0-19', level: 'regso', sum: false } as const;
    const alone = developmentOf(project, asked);
    expect([alone.years, alone.divisions, alone.breakAt]).toEqual([[2023, 2024], ['2020', '2025'], 2024]);
    expect(alone.comparison).toMatchObject({ comparable: 3075, changed: 282, ended: 6, created: 6 });
    expect(alone.lines.filter(({ basis }) => basis === 'own')).toHaveLength(288 + 288);
    expect(alone.values).toHaveLength(2 * alone.lines.length);
    const first = alone.lines.findIndex(({ basis, before }) => basis === 'own' && before.length > 0);
    expect(alone.lines[first]?.name).not.toBe('');
    expect(alone.lines[first]?.municipality).not.toBe('');
    expect(Number.isNaN(alone.values[2 * first + 1])).toBe(true);
    const summed = developmentOf(project, { ...asked, sum: true });
    expect(summed.lines.some(({ basis, before }) => basis === 'summed' && before.length > 1)).toBe(true);
    const median = developmentOf(project, { id: 'median-income', level: 'regso', sum: true });
    expect([median.notSummed, median.lines.length]).toEqual(['quantile', alone.lines.length]);
    expect(developmentOf(project, { id: 'median-income', level: 'county', sum: false }).lines).toHaveLength(21);

    const types = groupedOf(project, { id: 'share-0-19', grouping: { kind: 'area-type' } }, silent);
    expect(types.years).toEqual([2023, 2024]);
    expect(types.groups.length).toBeGreaterThan(3);
    expect(types.nation).toEqual(alone.nation);
    const districts = groupedOf(project, { id: 'share-0-19', grouping: { kind: 'own', name: 'stadsdelar' } }, silent);
    expect([districts.years, districts.groups.map(({ code }) => code)]).toEqual([[2024], ['D0', 'D1', 'D2']]);
    expect(districts.missing.map(({ year, key }) => [year, key])).toEqual([[2023, 'areas.own.otherVersion']]);
  });

  it.each([
    ['a code that no key has', 'Namnändrad;6001R999;6001R999', 'areas.changes.unknown'],
    ['a kind that is not listed', 'Försvunnen;6001R001;6001R001', 'areas.changes.badKind'],
    ['codes that do not fit the kind', 'Namnändrad;6001R001;6001R002', 'areas.changes.codesAndKind'],
    ['an area that is lost without a word', 'Namnändrad;6001R001;6001R001', 'areas.changes.lost'],
    ['no area code', 'Namnändrad;X;X', 'areas.changes.badCode'],
  ])('refuses a list of changes with %s, and keeps the one it has', async (_what, line, key) => {
    const [kind, from, to] = line.split(';');
    const file = path.join(home, 'forandringar.csv');
    await writeFile(
      file,
      `FranVersion;TillVersion;FranKod;FranNamn;TillKod;TillNamn;Typ\n2020;2025;${from};;${to};;${kind}\n`,
    );
    const specification = await readSpecification(path.join(resourceFolder('specifications'), 'forandringar.json'));
    await expect(importFiles(project, { specification, files: [file], replace: true }, silent)).rejects.toMatchObject({
      key,
    });
    expect(compareProjectVersions(project, 'regso', '2020', '2025').comparable.size).toBe(3075);
    await expect(take('forandringar', ['forandringar_regso.csv'])).rejects.toMatchObject({
      key: 'import.changesAlreadyThere',
    });
  });

  it('refuses a key to own areas that could be of either division, or puts an area in two places', async () => {
    await expect(own('a', 'RegSO;Omrade\n6001R001;x\n')).rejects.toMatchObject({ key: 'areas.own.whichVersion' });
    await expect(own('a', 'RegSO;Omrade;Version\n6001R001;x;2025\n6001R001;y;2025\n')).rejects.toMatchObject({
      key: 'areas.own.twice',
    });
    await expect(own('a', 'Kommun;Omrade\n6001;x\n')).rejects.toMatchObject({ key: 'areas.own.oneBase' });
    await expect(own('a', 'DeSO;Omrade;Version\n6001C9990;x;2025\n')).rejects.toMatchObject({
      key: 'areas.changes.unknown',
    });
  });
});
