import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { run } from '../../electron/cli/run.ts';
import { specificationForFile } from '../../electron/engine/import/savedSpecifications.ts';
import { previewFile } from '../../electron/engine/preview/previewFile.ts';
import { specificationFrom } from '../../electron/engine/preview/specificationFrom.ts';
import { qualityOf } from '../../electron/engine/quality/summary.ts';
import type { Project } from '../../electron/engine/project/project.ts';
import type { RegisterSpecification } from '../../shared/schemas/specification.ts';
import { AREA_KEY, personFile, PERSONS, takeIn, takeInAreas, write } from '../support/deliveries.ts';
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

const SCHOOLS: RegisterSpecification = {
  version: 1,
  kind: 'register',
  register: 'skolor',
  year: 2023,
  dialect: { delimiter: ';', decimal: ',', encoding: 'utf-8', footnotes: true },
  missing: ['..'],
  columns: [
    { source: 'Nr', type: 'key', required: true },
    { source: 'Namn', type: 'category' },
    { source: 'Elever', type: 'integer' },
  ],
};

const schools = (rows: readonly string[], more: Partial<RegisterSpecification> = {}) =>
  takeIn(project, [write(folder.path, 'skolor.csv', `Nr;Namn;Elever\n${rows.join('\n')}\n`)], { ...SCHOOLS, ...more });

const refusal = async (work: Promise<unknown>): Promise<unknown> => {
  try {
    await work;
  } catch (cause) {
    return cause;
  }
  throw new Error('nothing was refused');
};

describe('notes below the table', () => {
  it('are counted and told, whatever their form, and the rows above are kept', async () => {
    const delivery = await schools([
      '1;Ekskolan;10',
      '2;;',
      '',
      '.. uppgift saknas; se; källan; nedan',
      'Källa: Skolverket;;',
      'Kontakt',
      'a;b;c',
    ]);
    expect(delivery.registers[0]).toMatchObject({ rows: 2, rowsRead: 2, refused: 0, footnotes: 4 });
    expect(delivery.badRows).toEqual([]);
    expect(qualityOf(project)[0]?.counts).toContainEqual({ subject: '', measure: 'footnotes', value: 4 });
  });

  it('are found without a blank line above them when they have a single field', async () => {
    const delivery = await schools(['1;Ekskolan;10', 'Källa: Skolverket', 'Uppdaterad;;']);
    expect(delivery.registers[0]).toMatchObject({ rows: 1, rowsRead: 1, refused: 0, footnotes: 2 });
  });

  it('are never rows that can be read, nor anything with a row below it', async () => {
    const delivery = await schools(['1;Ekskolan;10', '', 'Mellanrubrik', '2;;', '3'], { toleratedBadRows: 5 });
    expect(delivery.registers[0]).toMatchObject({ rows: 2, rowsRead: 3, refused: 1, footnotes: 1 });
    expect(delivery.badRows).toEqual([{ file: 'skolor.csv', line: 4, rule: 'fields' }]);
  });

  it('are refused with a line number where the last record has several fields and no blank line stands above', async () => {
    expect(await refusal(schools(['1;Ekskolan;10', '2;Askskolan']))).toMatchObject({
      key: 'import.rule.fields',
      place: { file: 'skolor.csv', line: 3 },
    });
  });

  it('that the specification does not speak of are guessed at when they are refused', async () => {
    const dialect = { ...SCHOOLS.dialect, footnotes: false };
    const notes = refusal(schools(['1;Ekskolan;10', '2;Askskolan;x', 'Källa: Skolverket'], { dialect }));
    expect(await notes).toMatchObject({
      hints: [{ key: 'import.hint.footnotes', parameters: { file: 'skolor.csv', line: 4 } }],
    });
    const within = refusal(schools(['1;Ekskolan;10', 'Mellanrubrik', '2;Askskolan;20'], { dialect }));
    expect(await within).toMatchObject({ hints: [] });
  });

  it('are refused like any other record unless the specification says that there are notes', async () => {
    const dialect = { ...SCHOOLS.dialect, footnotes: false };
    expect(await refusal(schools(['1;Ekskolan;10', '', 'Källa'], { dialect }))).toMatchObject({
      key: 'import.rule.fields',
      place: { line: 4 },
    });
  });
});

describe('the form of a file', () => {
  it('may have titles above the header row', async () => {
    const file = write(folder.path, 'skolor.csv', 'Skolor i riket; 2023\n\nNr;Namn;Elever\n1;Ek;10\nx;Ask;3\n');
    const dialect = { headerLine: 3 };
    const delivery = await takeIn(project, [file], { ...SCHOOLS, dialect, toleratedBadRows: 1 });
    expect(delivery.registers[0]).toMatchObject({ rows: 1, refused: 1 });
    expect(delivery.badRows).toEqual([{ file: 'skolor.csv', line: 5, column: 'Nr', rule: 'key' }]);
  });

  it('may have no header row: then its columns are those of the specification, in order', async () => {
    const file = write(folder.path, 'skolor.csv', '1;Ek;10\n2;Ask;20\nx;Bok;3\n');
    const dialect = { header: false };
    const delivery = await takeIn(project, [file], { ...SCHOOLS, dialect, toleratedBadRows: 1 });
    expect(delivery.registers[0]).toMatchObject({ rows: 2, refused: 1 });
    expect(delivery.badRows).toEqual([{ file: 'skolor.csv', line: 3, column: 'Nr', rule: 'key' }]);
    const [key, pupils] = project.store.read('skolor', 2023, ['Nr', 'Elever']);
    expect([...(key?.values ?? []), ...(pupils?.values ?? [])]).toEqual([1, 2, 10, 20]);
    const narrow = write(folder.path, 'tva.csv', '1;Ek\n');
    expect(await refusal(takeIn(project, [narrow], { ...SCHOOLS, dialect }, true))).toMatchObject({
      key: 'delimited.missingColumn',
      place: { column: 'Elever' },
    });
    const titled = write(folder.path, 'titel.csv', 'Skolor\n\n1;Ek;10\n2;Ask;20\n');
    const again = await takeIn(project, [titled], { ...SCHOOLS, dialect: { header: false, headerLine: 3 } }, true);
    expect(again.registers[0]).toMatchObject({ rows: 2, refused: 0 });
  });

  it('may have no header row when it is guessed at, too', async () => {
    const rows = Array.from(
      { length: 30 },
      (_, i) => `${String(i + 100)};2023;6001C10${String(10 + i)};${String(i % 2)}`,
    );
    const file = write(folder.path, 'utan_2023.csv', `${rows.join('\n')}\n`);
    const specification = specificationFrom(await previewFile(file, { year: 2023 }));
    if (specification.kind !== 'register') throw new Error('no register');
    expect(specification.dialect).toMatchObject({ header: false });
    const delivery = await takeIn(project, [file], specification);
    expect(delivery.registers[0]).toMatchObject({ rows: 30, refused: 0 });
  });

  it('may have its columns in another order in every file of a register', async () => {
    const first = write(folder.path, 'a.csv', 'Nr;Namn;Elever\n1;Ek;10\n2;Ask;20\n');
    const second = write(folder.path, 'b.csv', 'Elever;Nr;Namn\n30;3;Ask\n40;4;Bok\n');
    await takeIn(project, [first, second], SCHOOLS);
    const [key, name, pupils] = project.store.read('skolor', 2023, ['Nr', 'Namn', 'Elever']);
    expect([...(key?.values ?? [])]).toEqual([1, 2, 3, 4]);
    expect(name).toMatchObject({ dictionary: ['', 'Ek', 'Ask', 'Bok'], values: Uint8Array.of(1, 2, 2, 3) });
    expect([...(pupils?.values ?? [])]).toEqual([10, 20, 30, 40]);
  });
});

describe('sigill import', () => {
  const said: string[] = [];
  beforeEach(() => {
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
    run(['import', path.join(folder.path, 'test.sigill'), ...argv, '--spec', path.join(folder.path, 'spec.json')], {
      SIGILL_PASSPHRASE: PASSPHRASE,
      SIGILL_LANGUAGE: 'en',
    });

  it('takes delimiter, decimal sign, encoding and quote from the command line before the specification', async () => {
    const text = "LopNr\tAr\tDeSO\tKon\tAlder\tInkomst\n1\t2023\t\t'1'\t3\t2.5\n";
    const file = write(folder.path, 'p.csv', Buffer.from(`\uFEFF${text}`, 'utf16le'));
    expect(await sigill(file)).toBe(2);
    const flags = ['--delimiter', 'tab', '--decimal', '.', '--encoding', 'utf-16le', '--quote', "'"];
    expect(await sigill(file, ...flags), said.join('')).toBe(0);
    project = reopen(folder.path);
    expect([...(project.store.read('person', 2023, ['Inkomst'])[0]?.values ?? [])]).toEqual([2.5]);
    project.close();
    expect(await sigill(file, '--replace', ...flags, '--delimiter', 'xx')).toBe(2);
    expect(said.join('')).toContain('single sign');
  });
});

describe('unknown areas', () => {
  const persons = (codes: readonly string[], year = 2023): Promise<unknown> =>
    refusal(
      takeIn(project, [
        write(folder.path, 'p.csv', personFile(codes.map((code, i) => `${i + 1};${String(year)};${code};1;30;1,5`))),
      ]),
    );

  it('by the score are said to be those of another division, which may be the one of the year', async () => {
    await takeInAreas(project, write(folder.path, 'nyckel.csv', AREA_KEY));
    const codes = Array.from({ length: 60 }, (_, i) => (i % 2 === 0 ? '6001C1010' : '6001C1040'));
    const parameters = { column: 'DeSO', known: '2020' };
    expect(await persons(codes)).toMatchObject({ hints: [{ key: 'import.hint.otherDivision', parameters }] });
    expect(await persons(codes, 2024)).toMatchObject({
      hints: [{ key: 'import.hint.missingDivision', parameters: { ...parameters, year: 2024, division: '2025' } }],
    });
    expect(await persons(['6001C1010', '6001C1040'])).toMatchObject({ key: 'import.rule.area', hints: [] });
  });

  it('of another kind than the column holds are said to be that', async () => {
    expect(await persons(['6001R001'])).toMatchObject({
      key: 'import.rule.areaLevel',
      place: { file: 'p.csv', line: 2, column: 'DeSO' },
    });
    expect(await persons(['6001X001'])).toMatchObject({ key: 'import.rule.area' });
  });
});

describe('a kept specification', () => {
  const nameless = (register: string, columns: readonly string[]): RegisterSpecification => ({
    version: 1,
    kind: 'register',
    register,
    year: 2022,
    dialect: { delimiter: ';', header: false },
    columns: columns.map((source) => ({ source, type: source === 'Nr' ? 'key' : 'integer' })),
  });
  const numbers = (name: string, columns: number): string =>
    write(
      folder.path,
      name,
      Array.from({ length: 20 }, (_, row) => Array.from({ length: columns }, (_column, i) => row * 7 + i + 1).join(';'))
        .join('\n')
        .concat('\n'),
    );

  it('is found for a file that names no columns by their number, and by its name where several have as many', async () => {
    await takeIn(project, [numbers('elever_2022.txt', 4)], nameless('elever', ['Nr', 'A', 'B', 'C']));
    await takeIn(project, [numbers('skolor_2022.txt', 3)], nameless('skolor', ['Nr', 'A', 'B']));
    await takeIn(project, [numbers('larare_2022.txt', 3)], nameless('larare', ['Nr', 'D', 'E']));
    const found = async (file: string): Promise<string> => (await specificationForFile(project, file)).name;
    expect(await found(numbers('nya.txt', 4))).toBe('elever');
    expect(await found(numbers('Skolor_2023.txt', 3))).toBe('skolor');
    expect(await found(numbers('larare_2023.txt', 3))).toBe('larare');
    expect(await refusal(found(numbers('annat.txt', 3)))).toMatchObject({ key: 'import.noStoredSpecification' });
    expect(await refusal(found(numbers('elever_2023.txt', 5)))).toMatchObject({ key: 'import.noStoredSpecification' });
  });
});
