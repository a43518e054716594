import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DateForm, daysOf, parseDate } from '../../../../../electron/engine/delimited/dates.ts';

const parse = (text: string, form?: DateForm): number => {
  const bytes = Buffer.from(text);
  return parseDate(bytes, 0, bytes.length, form);
};

describe('parseDate', () => {
  it('counts days from 1970-01-01 as the calendar of the runtime does', () => {
    expect(daysOf(1970, 1, 1)).toBe(0);
    expect(daysOf(2000, 3, 1)).toBe(11_017);
    fc.assert(
      fc.property(fc.integer({ min: -354_000, max: 2_932_896 }), (days) => {
        const [date = ''] = new Date(days * 86_400_000).toISOString().split('T');
        const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
        for (const text of [date, date.replaceAll('-', '/'), date.replaceAll('-', '')]) expect(parse(text)).toBe(days);
        expect(parse(`${day}/${month}/${year}`)).toBe(days);
        expect(parse(` ${String(day).padStart(2, '0')}.${String(month).padStart(2, '0')}.${year} `)).toBe(days);
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    '2023-02-29',
    '1900-02-29',
    '2023-13-01',
    '2023-00-10',
    '2023-04-31',
    '23-01-02',
    '1/2/23',
    '20230',
    '202301011',
    '2023-1-1',
    '2023.01.01',
    '2023-01/01',
    '1-2-2023',
    '2023-01-01T00:00',
    'x',
    '--',
    '13/13/2023',
  ])('refuses %s', (text) => {
    expect(parse(text)).toBeNaN();
  });

  it('reads only the form that is asked for', () => {
    expect(parse('2024-02-29', 'YYYY-MM-DD')).toBe(daysOf(2024, 2, 29));
    expect(parse('20240229', 'YYYYMMDD')).toBe(daysOf(2024, 2, 29));
    expect(parse('29.2.2024', 'D.M.YYYY')).toBe(daysOf(2024, 2, 29));
    expect(parse('2024/02/29', 'YYYY/MM/DD')).toBe(daysOf(2024, 2, 29));
    expect(parse('29/02/2024', 'D/M/YYYY')).toBe(daysOf(2024, 2, 29));
    for (const form of ['YYYYMMDD', 'YYYY/MM/DD', 'D/M/YYYY', 'D.M.YYYY'] as const)
      expect(parse('2024-02-29', form)).toBeNaN();
  });
});
