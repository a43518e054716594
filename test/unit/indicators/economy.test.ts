import { describe, expect, it } from 'vitest';
import { A, B, C, EMPTY, onPaper, shipped } from '../../support/paperIndicators.ts';

/*
 * Incomes of those registered the whole year: -50, 0, 1190, 1200, 1800, 2000, 2000, 2200, 3000, 4000 and 6000, and one
 * missing. The median of the eleven is 2000, and 60 % of it 1200. Person 12 was not registered all year: with the 900 of
 * that person the median would have been 1900 and the limit 1140.
 */
const person = `
  LopNr RegSO    RegistreradHelaAret DispInkKE04
  1     6001R001 1                   -50
  2     6001R001 1                   1199.5
  3     6001R001 1                   1200
  4     6001R001 1                   2200
  5     6001R001 1                   .
  6     6001R002 1                   0
  7     6001R002 1                   1800
  8     6001R002 1                   2000
  9     6001R002 1                   2000
  10    6002R001 1                   3000
  11    6002R001 1                   4000
  12    6002R001 0                   900
  13    .        1                   6000`;

describe('low economic standard (the first part of the socio-economic index)', () => {
  const { at, result } = onPaper(shipped('low-economic-standard'), { person });

  it('counts incomes strictly below 60 % of the national median, negative ones too', () => {
    expect(at(A)).toMatchObject({ n: 4, numerator: 2, value: 50 });
    expect(at(B)).toMatchObject({ n: 4, numerator: 1, value: 25 });
  });

  it('takes only those registered the whole year, also in the median', () => {
    expect(at(C)).toMatchObject({ n: 2, numerator: 0 });
    expect(at('R')).toMatchObject({ n: 11, numerator: 3 });
  });

  it('leaves out a missing income, and says so', () => {
    expect(result.leftOut.get('low-economic-standard')).toBe(1);
  });
});

describe('median income', () => {
  const { at } = onPaper(shipped('median-income'), { person });

  it('is the middle value, or the mean of the two middle ones', () => {
    // A: -50, 1199.5, 1200, 2200. B: 0, 1800, 2000, 2000. C: 3000, 4000.
    expect(at(A)).toMatchObject({ value: 1199.75, n: 4, numerator: Number.NaN });
    expect(at(B).value).toBe(1900);
    expect(at(C).value).toBe(3500);
  });

  it('is that of all its records in a larger area, never a mean of medians', () => {
    // 6001: -50, 0, 1199.5, 1200, 1800, 2000, 2000, 2200.
    expect(at('6001')).toMatchObject({ value: 1500, n: 8 });
    expect(at('R')).toMatchObject({ value: 2000, n: 11 });
  });

  it('has no value where nobody lives', () => {
    expect(at(EMPTY)).toMatchObject({ value: Number.NaN, n: 0 });
  });
});
