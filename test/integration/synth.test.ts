import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from '../../electron/cli/run.ts';
import { silent } from '../../electron/engine/jobs/progress.ts';
import { MANIFEST_NAME, readDemonstrationManifest } from '../../electron/engine/synth/manifest.ts';
import { synthesise } from '../../electron/engine/synth/synth.ts';
import { UserError } from '../../shared/errors/errors.ts';

const PERSONS = 30_000;
const YEARS = [2021, 2022];
const DOCUMENT = path.resolve(import.meta.dirname, '../../docs/registers.md');
const CRIME_TYPES = ['Våld', 'Stöld', 'Skadegörelse', 'Narkotika', 'Bedrägeri', 'Övrigt'];

type Row = Readonly<Record<string, string>>;
let home: string;
let folder: string;

const files = async (where: string): Promise<Map<string, string>> => {
  const names = (await readdir(where)).toSorted();
  const hashes = await Promise.all(
    names.map(async (name) =>
      createHash('sha256')
        .update(await readFile(path.join(where, name)))
        .digest('hex'),
    ),
  );
  return new Map(names.map((name, i) => [name, hashes[i]!]));
};

async function read(name: string): Promise<Row[]> {
  const bytes = await readFile(path.join(folder, name));
  const content = new TextDecoder(name.startsWith('brott') ? 'windows-1252' : 'utf-8', { fatal: true }).decode(bytes);
  const [header, ...lines] = content.trimEnd().split(/\r?\n/u);
  const columns = header!.split(';');
  return lines.map((line) => {
    const fields = line.split(';');
    if (fields.length !== columns.length) throw new Error(`${name}: a row of ${fields.length} fields`);
    return Object.fromEntries(columns.map((column, i) => [column, fields[i]!]));
  });
}

const share = (rows: readonly Row[], holds: (row: Row) => boolean): number => rows.filter(holds).length / rows.length;
const number = (field: string | undefined): number => Number(field!.replace(',', '.'));

/** The column names of one register as docs/registers.md lists them: the first column of a table, or the sentence's. */
function documented(document: string, register: string): string[] {
  const section = document.split(`\n## ${register}\n`)[1]!.split('\n## ')[0]!;
  const table = [...section.matchAll(/^\| (?!column|---)([^|]+) \|/gmu)].flatMap((match) => match[1]!.split(','));
  const prose = [...section.matchAll(/`([A-Z][A-Za-z]+)`/gu)].map((match) => match[1]!);
  return [...new Set((table.length > 0 ? table : prose).map((name) => name.trim()))];
}

beforeAll(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'sigill-synth-'));
  folder = path.join(home, 'one');
  await synthesise({ folder, persons: PERSONS, seed: 4, years: YEARS }, silent);
});
afterAll(() => rm(home, { recursive: true, force: true }));

describe('synth', () => {
  it('writes the same bytes for the same seed, others for another, and lists them in its manifest', async () => {
    const other = path.join(home, 'two');
    await synthesise({ folder: other, persons: PERSONS, seed: 4, years: YEARS }, silent);
    const made = await files(folder);
    expect(await files(other)).toEqual(made);
    await synthesise({ folder: other, persons: PERSONS, seed: 5, years: YEARS }, silent);
    expect((await files(other)).get('person_2021.csv')).not.toBe(made.get('person_2021.csv'));
    const manifest = await readDemonstrationManifest(folder);
    expect(manifest).toMatchObject({ seed: 4, persons: PERSONS, years: YEARS });
    made.delete(MANIFEST_NAME);
    expect(new Map(manifest!.files.map((file) => [file.name, file.sha256]))).toEqual(made);
    expect([...made.keys()].filter((name) => name.startsWith('rostande'))).toEqual([
      'rostande_2021.csv',
      'rostande_2022.csv',
    ]);
  });

  const AREA_FILES: Readonly<Record<string, string>> = {
    omradesnyckel: 'omradesnyckel_2025.csv',
    forandringar: 'forandringar_deso.csv',
  };
  const REGISTERS = ['person', 'hushall', 'lagenhet', 'elever', 'rostande', 'brott', 'omrade'];
  it.each([...REGISTERS, ...Object.keys(AREA_FILES)])(
    'has exactly the columns of docs/registers.md: %s',
    async (register) => {
      const rows = await read(AREA_FILES[register] ?? `${register}_2021.csv`);
      const expected = documented(await readFile(DOCUMENT, 'utf8'), register);
      expect(Object.keys(rows[0]!).map((name) => name.replace('\uFEFF', ''))).toEqual(expected);
    },
  );

  it('links its registers: every key is unique and every reference leads somewhere', async () => {
    for (const year of YEARS) {
      const persons = await read(`person_${year}.csv`);
      const households = await read(`hushall_${year}.csv`);
      const dwellings = await read(`lagenhet_${year}.csv`);
      const unique = (rows: readonly Row[], key: string): Set<string> => {
        const keys = new Set(rows.map((row) => row[key]!));
        expect(keys.size).toBe(rows.length);
        return keys;
      };
      const person = unique(persons, 'LopNr');
      const dwelling = unique(dwellings, 'LagenhetLopNr');
      unique(households, 'HushallLopNr');
      unique(await read(`brott_${year}.csv`), 'HandelseLopNr');
      const members = Map.groupBy(persons, (row) => row['HushallLopNr']!);
      expect(members.size).toBe(households.length);
      expect(
        households.filter((row) => members.get(row['HushallLopNr']!)?.length !== Number(row['AntalPersoner'])),
      ).toEqual([]);
      expect(households.filter((row) => row['LagenhetLopNr'] !== '' && !dwelling.has(row['LagenhetLopNr']!))).toEqual(
        [],
      );
      for (const register of ['elever', 'rostande'])
        expect((await read(`${register}_${year}.csv`)).filter((row) => !person.has(row['LopNr']!))).toEqual([]);
    }
  });

  it('keeps to the codings, also where a variable does not concern a person', async () => {
    const persons = await read('person_2021.csv');
    expect(persons.length).toBe(PERSONS);
    const allowed: Readonly<Record<string, RegExp>> = {
      Ar: /^2021$/u,
      RegSO: /^([6-8]\d{3}R\d{3})?$/u,
      DeSO: /^([6-8]\d{3}[ABC]\d{4})?$/u,
      Kon: /^[12]$/u,
      Alder: /^\d{1,3}$/u,
      UtlSvBakg: /^(11|12|21|22)$/u,
      RegistreradHelaAret: /^[01]$/u,
      StallningHushall: /^[1-4]$/u,
      Sun2020Niva_old: /^[1-7]?$/u,
      BAS: /^[1-6]?$/u,
      ALosManader: /^(\d|1[0-2])?$/u,
      EkBistManader: /^(\d|1[0-2])?$/u,
      DispInkKE04: /^(-?\d+,\d)?$/u,
      Ohalsodagar: /^(\d{1,3},\d)?$/u,
      Flyttat: /^[01]$/u,
    };
    for (const [column, form] of Object.entries(allowed))
      expect(
        persons.filter((row) => !form.test(row[column]!)),
        column,
      ).toEqual([]);
    const concerns = (column: string, low: number, high: number): void => {
      const wrong = persons.filter(
        (row) => (Number(row['Alder']) >= low && Number(row['Alder']) <= high) === (row[column] === ''),
      );
      expect(wrong, column).toEqual([]);
    };
    concerns('BAS', 15, 74);
    concerns('ALosManader', 16, 64);
    concerns('EkBistManader', 18, 200);
    concerns('UVAS', 16, 29);
    concerns('Ohalsodagar', 16, 64);
    concerns('Misstankt', 15, 200);
    expect(persons.filter((row) => (row['UtlSvBakg'] === '11') === (row['VistelseTid'] === ''))).toEqual([]);
    expect(new Set((await read('brott_2021.csv')).map((row) => row['Brottstyp']))).toEqual(new Set(CRIME_TYPES));
  });

  it('shares are those of a believable country', async () => {
    const persons = await read('person_2021.csv');
    const working = persons.filter((row) => Number(row['Alder']) >= 20 && Number(row['Alder']) <= 64);
    const incomes = persons.filter((row) => row['DispInkKE04'] !== '').map((row) => number(row['DispInkKE04']));
    const median = incomes.toSorted((a, b) => a - b)[incomes.length >> 1]!;
    const between = (value: number, low: number, high: number): void => {
      expect(value).toBeGreaterThan(low);
      expect(value).toBeLessThan(high);
    };
    between(incomes.filter((income) => income < 0.6 * median).length / incomes.length, 0.12, 0.18);
    between(
      share(working, (row) => row['Sun2020Niva_old'] === '' || Number(row['Sun2020Niva_old']) <= 2),
      0.1,
      0.17,
    );
    between(
      share(working, (row) => number(row['EkBistManader']) >= 10 || number(row['ALosManader']) > 6),
      0.04,
      0.08,
    );
    between(
      share(working, (row) => row['BAS'] === '1'),
      0.72,
      0.84,
    );
    between(
      share(persons, (row) => row['UtlSvBakg'] === '11'),
      0.15,
      0.24,
    );
    between(
      share(persons, (row) => Number(row['Alder']) < 18),
      0.19,
      0.25,
    );
    between(
      share(persons, (row) => Number(row['Alder']) >= 65),
      0.17,
      0.24,
    );
    between(
      share(persons, (row) => row['RegSO'] === ''),
      0.0001,
      0.003,
    );
    between(
      share(await read('elever_2021.csv'), (row) => row['BehorigYrkes'] === '1'),
      0.78,
      0.92,
    );
    const roll = (await read('rostande_2021.csv')).filter((row) => row['RostrattRiksdag'] === '1');
    between(
      share(roll, (row) => row['RostadeRiksdag'] === '1'),
      0.81,
      0.87,
    );
    between(
      share(await read('brott_2021.csv'), (row) => row['RegSO'] === ''),
      0.02,
      0.05,
    );
  });

  it('lets the same people live on from year to year, with births, deaths and moves', async () => {
    const before = new Map((await read('person_2021.csv')).map((row) => [row['LopNr'], row]));
    const after = await read('person_2022.csv');
    const stayed = after.filter((row) => before.has(row['LopNr']));
    expect(stayed.length / before.size).toBeGreaterThan(0.96);
    expect(stayed.length / before.size).toBeLessThan(0.998);
    const older = stayed.filter((row) => Number(row['Alder']) === Number(before.get(row['LopNr'])!['Alder']) + 1);
    expect(older.length).toBe(stayed.length);
    expect(stayed.filter((row) => row['Kon'] !== before.get(row['LopNr'])!['Kon'])).toEqual([]);
    const moved = share(stayed, (row) => row['RegSO'] !== '' && row['RegSO'] !== before.get(row['LopNr'])!['RegSO']);
    expect(moved).toBeGreaterThan(0.04);
    expect(moved).toBeLessThan(0.16);
    const born = after.filter((row) => !before.has(row['LopNr']) && row['Alder'] === '0').length;
    expect(born / before.size).toBeGreaterThan(0.006);
    expect(Math.abs(after.length / before.size - 1)).toBeLessThan(0.02);
  });

  it('refuses a folder with other things, and wrong numbers, leaving all as it was', async () => {
    const foreign = path.join(home, 'foreign');
    await mkdir(foreign);
    await writeFile(path.join(foreign, 'notes.txt'), 'mine');
    const options = { folder: foreign, persons: PERSONS, seed: 1, years: [2023] };
    await expect(synthesise(options, silent)).rejects.toMatchObject({ kind: 'refused', key: 'synth.folderNotEmpty' });
    expect(await readdir(foreign)).toEqual(['notes.txt']);
    const place = path.join(home, 'none');
    for (const wrong of [
      { persons: 10 },
      { seed: -1 },
      { years: [] },
      { years: [2023, 2022] },
      { years: [Number.NaN] },
    ])
      await expect(synthesise({ ...options, folder: place, ...wrong }, silent)).rejects.toBeInstanceOf(UserError);
    expect(await run(['synth', '--out', place, '--years', 'x'], { SIGILL_LANGUAGE: 'en' })).toBe(2);
    expect((await readdir(home)).toSorted()).toEqual(['foreign', 'one', 'two']);
  });

  it('leaves nothing behind when it is stopped', async () => {
    let steps = 0;
    const stopping = {
      report: () => undefined,
      check: () => {
        steps += 1;
        if (steps > 500) throw new UserError('cancelled', 'error.cancelled');
      },
    };
    const place = path.join(home, 'stopped');
    await expect(
      synthesise({ folder: place, persons: PERSONS, seed: 1, years: [2023] }, stopping),
    ).rejects.toMatchObject({ kind: 'cancelled' });
    expect((await readdir(home)).filter((name) => name.includes('stopped'))).toEqual([]);
  });
});
