import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { daysOfIso, isoDate } from '../../../../shared/domain/dates/isoDate.ts';

describe('dates as days since 1970-01-01', () => {
  // Day numbers by SQLite 3: select julianday('2024-02-29') - julianday('1970-01-01').
  it.each([
    ['1970-01-01', 0],
    ['2024-02-29', 19_782],
    ['1900-03-01', -25_508],
    ['1582-10-15', -141_427],
    ['9999-12-31', 2_932_896],
  ])('%s is day %i', (text, days) => {
    expect(isoDate(days)).toBe(text);
    expect(daysOfIso(text)).toBe(days);
  });

  it.each(['2023-02-29', '2023-13-01', '2023-1-1', '20230101', '2023-01-01 ', '', 'igår'])('%j is no date', (text) => {
    expect(daysOfIso(text)).toBeUndefined();
  });

  it('are the same both ways', () => {
    fc.assert(
      fc.property(fc.integer({ min: -719_528, max: 2_932_896 }), (days) => {
        expect(daysOfIso(isoDate(days))).toBe(days);
      }),
    );
  });
});
