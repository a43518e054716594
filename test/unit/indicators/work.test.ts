import { describe, expect, it } from 'vitest';
import { A, B, C, onPaper, shipped } from '../../support/paperIndicators.ts';

const person = `
  LopNr RegSO    Alder BAS UVAS ALosManader
  1     6001R001 16    3   0    0
  2     6001R001 20    1   0    0
  3     6001R001 24    2   1    7
  4     6001R001 25    1   0    6
  5     6001R001 29    6   1    0
  6     6001R001 30    1   .    0
  7     6001R002 15    .   .    .
  8     6001R002 64    4   .    12
  9     6001R002 65    1   .    .
  10    6001R002 40    .   .    .
  11    6002R001 45    9   .    0`;

describe('employment', () => {
  it('employed 20–64: both ends belong; an unknown status is left out; an unheard-of code is not employed', () => {
    const { at } = onPaper(shipped('employment-rate-20-64'), { person });
    expect(at(A)).toMatchObject({ n: 5, numerator: 3, value: 60 });
    expect(at(B)).toMatchObject({ n: 1, numerator: 0, value: 0 });
    expect(at(C)).toMatchObject({ n: 1, numerator: 0 });
  });

  it('unemployed in the labour force: only the employed and the unemployed are in it', () => {
    const { at } = onPaper(shipped('unemployment-rate-20-64'), { person });
    expect(at(A)).toMatchObject({ n: 4, numerator: 1, value: 25 });
    expect(at(B)).toMatchObject({ n: 0, value: Number.NaN });
  });

  it('unemployed for more than six months: six is not more', () => {
    const { at } = onPaper(shipped('unemployed-over-6-months'), { person });
    expect(at(A)).toMatchObject({ n: 5, numerator: 1, value: 20 });
    expect(at(B)).toMatchObject({ n: 1, numerator: 1, value: 100 });
  });
});

describe('young people neither working nor studying', () => {
  it('16–24', () => {
    const { at } = onPaper(shipped('uvas-16-24'), { person });
    expect(at(A)).toMatchObject({ n: 3, numerator: 1 });
    expect(at(B).n).toBe(0);
  });

  it('16–29', () => {
    const { at } = onPaper(shipped('uvas-16-29'), { person });
    expect(at(A)).toMatchObject({ n: 5, numerator: 2, value: 40 });
  });
});
