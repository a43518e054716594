import { assert, integer, property, string, uniqueArray } from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  HIGHEST_PERSON_PSEUDONYM,
  personalRank,
  Pseudonymiser,
} from '../../../../electron/engine/identifiers/pseudonymise.ts';
import { anyNumber, madeUpNumber, writtenForms } from '../../../support/personalNumbers.ts';

const KEY = Uint8Array.from({ length: 32 }, (_, i) => i);
const OTHER_KEY = Uint8Array.from({ length: 32 }, (_, i) => 255 - i);
const made = new Pseudonymiser(KEY, 2023);

describe('counting personal numbers up', () => {
  it('gives every date, kind and serial number a place of its own below 2^28', () => {
    expect(personalRank(180_001_010_009)).toBe(0);
    // 1985-07-09: 185 years, 6 months, 8 days; serial number 980.
    expect(personalRank(198_507_099_805)).toBe((185 * 372 + 6 * 31 + 8) * 2000 + 980);
    expect(personalRank(198_507_699_802)).toBe((185 * 372 + 6 * 31 + 8) * 2000 + 1980);
    expect(personalRank(209_912_919_999)).toBeLessThan(2 ** 28);
  });
});

describe('pseudonyms of persons', () => {
  it('are one to one: neighbours in the counting never meet, and all lie in 1..2^28', () => {
    const seen = new Set<number>();
    for (let day = 1; day <= 28; day += 1)
      for (let serial = 0; serial < 1000; serial += 1) {
        const pseudonym = made.person(Number(madeUpNumber(1985, 7, day, serial).twelve));
        expect(pseudonym >= 1 && pseudonym <= HIGHEST_PERSON_PSEUDONYM && Number.isInteger(pseudonym)).toBe(true);
        seen.add(pseudonym);
      }
    expect(seen.size).toBe(28_000);
  });

  it('are the same for every written form, in registers of different years', () => {
    assert(
      property(anyNumber(), integer({ min: 2023, max: 2029 }), (number, year) => {
        const expected = made.of(number.twelve);
        const later = new Pseudonymiser(KEY, year);
        for (const form of writtenForms(number, year)) expect(later.of(form)).toBe(expected);
      }),
      { numRuns: 25 },
    );
  });

  it('read a year of two digits as the latest one not after the register, and + as a century before', () => {
    const old = madeUpNumber(1925, 1, 1, 123);
    const young = madeUpNumber(2025, 1, 1, 123);
    const short = (number: { twelve: string }): string => number.twelve.slice(2);
    expect(new Pseudonymiser(KEY, 2024).of(short(old))).toBe(made.of(old.twelve));
    expect(new Pseudonymiser(KEY, 2025).of(short(young))).toBe(made.of(young.twelve));
    const plus = `${old.twelve.slice(2, 8)}+${old.twelve.slice(8)}`;
    expect(new Pseudonymiser(KEY, 2025).of(plus)).toBe(made.of(old.twelve));
  });

  it('have nothing to do with those of another key', () => {
    const other = new Pseudonymiser(OTHER_KEY, 2023);
    const same = Array.from({ length: 2000 }, (_, i) =>
      Number(madeUpNumber(1950 + (i % 50), 3, 4, i % 1000).twelve),
    ).filter((twelve) => other.person(twelve) === made.person(twelve));
    expect(same).toEqual([]);
  });

  it('are spread evenly over the whole range (chi-square over 64 parts, 63 degrees of freedom)', () => {
    const parts = new Float64Array(64);
    for (let year = 1920; year < 1984; year += 1)
      for (let serial = 0; serial < 1000; serial += 1) {
        const pseudonym = made.person(Number(madeUpNumber(year, 5, 17, serial).twelve));
        const part = Math.floor((pseudonym - 1) / (HIGHEST_PERSON_PSEUDONYM / 64));
        parts[part] = (parts[part] as number) + 1;
      }
    const chi = parts.reduce((sum, count) => sum + (count - 1000) ** 2 / 1000, 0);
    // 99.99 % of the distribution.
    expect(chi).toBeLessThan(113);
  });
});

describe('pseudonyms of other texts', () => {
  it('lie above those of persons, below 2^53, and do not depend on the order or the batch', () => {
    assert(
      property(
        uniqueArray(
          string({ minLength: 1, maxLength: 40 }).filter(
            (text) => text.trim() === text && text.normalize('NFC') === text,
          ),
          { minLength: 1, maxLength: 50 },
        ),
        (texts) => {
          const put = (order: readonly string[]): Map<string, number> => {
            const values = new Float64Array(order.length);
            const maker = new Pseudonymiser(KEY, 2000);
            for (const [i, text] of order.entries()) {
              const bytes = Buffer.from(text);
              maker.put(bytes, 0, bytes.length, values, i);
            }
            maker.flush(values);
            return new Map(order.map((text, i) => [text, values[i] as number]));
          };
          const forth = put(texts);
          const back = put(texts.toReversed());
          for (const text of texts) {
            const pseudonym = forth.get(text) as number;
            expect(back.get(text)).toBe(pseudonym);
            expect(Number.isSafeInteger(pseudonym) && pseudonym > HIGHEST_PERSON_PSEUDONYM).toBe(true);
          }
          expect(new Set(forth.values()).size).toBe(texts.length);
        },
      ),
      { numRuns: 20 },
    );
  });

  it('see å as one letter however it is coded, and a wrong check digit in all its forms as the same', () => {
    expect(made.of('a\u030Asa')).toBe(made.of('\u00E5sa'));
    const right = madeUpNumber(1985, 7, 9, 980).twelve;
    const wrong = right.slice(0, 11) + String((Number(right[11]) + 1) % 10);
    expect(made.of(`${wrong.slice(0, 8)}-${wrong.slice(8)}`)).toBe(made.of(wrong));
    expect(made.of(wrong.slice(2))).toBe(made.of(wrong));
    expect(made.of(wrong)).toBeGreaterThan(HIGHEST_PERSON_PSEUDONYM);
  });

  it('tell long texts apart that begin alike', () => {
    const stem = 'x'.repeat(40);
    const seen = new Set(Array.from({ length: 500 }, (_, i) => made.of(`${stem}${String(i)}`)));
    expect(seen.size).toBe(500);
  });
});
