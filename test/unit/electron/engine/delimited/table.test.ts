import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TABLE_LIMITS } from '../../../../../electron/engine/delimited/limits.ts';
import { columnAt, numbersAt, readDelimited } from '../../../../../electron/engine/delimited/table.ts';
import { DataError } from '../../../../../shared/errors/errors.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'sigill-table-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const written = (content: string | Uint8Array, name = 'data.csv'): string => {
  const file = path.join(folder, name);
  writeFileSync(file, content);
  return file;
};

const failure = (act: () => unknown): DataError => {
  try {
    act();
  } catch (cause) {
    if (cause instanceof DataError) return cause;
    throw cause;
  }
  throw new Error('nothing was refused');
};

describe('readDelimited', () => {
  it('finds out delimiter, decimal sign, encoding and line ends', () => {
    const swedish = readDelimited(written(Buffer.from('Område;Andel\r\nÅ;1,5\r\nÄ;2\r\n', 'latin1')));
    expect(swedish.dialect).toEqual({
      delimiter: ';',
      decimal: ',',
      encoding: 'windows-1252',
      quote: '"',
      thousands: '',
      lineEnd: 'crlf',
      header: true,
      headerLine: 1,
      gzip: false,
    });
    expect(swedish.header).toEqual(['Område', 'Andel']);
    expect(swedish.rows).toEqual([
      ['Å', '1,5'],
      ['Ä', '2'],
    ]);
    expect([...numbersAt(swedish, columnAt(swedish, 'Andel'))]).toEqual([1.5, 2]);
    expect(swedish.lineOf(1)).toBe(3);

    const english = readDelimited(written('area,share\na,1.5\nb,\n'));
    expect(english.dialect).toMatchObject({ delimiter: ',', decimal: '.', encoding: 'utf-8', lineEnd: 'lf' });
    expect([...numbersAt(english, 1)]).toEqual([1.5, Number.NaN]);

    expect(readDelimited(written('a\tb\r1\t2\r')).dialect).toMatchObject({ delimiter: '\t', lineEnd: 'cr' });
    expect(readDelimited(written('a|b\n1|2\n')).dialect.delimiter).toBe('|');
    expect(readDelimited(written('only\n1\n')).header).toEqual(['only']);
    expect(readDelimited(written(Buffer.from('\uFEFFå;b\n1;2\n', 'utf16le'))).header).toEqual(['å', 'b']);
    expect(readDelimited(written('"a;b",c\n"1;2",3\n')).header).toEqual(['a;b', 'c']);
    expect(readDelimited(written(gzipSync('a,b\n1,2\n'))).dialect.gzip).toBe(true);
    expect(readDelimited(written('a;b\n1;2\n'), { delimiter: ',' }).header).toEqual(['a;b']);
  });

  it.each([
    ['empty', '', 'delimited.emptyFile', undefined],
    ['binary', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13]), 'delimited.binaryFile', undefined],
    ['a zip archive', Buffer.from('PK\u0003\u0004rest'), 'delimited.binaryFile', undefined],
    ['a zero byte far in', `a,b\n${'1,2\n'.repeat(30_000)}3,\u00004\n`, 'delimited.binaryFile', 30_002],
    ['only a header', 'a,b\n', 'delimited.headerOnly', undefined],
    ['an empty first line', '\na,b\n', 'delimited.noHeader', 1],
    ['a ragged row', 'a,b\n1,2\n3\n', 'delimited.ragged', 3],
    ['an unclosed quote', 'a,b\n1,"2\n3,4\n', 'delimited.unclosedQuote', 2],
    ['text after a quote', 'a,b\n1,"2"3\n', 'delimited.textAfterQuote', 2],
    ['a column twice', 'a,b,a\n1,2,3\n', 'delimited.duplicateColumn', 1],
    ['a column without a name', 'a,,c\n1,2,3\n', 'delimited.emptyColumnName', 1],
    ['a cut gzip', gzipSync('a,b\n1,2\n'.repeat(100)).subarray(0, -12), 'delimited.cutGzip', undefined],
  ])('%s is refused with its place', (_what, content, key, line) => {
    const error = failure(() => readDelimited(written(content)));
    expect(error.key).toBe(key);
    expect(error.kind).toBe('input');
    expect(error.place.file).toBe('data.csv');
    expect(error.place.line).toBe(line);
  });

  it('a missing file and a folder are refused', () => {
    expect(failure(() => readDelimited(path.join(folder, 'no.csv'))).key).toBe('delimited.fileMissing');
    expect(failure(() => readDelimited(folder)).key).toBe('delimited.fileMissing');
  });

  it('a wrong encoding is found with its line', () => {
    const latin = Buffer.from('a;b\n1;2\nå;3\n', 'latin1');
    const asUtf8 = failure(() => readDelimited(written(latin), { encoding: 'utf-8' }));
    expect([asUtf8.key, asUtf8.place.line]).toEqual(['delimited.wrongEncoding', 3]);
    expect(failure(() => readDelimited(written('å;b\n1;2\n'), { encoding: 'windows-1252' })).key).toBe(
      'delimited.declaredWindowsIsUtf8',
    );
    const wide = Buffer.from('\uFEFFa;b\n1;2\n', 'utf16le');
    expect(failure(() => readDelimited(written(wide), { encoding: 'utf-8' })).key).toBe('delimited.markContradicts');
    const unmarked = Buffer.from('kod;namn\n1;två\n', 'utf16le');
    for (const encoding of ['utf-8', 'windows-1252'] as const)
      expect(failure(() => readDelimited(written(unmarked), { encoding })).key).toBe('delimited.looksUtf16');
    expect(failure(() => readDelimited(written('\uFEFFa;b\n1;2\n'), { encoding: 'utf-16le' })).key).toBe(
      'delimited.markContradicts',
    );
  });

  it('a damaged gzip and one that swells are refused', () => {
    const whole = gzipSync('a,b\n1,2\n'.repeat(1000));
    const damaged = Buffer.from(whole);
    damaged[damaged.length - 6] = (damaged[damaged.length - 6] ?? 0) ^ 0xff;
    expect(failure(() => readDelimited(written(damaged))).key).toBe('delimited.damagedGzip');
    const bomb = gzipSync(Buffer.alloc(40_000_000, 'a,b\n'));
    expect(failure(() => readDelimited(written(bomb))).key).toBe('delimited.expandsTooMuch');
    expect(failure(() => readDelimited(written(whole), {}, { ...TABLE_LIMITS, expandedBytes: 1000 })).key).toBe(
      'delimited.tooLarge',
    );
  });

  it('a bad number is found with its line and column, and the value is not in the error', () => {
    const table = readDelimited(written('area,share\na,1.5\nb,secret\n'));
    const error = failure(() => numbersAt(table, 1));
    expect(error.place).toEqual({ file: 'data.csv', line: 3, column: 'share' });
    expect(JSON.stringify(error)).not.toContain('secret');
  });

  it('a missing column is named', () => {
    expect(failure(() => columnAt(readDelimited(written('a,b\n1,2\n')), 'c')).place.column).toBe('c');
  });

  it('a column called __proto__ is a column like any other', () => {
    const table = readDelimited(written('__proto__,constructor\n1,2\n'));
    expect(table.header).toEqual(['__proto__', 'constructor']);
    expect([...numbersAt(table, columnAt(table, '__proto__'))]).toEqual([1]);
  });
});
