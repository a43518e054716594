import { describe, expect, it } from 'vitest';
import { countRegister } from '../../../electron/engine/release/countRegister.ts';
import { type Column, type ColumnReader, MISSING_INTEGER } from '../../../electron/engine/store/columns.ts';
import type { ReleaseTable } from '../../../shared/schemas/releasePlan.ts';

const both = (label: string): { sv: string; en: string } => ({ sv: label, en: label });

/** Seven people: area (0 missing, 3 unknown to the key), sex code, age. */
const columns: Record<string, Column> = {
  RegSO: {
    type: 'area',
    values: Uint16Array.of(1, 1, 2, 2, 2, 0, 3),
    dictionary: ['', '6001R001', '6001R002', '6099R009'],
  },
  Kon: { type: 'category', values: Uint8Array.of(1, 2, 1, 1, 0, 1, 2), dictionary: ['', '1', '2'] },
  Alder: { type: 'integer', values: Int32Array.of(3, 70, 25, MISSING_INTEGER, 64, 5, 5) },
};

const reader: ColumnReader = {
  registers: () => [],
  read: (_register, _year, names) => names.map((name) => columns[name] as Column),
  scan: (_register, _year, names, onChunk) => {
    onChunk({ first: 0, rows: 7, columns: names.map((name) => columns[name] as Column) });
  },
};

const areas = new Map([
  ['6001R001', 0],
  ['6001R002', 1],
]);

type Content = Extract<ReleaseTable['content'], { kind: 'register' }>;
const content = (division: Content['division']): Content => ({ kind: 'register', register: 'person', division });
const table = (of: Content): ReleaseTable => ({ id: 'prov', title: both('Prov'), level: 'regso', content: of });
const count = (division: Content['division']) =>
  countRegister(reader, 2023, table(content(division)), content(division), areas);

const sexes: Content['division'] = {
  name: both('Kön'),
  variable: 'Kon',
  categories: [
    { code: 'M', label: both('män'), values: ['1'] },
    { code: 'K', label: both('kvinnor'), values: ['2'] },
  ],
};

const ages: Content['division'] = {
  name: both('Ålder'),
  variable: 'Alder',
  categories: [
    { code: '0-19', label: both('0–19 år'), to: 19 },
    { code: '20-64', label: both('20–64 år'), from: 20, to: 64 },
    { code: '65+', label: both('65 år och äldre'), from: 65 },
  ],
  rest: { code: 'okänd', label: both('uppgift saknas') },
};

describe('counting a register for a table', () => {
  it('counts by area and value, and leaves rows without a known area out of every cell', () => {
    const counted = count({ ...sexes, rest: { code: 'U', label: both('uppgift saknas') } });
    expect([...counted.counts]).toEqual([1, 1, 0, 2, 0, 1]);
    expect(counted.categories.map(({ code }) => code)).toEqual(['M', 'K', 'U']);
    expect(counted.withoutArea).toBe(2);
  });

  it('counts by range, both bounds included, missing values in the rest', () => {
    expect([...count(ages).counts]).toEqual([1, 0, 1, 0, 0, 2, 0, 1]);
  });

  it('says how many rows no category takes instead of dropping them', () => {
    expect(() => count(sexes)).toThrow(
      expect.objectContaining({ key: 'release.unplaced', parameters: { table: 'prov', rows: 1 } }),
    );
  });

  it('refuses categories that overlap', () => {
    const twice = { ...sexes, categories: [...sexes.categories, { code: 'X', label: both('x'), values: ['2'] }] };
    expect(() => count(twice)).toThrow(
      expect.objectContaining({ key: 'release.overlap', parameters: { table: 'prov', first: 'K', second: 'X' } }),
    );
    const ranges = { ...ages, categories: [...ages.categories, { code: '60+', label: both('x'), from: 60 }] };
    expect(() => count(ranges)).toThrow(expect.objectContaining({ key: 'release.overlap' }));
  });

  it('refuses ranges over texts and values over numbers', () => {
    expect(() => count({ ...ages, variable: 'Kon' })).toThrow(
      expect.objectContaining({ key: 'release.notCategorical' }),
    );
    expect(() => count({ ...sexes, variable: 'Alder' })).toThrow(
      expect.objectContaining({ key: 'release.notCategorical' }),
    );
  });

  it('puts rows in the municipality of their area at that level', () => {
    const of = content({ ...sexes, rest: { code: 'U', label: both('u') } });
    const counted = countRegister(
      reader,
      2023,
      { ...table(of), level: 'municipality' },
      of,
      new Map([
        ['6001', 0],
        ['6099', 1],
      ]),
    );
    expect([...counted.counts]).toEqual([3, 1, 1, 0, 1, 0]);
    expect(counted.withoutArea).toBe(1);
  });
});
