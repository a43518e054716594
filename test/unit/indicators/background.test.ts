import { describe, expect, it } from 'vitest';
import { A, B, C, EMPTY, onPaper, shipped } from '../../support/paperIndicators.ts';

const person = `
  LopNr RegSO    Alder UtlSvBakg VistelseTid Flyttat
  1     6001R001 0     22        .           1
  2     6001R001 19    12        .           0
  3     6001R001 20    11        4           1
  4     6001R001 64    11        5           0
  5     6001R001 65    21        .           0
  6     6001R002 70    11        .           0
  7     6001R002 .     .         .           .
  8     .        40    11        0           1`;
const of = (id: string) => onPaper(shipped(id), { person }).at;

describe('population and its composition', () => {
  it('counts persons; an area without people has nought, not nothing', () => {
    const at = of('population');
    expect([at(A).value, at(B).value, at(C).value, at(EMPTY).value]).toEqual([5, 2, 0, 0]);
    expect([at('6001').value, at('60').value, at('R').value]).toEqual([7, 7, 8]);
  });

  it('ages 0–19 and 65 and over, of those whose age is known', () => {
    expect(of('share-0-19')(A)).toMatchObject({ n: 5, numerator: 2, value: 40 });
    expect(of('share-0-19')(B)).toMatchObject({ n: 1, numerator: 0 });
    expect(of('share-65-plus')(A).value).toBe(20);
    expect(of('share-65-plus')(B).value).toBe(100);
  });

  it('mean age', () => {
    expect(of('mean-age')(A)).toMatchObject({ value: 33.6, n: 5, largest: 65, second: 64 });
  });

  it('dependency ratio: three of other ages per two of 20–64; none to depend on gives no value', () => {
    expect(of('dependency-ratio')(A)).toMatchObject({ value: 150, n: 2, numerator: 3, contributors: 2 });
    expect(of('dependency-ratio')(B)).toMatchObject({ value: Number.NaN, n: 0, numerator: 1 });
    expect(of('dependency-ratio')('R')).toMatchObject({ value: 400 / 3, n: 3, numerator: 4 });
  });

  it('born abroad, and of foreign background', () => {
    expect(of('born-abroad')(A).value).toBe(40);
    expect(of('born-abroad')(B)).toMatchObject({ value: 100, n: 1 });
    expect(of('foreign-background')(A).value).toBe(60);
  });

  it('under five years in the country: five is not under; whose time is unknown is left out', () => {
    expect(of('born-abroad-under-5-years')(A)).toMatchObject({ n: 5, numerator: 1, value: 20 });
    expect(of('born-abroad-under-5-years')(B).n).toBe(0);
    expect(of('born-abroad-under-5-years')('R')).toMatchObject({ n: 6, numerator: 2 });
  });

  it('moved in', () => {
    expect(of('moved-in')(A)).toMatchObject({ n: 5, numerator: 2, value: 40 });
  });
});
