import { parse } from 'csv-parse/sync';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { IMPORT_LIMITS } from '../../../../../electron/engine/delimited/limits.ts';
import { rowTexts } from '../../../../../electron/engine/delimited/opening.ts';
import { type RowBatch, Tokeniser } from '../../../../../electron/engine/delimited/tokeniser.ts';

const texts = (batch: RowBatch): string[][] => Array.from({ length: batch.rows }, (_, row) => rowTexts(batch, row));

const whole = (content: string, columns: number, delimiter = ';', newline: '\n' | '\r' = '\n') => {
  const bytes = Buffer.from(content);
  return new Tokeniser(columns, delimiter, newline, IMPORT_LIMITS).read(bytes, bytes.length, true);
};

/** Feeds the content in blocks of `size` bytes, carrying the unconsumed rest over as the reader does. */
function inBlocks(content: string, columns: number, delimiter: string, newline: '\n' | '\r', size: number): string[][] {
  const source = Buffer.from(content);
  const tokeniser = new Tokeniser(columns, delimiter, newline, IMPORT_LIMITS);
  const rows: string[][] = [];
  let carried = Buffer.alloc(0);
  for (let at = 0; at < source.length; at += size) {
    const buffer = Buffer.concat([carried, source.subarray(at, at + size)]);
    const batch = tokeniser.read(buffer, buffer.length, at + size >= source.length);
    expect(batch.faults).toEqual([]);
    rows.push(...texts(batch));
    carried = Buffer.from(buffer.subarray(batch.consumed));
  }
  return rows;
}

describe('Tokeniser', () => {
  it('reads quotes, doubled quotes, delimiters and line breaks inside quotes', () => {
    const batch = whole('a;"b;c";"d ""e"""\r\n"line\nbreak";;x\n', 3);
    expect(texts(batch)).toEqual([
      ['a', 'b;c', 'd "e"'],
      ['line\nbreak', '', 'x'],
    ]);
    expect([...batch.lines.subarray(0, 2)]).toEqual([1, 2]);
  });

  it('keeps the last record without a line end, and counts lines across broken fields', () => {
    const batch = whole('a;"x\ny"\nb;2\nc;3', 2);
    expect(texts(batch)).toEqual([
      ['a', 'x\ny'],
      ['b', '2'],
      ['c', '3'],
    ]);
    expect([...batch.lines.subarray(0, 3)]).toEqual([1, 3, 4]);
  });

  it('leaves ragged records out and says where they stand', () => {
    const batch = whole('1;2\n3\n\n4;5;6\n7;8\n', 2);
    expect(texts(batch)).toEqual([
      ['1', '2'],
      ['7', '8'],
    ]);
    expect(batch.faults).toEqual([
      { kind: 'ragged', line: 2, found: 1, filled: 1 },
      { kind: 'ragged', line: 4, found: 3, filled: 3 },
    ]);
  });

  it('an empty line is a row where there is one column, and nothing where there are more', () => {
    expect(texts(whole('a\n\nb\n', 1))).toEqual([['a'], [''], ['b']]);
    expect(texts(whole('a;b\n\n', 2))).toEqual([['a', 'b']]);
  });

  it('says where a quote is never closed and where text follows a quote', () => {
    expect(whole('1;2\n3;"4\n5;6\n', 2).faults).toEqual([{ kind: 'unclosed-quote', line: 2, column: 1 }]);
    expect(whole('1;"2"x\n3;4\n', 2).faults).toEqual([{ kind: 'text-after-quote', line: 1, column: 1 }]);
  });

  it('stops at fields and records beyond the limits', () => {
    const bytes = Buffer.from(`a;${'x'.repeat(50)}\n`);
    const limits = { ...IMPORT_LIMITS, fieldBytes: 40 };
    expect(new Tokeniser(2, ';', '\n', limits).read(bytes, bytes.length, true).faults).toEqual([
      { kind: 'field-too-long', line: 1, column: 1 },
    ]);
    const short = { ...IMPORT_LIMITS, recordBytes: 40 };
    expect(new Tokeniser(2, ';', '\n', short).read(bytes, bytes.length - 1, false).faults).toEqual([
      { kind: 'record-too-long', line: 1 },
    ]);
  });

  it('reads what csv-parse reads, whatever the dialect and wherever the blocks are cut', () => {
    const field = fc.string({
      unit: fc.constantFrom('a', 'å', '€', '𝄞', '"', ';', ',', '\t', '|', ' ', '1', '-'),
      maxLength: 6,
    });
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 5 }).chain((columns) =>
          fc.record({
            columns: fc.constant(columns),
            rows: fc.array(fc.array(field, { minLength: columns, maxLength: columns }), {
              minLength: 1,
              maxLength: 12,
            }),
          }),
        ),
        fc.constantFrom(';', ',', '\t', '|'),
        fc.constantFrom('\n', '\r\n', '\r'),
        fc.boolean(),
        fc.boolean(),
        fc.integer({ min: 1, max: 40 }),
        ({ columns, rows }, delimiter, lineEnd, quoteAll, lastLineEnd, size) => {
          const written = rows
            .map((row) =>
              row
                .map((text) =>
                  quoteAll || text.includes('"') || text.includes(delimiter) ? `"${text.replaceAll('"', '""')}"` : text,
                )
                .join(delimiter),
            )
            .join(lineEnd);
          const content = written + (lastLineEnd ? lineEnd : '');
          const expected = parse(content, { delimiter, record_delimiter: lineEnd, relax_column_count: true });
          const newline = lineEnd === '\r' ? '\r' : '\n';
          expect(inBlocks(content, columns, delimiter, newline, size)).toEqual(expected);
          expect(texts(whole(content, columns, delimiter, newline))).toEqual(expected);
        },
      ),
      { numRuns: 400 },
    );
  });

  it('ends lines by any sign in a mixed file, a pair counting once', () => {
    const bytes = Buffer.from('1;"a\rb\r\nc"\r2;\r\n3;x\n\r4;y');
    const batch = new Tokeniser(2, ';', 'mixed', IMPORT_LIMITS).read(bytes, bytes.length, true);
    expect(texts(batch)).toEqual([
      ['1', 'a\rb\r\nc'],
      ['2', ''],
      ['3', 'x'],
      ['4', 'y'],
    ]);
    expect([...batch.lines.subarray(0, 4)]).toEqual([1, 4, 5, 7]);
    expect(batch.blanks).toEqual([6]);
    // Half of a pair at the end of a block waits for the other.
    const half = Buffer.from('1;2\r');
    expect(new Tokeniser(2, ';', 'mixed', IMPORT_LIMITS).read(half, half.length, false).consumed).toBe(0);
  });

  it('takes another quote, or none', () => {
    const single = Buffer.from(`'it''s; "x"';2\n`);
    expect(texts(new Tokeniser(2, ';', '\n', IMPORT_LIMITS, "'").read(single, single.length, true))).toEqual([
      [`it's; "x"`, '2'],
    ]);
    const none = Buffer.from(`"a;'b'\n`);
    expect(texts(new Tokeniser(2, ';', '\n', IMPORT_LIMITS, 'none').read(none, none.length, true))).toEqual([
      ['"a', "'b'"],
    ]);
  });
});
