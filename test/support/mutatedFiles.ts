import { gzipSync, zstdCompressSync } from 'node:zlib';
import { parquetWriteBuffer } from 'hyparquet-writer';
import type { Generator } from '../../shared/domain/random/generator.ts';
import { AREA_KEY, PERSON_HEADER } from './deliveries.ts';

/*
 * Files as they are when something went wrong on the way, or somebody means harm: whole ones of every format, and
 * mutations of them, drawn from a generator.
 */

export interface WholeFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const rowsOf = (rows: number): string[] =>
  Array.from(
    { length: rows },
    (_, i) =>
      `${String(i + 1)};2023;6001C10${String((i % 80) + 10)};${String((i % 2) + 1)};${String(i % 100)};${String(i)},5`,
  );

const PX = (rows: number): string =>
  `CHARSET="ANSI";\nAXIS-VERSION="2013";\nCODEPAGE="utf-8";\nSTUB="region";\nHEADING="tabellinnehåll";\nCONTVARIABLE="tabellinnehåll";\nVALUES("region")=${Array.from({ length: rows }, (_, i) => `"6001R${String(i + 100)}"`).join(',')};\nVALUES("tabellinnehåll")="A","B";\nDATA=\n${Array.from({ length: rows }, (_, i) => `${String(i)} "..${i % 2 === 0 ? '' : '.'}"`).join('\n')};\n`;

const STAT = (rows: number): string =>
  JSON.stringify({
    version: '2.0',
    class: 'dataset',
    id: ['Region', 'Tid'],
    size: [rows, 1],
    dimension: {
      Region: { category: { index: Array.from({ length: rows }, (_, i) => `6001R${String(i + 100)}`) } },
      Tid: { category: { label: { '2023': '2023' } } },
    },
    role: { geo: ['Region'], time: ['Tid'] },
    value: Array.from({ length: rows }, (_, i) => (i % 7 === 0 ? null : i / 2)),
  });

const parquet = (rows: number, codec: 'UNCOMPRESSED' | 'SNAPPY' | 'GZIP' | 'ZSTD'): Uint8Array => {
  const every = <T>(make: (i: number) => T): T[] => Array.from({ length: rows }, (_, i) => make(i));
  return new Uint8Array(
    parquetWriteBuffer({
      columnData: [
        { name: 'LopNr', data: every((i) => i + 1) },
        { name: 'Ar', data: every(() => 2023) },
        { name: 'DeSO', data: every((i) => `6001C10${String((i % 80) + 10)}`) },
        { name: 'Kon', data: every((i) => String((i % 2) + 1)) },
        { name: 'Alder', data: every((i) => (i % 9 === 0 ? null : i % 100)) },
        { name: 'Inkomst', data: every((i) => i + 0.5) },
      ],
      rowGroupSize: 60,
      codec,
      compressors: { GZIP: (bytes) => gzipSync(bytes), ZSTD: (bytes) => zstdCompressSync(bytes) },
    }),
  );
};

/** Whole files of every format that is read, small. */
export function wholeFiles(): readonly WholeFile[] {
  const plain = `${[PERSON_HEADER, ...rowsOf(150)].join('\n')}\n`;
  const quoted = `${[PERSON_HEADER, ...rowsOf(150)]
    .map((row) =>
      row
        .split(';')
        .map((field) => `"${field}"`)
        .join(','),
    )
    .join('\r\n')}\r\n`;
  const letters = `${['Löpnr;År;Brottstyp', ...rowsOf(100).map((row, i) => `${row.split(';')[0] ?? ''};2023;${i % 2 === 0 ? 'Våld' : 'Stöld'}`)].join('\r\n')}\r\n`;
  const notes = `"Folkmängd"\n\n${[PERSON_HEADER, ...rowsOf(50)].join('\n')}\n\nKälla: påhittad, 2023\n`;
  return [
    { name: 'person_2023.csv', bytes: Buffer.from(plain) },
    { name: 'quoted_2023.csv', bytes: Buffer.from(quoted) },
    { name: 'brott_2023.csv', bytes: Buffer.from(letters, 'latin1') },
    { name: 'wide_2023.txt', bytes: Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(plain, 'utf16le')]) },
    { name: 'noted_2023.csv', bytes: Buffer.from(notes) },
    { name: 'packed_2023.csv.gz', bytes: gzipSync(plain) },
    { name: 'key.csv', bytes: Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(AREA_KEY)]) },
    { name: 'plain.parquet', bytes: parquet(150, 'UNCOMPRESSED') },
    { name: 'snappy.parquet', bytes: parquet(150, 'SNAPPY') },
    { name: 'gzip.parquet', bytes: parquet(150, 'GZIP') },
    { name: 'zstd.parquet', bytes: parquet(150, 'ZSTD') },
    { name: 'folk.px', bytes: Buffer.from(PX(60)) },
    { name: 'folk.json', bytes: Buffer.from(STAT(60)) },
  ];
}

const NASTY = [
  '__proto__',
  'constructor',
  'toString',
  '"',
  '""',
  '"\n"',
  ';;;;',
  '\0',
  '\r',
  '\uFEFF',
  '\uFFFD',
  '9'.repeat(400),
  '-',
  '1e999',
  'NaN',
  '=cmd()',
  '19121212-1212',
  '['.repeat(3000),
  '{"a":'.repeat(500),
  'STUB="a";DATA=',
  'PAR1',
  'PK\u0003\u0004',
];

type Mutation = (bytes: Buffer, random: Generator) => Buffer;

const at = (bytes: Buffer, random: Generator): number => random.integer(Math.max(1, bytes.length));

const insert = (bytes: Buffer, position: number, piece: Uint8Array): Buffer =>
  Buffer.concat([bytes.subarray(0, position), piece, bytes.subarray(position)]);

/** Ways in which a file goes wrong. */
const MUTATIONS: readonly Mutation[] = [
  // A few bits are flipped.
  (bytes, random) => {
    for (let i = random.integer(8) + 1; i > 0; i -= 1) {
      const position = at(bytes, random);
      bytes[position] = (bytes[position] ?? 0) ^ (1 << random.integer(8));
    }
    return bytes;
  },
  // Bytes are overwritten with noise.
  (bytes, random) => {
    const from = at(bytes, random);
    for (let i = from; i < Math.min(bytes.length, from + random.integer(64) + 1); i += 1)
      bytes[i] = random.integer(256);
    return bytes;
  },
  // The file is cut.
  (bytes, random) => bytes.subarray(0, at(bytes, random)),
  // A piece is taken out.
  (bytes, random) => {
    const from = at(bytes, random);
    return Buffer.concat([bytes.subarray(0, from), bytes.subarray(from + random.integer(200) + 1)]);
  },
  // A piece stands twice.
  (bytes, random) => {
    const from = at(bytes, random);
    return insert(bytes, at(bytes, random), bytes.subarray(from, from + random.integer(500) + 1));
  },
  // Something nasty is put in.
  (bytes, random) => insert(bytes, at(bytes, random), Buffer.from(NASTY[random.integer(NASTY.length)] ?? '')),
  // Something nasty stands first.
  (bytes, random) => insert(bytes, 0, Buffer.from(NASTY[random.integer(NASTY.length)] ?? '')),
  // It is read in one encoding and written in another.
  (bytes) => Buffer.from(bytes.toString('latin1'), 'utf8'),
  (bytes) => Buffer.from(bytes.toString('utf8'), 'latin1'),
  (bytes) => Buffer.from(bytes.toString('latin1'), 'utf16le'),
  // It is packed once more, and perhaps cut.
  (bytes, random) => {
    const packed = gzipSync(bytes);
    return random.integer(2) === 0 ? packed : packed.subarray(0, at(packed, random));
  },
  // Line ends go missing, or are of another kind.
  (bytes, random) =>
    Buffer.from(
      bytes.toString('latin1').replaceAll('\n', ['', '\r', '\r\r\n', '\n\n'][random.integer(4)] ?? ''),
      'latin1',
    ),
  // The delimiter is another one in the middle.
  (bytes, random) => {
    const from = at(bytes, random);
    const text = bytes.toString('latin1');
    return Buffer.from(
      text.slice(0, from) + text.slice(from).replaceAll(';', [',', '\t', ''][random.integer(3)] ?? ''),
      'latin1',
    );
  },
  // Names of columns are traps.
  (bytes, random) => {
    const text = bytes.toString('latin1');
    const name = ['__proto__', 'constructor', 'hasOwnProperty', '', ' ', 'LopNr'][random.integer(6)] ?? '';
    return Buffer.from(text.replace(/LopNr|DeSO|region|Region|Alder/u, name), 'latin1');
  },
  // A number is far too large for what it counts.
  (bytes, random) => {
    const text = bytes.toString('latin1');
    const found = [...text.matchAll(/\d+/gu)];
    const number = found[random.integer(Math.max(1, found.length))];
    if (number === undefined) return bytes;
    return Buffer.from(
      `${text.slice(0, number.index)}${['4294967296', '-1', '99999999999999999999', '1e308'][random.integer(4)] ?? ''}${text.slice(number.index + number[0].length)}`,
      'latin1',
    );
  },
  // Four bytes become a length or a place that cannot be.
  (bytes, random) => {
    const position = at(bytes, random);
    return Buffer.concat([
      bytes.subarray(0, position),
      Buffer.from([0xff, 0xff, 0xff, 0x7f]),
      bytes.subarray(position + 4),
    ]);
  },
];

/** File `i` of a sequence: a whole file with one to three mutations. */
export function mutatedFile(whole: readonly WholeFile[], random: Generator): WholeFile {
  const base = whole[random.integer(whole.length)] as WholeFile;
  let bytes = Buffer.from(base.bytes);
  for (let times = random.integer(3) + 1; times > 0; times -= 1) {
    const mutate = MUTATIONS[random.integer(MUTATIONS.length)] as Mutation;
    bytes = Buffer.from(mutate(bytes, random));
  }
  return { name: base.name, bytes };
}
