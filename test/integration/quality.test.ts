import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { importFiles, type Imported } from '../../electron/engine/import/import.ts';
import { silent } from '../../electron/engine/jobs/progress.ts';
import type { Project } from '../../electron/engine/project/project.ts';
import { ImportStopped } from '../../electron/engine/quality/complete.ts';
import { profiledYear } from '../../electron/engine/quality/profileStore.ts';
import { qualityReport } from '../../electron/engine/quality/report.ts';
import { scanProfile } from '../../electron/engine/quality/scanProfile.ts';
import { qualityReportSchema } from '../../shared/schemas/quality.ts';
import type { RegisterSpecification } from '../../shared/schemas/specification.ts';
import { AREA_KEY, personFile, PERSON_HEADER, PERSONS, takeIn, takeInAreas, write } from '../support/deliveries.ts';
import { newProject, PASSPHRASE, temporaryFolder } from '../support/project.ts';
import { sigill } from '../support/sigill.ts';

let folder: ReturnType<typeof temporaryFolder>;
let project: Project;
beforeEach(() => {
  folder = temporaryFolder();
  project = newProject(folder.path);
});
afterEach(() => {
  project.close();
  folder.remove();
});

/** Twenty persons, half of each sex, 12 in the northern DeSO, 5 in the southern, 1 nowhere, 2 in an area that is in no key. */
const areaOf = (i: number): string => (i < 12 ? '6001C1010' : i < 17 ? '6001C1020' : i === 17 ? '' : '6001C9990');
const rowsOf = (year: number, change: (i: number, fields: string[]) => string[] = (_, fields) => fields): string[] =>
  Array.from({ length: 20 }, (_, i) =>
    change(i, [
      String(i + 1),
      String(year),
      areaOf(i),
      String((i % 2) + 1),
      String(i),
      i < 4 ? '..' : `${i * 100},5`,
    ]).join(';'),
  );
const file = (year: number, change?: (i: number, fields: string[]) => string[], header = PERSON_HEADER): string =>
  write(folder.path, `person_${String(year)}.csv`, personFile(rowsOf(year, change), header));

const WATCHED: RegisterSpecification = {
  ...PERSONS,
  rules: [{ rule: 'unknown-area', above: 0.5, then: 'stop' }],
};

const take = (files: readonly string[], specification = WATCHED): Promise<Imported> =>
  takeIn(project, files, specification) as Promise<Imported>;

describe('the report of one register-year', () => {
  it('counts what is missing, which areas are unknown, and holds the population against the key', async () => {
    await takeInAreas(project, write(folder.path, 'nyckel.csv', AREA_KEY));
    const { quality } = await take([file(2023)]);
    const [report] = quality;
    expect(qualityReportSchema.parse(report)).toEqual(report);
    expect(report).toMatchObject({ register: 'person', year: 2023, rows: { read: 20, kept: 20, refused: 0 } });
    expect(report?.columns.map(({ variable, missing }) => [variable, missing])).toEqual([
      ['LopNr', 0],
      ['Ar', 0],
      ['DeSO', 1],
      ['Kon', 0],
      ['Alder', 0],
      ['Inkomst', 4],
    ]);
    expect(report?.areas).toEqual([
      {
        variable: 'DeSO',
        level: 'deso',
        version: '2020',
        unknownRows: 2,
        unknownCodes: ['6001C9990'],
        otherVersionRows: 0,
        otherVersions: [],
        otherDivision: { codes: 0, rows: 0 },
        missingDivision: null,
        emptyAreas: 0,
      },
    ]);
    // 19 of 20 stand in municipality 6001, of which the key knows 1 500.
    expect(report?.population).toEqual({
      version: '2020',
      nation: { known: 1500, counted: 20, difference: (20 - 1500) / 1500 },
      municipalities: [{ code: '6001', name: 'Påhitt', known: 1500, counted: 19, difference: (19 - 1500) / 1500 }],
    });
    expect(report?.findings.map(({ rule, state }) => [rule, state])).toEqual([
      ['population-nation', 'warn'],
      ['population-municipality', 'warn'],
      ['unknown-area', 'ok'],
    ]);
    expect(report?.columns[5]?.distribution).toMatchObject({ kind: 'numbers', minimum: 400.5, maximum: 1900.5 });
    expect(report?.columns[3]?.distribution).toMatchObject({
      kind: 'categories',
      distinct: 2,
      codes: [
        { code: '1', label: 'man', count: 10, countBefore: null },
        { code: '2', label: 'kvinna', count: 10, countBefore: null },
      ],
    });
  });

  it('shows numbers below zero, codes that the specification does not name, and areas without anybody', async () => {
    await takeInAreas(project, write(folder.path, 'nyckel.csv', AREA_KEY));
    const odd = file(2023, (i, [key = '', year = '', , sex = '', age = '', income = '']) => [
      key,
      year,
      '6001C1010',
      i === 7 ? '9' : sex,
      age,
      i > 17 ? '-12,5' : income,
    ]);
    const [report] = (await take([odd], { ...WATCHED, toleratedBadRows: 5 })).quality;
    expect(report?.rows).toEqual({ read: 20, kept: 19, refused: 1 });
    expect(report?.refused).toMatchObject([{ rule: 'code', column: 'Kon', count: 1, places: [{ line: 9 }] }]);
    expect(report?.findings).toContainEqual(
      expect.objectContaining({ rule: 'negative', variable: 'Inkomst', rows: 2, observed: 2 / 19, state: 'warn' }),
    );
    expect(report?.findings.filter(({ rule }) => rule === 'negative')).toHaveLength(1);
    expect(report?.areas[0]).toMatchObject({ unknownRows: 0, emptyAreas: 1 });
  });

  it('is completed by an area key and a register that come later', async () => {
    const linked: RegisterSpecification = {
      ...WATCHED,
      links: [{ variable: 'LopNr', register: 'register', to: 'Nr' }],
    };
    await take([file(2023)], linked);
    const before = qualityReport(project, 'person', 2023);
    expect(before.areas[0]?.version).toBeNull();
    expect(before.links).toEqual([
      { variable: 'LopNr', register: 'register', to: 'Nr', checked: false, orphans: 0, share: 0 },
    ]);
    await takeInAreas(project, write(folder.path, 'nyckel.csv', AREA_KEY));
    const other: RegisterSpecification = {
      version: 1,
      kind: 'register',
      register: 'register',
      year: 2023,
      columns: [{ source: 'Nr', type: 'key' }],
      unique: ['Nr'],
    };
    const numbers = (n: number): string =>
      write(folder.path, 'register.csv', `Nr;X\n${Array.from({ length: n }, (_, i) => `${i + 1};`).join('\n')}\n`);
    await takeIn(project, [numbers(15)], { ...other, allowOtherColumns: true });
    const after = qualityReport(project, 'person', 2023);
    expect(after.areas[0]).toMatchObject({ version: '2020', unknownRows: 2 });
    expect(after.links[0]).toMatchObject({ checked: true, orphans: 5, share: 0.25 });
    // Counted once, and anew when the other register is delivered again.
    expect(qualityReport(project, 'person', 2023)).toEqual(after);
  });

  it('tells whole areas of another division from mistyped codes, with one division in the project', async () => {
    await takeInAreas(project, write(folder.path, 'nyckel.csv', AREA_KEY));
    const areaIn = (codes: readonly string[], year: number, name: string): string => {
      const rows = codes.map((code, i) => `${String(i + 1)};${String(year)};${code};1;30;1,5`);
      return write(folder.path, name, personFile(rows));
    };
    const counted: RegisterSpecification = { ...PERSONS, rules: [{ rule: 'unknown-area', above: 1, then: 'stop' }] };
    const many = (code: string, rows: number): string[] => Array.from({ length: rows }, () => code);
    const common = [...many('6001C1010', 40), ...many('6001C1020', 40)];
    const slips = ['6001C1011', '6001C1012', '6001C1030', '6001C1021', '6002C1010'];
    const [mistyped] = (await take([areaIn([...common, ...slips], 2022, 'fel.csv')])).quality;
    expect(mistyped?.areas[0]).toMatchObject({ unknownRows: 5, otherDivision: { codes: 0, rows: 0 } });
    expect(mistyped?.findings.some(({ rule }) => rule === 'other-division')).toBe(false);
    const split = ['6001C1031', '6001C1032', '6001C1040'].flatMap((code) => many(code, 30));
    const [other] = (await take([areaIn([...common, ...split, ...slips], 2023, 'annan.csv')], counted)).quality;
    expect(other?.areas[0]).toMatchObject({ otherDivision: { codes: 3, rows: 90 }, missingDivision: null });
    expect(other?.findings.find(({ rule }) => rule === 'other-division')).toMatchObject({
      variable: 'DeSO',
      subject: '2020',
      rows: 90,
      state: 'warn',
    });
    const [later] = (await take([areaIn(common, 2024, 'nytt.csv')])).quality;
    expect(later?.findings.find(({ rule }) => rule === 'missing-division')).toMatchObject({
      subject: '2025',
      state: 'warn',
    });
  });

  it('is counted while the rows are read, by several threads as by one, just as a scan of what is stored counts', async () => {
    const rows = Array.from(
      { length: 140_000 },
      (_, i) =>
        `${String(i + 1)};2023;${areaOf(i % 23)};${String((i % 2) + 1)};${String(i % 111)};${i % 9 === 0 ? '..' : `${String(i % 7919)},25`}`,
    );
    const delivered = write(folder.path, 'stor.csv', personFile(rows));
    await importFiles(project, { specification: WATCHED, files: [delivered], replace: false, threads: 2 }, silent);
    const kept = profiledYear(project, 'person', 2023)?.profile?.columns;
    expect(kept).toEqual(scanProfile(project.store, WATCHED, 2023, () => undefined));
  });

  it('says where refused rows stand, by rule and column', async () => {
    const rows = [...rowsOf(2023), '21;2023;;3;200;1', '1;2023;;1;1;1'];
    const delivered = write(folder.path, 'person.csv', personFile(rows));
    const { quality } = await take([delivered], { ...WATCHED, toleratedBadRows: 5 });
    expect(quality[0]?.rows).toEqual({ read: 22, kept: 20, refused: 2 });
    expect(quality[0]?.refused).toEqual([
      { rule: 'code', column: 'Kon', count: 1, places: [{ file: 'person.csv', line: 22, column: 'Kon' }] },
      { rule: 'range', column: 'Alder', count: 1, places: [{ file: 'person.csv', line: 22, column: 'Alder' }] },
      { rule: 'duplicate', column: 'LopNr', count: 1, places: [{ file: 'person.csv', line: 23, column: 'LopNr' }] },
    ]);
    expect(quality[0]?.key).toEqual({ variables: ['LopNr'], duplicates: 1 });
  });
});

describe('a year against the one before', () => {
  it('tells moved medians, more missing, swapped codes, new codes and columns in another order', async () => {
    await take([file(2022)]);
    const header = 'Ar;LopNr;DeSO;Kon;Alder;Inkomst';
    const changed = file(
      2023,
      (i, [key, year, area, , age, income]) => [
        year as string,
        key as string,
        i === 3 ? '6001C7770' : (area as string),
        i < 18 ? '1' : '2',
        String(Number(age) + 30),
        i < 10 ? '' : (income as string),
      ],
      header,
    );
    const [report] = (await take([changed])).quality;
    expect(report?.comparison).toEqual({
      year: 2022,
      newColumns: [],
      vanishedColumns: [],
      changedOrder: ['Ar'],
      changedTypes: [],
    });
    const column = (name: string) => report?.columns.find(({ variable }) => variable === name);
    expect(column('Inkomst')).toMatchObject({ missingShare: 0.5, missingShareBefore: 0.2 });
    // Ages 0..19 before, all 30 more now: quartiles 4 and 14.
    expect(column('Alder')?.drift?.location).toBeCloseTo(30 / (10 / 1.349), 12);
    expect(column('DeSO')?.drift?.newCodes).toEqual({ codes: ['6001C7770'], count: 1, share: 1 / 19 });
    const rules = report?.findings.map(({ rule, variable }) => `${rule} ${variable ?? ''}`.trim());
    expect(rules).toContain('missing-drift Inkomst');
    expect(rules).toContain('location-drift Alder');
    expect(rules).toContain('new-codes DeSO');
    expect(rules).toContain('distribution-drift Kon');
    expect(rules).toContain('changed-order');
  });

  it('knows a column by its name of another year', async () => {
    const renamed: RegisterSpecification = {
      ...WATCHED,
      columns: WATCHED.columns.map((column) =>
        column.source === 'Kon' ? { ...column, names: [{ name: 'Kon_old', until: 2022 }] } : column,
      ),
    };
    await take([file(2022, undefined, PERSON_HEADER.replace('Kon', 'Kon_old'))], renamed);
    const [report] = (await take([file(2023)], renamed)).quality;
    expect(report?.comparison).toMatchObject({ newColumns: [], vanishedColumns: [], changedOrder: [] });
    expect(project.store.registers().map(({ variables }) => variables.map(({ name }) => name))[0]).toContain('Kon');
    await expect(take([file(2024, undefined, PERSON_HEADER.replace('Kon', 'Kon_old'))], renamed)).rejects.toMatchObject(
      { key: 'quality.aliasYear' },
    );
  });
});

describe('rules that stop', () => {
  const stopping = (rule: NonNullable<RegisterSpecification['rules']>[number]): RegisterSpecification => ({
    ...WATCHED,
    rules: [{ rule: 'unknown-area', above: 1, then: 'warn' }, rule],
  });

  it('leave the project as before, and say the rule, the rows, the limit and the first lines', async () => {
    await takeInAreas(project, write(folder.path, 'nyckel.csv', AREA_KEY));
    const head = project.logHead();
    const specification = stopping({ rule: 'unknown-area', variable: 'DeSO', above: 0.001, then: 'stop' });
    const stopped = await take([file(2023)], specification).catch((cause: unknown) => cause);
    expect(stopped).toBeInstanceOf(ImportStopped);
    expect(stopped).toMatchObject({ kind: 'refused', key: 'quality.stop.unknown-area' });
    const [finding] = (stopped as ImportStopped).findings;
    expect(finding).toMatchObject({ rule: 'unknown-area', variable: 'DeSO', rows: 2, observed: 0.1, above: 0.001 });
    expect(finding?.places).toEqual([
      { file: 'person_2023.csv', line: 20, column: 'DeSO' },
      { file: 'person_2023.csv', line: 21, column: 'DeSO' },
    ]);
    expect(project.store.registers()).toEqual([]);
    expect(project.logHead()).toBe(head);
    expect(JSON.stringify(stopped) + JSON.stringify((stopped as ImportStopped).parameters)).not.toContain('6001C9990');
  });

  it('count lines past refused rows and embedded line ends', async () => {
    const rows = rowsOf(2023);
    rows[1] = '2;2023;;1;5;x';
    rows[2] = '3;2023;"";1;"\n5";1,0';
    const delivered = write(folder.path, 'person.csv', personFile(rows));
    const specification: RegisterSpecification = {
      ...stopping({ rule: 'missing', variable: 'Inkomst', above: 0, then: 'stop' }),
      toleratedBadRows: 9,
    };
    const stopped = (await take([delivered], specification).catch((cause: unknown) => cause)) as ImportStopped;
    // Row 1 (line 2) has "..", row 2 (line 3) is refused; row 3 spans lines 4-5; row 4 with ".." stands on line 6.
    expect(stopped.findings[0]?.places.map(({ line }) => line)).toEqual([2, 6]);
  });

  it('hold for numbers below zero, with the lines where they stand', async () => {
    const rules = [{ rule: 'negative', variable: 'Inkomst', above: 0, then: 'stop' }] as const;
    const owing = file(2023, (i, [key = '', year = '', area = '', sex = '', age = '', income = '']) => [
      key,
      year,
      area,
      sex,
      age,
      i === 5 ? '-1' : income,
    ]);
    const stopped: unknown = await take([owing], { ...WATCHED, rules: [...rules] }).catch((cause: unknown) => cause);
    expect(stopped).toBeInstanceOf(ImportStopped);
    expect((stopped as ImportStopped).findings[0]).toMatchObject({ rule: 'negative', places: [{ line: 7 }] });
  });

  it('hold for orphans, duplicates and drift too', async () => {
    const orphans: RegisterSpecification = {
      ...stopping({ rule: 'orphan', above: 0, then: 'stop' }),
      links: [{ variable: 'LopNr', register: 'register', to: 'Nr' }],
    };
    const other: RegisterSpecification = {
      version: 1,
      kind: 'register',
      register: 'register',
      year: 2023,
      columns: [{ source: 'Nr', type: 'key' }],
    };
    await takeIn(project, [write(folder.path, 'register.csv', 'Nr;X\n1;\n2;\n')], {
      ...other,
      allowOtherColumns: true,
    });
    const stopped = (await take([file(2023)], orphans).catch((cause: unknown) => cause)) as ImportStopped;
    expect(stopped.findings[0]).toMatchObject({ rule: 'orphan', rows: 18, subject: 'register' });
    expect(stopped.findings[0]?.places[0]).toEqual({ file: 'person_2023.csv', line: 4, column: 'LopNr' });
    await take([file(2022)]);
    const drifting = stopping({ rule: 'location-drift', variable: 'Alder', above: 0.1, then: 'stop' });
    await expect(
      take(
        [file(2023, (_, fields) => fields.map((field, i) => (i === 4 ? String(Number(field) + 40) : field)))],
        drifting,
      ),
    ).rejects.toMatchObject({ key: 'quality.stop.location-drift' });
    expect(project.store.registers().map(({ register, year }) => `${register} ${String(year)}`)).toEqual([
      'person 2022',
      'register 2023',
    ]);
  });
});

describe('sigill quality', () => {
  it('prints the report, and writes it as a marked working copy only', async () => {
    await take([file(2022)]);
    await take([file(2023)]);
    project.close();
    const target = path.join(folder.path, 'test.sigill');
    const given = ['--passphrase-file', write(folder.path, 'lösen.txt', PASSPHRASE)];
    const printed = await sigill('quality', target, '--year', '2023', ...given);
    expect(printed.code).toBe(0);
    expect(printed.out).toContain('person 2023: 20 rows');
    expect(printed.out).toContain('Compared with 2022');
    const json = await sigill('quality', target, '--json', ...given);
    const { reports } = JSON.parse(json.out) as { reports: unknown[] };
    expect(reports.map((report) => qualityReportSchema.parse(report).year)).toEqual([2022, 2023]);
    const out = path.join(folder.path, 'kvalitet.html');
    expect((await sigill('quality', target, '--out', out, ...given)).code).toBe(1);
    expect(readdirSync(folder.path).some((name) => name.endsWith('.html'))).toBe(false);
    expect((await sigill('quality', target, '--out', out, '--working-copy', ...given)).code).toBe(0);
    const page = readFileSync(path.join(folder.path, 'kvalitet.ej-rojandekontrollerad.html'), 'utf8');
    expect(page).toContain('Working copy without disclosure control');
    expect(page).toContain('<svg');
    expect(page).not.toMatch(/<script|https?:\/\//u);
  });
});

describe('where rows stand that a rule stops for', () => {
  it('is known too when more rows have been refused than are listed', async () => {
    const folder = temporaryFolder();
    const project = newProject(folder.path);
    try {
      // 400 rows that are no rows of the table, then one without a value.
      const bad = Array.from({ length: 400 }, () => 'x;1');
      const file = write(folder.path, 'r.csv', ['Nr;X', '1;1', ...bad, '2;', '3;3', ''].join('\n'));
      const specification: RegisterSpecification = {
        version: 1,
        kind: 'register',
        register: 'r',
        year: 2023,
        columns: [
          { source: 'Nr', type: 'key', required: true },
          { source: 'X', type: 'integer' },
        ],
        toleratedBadRows: 1000,
        rules: [{ rule: 'missing', variable: 'X', above: 0, then: 'stop' }],
      };
      await expect(takeIn(project, [file], specification)).rejects.toMatchObject({
        findings: [{ rule: 'missing', places: [{ file: 'r.csv', line: 403, column: 'X' }] }],
      });
    } finally {
      project.close();
      folder.remove();
    }
  });
});
