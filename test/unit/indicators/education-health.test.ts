import { describe, expect, it } from 'vitest';
import { A, B, onPaper, shipped } from '../../support/paperIndicators.ts';

const person = `
  LopNr RegSO    Alder Sun2020Niva_old Ohalsodagar
  1     6001R001 15    .               .
  2     6001R001 16    1               0
  3     6001R001 20    2               0
  4     6001R001 25    .               365
  5     6001R001 64    5               30.5
  6     6001R001 65    7               10
  7     6001R002 30    3               .
  8     6001R002 40    7               4
  9     6001R002 50    1               2`;

describe('education', () => {
  it('pre-upper-secondary 20–64 (the second part of the index): missing counts as low', () => {
    const { at } = onPaper(shipped('pre-upper-secondary'), { person });
    expect(at(A)).toMatchObject({ n: 3, numerator: 2, value: 200 / 3 });
    expect(at(B)).toMatchObject({ n: 3, numerator: 1 });
  });

  it('post-secondary 25–64: missing stays in the denominator', () => {
    const { at } = onPaper(shipped('post-secondary'), { person });
    expect(at(A)).toMatchObject({ n: 2, numerator: 1, value: 50 });
    expect(at(B)).toMatchObject({ n: 3, numerator: 1 });
  });
});

describe('health', () => {
  it('ill-health days, mean over ages 16–64 with a record', () => {
    const { at } = onPaper(shipped('ill-health-days'), { person });
    expect(at(A)).toMatchObject({ value: 98.875, n: 4, numerator: 395.5, contributors: 4, largest: 365, second: 30.5 });
    expect(at(B)).toMatchObject({ value: 3, n: 2 });
  });
});
