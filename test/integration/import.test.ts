import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { run } from '../../electron/cli/run.ts';
import { importFiles } from '../../electron/engine/import/import.ts';
import { ImportRefused } from '../../electron/engine/import/rules.ts';
import { databaseOf } from '../../electron/engine/project/database.ts';
import { qualityOf } from '../../electron/engine/quality/summary.ts';
import type { Project } from '../../electron/engine/project/project.ts';
import { UserError } from '../../shared/errors/errors.ts';
import {
  AREA_KEY,
  GOOD_ROWS,
  PERSON_HEADER,
  personFile,
  PERSONS,
  takeIn,
  takeInAreas,
  write,
} from '../support/deliveries.ts';
import { newProject, PASSPHRASE, reopen, temporaryFolder } from '../support/project.ts';

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

const persons = (rows: readonly string[] = GOOD_ROWS, name = 'person.csv'): string =>
  write(folder.path, name, personFile(rows));

const caught = async (work: Promise<unknown>): Promise<unknown> => {
  try {
    await work;
  } catch (cause) {
    return cause;
  }
  throw new Error('nothing was refused');
};

describe('importing a register', () => {
  it('stores every type as it was written, with missing values as missing', async () => {
    await takeInAreas(project, write(folder.path, 'omradesnyckel.csv', AREA_KEY));
    const delivery = await takeIn(project, [persons()]);
    expect(delivery.registers).toEqual([
      { register: 'person', year: 2023, rows: 3, rowsRead: 3, refused: 0, orphans: {} },
    ]);
    const [key, area, sex, age, income] = project.store.read('person', 2023, [
      'LopNr',
      'DeSO',
      'Kon',
      'Alder',
      'Inkomst',
    ]);
    expect([...(key?.values ?? [])]).toEqual([1, 2, 3]);
    expect(area).toEqual({
      type: 'area',
      values: Uint8Array.of(1, 2, 0),
      dictionary: ['', '6001C1010', '6001C1020'],
    });
    expect(sex).toEqual({ type: 'category', values: Uint8Array.of(1, 2, 1), dictionary: ['', '1', '2'] });
    expect(age?.values).toEqual(Int32Array.of(34, -2_147_483_648, 0));
    expect(income?.values).toEqual(Float64Array.of(2510.5, Number.NaN, -12.25));
    expect(project.store.registers()[0]).toMatchObject({ register: 'person', year: 2023, rows: 3 });
    expect(project.log().at(-1)?.details).toMatchObject({ kind: 'register', registers: ['person 2023 3'] });
  });

  it('reads many chunks from several files, gzip and Windows-1252 among them', async () => {
    const row = (i: number): string => `${i};2023;;${(i % 2) + 1};${i % 111};${i},25`;
    const first = Array.from({ length: 70_000 }, (_, i) => row(i + 1));
    const second = Array.from({ length: 70_001 }, (_, i) => row(i + 70_001));
    const files = [persons(first, 'a.csv'), write(folder.path, 'b.csv.gz', gzipSync(personFile(second)))];
    await takeIn(project, files);
    const seen: number[] = [];
    let sum = 0;
    project.store.scan('person', 2023, ['Inkomst', 'Kon'], ({ first: at, rows, columns }) => {
      seen.push(at, rows);
      for (const value of columns[0]?.values ?? []) sum += value;
      expect(columns[1]?.values.length).toBe(rows);
    });
    expect(seen).toEqual([0, 65_536, 65_536, 65_536, 131_072, 8929]);
    expect(sum).toBe((140_001 * 140_002) / 2 + 140_001 * 0.25);

    const specification = {
      ...PERSONS,
      register: 'brott',
      dialect: {},
      columns: [
        { source: 'Nr', type: 'key' as const },
        { source: 'Ar', type: 'integer' as const },
        { source: 'Typ', type: 'category' as const, codes: { Våld: '', Stöld: '' } },
      ],
      unique: ['Nr'],
    };
    const crime = Buffer.from('Nr;Ar;Typ\r\n1;2023;Våld\r\n2;2023;"Stöld"\r\n', 'latin1');
    await takeIn(project, [write(folder.path, 'brott.csv', crime)], specification);
    expect(project.store.read('brott', 2023, ['Typ'])[0]).toMatchObject({ dictionary: ['', 'Våld', 'Stöld'] });
  });

  it('keeps years apart, and refuses one that is there unless it is to be replaced', async () => {
    const other = persons(['9;2022;;1;5;1,0'], 'tidigare.csv');
    await takeIn(project, [persons(), other]);
    expect(project.store.registers().map(({ year, rows }) => [year, rows])).toEqual([
      [2022, 1],
      [2023, 3],
    ]);
    expect(await caught(takeIn(project, [other]))).toMatchObject({ key: 'import.alreadyThere' });
    await takeIn(project, [persons(['7;2022;;2;6;1,5', '8;2022;;2;6;1,5'], 'nytt.csv')], PERSONS, true);
    expect([...(project.store.read('person', 2022, ['LopNr'])[0]?.values ?? [])]).toEqual([7, 8]);
  });

  it('leaves out tolerated bad rows, says where they stand, and counts them', async () => {
    const rows = [...GOOD_ROWS, '4;2023;;3;200;x', '5;2023;;1;1', '1;2023;;1;1;1', '6;2022;;1;1;1'];
    const specification = { ...PERSONS, toleratedBadRows: 4 };
    const delivery = await takeIn(project, [persons(rows)], specification);
    expect(delivery.badRows).toEqual([
      { file: 'person.csv', line: 5, column: 'Kon', rule: 'code' },
      { file: 'person.csv', line: 5, column: 'Alder', rule: 'range' },
      { file: 'person.csv', line: 5, column: 'Inkomst', rule: 'number' },
      { file: 'person.csv', line: 6, rule: 'fields' },
      { file: 'person.csv', line: 7, column: 'LopNr', rule: 'duplicate' },
      { file: 'person.csv', line: 8, column: 'Ar', rule: 'year' },
    ]);
    expect(delivery.registers[0]).toMatchObject({ rows: 3, rowsRead: 7, refused: 4 });
    expect([...(project.store.read('person', 2023, ['LopNr'])[0]?.values ?? [])]).toEqual([1, 2, 3]);
    const tooMany = await caught(takeIn(project, [persons(rows)], { ...PERSONS, toleratedBadRows: 3 }, true));
    expect(tooMany).toBeInstanceOf(ImportRefused);
    expect(tooMany).toMatchObject({ place: { file: 'person.csv', line: 5, column: 'Kon' } });
  });

  it('counts keys that lead nowhere', async () => {
    await takeIn(project, [persons()]);
    const specification = {
      ...PERSONS,
      register: 'elever',
      links: [{ variable: 'LopNr', register: 'person', to: 'LopNr' }],
    };
    const delivery = await takeIn(project, [persons(['2;2023;;1;15;', '77;2023;;1;15;'], 'elever.csv')], specification);
    expect(delivery.registers[0]?.orphans).toEqual({ LopNr: 1 });
  });

  it('stops when the user does, and the project is as it was', async () => {
    const head = project.logHead();
    let checks = 0;
    const progress = {
      report: () => undefined,
      check: () => {
        checks += 1;
        if (checks === 3) throw new UserError('cancelled', 'error.cancelled');
      },
    };
    const rows = Array.from({ length: 200_000 }, (_, i) => `${i + 1};2023;;1;1;1,5`);
    const options = { specification: PERSONS, files: [persons(rows)], replace: false };
    expect(await caught(importFiles(project, options, progress))).toMatchObject({ kind: 'cancelled' });
    expect(project.logHead()).toBe(head);
    expect(project.store.registers()).toEqual([]);
    await takeIn(project, [persons()]);
    expect(project.store.registers()).toHaveLength(1);
  });

  it('keeps counts of what was missing and refused, by variable and rule', async () => {
    await takeIn(project, [persons([...GOOD_ROWS, '4;2023;;1;-1;'])], { ...PERSONS, toleratedBadRows: 1 });
    expect(qualityOf(project)).toEqual([
      {
        register: 'person',
        year: 2023,
        rows: 3,
        missing: { LopNr: 0, Ar: 0, DeSO: 1, Kon: 0, Alder: 1, Inkomst: 1 },
        counts: [
          { subject: '', measure: 'rowsRead', value: 4 },
          { subject: '', measure: 'rowsKept', value: 3 },
          { subject: '', measure: 'rowsRefused', value: 1 },
          { subject: 'Alder', measure: 'refused:range', value: 1 },
        ],
      },
    ]);
  });

  it('is as it was when the disk is full', async () => {
    await takeIn(project, [persons(GOOD_ROWS, 'forra.csv')]);
    const head = project.logHead();
    const database = databaseOf(project);
    database.pragma(`max_page_count = ${String(Number(database.pragma('page_count', { simple: true })) + 8)}`);
    const rows = Array.from({ length: 200_000 }, (_, i) => `${i + 1};2023;;1;1;${i},5`);
    expect(await caught(takeIn(project, [persons(rows)], PERSONS, true))).toMatchObject({
      key: 'project.diskFull',
      kind: 'refused',
    });
    expect(project.logHead()).toBe(head);
    project.close();
    project = reopen(folder.path);
    expect(project.store.registers()[0]?.rows).toBe(3);
    expect([...(project.store.read('person', 2023, ['LopNr'])[0]?.values ?? [])]).toEqual([1, 2, 3]);
  });

  it('takes the mark of a demonstration away for good when anything else is imported', async () => {
    await takeIn(project, [persons()]);
    expect(project.origin).toBe('real');
    expect(project.synthetic).toBe(false);
  });

  it.each([
    ['a personal number with its century', '19121212-1212', 'Kon'],
    ['an e-mail address', 'anna@example.se', 'Kon'],
  ])('stops at %s', async (_what, value, column) => {
    const specification = {
      ...PERSONS,
      columns: PERSONS.columns.map((one) =>
        one.source === column ? { source: column, type: 'category' as const } : one,
      ),
    };
    const cause = await caught(takeIn(project, [persons([`1;2023;;${value};1;1`])], specification));
    expect(cause).toMatchObject({ key: 'import.directIdentifier', place: { file: 'person.csv', column } });
    expect(JSON.stringify(cause)).not.toContain(value);
  });

  it('stops at a key column that is personal numbers', async () => {
    // Numbers with valid check digits from Skatteverket's published test numbers.
    const rows = ['191212121212', '189001019802'].map((number) => `${number};2023;;1;1;1`);
    expect(await caught(takeIn(project, [persons(rows)]))).toMatchObject({
      key: 'import.directIdentifier',
      place: { column: 'LopNr' },
    });
  });
});

describe('bad input on the command line', () => {
  const said: string[] = [];
  let head = '';
  beforeEach(async () => {
    await takeInAreas(project, write(folder.path, 'omradesnyckel.csv', AREA_KEY));
    await takeIn(project, [persons(GOOD_ROWS.slice(0, 1), 'forra.csv')]);
    head = project.logHead();
    project.close();
    writeFileSync(path.join(folder.path, 'spec.json'), JSON.stringify(PERSONS));
    said.length = 0;
    for (const stream of [process.stderr, process.stdout])
      vi.spyOn(stream, 'write').mockImplementation((chunk) => {
        said.push(String(chunk));
        return true;
      });
  });
  afterEach(() => {
    vi.restoreAllMocks();
  });

  const sigill = (...argv: string[]): Promise<number> =>
    run(argv, { SIGILL_PASSPHRASE: PASSPHRASE, SIGILL_LANGUAGE: 'en' });
  const unchanged = (): void => {
    const opened = reopen(folder.path);
    expect(opened.log().findLast(({ action }) => action !== 'open')?.hash).toBe(head);
    expect(opened.store.registers()).toHaveLength(1);
    expect(opened.brokenLogEntry()).toBeUndefined();
    opened.close();
  };

  const row = '4;2023;6001C1010;1;30;1,5';
  it.each<[string, string | Uint8Array, string]>([
    ['a missing column', personFile([row], 'LopNr;Ar;DeSO;Kon;Alder;Annat'), 'ny.csv, line 1, column “Inkomst”'],
    ['an unknown column', personFile([`${row};1`], `${PERSON_HEADER};Annat`), 'ny.csv, line 1, column “Annat”'],
    ['an unknown area', personFile([row, '5;2023;6001C9990;1;3;1']), 'ny.csv, line 3, column “DeSO”'],
    ['a bad number', personFile([row, '5;2023;;1;3;1.5']), 'ny.csv, line 3, column “Inkomst”'],
    ['a number outside its limits', personFile([row, '5;2023;;1;111;1']), 'ny.csv, line 3, column “Alder”'],
    ['a missing value', personFile([row, '5;2023;;;3;1']), 'ny.csv, line 3, column “Kon”'],
    ['a key twice', personFile([row, row]), 'ny.csv, line 3, column “LopNr”'],
    ['another year', personFile([row, '5;2022;;1;3;1']), 'ny.csv, line 3, column “Ar”'],
    ['a ragged row', personFile([row, '5;2023;;1;3']), 'ny.csv, line 3'],
    ['an unclosed quote', personFile([row, '5;2023;"6001C1010;1;3;1']), 'ny.csv, line 3, column “DeSO”'],
    ['a column twice', personFile([`${row};1`], `${PERSON_HEADER};Kon`), 'ny.csv, line 1, column “Kon”'],
    ['a binary file', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3, 0, 0]), 'ny.csv: The file is not a text'],
    ['an empty file', '', 'ny.csv: The file is empty'],
    ['only a header row', personFile([]), 'ny.csv: The file has only'],
    ['a wrong encoding', Buffer.from(personFile([row, '5;2023;å;1;3;1']), 'latin1'), 'ny.csv, line 3: '],
    ['a cut gzip', gzipSync(personFile([row, row])).subarray(0, -10), 'ny.csv: The compressed file ends'],
  ])('%s: exit 2, the place in words, project unchanged', async (_what, content, place) => {
    const file = write(folder.path, 'ny.csv', content);
    const spec = path.join(folder.path, 'spec.json');
    const target = path.join(folder.path, 'test.sigill');
    expect(await sigill('import', target, '--spec', spec, '--replace', file)).toBe(2);
    expect(said.join('')).toContain(place);
    unchanged();
  });

  it.each<[string, string, string]>([
    ['wrong JSON', '{"version": 1,\n "kind" }', 'spec.json, line 2'],
    ['an unknown key', JSON.stringify({ ...PERSONS, mer: 1 }, undefined, 1), 'spec.json, line'],
    ['an unknown kind', '{"version":1,"kind":"photo"}', 'spec.json, line 1'],
    [
      'a column twice',
      JSON.stringify({ ...PERSONS, columns: [...PERSONS.columns, PERSONS.columns[0]] }),
      'spec.json, line 1',
    ],
    ['a key that is no column', JSON.stringify({ ...PERSONS, unique: ['Nej'] }), 'spec.json, line 1'],
  ])('%s in the specification: exit 2 and its place', async (_what, content, place) => {
    const spec = write(folder.path, 'spec.json', content);
    const target = path.join(folder.path, 'test.sigill');
    expect(await sigill('import', target, '--spec', spec, persons([row], 'ny.csv'))).toBe(2);
    expect(said.join('')).toContain(place);
    unchanged();
  });

  it('never repeats a value of the file, nor a first record that stands in place of the header', async () => {
    const spec = path.join(folder.path, 'spec.json');
    const target = path.join(folder.path, 'test.sigill');
    const marker = 'MARKER7319';
    for (const content of [
      personFile([`${marker};2023;${marker};${marker};${marker};${marker}`]),
      personFile([row], `${PERSON_HEADER};19121212-1212`),
    ])
      for (const json of [[], ['--json']]) {
        const file = write(folder.path, 'ny.csv', content);
        expect(await sigill('import', target, '--spec', spec, ...json, file)).toBe(2);
      }
    expect(said.join('')).not.toContain(marker);
    expect(said.join('')).not.toContain('1212');
  });

  it('a wrong passphrase is refused and leaves both files as they were', async () => {
    const target = path.join(folder.path, 'test.sigill');
    const before = [readFileSync(target), readFileSync(`${target}-key`)];
    expect(await run(['project', 'info', target], { SIGILL_PASSPHRASE: 'fel lösenfras', SIGILL_LANGUAGE: 'en' })).toBe(
      2,
    );
    expect(said.join('')).toContain('passphrase');
    expect([readFileSync(target), readFileSync(`${target}-key`)]).toEqual(before);
  });

  it('a guessed specification reads its own file', async () => {
    const file = persons(GOOD_ROWS, 'bara_2023.csv');
    const out = path.join(folder.path, 'gissad.json');
    expect(await sigill('import', '--guess', file, '--out', out)).toBe(0);
    expect(await sigill('import', path.join(folder.path, 'test.sigill'), '--spec', out, '--json', file)).toBe(0);
    expect(said.join('')).toContain('"register":"bara","year":2023,"rows":3');
  });
});
