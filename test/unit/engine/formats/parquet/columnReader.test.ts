import { gzipSync } from 'node:zlib';
import { parquetReadObjects } from 'hyparquet';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ColumnReader, PageMemory } from '../../../../../electron/engine/formats/parquet/columnReader.ts';
import { openParquet } from '../../../../../electron/engine/formats/parquet/parquetFile.ts';
import { Word } from '../../../../../electron/engine/formats/parquet/word.ts';
import { generator } from '../../../../../shared/domain/random/generator.ts';
import { write } from '../../../../support/deliveries.ts';
import { temporaryFolder } from '../../../../support/project.ts';

let folder: ReturnType<typeof temporaryFolder>;
beforeAll(() => {
  folder = temporaryFolder();
});
afterAll(() => {
  folder.remove();
});

type WriteOptions = Parameters<typeof parquetWriteBuffer>[0];

const ROWS = 8000;

/** Every encoding of every type that can have it; with values missing here and there, in long stretches, and nowhere. */
function columns(): WriteOptions['columnData'] {
  const random = generator(20_261_122, 'columns');
  const every = <T>(make: (i: number) => T): T[] => Array.from({ length: ROWS }, (_, i) => make(i));
  const some = (value: unknown, i: number): unknown => (i % 7 === 3 || (i > 3000 && i < 4500) ? null : value);
  const whole = (): number => random.integer(2 ** 31) - 2 ** 30;
  return [
    { name: 'int32', data: every((i) => some(whole(), i)), encoding: 'PLAIN' },
    { name: 'int32 apart', data: every((i) => some(i * 3 - 7, i)), encoding: 'DELTA_BINARY_PACKED' },
    { name: 'int64', data: every((i) => some(BigInt(whole()) * 5_000_000_000n, i)), encoding: 'PLAIN' },
    { name: 'int64 apart', data: every(() => BigInt(whole())), encoding: 'DELTA_BINARY_PACKED' },
    { name: 'double', data: every((i) => some(random.uniform(), i)), encoding: 'PLAIN' },
    { name: 'double split', data: every(() => random.uniform() + 0.5), encoding: 'BYTE_STREAM_SPLIT' },
    { name: 'double split, missing', data: every((i) => some(i / 8, i)), encoding: 'BYTE_STREAM_SPLIT' },
    { name: 'truth', data: every((i) => some(i % 3 === 0, i)), encoding: 'PLAIN' },
    { name: 'truth in runs', data: every((i) => i % 1000 < 500), encoding: 'RLE' },
    { name: 'text', data: every((i) => some(`å${String(i)}`, i)), encoding: 'PLAIN' },
    { name: 'words', data: every((i) => some(`ord ${String(i % 37)}`, i)) },
    { name: 'many words', data: every((i) => `ord ${String(i % 5000)}`) },
    { name: 'one word', data: every(() => 'samma') },
    { name: 'nothing', data: every(() => null), type: 'STRING' },
    { name: 'text apart', data: every((i) => some(`ord ${String(i)}`, i)), encoding: 'DELTA_LENGTH_BYTE_ARRAY' },
    { name: 'text alike', data: every((i) => some(`namn ${String(i)}`, i)), encoding: 'DELTA_BYTE_ARRAY' },
    {
      name: 'date',
      data: every((i) => some(new Date(Date.UTC(2023, 0, 1 + (i % 365))), i)),
      type: 'TIMESTAMP',
      encoding: 'PLAIN',
    },
  ];
}

const written = (options: Partial<WriteOptions>): Uint8Array<ArrayBuffer> =>
  new Uint8Array(parquetWriteBuffer({ columnData: columns(), ...options }));

const unwrapped = (value: unknown): unknown => (value instanceof Word ? value.text : value);

function readIn(bytes: Uint8Array, step: number): Record<string, unknown[]> {
  const parquet = openParquet(write(folder.path, 'columns.parquet', bytes));
  try {
    return Object.fromEntries(
      parquet.columns.map(({ name }, i) => {
        const column = parquet.column(i);
        const values: unknown[] = [];
        for (let at = 0; at < parquet.rows; at += step) {
          const length = Math.min(step, parquet.rows - at);
          const some: unknown[] = [];
          column.read(some, length);
          values.push(...some.map(unwrapped));
        }
        column.close();
        return [name, values];
      }),
    );
  } finally {
    parquet.close();
  }
}

describe('columns read side by side', () => {
  it.each<[string, Partial<WriteOptions>, number]>([
    ['one page', { codec: 'UNCOMPRESSED', pageSize: 100_000_000 }, 4096],
    ['many pages and groups, in uneven steps', { pageSize: 5000, rowGroupSize: 3001 }, 3333],
    ['gzip', { codec: 'GZIP', compressors: { GZIP: (bytes) => gzipSync(bytes) }, pageSize: 20_000 }, 65_536],
  ])('give what the library gives when it reads the whole file: %s', async (_how, options, step) => {
    const bytes = written(options);
    const { GZIP } = await import('hyparquet-compressors').then(({ compressors }) => compressors);
    const rows = await parquetReadObjects({
      file: { byteLength: bytes.length, slice: (from, to) => bytes.slice(from, to).buffer },
      compressors: GZIP === undefined ? {} : { GZIP },
    });
    const read = readIn(bytes, step);
    for (const [name, values] of Object.entries(read))
      expect(values, name).toEqual(rows.map((row) => (row[name] === undefined ? null : row[name])));
  });

  it('give the same when there is room for no page at all, and hold nothing in the end', () => {
    const bytes = written({ pageSize: 5000, rowGroupSize: 3001 });
    const expected = readIn(bytes, ROWS);
    const parquet = openParquet(write(folder.path, 'tight.parquet', bytes), 0);
    for (const [i, { name }] of parquet.columns.entries()) {
      const column = parquet.column(i);
      const values: unknown[] = [];
      for (let at = 0; at < ROWS; at += 1000) {
        const some: unknown[] = [];
        column.read(some, 1000);
        values.push(...some.map(unwrapped));
      }
      expect(values, name).toEqual(expected[name]);
    }
    parquet.close();
  });

  it('refuse rows beyond the last', () => {
    const memory = new PageMemory(1000);
    const element = { name: 'a', type: 'INT32' } as const;
    const node = { count: 1, element, children: [], path: ['a'] };
    const root = { count: 2, element: { name: 'root' }, children: [node], path: [] };
    const reader = new ColumnReader(() => new Uint8Array(0), [root, node], [], memory, unwrapped);
    expect(() => reader.read([], 1)).toThrow(RangeError);
  });
});
