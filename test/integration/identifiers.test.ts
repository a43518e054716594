import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { discardPseudonymKey } from '../../electron/engine/identifiers/pseudonymKey.ts';
import { importFiles, type Imported } from '../../electron/engine/import/import.ts';
import { databaseOf } from '../../electron/engine/project/database.ts';
import { readSpecification } from '../../electron/engine/import/readSpecification.ts';
import { silent } from '../../electron/engine/jobs/progress.ts';
import { openProject, type Project } from '../../electron/engine/project/project.ts';
import { synthesise } from '../../electron/engine/synth/synth.ts';
import { identifyingColumns } from '../../electron/engine/quality/identifying.ts';
import { scanProfile } from '../../electron/engine/quality/scanProfile.ts';
import { describeError } from '../../shared/errors/describe.ts';
import { UserError } from '../../shared/errors/errors.ts';
import type { RegisterSpecification } from '../../shared/schemas/specification.ts';
import { takeIn, write } from '../support/deliveries.ts';
import { madeUpNumber, writtenForms } from '../support/personalNumbers.ts';
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

const REGISTER: RegisterSpecification = {
  version: 1,
  kind: 'register',
  register: 'person',
  year: 2023,
  dialect: { delimiter: ';' },
  columns: [
    { source: 'Nr', type: 'key' },
    { source: 'Text', type: 'category' },
  ],
};
const lines = (rows: readonly string[], name = 'person.csv', header = 'Nr;Text'): string =>
  write(folder.path, name, `${header}\n${rows.join('\n')}\n`);
const refusal = async (work: Promise<unknown>): Promise<UserError> => {
  const cause = await work.then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(cause).toBeInstanceOf(UserError);
  return cause as UserError;
};

describe('a column that identifies persons', () => {
  it('is refused for one personal number in the last of 70 000 rows, and nothing of it is said or kept', async () => {
    const rows = Array.from({ length: 70_000 }, (_, i) => `${String(i + 1)};sak ${String(i % 5000)}`);
    const hidden = madeUpNumber(1971, 3, 9, 412).twelve;
    rows.push(`70001;${hidden}`);
    const error = await refusal(takeIn(project, [lines(rows)], REGISTER));
    expect(error.key).toBe('quality.mayIdentify.personal-number');
    expect(describeError(error, 'sv')).toContain('Text');
    expect(JSON.stringify([error.key, error.parameters, error.message, describeError(error, 'sv')])).not.toContain(
      hidden,
    );
    expect(project.store.registers()).toEqual([]);
    expect(JSON.stringify(project.log())).not.toContain(hidden);
  });

  it('is let in when the specification says that it identifies nobody, which is logged; never a certain one', async () => {
    const schools = lines(['1;Anna Lindqvists skola', '2;Erik Johanssons skola', '3;Karin Bergströms skola']);
    expect((await refusal(takeIn(project, [schools], REGISTER))).key).toBe('quality.mayIdentify.name');
    const declared: RegisterSpecification = {
      ...REGISTER,
      columns: [
        { source: 'Nr', type: 'key' },
        { source: 'Text', type: 'category', identifying: false },
      ],
    };
    await takeIn(project, [schools], declared);
    expect(project.log().at(-1)?.details['identifying']).toEqual(['Text: name']);
    const certain = lines(['1;a@exempel.se'], 'b.csv');
    await refusal(takeIn(project, [certain], { ...declared, register: 'b' }));
  });
});

const numbers = Array.from({ length: 40 }, (_, i) =>
  madeUpNumber(1920 + 2 * i, 1 + (i % 12), 1 + (i % 28), 100 + i, i % 7 === 0),
);

describe('pseudonyms on the way in', () => {
  const specification = (register: string, year: number): RegisterSpecification => ({
    version: 1,
    kind: 'register',
    register,
    year,
    dialect: { delimiter: ';' },
    columns: [
      { source: 'PersonNr', variable: 'LopNr', type: 'key', required: true, pseudonymise: true },
      { source: 'X', type: 'integer' },
    ],
    unique: ['LopNr'],
  });
  const delivered = (year: number, form: number): string =>
    lines(
      numbers.map((number, i) => {
        const forms = writtenForms(number, year);
        return `${forms[form % forms.length] ?? ''};${String(i)}`;
      }),
      `fil_${String(year)}_${String(form)}.csv`,
      'PersonNr;X',
    );
  const keysOf = (register: string, year: number): readonly number[] => [
    ...(project.store.read(register, year, ['LopNr'])[0]?.values ?? []),
  ];

  it('are the same for a person in every register, year and written form', async () => {
    await takeIn(project, [delivered(2022, 0)], specification('person', 2022));
    const first = keysOf('person', 2022);
    expect(new Set(first).size).toBe(numbers.length);
    for (let form = 1; form < 11; form += 1) {
      const { quality } = (await takeIn(
        project,
        [delivered(2023, form)],
        specification(`r${String(form)}`, 2023),
      )) as Imported;
      expect(keysOf(`r${String(form)}`, 2023)).toEqual(first);
      expect(quality[0]?.columns[0]).toMatchObject({ variable: 'LopNr', pseudonymised: true });
    }
  });

  it('leave nothing of what stood in the file in the project, its log or its files', async () => {
    await takeIn(project, [delivered(2023, 1)], specification('person', 2023));
    const database = databaseOf(project);
    const tables = database.prepare<[], string>(`select name from sqlite_schema where type = 'table'`).pluck().all();
    const everything = tables.flatMap((table) =>
      database
        .prepare<[], Record<string, unknown>>(`select * from "${table}"`)
        .all()
        .flatMap((row) =>
          Object.values(row).map((value) => (Buffer.isBuffer(value) ? value : Buffer.from(String(value)))),
        ),
    );
    const files = readdirSync(folder.path)
      .filter((name) => name.startsWith('test.sigill'))
      .map((name) => readFileSync(path.join(folder.path, name)));
    for (const { twelve } of numbers)
      for (const marker of [twelve.slice(2), `${twelve.slice(2, 8)}-${twelve.slice(8)}`])
        for (const held of [...everything, ...files]) expect(held.includes(marker)).toBe(false);
    const asDoubles = Buffer.from(Float64Array.from(numbers, ({ twelve }) => Number(twelve)).buffer);
    for (const held of everything) expect(held.includes(asDoubles.subarray(0, 8))).toBe(false);
  });

  it('are never shared by two texts, across registers and years and with any number of threads', async () => {
    const texts = Array.from({ length: 300 }, (_, i) =>
      i % 2 === 0 ? `H${String(i)}` : `Hushåll nummer ${String(i)}`,
    );
    const file = (name: string, part: readonly string[]): string =>
      lines(
        part.map((text) => `${text};1`),
        name,
        'PersonNr;X',
      );
    const registers = [
      { specification: specification('a', 2022), part: texts.slice(0, 200) },
      { specification: specification('b', 2022), part: texts.slice(100).toReversed() },
      { specification: specification('a', 2023), part: texts },
    ];
    const stored: string[] = [];
    for (const threads of [0, 1, 2]) {
      // With 128 numbers to begin with, every text meets another.
      for (const { specification: wanted, part } of registers)
        await importFiles(
          project,
          {
            specification: wanted,
            files: [file(`${wanted.register}_${String(threads)}.csv`, part)],
            replace: true,
            threads,
            textBits: 7,
          },
          silent,
        );
      const pseudonyms = new Map<string, Set<number>>();
      for (const { specification: wanted, part } of registers)
        for (const [i, key] of keysOf(wanted.register, Number(wanted.year)).entries())
          pseudonyms.set(part[i] ?? '', (pseudonyms.get(part[i] ?? '') ?? new Set()).add(key));
      expect([...pseudonyms.values()].every((keys) => keys.size === 1)).toBe(true);
      expect(new Set([...pseudonyms.values()].flatMap((keys) => [...keys])).size).toBe(texts.length);
      stored.push(JSON.stringify(keysOf('a', 2023)));
    }
    expect(new Set(stored).size).toBe(1);
    expect(discardPseudonymKey(project)).toBe(true);
    expect(databaseOf(project).prepare('select count(*) from pseudonym_text').pluck().get()).toBe(0);
  });

  it('of a text column are linked, and the report says why they do not meet once the key is another', async () => {
    project.close();
    const target = path.join(folder.path, 'test.sigill');
    const passphrase = ['--passphrase-file', write(folder.path, 'lösen.txt', PASSPHRASE)];
    const spec = (register: string, links: object): string =>
      write(
        folder.path,
        `${register}.json`,
        JSON.stringify({
          ...specification(register, 2023),
          columns: [
            { source: 'PersonNr', variable: 'LopNr', type: 'category' },
            { source: 'X', type: 'integer' },
          ],
          unique: ['LopNr'],
          ...links,
        }),
      );
    const pupils = spec('elever', { links: [{ variable: 'LopNr', register: 'person', to: 'LopNr' }] });
    const take = (file: string, by: string, ...more: string[]) =>
      sigill('import', target, file, '--spec', by, '--pseudonymise', 'PersonNr', ...more, ...passphrase);
    expect((await take(delivered(2023, 0), spec('person', {}))).code).toBe(0);
    const met = await take(delivered(2023, 1), pupils);
    expect(met).toMatchObject({ code: 0 });
    expect(met.out + met.err).not.toContain('no counterpart');
    expect((await sigill('import', target, '--discard-key', ...passphrase)).code).toBe(0);
    const apart = await take(delivered(2023, 2), pupils, '--replace');
    expect(apart.out).toContain('40 keys have no counterpart');
    expect(apart.err).toContain('were made with another key');
    const report = await sigill('quality', target, '--register', 'elever', ...passphrase);
    expect(report.out).toContain('were made with another key');
    // The refusal says what to do.
    const plain = await sigill('import', target, delivered(2023, 0), '--spec', spec('x', {}), ...passphrase);
    expect(plain).toMatchObject({ code: 2 });
    expect(plain.err).toContain('--pseudonymise');
    project = openProject(target, { passphrase: PASSPHRASE });
  });

  it('are others once the key is discarded', async () => {
    await takeIn(project, [delivered(2022, 0)], specification('person', 2022));
    const before = keysOf('person', 2022);
    project.close();
    const passphrase = ['--passphrase-file', write(folder.path, 'lösen.txt', PASSPHRASE)];
    const target = path.join(folder.path, 'test.sigill');
    expect((await sigill('import', target, '--discard-key', ...passphrase)).out).toContain('destroyed');
    const spec = write(
      folder.path,
      'spec.json',
      JSON.stringify({
        ...specification('person', 2023),
        columns: [
          { source: 'PersonNr', variable: 'LopNr', type: 'category' },
          { source: 'X', type: 'integer' },
        ],
      }),
    );
    const file = delivered(2023, 0);
    expect((await sigill('import', target, file, '--spec', spec, ...passphrase)).code).toBe(2);
    const asked = ['--pseudonymise', 'PersonNr', '--json', ...passphrase];
    expect((await sigill('import', target, file, '--spec', spec, ...asked)).code).toBe(0);
    project = openProject(target, { passphrase: PASSPHRASE });
    expect(keysOf('person', 2023).filter((key) => before.includes(key))).toEqual([]);
    expect(
      project
        .log()
        .filter(({ action }) => action === 'pseudonym-key')
        .map(({ details }) => details),
    ).toEqual([{ made: true }, { discarded: true }, { made: true }]);
  });
});

describe('specifications kept in the project', () => {
  it('are found by the columns of next year’s file, and the differences shown before anything is imported', async () => {
    const wide: RegisterSpecification = {
      ...REGISTER,
      year: { column: 'Ar' },
      columns: [...REGISTER.columns, { source: 'Ar', type: 'integer' }],
    };
    const file = (year: number, rows: readonly string[], header = 'Nr;Text;Ar'): string =>
      lines(
        rows.map((row) => `${row};${String(year)}`),
        `person_${String(year)}.csv`,
        header,
      );
    await takeIn(project, [file(2022, ['1;a', '2;b', '3;b'])], wide);
    project.close();
    const passphrase = ['--passphrase-file', write(folder.path, 'lösen.txt', PASSPHRASE)];
    const target = path.join(folder.path, 'test.sigill');
    const next = file(2023, ['1;a;9', '2;c;9', '3;c;9'], 'Nr;Text;Ny;Ar');
    const compared = await sigill('import', target, next, '--compare', '--json', ...passphrase);
    expect(compared.err).toContain('“person”, revision 1');
    const { reports } = JSON.parse(compared.out) as { reports: Imported['quality'] };
    expect(reports[0]?.comparison).toMatchObject({ year: 2022, newColumns: ['Ny'], vanishedColumns: [] });
    expect(reports[0]?.columns[1]?.drift).toMatchObject({
      newCodes: { codes: ['c'] },
      vanishedCodes: { codes: ['b'] },
    });
    const shorter = lines(['1;2023'], 'kort.csv', 'Nr;Ar');
    const lacking = await sigill('import', target, shorter, '--compare', '--json', ...passphrase);
    expect(
      (JSON.parse(lacking.out) as { reports: Imported['quality'] }).reports[0]?.comparison?.vanishedColumns,
    ).toEqual(['Text']);
    const same = file(2023, ['1;a', '2;b', '3;b']);
    expect((await sigill('import', target, same, ...passphrase)).code).toBe(0);
    expect(
      (await sigill('import', target, write(folder.path, 'annan.csv', 'A;B;C\n1;2;3\n'), ...passphrase)).code,
    ).toBe(2);
    project = openProject(target, { passphrase: PASSPHRASE });
    expect(project.store.registers().map(({ year }) => year)).toEqual([2022, 2023]);
  });
});

describe('the demonstration country', () => {
  it('raises no false alarm in any of its registers', async () => {
    const registers = path.join(folder.path, 'register');
    const { manifest } = await synthesise({ folder: registers, persons: 20_000, seed: 3, years: [2022] }, silent);
    const specifications = path.resolve(import.meta.dirname, '../../resources/specifications');
    const alarms: string[] = [];
    for (const { name } of manifest.files) {
      const kind = name.replace(/(?:_\d{4})?\.\w+$/u, '');
      if (!readdirSync(specifications).includes(`${kind}.json`)) continue;
      const specification = await readSpecification(path.join(specifications, `${kind}.json`));
      if (specification.kind !== 'register') continue;
      await takeIn(project, [path.join(registers, name)], specification);
      const columns = scanProfile(project.store, specification, 2022, () => undefined);
      alarms.push(
        ...identifyingColumns(columns, new Set()).map(({ variable, kind: found }) => `${kind} ${variable} ${found}`),
      );
    }
    expect(project.store.registers().length).toBeGreaterThanOrEqual(6);
    expect(alarms).toEqual([]);
  });
});
