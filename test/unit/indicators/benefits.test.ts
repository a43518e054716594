import { describe, expect, it } from 'vitest';
import { A, B, C, EMPTY, onPaper, shipped } from '../../support/paperIndicators.ts';

const person = `
  LopNr RegSO    Alder EkBistManader ALosManader
  1     6001R001 17    .             .
  2     6001R001 18    0             0
  3     6001R001 40    1             0
  4     6001R001 64    10            6
  5     6001R001 65    12            .
  6     6001R002 19    10            12
  7     6001R002 20    9             7
  8     6001R002 30    .             .
  9     6001R002 35    .             8
  10    6002R001 50    0             .`;

describe('economic assistance', () => {
  it('any time in the year, from 18 years; whom nothing is known of is left out', () => {
    const { at, result } = onPaper(shipped('economic-assistance'), { person });
    // A: 2 no, 3, 4 and 5 yes. B: 6 and 7 yes; 8 and 9 unknown.
    expect(at(A)).toMatchObject({ n: 4, numerator: 3, value: 75 });
    expect(at(B)).toMatchObject({ n: 2, numerator: 2, value: 100 });
    expect(at(C)).toMatchObject({ n: 1, numerator: 0, value: 0 });
    expect(at('6001')).toMatchObject({ n: 6, numerator: 5 });
    expect(result.leftOut.get('economic-assistance')).toBe(2);
  });

  it('at least ten months: ten counts, nine does not', () => {
    const { at } = onPaper(shipped('long-term-economic-assistance'), { person });
    expect(at(A)).toMatchObject({ n: 4, numerator: 2 });
    expect(at(B)).toMatchObject({ n: 2, numerator: 1 });
    expect(at('R')).toMatchObject({ n: 7, numerator: 3 });
  });
});

describe('the third part of the socio-economic index', () => {
  it('either makes one count once; one known fact is enough; nobody of the ages leaves the denominator', () => {
    const { at } = onPaper(shipped('sei-assistance-or-unemployed'), { person });
    // Ages 20-64. A: 3 no, 4 yes by assistance (six months unemployed is not more than six). 18 and 65 are outside.
    expect(at(A)).toMatchObject({ n: 2, numerator: 1, value: 50 });
    // B: 19 outside; 7 yes by unemployment; 8 knows nothing and counts as no; 9 yes by unemployment alone.
    expect(at(B)).toMatchObject({ n: 3, numerator: 2 });
    // C: 10 has no assistance and unknown unemployment: no.
    expect(at(C)).toMatchObject({ n: 1, numerator: 0 });
    expect(at(EMPTY).n).toBe(0);
  });
});
