import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isBadNumber,
  parseDecimal,
  parseInteger,
  parseNumber,
  groupedNumber,
} from '../../../../../electron/engine/delimited/numbers.ts';

const decimal = (text: string, sign: ',' | '.'): number => {
  const bytes = Buffer.from(`x${text}x`);
  return parseDecimal(bytes, 1, bytes.length - 1, sign);
};
const integer = (text: string): number => {
  const bytes = Buffer.from(`x${text}x`);
  return parseInteger(bytes, 1, bytes.length - 1);
};

describe('numbers from text', () => {
  it.each([
    ['12', ',', 12],
    ['-0,5', ',', -0.5],
    ['+1,25', ',', 1.25],
    [' 7,0 ', ',', 7],
    ['1e3', '.', 1000],
    ['\u22123,5', ',', -3.5],
    ['.5', '.', 0.5],
    ['5,', ',', 5],
  ] as const)('%j with %j is %d', (text, sign, value) => {
    expect(parseNumber(text, sign)).toBe(value);
  });

  it.each([
    ['1.5', ','],
    ['1,5', '.'],
    ['1 234', ','],
    ['1.234,5', ','],
    ['', ','],
    ['-', '.'],
    ['0x10', '.'],
    ['Infinity', '.'],
    ['1e999', '.'],
    ['1,2,3', ','],
    ['12a', '.'],
  ] as const)('%j with %j is no number', (text, sign) => {
    expect(parseNumber(text, sign)).toBeUndefined();
    expect(isBadNumber(decimal(text, sign))).toBe(true);
  });

  it('reads from bytes what the text says, to the last bit', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.constantFrom(',', '.'), (value, sign) => {
        const text = String(value).replace('.', sign);
        expect(Object.is(decimal(text, sign), Object.is(value, -0) ? 0 : value)).toBe(true);
      }),
    );
    fc.assert(
      fc.property(fc.integer({ min: -99_999_999, max: 99_999_999 }), fc.integer({ min: 0, max: 9 }), (n, places) => {
        const text = (n / 10 ** places).toFixed(places).replace('.', ',');
        expect(decimal(text, ',')).toBe(Number(text.replace(',', '.')) || 0);
      }),
    );
  });

  it('whole numbers: exact to 2^53, nothing beyond, nothing else', () => {
    fc.assert(fc.property(fc.maxSafeInteger(), (value) => integer(String(value)) === value));
    expect(integer('0012')).toBe(12);
    for (const bad of ['', '-', '1,0', '1.0', '9007199254740993', '12345678901234567', '1 2', 'x', '--1'])
      expect(isBadNumber(integer(bad)), bad).toBe(true);
  });
});

describe('groupedNumber', () => {
  it.each([
    [' ', ',', '1 234 567,5', '1234567,5'],
    [' ', ',', '-1\u00A0234', '-1234'],
    [' ', '.', '12\u202F345.25', '12345.25'],
    ['.', ',', '1.234', '1234'],
    [',', '.', '1,234,567.8', '1234567.8'],
    ["'", '.', "1'234.5", '1234.5'],
    ["'", '.', '1\u2019234', '1234'],
  ] as const)('takes out %j before %j: %s', (thousands, decimal, text, plain) => {
    expect(groupedNumber(thousands, decimal)(text)).toBe(plain);
  });

  it.each(['1 23', '1234 567', '1 234 56', '1 2345', '1\u00A0234 567', ' 1 234', '1  234', '1,234'])(
    'leaves %j as it is',
    (text) => {
      expect(groupedNumber(' ', ',')(text)).toBe(text);
    },
  );
});
