import { assert, integer, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  checkDigitHolds,
  isDate,
  personalFormOf,
  PersonalNumberReader,
} from '../../../../electron/engine/identifiers/personalNumber.ts';
import { anyNumber, checkDigit, writtenForms } from '../../../support/personalNumbers.ts';

describe('the check digit', () => {
  it('holds for the example of Skatteverket’s brochure SKV 704, 640823-3234', () => {
    expect(checkDigit('640823323')).toBe(4);
    expect(checkDigitHolds(6_408_233_234)).toBe(true);
    for (let digit = 0; digit < 10; digit += 1) expect(checkDigitHolds(6_408_233_230 + digit)).toBe(digit === 4);
  });

  it('sees every single wrong digit and every swap of neighbours but 0 and 9 (what Luhn promises)', () => {
    assert(
      property(anyNumber(), integer({ min: 0, max: 9 }), integer({ min: 1, max: 9 }), ({ twelve }, at, step) => {
        const ten = twelve.slice(2).split('');
        ten[at] = String((Number(ten[at]) + step) % 10);
        expect(checkDigitHolds(Number(ten.join('')))).toBe(false);
      }),
    );
  });
});

describe('dates', () => {
  it('know short months and leap years, with 60 added too', () => {
    expect([isDate(2024, 2, 29), isDate(2023, 2, 29), isDate(1900, 2, 29), isDate(2000, 2, 89)]).toEqual([
      true,
      false,
      false,
      true,
    ]);
    expect([
      isDate(2023, 4, 31),
      isDate(2023, 13, 1),
      isDate(2023, 0, 1),
      isDate(2023, 1, 0),
      isDate(2023, 1, 60),
    ]).toEqual([false, false, false, false, false]);
    expect([isDate(2023, 1, 61), isDate(2023, 1, 91), isDate(2023, 1, 92)]).toEqual([true, true, false]);
  });
});

describe('reading a personal number', () => {
  it('takes every written form and says how sure it is', () => {
    assert(
      property(anyNumber(), (number) => {
        for (const text of writtenForms(number, 2023)) {
          const form = personalFormOf(text);
          const signed = /[-+\u2013]|^SE/u.test(text);
          expect(signed ? form === 'signed' : form !== undefined).toBe(true);
        }
      }),
    );
  });

  it('takes a number of which zeros in front are lost', () => {
    const reader = new PersonalNumberReader(2023);
    // Born 2005-01-02, serial number 034.
    const ten = Number(`050102034${String(checkDigit('050102034'))}`);
    expect(String(ten)).toHaveLength(9);
    expect(reader.readValue(ten)).toBe(true);
    expect(reader.twelve).toBe(200_000_000_000 + ten);
  });

  it('takes nothing else', () => {
    const right = '19640823-3234';
    expect(personalFormOf(right)).toBe('signed');
    for (const wrong of [
      '19640823-3235',
      '19641323-3234',
      '1964082-33234',
      '196408-233234',
      '640823--3234',
      '640823-3234x',
      'x640823-3234',
      '17640823-3234',
      '6408233234123',
      'SE640823323402',
      '640823',
      '2021-01-01 10:00',
      '5560360793',
      '556036-0793',
      '',
    ])
      expect(personalFormOf(wrong)).toBeUndefined();
  });
});
