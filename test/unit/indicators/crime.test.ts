import { describe, expect, it } from 'vitest';
import { A, B, C, EMPTY, onPaper, shipped } from '../../support/paperIndicators.ts';

// Nine registered persons: four in A, two in B, two in C, one without an area.
const person = `
  LopNr RegSO    Alder Misstankt
  1     6001R001 14    .
  2     6001R001 15    1
  3     6001R001 20    0
  4     6001R001 21    1
  5     6001R002 16    0
  6     6001R002 17    .
  7     6002R001 18    1
  8     6002R001 19    1
  9     .        20    0`;
// Seven crimes: three in A, one in B, none in C, one at an unknown place, two at a code that is in no area key.
const brott = `
  HandelseLopNr RegSO    Brottstyp
  1             6001R001 Våld
  2             6001R001 Narkotika
  3             6001R001 Stöld
  4             6001R002 Våld
  5             .        Våld
  6             9999R001 Narkotika
  7             9999R001 Stöld`;

describe('reported crimes per 1 000 inhabitants', () => {
  const { at, result } = onPaper(shipped('reported-crimes'), { person, brott });

  it('divides events of the place by inhabitants', () => {
    expect(at(A)).toMatchObject({ value: (1000 * 3) / 4, n: 4, numerator: 3 });
    expect(at(B).value).toBe(500);
    expect(at(C)).toMatchObject({ value: 0, n: 2, numerator: 0 });
  });

  it('sums over the areas of a municipality, and counts what has no area in the nation only', () => {
    expect(at('6001').value).toBeCloseTo((1000 * 4) / 6, 12);
    expect(at('60')).toMatchObject({ n: 8, numerator: 4 });
    expect(at('R')).toMatchObject({ value: (1000 * 7) / 9, n: 9, numerator: 7 });
  });

  it('gives no value for an area without inhabitants', () => {
    expect(at(EMPTY)).toMatchObject({ value: Number.NaN, n: 0, numerator: 0 });
  });

  it('says how many records could not be placed', () => {
    expect(result.coverage).toContainEqual({
      register: 'brott',
      year: 2022,
      records: 7,
      withoutArea: 1,
      unknownArea: 2,
    });
    expect(result.coverage).toContainEqual({
      register: 'person',
      year: 2022,
      records: 9,
      withoutArea: 1,
      unknownArea: 0,
    });
  });
});

describe('reported crimes of one kind', () => {
  it('counts violence: one in A, one in B, one at an unknown place', () => {
    const { at } = onPaper(shipped('reported-violence'), { person, brott });
    expect([at(A).value, at(B).value, at('R').numerator]).toEqual([250, 500, 3]);
  });

  it('counts drug crimes: one in A, one at an unknown code', () => {
    const { at } = onPaper(shipped('reported-drug-crimes'), { person, brott });
    expect([at(A).value, at(B).value, at('R').numerator]).toEqual([250, 0, 2]);
  });
});

describe('suspected persons 15–20 per 1 000', () => {
  const { at, result } = onPaper(shipped('suspected-15-20'), { person });

  it('takes ages 15 to 20 with both ends, and leaves out whom nothing is known of', () => {
    // A: persons 2 (yes) and 3 (no); 14 and 21 are outside. B: person 5 (no); person 6 is unknown. C: 7 and 8, both yes.
    expect(at(A)).toMatchObject({ value: 500, n: 2, numerator: 1 });
    expect(at(B)).toMatchObject({ value: 0, n: 1, numerator: 0 });
    expect(at(C)).toMatchObject({ value: 1000, n: 2, numerator: 2 });
    expect(at('R')).toMatchObject({ value: 500, n: 6, numerator: 3 });
    expect(result.leftOut.get('suspected-15-20')).toBe(1);
  });
});
