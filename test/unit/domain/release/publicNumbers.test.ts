import { describe, expect, it } from 'vitest';
import { tiedByNumbers } from '../../../../shared/domain/release/publicNumbers.ts';

const areas = Array.from({ length: 12 }, (_, i) => `A${String(i)}`);
const column = (of: (i: number) => number): Float64Array => Float64Array.from(areas, (_, i) => of(i));
const men = column((i) => 40 + ((7 * i) % 13));
const women = column((i) => 35 + ((5 * i * i) % 17));
const both = column((i) => (men[i] ?? 0) + (women[i] ?? 0));
const other = column((i) => 90 + ((11 * i * i) % 19));
const some = (all: Float64Array, hidden: (i: number) => boolean): Float64Array =>
  all.map((count, i) => (hidden(i) ? Number.NaN : count));
const table = (...columns: Float64Array[]) => ({ areas, columns });

describe('tables tied by their published numbers', () => {
  it('are those with the same count wherever it was published', () => {
    expect(tiedByNumbers(table(some(men, (i) => i % 3 === 0)), table(men, women))).toBe(true);
    expect(tiedByNumbers(table(some(other, (i) => i % 3 === 0)), table(men, women))).toBe(false);
  });

  it('are those whose counts are parts of each other', () => {
    expect(tiedByNumbers(table(both), table(men, women))).toBe(true);
    expect(tiedByNumbers(table(men, other), table(women, both))).toBe(true);
    expect(tiedByNumbers(table(men, other), table(women))).toBe(false);
  });

  it('are taken to be tied where no area shows enough of the earlier one, and never over different ground', () => {
    const scattered = table(
      some(men, (i) => i % 2 === 0),
      some(other, (i) => i % 2 === 1),
    );
    expect(tiedByNumbers(scattered, table(women))).toBe(true);
    expect(tiedByNumbers({ areas: areas.map((code) => `${code}x`), columns: [men] }, table(men))).toBe(false);
    expect(tiedByNumbers(table(some(men, () => true)), table(men))).toBe(false);
  });
});
