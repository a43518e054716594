import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { IMPORT_LIMITS } from '../../../../../../electron/engine/delimited/limits.ts';
import { rowTexts } from '../../../../../../electron/engine/delimited/opening.ts';
import { Tokeniser } from '../../../../../../electron/engine/delimited/tokeniser.ts';
import { IdentifyingColumn, PieceMaker } from '../../../../../../electron/engine/import/pieces/pieceMaker.ts';
import { QuickFields } from '../../../../../../electron/engine/import/quick/quickFields.ts';
import type { StoredColumnSpecification } from '../../../../../../shared/schemas/specification.ts';

/*
 * With and slowly the quick way, the same: the long way is what says what is right.
 */

const ROWS = 16;

interface Dialect {
  readonly columns: number;
  readonly delimiter: string;
  readonly newline: '\n' | '\r' | 'mixed';
  readonly quote: '"' | "'" | 'none';
}

/** Everything the tokeniser says of a text, batch by batch. */
function told(content: string, last: boolean, dialect: Dialect, limits: typeof IMPORT_LIMITS, quick: boolean) {
  const fields = quick ? new QuickFields(dialect.columns, ROWS) : undefined;
  const bytes = Buffer.from(content);
  const text = fields?.hold(bytes, bytes.length) ?? Uint8Array.from(bytes);
  const { columns, delimiter, newline, quote } = dialect;
  const tokeniser = new Tokeniser(columns, delimiter, newline, limits, quote, fields);
  const rows: unknown[] = [];
  for (let at = 0; at < text.length;) {
    const batch = tokeniser.read(text.subarray(at), text.length - at, last, ROWS);
    for (let row = 0; row < batch.rows; row += 1) rows.push([batch.lines[row], ...rowTexts(batch, row)]);
    rows.push([batch.rows, batch.consumed, batch.faults, batch.blanks]);
    at += batch.consumed;
    if (batch.consumed === 0) break;
  }
  return [rows, tokeniser.line];
}

const dialects: fc.Arbitrary<Dialect> = fc.record({
  columns: fc.integer({ min: 1, max: 5 }),
  delimiter: fc.constantFrom(';', ',', '\t'),
  newline: fc.constantFrom('\n', '\r', 'mixed'),
  quote: fc.constantFrom('"', "'", 'none'),
});

describe('records found the quick way', () => {
  it('are those of the tokeniser alone, with its faults, lines and limits', () => {
    const field = fc.oneof(
      { weight: 6, arbitrary: fc.string({ unit: fc.constantFrom('1', '2', 'a', 'å', ' '), maxLength: 20 }) },
      fc.string({ unit: fc.constantFrom('"', "'", 'x', ';', ',', '\r', '\n'), maxLength: 4 }),
      fc.string({ minLength: 30, maxLength: 90, unit: fc.constantFrom('y') }),
    );
    fc.assert(
      fc.property(
        dialects,
        fc.array(fc.record({ fields: fc.array(field, { minLength: 5, maxLength: 5 }), odd: fc.nat(20) }), {
          maxLength: 60,
        }),
        fc.constantFrom('\n', '\r\n', '\r'),
        fc.boolean(),
        (dialect, records, end, last) => {
          const content = records
            .map(({ fields, odd }) => {
              // Now and then a field too many or too few.
              const many = dialect.columns + (odd === 0 ? 1 : odd === 1 ? -1 : 0);
              return fields.slice(0, many).join(dialect.delimiter) + end;
            })
            .join('');
          const limits = { ...IMPORT_LIMITS, fieldBytes: 120 };
          expect(told(content, last, dialect, limits, true)).toEqual(told(content, last, dialect, limits, false));
        },
      ),
      { numRuns: 150 },
    );
  });
});

const codes = { '1': 'a', '22': 'b', åäö: 'c', '0123456789abcdef': 'd' };
const columns: readonly StoredColumnSpecification[] = [
  { source: 'a', type: 'integer' },
  { source: 'b', type: 'integer', required: true, min: -5, max: 1000 },
  { source: 'c', type: 'integer', missing: ['99', '..'] },
  { source: 'd', type: 'decimal' },
  { source: 'e', type: 'decimal', required: true, min: 0.5, missing: ['..'] },
  { source: 'f', type: 'key' },
  { source: 'g', type: 'key', required: true },
  { source: 'h', type: 'category' },
  { source: 'i', type: 'category', required: true, codes, missing: ['..', '-'] },
  { source: 'j', type: 'area', level: 'deso' },
];

function made(records: readonly (readonly string[])[], decimal: ',' | '.', thousands: '' | ' ', quick: boolean) {
  const width = columns.length;
  const fields = quick ? new QuickFields(width, ROWS) : undefined;
  const content = records.map((record) => `${record.join(';')}\n`).join('');
  const bytes = Buffer.from(content);
  const text = fields?.hold(bytes, bytes.length) ?? Uint8Array.from(bytes);
  const maker = new PieceMaker(
    { columns, fields: columns.map((_, i) => i), signs: { decimal, thousands } },
    (level) => (level === 'deso' ? new Set(['0180C1010', '0180A2020']) : undefined),
    fields,
  );
  const tokeniser = new Tokeniser(width, ';', '\n', IMPORT_LIMITS, 'none', fields);
  maker.begin(records.length, 1);
  for (let at = 0; at < text.length;) {
    const batch = tokeniser.read(text.subarray(at), text.length - at, true, ROWS);
    try {
      maker.add(batch);
    } catch (cause) {
      if (cause instanceof IdentifyingColumn) return { identifies: cause.column };
      throw cause;
    }
    at += batch.consumed;
  }
  const { rows, buffer, faults } = maker.take();
  return { rows, bytes: Buffer.from(buffer).toString('hex'), faults: [...faults.all()], words: maker.words };
}

describe('values read the quick way', () => {
  const digits = (most: number): fc.Arbitrary<string> =>
    fc.string({ unit: fc.constantFrom('0', '1', '2', '3', '4', '5', '6', '7', '8', '9'), maxLength: most });
  const number = fc
    .tuple(
      fc.constantFrom('', '', '', '-', '+', ' '),
      digits(18),
      fc.constantFrom('', '', ',', '.', ' '),
      digits(6),
      fc.constantFrom('', '', ' ', 'e2'),
    )
    .map((parts) => parts.join(''));
  const field = fc.oneof(
    { weight: 3, arbitrary: number },
    { weight: 2, arbitrary: digits(5) },
    fc.constantFrom(
      '',
      '..',
      '99',
      '-',
      '1',
      '22',
      ' 22',
      'åäö',
      '0123456789abcdef',
      '0123456789abcdefg',
      '0180C1010',
      '0180A2020',
      '0180A2021',
      '-0',
      '-0,0',
      ',',
      '-,5',
      '2147483647',
      '2147483648',
      '-2147483648',
      '9007199254740993',
      '0,1',
      '0.1',
    ),
    fc.string({ unit: fc.constantFrom('a', 'é', '1', '/', ':', ' '), maxLength: 18 }),
  );

  it('are those of the long way, bit by bit, with the same faults and words', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(field, { minLength: columns.length, maxLength: columns.length }), {
          minLength: 1,
          maxLength: 60,
        }),
        fc.constantFrom(',', '.'),
        fc.constantFrom('', ' '),
        (records, decimal, thousands) => {
          const filled = records.map((record) =>
            record.every((one) => one === '') ? ['1', ...record.slice(1)] : record,
          );
          expect(made(filled, decimal, thousands, true)).toEqual(made(filled, decimal, thousands, false));
        },
      ),
      { numRuns: 150 },
    );
  });

  it('are right for every length of whole and decimal numbers', () => {
    const quick = new QuickFields(1, ROWS);
    for (let length = 1; length <= 15; length += 1)
      for (let places = 0; places < length; places += 1) {
        const all = '987654321098765'.slice(0, length);
        const written = places === 0 ? all : `${all.slice(0, -places)},${all.slice(-places)}`;
        const bytes = Buffer.from(`xx${written}yy`);
        const text = quick.hold(bytes, bytes.length);
        quick.starts[0] = 2;
        quick.ends[0] = bytes.length - 2;
        const batch = {
          bytes: text,
          rows: 1,
          columns: 1,
          starts: quick.starts,
          ends: quick.ends,
          lines: new Int32Array(1),
          faults: [],
          blanks: [],
          consumed: 0,
        };
        const values = new Float64Array(1);
        const limits = { lowest: -1e15, highest: 1e15, mayBeEmpty: true };
        expect(quick.decimals(batch, 0, values, 0, limits, ',').length).toBe(0);
        expect(values[0]).toBe(Number(written.replace(',', '.')));
      }
  });

  it('know many thousands of codes, and go on when there is no room for more', () => {
    const many = Array.from({ length: 20_000 }, (_, i) =>
      columns.map((_, c) => (c === 7 ? `text ${String(i % 12_000)}` : '1')),
    );
    const [quickly, slowly] = [made(many, ',', '', true), made(many, ',', '', false)];
    expect('words' in quickly && quickly.words[7]?.texts).toHaveLength(12_001);
    expect(quickly).toEqual(slowly);
  });
});
