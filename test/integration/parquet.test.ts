import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { headerOf } from '../../electron/engine/import/savedSpecifications.ts';
import { previewFile } from '../../electron/engine/preview/previewFile.ts';
import type { Project } from '../../electron/engine/project/project.ts';
import type { RegisterSpecification } from '../../shared/schemas/specification.ts';
import { personFile, PERSONS, takeIn, write } from '../support/deliveries.ts';
import { newProject, temporaryFolder } from '../support/project.ts';
import { sigill } from '../support/sigill.ts';

/* Parquet goes by the same rules into the same store as a delimited file with the same values. */

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

type WriteOptions = Parameters<typeof parquetWriteBuffer>[0];

const parquet = (name: string, options: WriteOptions): string =>
  write(folder.path, name, new Uint8Array(parquetWriteBuffer(options)));

const caught = async (work: Promise<unknown>): Promise<unknown> => {
  try {
    await work;
  } catch (cause) {
    return cause;
  }
  throw new Error('nothing was refused');
};

const ALL_TYPES: RegisterSpecification = {
  version: 1,
  kind: 'register',
  register: 'allt',
  year: 2023,
  columns: [
    { source: 'nyckel', type: 'key', required: true },
    { source: 'heltal', type: 'integer' },
    { source: 'tal', type: 'decimal' },
    { source: 'flyttal', type: 'decimal' },
    { source: 'belopp', type: 'decimal' },
    { source: 'kod', type: 'category' },
    { source: 'sant', type: 'category', codes: { '0': 'nej', '1': 'ja' } },
    { source: 'datum', type: 'category' },
    { source: 'tid', type: 'category' },
    { source: 'deso', type: 'area', level: 'deso' },
  ],
};

const day = (text: string): Date => new Date(`${text}T00:00:00Z`);

const allTypes = (rows: number): WriteOptions => {
  const every = <T>(make: (i: number) => T): T[] => Array.from({ length: rows }, (_, i) => make(i));
  return {
    columnData: [
      { name: 'nyckel', data: every((i) => BigInt(i + 1) + 2n ** 40n) },
      { name: 'heltal', data: every((i) => (i % 3 === 1 ? null : i * 7 - 5)) },
      { name: 'tal', data: every((i) => (i % 5 === 4 ? null : i / 7)) },
      { name: 'flyttal', data: every((i) => Math.fround(i / 3)) },
      { name: 'belopp', data: every((i) => i / 100) },
      { name: 'kod', data: every((i) => (i % 4 === 3 ? null : ['Våld', 'Stöld', 'Övrigt'][i % 3])) },
      { name: 'sant', data: every((i) => (i % 6 === 5 ? null : i % 2 === 0)) },
      {
        name: 'datum',
        data: every((i) => (i % 7 === 6 ? null : day(`2023-12-${String((i % 28) + 1).padStart(2, '0')}`))),
      },
      { name: 'tid', data: every((i) => new Date(Date.UTC(2023, 0, 1, 0, 0, i % 60))) },
      { name: 'deso', data: every((i) => `6001C10${String((i % 80) + 10)}`) },
    ],
    schema: [
      { name: 'root', num_children: 10 },
      { name: 'nyckel', type: 'INT64', repetition_type: 'REQUIRED' },
      { name: 'heltal', type: 'INT32', repetition_type: 'OPTIONAL' },
      { name: 'tal', type: 'DOUBLE', repetition_type: 'OPTIONAL' },
      { name: 'flyttal', type: 'FLOAT', repetition_type: 'OPTIONAL' },
      {
        name: 'belopp',
        type: 'INT64',
        converted_type: 'DECIMAL',
        scale: 2,
        precision: 12,
        repetition_type: 'OPTIONAL',
      },
      { name: 'kod', type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'OPTIONAL' },
      { name: 'sant', type: 'BOOLEAN', repetition_type: 'OPTIONAL' },
      { name: 'datum', type: 'INT32', converted_type: 'DATE', repetition_type: 'OPTIONAL' },
      { name: 'tid', type: 'INT64', converted_type: 'TIMESTAMP_MILLIS', repetition_type: 'OPTIONAL' },
      { name: 'deso', type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'OPTIONAL' },
    ],
  };
};

/** The texts of a column of codes, empty where missing. */
function textsOf(variable: string): string[] {
  const [column] = project.store.read('allt', 2023, [variable]);
  if (column === undefined || !('dictionary' in column)) throw new Error('no codes');
  return Array.from(column.values, (code) => column.dictionary[code] ?? '?');
}
const numbersOf = (variable: string): number[] =>
  Array.from(project.store.read('allt', 2023, [variable])[0]?.values ?? []);

describe('importing Parquet', () => {
  it.each<[string, Partial<WriteOptions>]>([
    ['one group', {}],
    ['several groups', { rowGroupSize: 300 }],
    ['gzip', { codec: 'GZIP', compressors: { GZIP: (bytes) => gzipSync(bytes) } }],
    ['zstd', { codec: 'ZSTD', compressors: { ZSTD: (bytes) => zstdCompressSync(bytes) } }],
    ['no compression', { codec: 'UNCOMPRESSED' }],
  ])('gives back every value of every type: %s', async (_how, options) => {
    const rows = 1000;
    const delivery = await takeIn(project, [parquet('allt.parquet', { ...allTypes(rows), ...options })], ALL_TYPES);
    expect(delivery.registers).toMatchObject([{ rows, refused: 0 }]);
    const index = Array.from({ length: rows }, (_, i) => i);
    expect(numbersOf('nyckel')).toEqual(index.map((i) => i + 1 + 2 ** 40));
    expect(numbersOf('heltal')).toEqual(index.map((i) => (i % 3 === 1 ? -2147483648 : i * 7 - 5)));
    expect(numbersOf('tal')).toEqual(index.map((i) => (i % 5 === 4 ? Number.NaN : i / 7)));
    expect(numbersOf('flyttal')).toEqual(index.map((i) => Math.fround(i / 3)));
    expect(numbersOf('belopp')).toEqual(index.map((i) => i / 100));
    expect(textsOf('kod')).toEqual(index.map((i) => (i % 4 === 3 ? '' : (['Våld', 'Stöld', 'Övrigt'][i % 3] ?? ''))));
    expect(textsOf('sant')).toEqual(index.map((i) => (i % 6 === 5 ? '' : String(1 - (i % 2)))));
    expect(textsOf('datum')).toEqual(
      index.map((i) => (i % 7 === 6 ? '' : `2023-12-${String((i % 28) + 1).padStart(2, '0')}`)),
    );
    expect(textsOf('tid')[59]).toBe('2023-01-01T00:00:59');
    expect(textsOf('deso')).toEqual(index.map((i) => `6001C10${String((i % 80) + 10)}`));
  });

  it('holds to the same rules as a delimited file, with the row in place of the line', async () => {
    const columnData = [
      { name: 'LopNr', data: [1, 2, 2, 4] },
      { name: 'Ar', data: [2023, 2023, 2023, 2023] },
      { name: 'DeSO', data: ['6001C1010', '6001C1020', null, 'Norra'] },
      { name: 'Kon', data: ['1', '3', '1', '2'] },
      { name: 'Alder', data: [34, 35, null, 111] },
      { name: 'Inkomst', data: [2510.5, null, 1, 2] },
    ];
    const tolerant = { ...PERSONS, toleratedBadRows: 10 };
    const rows = ['1;2023;6001C1010;1;34;2510,5', '2;2023;6001C1020;3;35;', '2;2023;;1;;1', '4;2023;Norra;2;111;2'];
    const delimited = await takeIn(project, [write(folder.path, 'p.csv', personFile(rows))], tolerant);
    const packed = await takeIn(project, [parquet('p.parquet', { columnData })], tolerant, true);
    const plain = (badRows: typeof packed.badRows): unknown =>
      badRows.map(({ line, column, rule }) => `${String(line)} ${String(column)} ${rule}`).sort();
    const lines = delimited.badRows.map((bad) => ({ ...bad, line: bad.line - 1 }));
    expect(plain(packed.badRows)).toEqual(plain(lines));
    expect(packed.registers).toEqual(delimited.registers);
  });

  it('refuses columns that identify people, lists, other columns and damaged files', async () => {
    const persons: RegisterSpecification = {
      ...ALL_TYPES,
      columns: [
        { source: 'a', type: 'category' },
        { source: 'b', type: 'integer' },
      ],
    };
    const whole: WriteOptions = {
      columnData: [
        { name: 'a', data: ['x', 'y'] },
        { name: 'b', data: [1, 2] },
      ],
    };
    const identified: WriteOptions = {
      columnData: [
        { name: 'a', data: ['19121212-1212', 'y'] },
        { name: 'b', data: [1, 2] },
      ],
    };
    expect(await caught(takeIn(project, [parquet('i.parquet', identified)], persons))).toMatchObject({
      key: 'import.directIdentifier',
      place: { file: 'i.parquet', column: 'a' },
    });
    const bytes = readFileSync(parquet('w.parquet', whole));
    for (const [content, key] of [
      [bytes.subarray(0, bytes.length - 20), 'parquet.cut'],
      [Buffer.concat([bytes.subarray(0, 4), Buffer.alloc(60, 0xff), bytes.subarray(64)]), 'parquet.damaged'],
      [Buffer.concat([bytes.subarray(0, 4), Buffer.from('PARE')]), 'parquet.encrypted'],
    ] as const)
      expect(await caught(takeIn(project, [write(folder.path, 'd.parquet', content)], persons))).toMatchObject({ key });
    const extra: WriteOptions = { columnData: [...whole.columnData, { name: 'c', data: ['q', 'r'] }] };
    expect(await caught(takeIn(project, [parquet('e.parquet', extra)], persons))).toMatchObject({
      key: 'import.unknownColumn',
      place: { column: 'c' },
    });
    expect(project.store.registers()).toEqual([]);
  });

  it.skipIf(process.platform !== 'linux')(
    'leaves no file open, whether it was read, refused or only looked at',
    async () => {
      const open = (): number => readdirSync('/proc/self/fd').length;
      const whole = parquet('allt.parquet', allTypes(100));
      const bytes = readFileSync(whole);
      const broken = write(
        folder.path,
        'b.parquet',
        Buffer.concat([bytes.subarray(0, 4), Buffer.alloc(60, 0xff), bytes.subarray(64)]),
      );
      await takeIn(project, [whole], ALL_TYPES);
      const before = open();
      for (let i = 0; i < 5; i += 1) {
        await headerOf(whole);
        expect(await caught(takeIn(project, [broken], ALL_TYPES, true))).toMatchObject({ key: 'parquet.damaged' });
        expect(await caught(takeIn(project, [whole, path.join(folder.path, 'none')], ALL_TYPES, true))).toBeDefined();
      }
      expect(open()).toBe(before);
    },
  );

  it('previews types as declared, rows as counted, and roles as guessed', async () => {
    const preview = await previewFile(parquet('allt_2021.parquet', allTypes(2500)));
    expect(preview).toMatchObject({ format: 'parquet', dialect: null, rows: { count: 2500, exact: true } });
    expect(preview.columns.map(({ name, type, role }) => `${name} ${type.value} ${role.value}`)).toEqual([
      'nyckel key key',
      'heltal integer value',
      'tal decimal value',
      'flyttal decimal value',
      'belopp decimal value',
      'kod category code',
      'sant category code',
      'datum date date',
      'tid date date',
      'deso area deso',
    ]);
    expect(preview.columns[4]?.declared).toBe('INT64 (DECIMAL, 2)');
    expect(preview.year).toEqual({ value: 2021, from: 'file-name' });
    const shown = await sigill('inspect', path.join(folder.path, 'allt_2021.parquet'));
    expect(shown.code).toBe(0);
    expect(shown.out).toContain('Parquet');
    expect(shown.out).not.toContain('6001C10');
  });

  const duckdb = path.resolve(import.meta.dirname, '../bench/peers/node_modules/@duckdb/node-api');
  it.skipIf(!existsSync(duckdb))('reads what DuckDB writes', async () => {
    interface Connection {
      run(sql: string): Promise<unknown>;
    }
    const { DuckDBInstance } = createRequire(import.meta.url)(duckdb) as {
      DuckDBInstance: { create(file: string): Promise<{ connect(): Promise<Connection> }> };
    };
    const connection = await (await DuckDBInstance.create(':memory:')).connect();
    for (const codec of ['snappy', 'zstd', 'gzip', 'lz4_raw', 'brotli', 'uncompressed']) {
      const file = path.join(folder.path, `${codec}.parquet`);
      await connection.run(
        `copy (select i + 1099511627777 as nyckel, case when i % 3 = 1 then null else (i * 7 - 5)::int end as heltal,
          i / 7 as tal, (i / 3)::float as flyttal, (i / 100)::decimal(12, 2) as belopp,
          ['Våld', 'Stöld', 'Övrigt'][i % 3 + 1] as kod, i % 2 = 0 as sant, date '2023-12-01' + (i % 28)::int as datum,
          timestamp '2023-01-01' + to_seconds(i % 60) as tid, '6001C10' || (i % 80 + 10) as deso
          from range(5000) t(i)) to '${file}' (format parquet, codec '${codec}', row_group_size 2048)`,
      );
      await takeIn(project, [file], ALL_TYPES, true);
      expect(numbersOf('nyckel')[4999]).toBe(2 ** 40 + 5000);
      expect(numbersOf('heltal').slice(0, 3)).toEqual([-5, -2147483648, 9]);
      expect(numbersOf('tal')[4000]).toBe(4000 / 7);
      expect(numbersOf('belopp').slice(0, 200)).toEqual(Array.from({ length: 200 }, (_, i) => i / 100));
      expect(textsOf('kod').slice(0, 3)).toEqual(['Våld', 'Stöld', 'Övrigt']);
      expect(textsOf('sant').slice(0, 2)).toEqual(['1', '0']);
      expect(textsOf('datum')[27]).toBe('2023-12-28');
      expect(textsOf('tid')[59]).toBe('2023-01-01T00:00:59');
    }
  });
});
