import { describe, expect, it } from 'vitest';
import { certainKindOf, possibleKindOf } from '../../../../electron/engine/identifiers/forms.ts';
import { personalFormOf } from '../../../../electron/engine/identifiers/personalNumber.ts';
import { TextWatch } from '../../../../electron/engine/identifiers/recognise.ts';
import { profileChunk } from '../../../../electron/engine/quality/chunkProfile.ts';
import { ColumnGatherer, type ColumnProfile } from '../../../../electron/engine/quality/columnProfile.ts';
import { identifyingColumns } from '../../../../electron/engine/quality/identifying.ts';
import { generator } from '../../../../shared/domain/random/generator.ts';
import { madeUpNumber } from '../../../support/personalNumbers.ts';

const found = (texts: readonly string[], column = 'Kolumn') => {
  const watch = new TextWatch(column);
  for (const text of texts) watch.add(text);
  return watch.found;
};

describe('personal numbers', () => {
  // Skatteverket's published test numbers, and 121212-1212, the number on specimen documents.
  it.each(['121212-1212', '191212121212', '19121212-1212', '1212121212', '189001019802', '121212+1212'])(
    '%s is one',
    (text) => expect(personalFormOf(text)).toBeDefined(),
  );

  it('a coordination number has 60 added to its day', () => {
    // 701063-2391: the example of a coordination number in Skatteverket's SKV 707.
    expect(personalFormOf('701063-2391')).toBe('signed');
  });
});

describe('forms that hardly anything else has', () => {
  it.each([
    ['640823-3234', 'personal-number'],
    ['ring 19640823-3234 efter kl 8', 'personal-number'],
    ['SE640823323401', 'personal-number'],
    ['anna.andersson@exempel.se', 'email'],
    ['post till a.b@exempel.co.uk, tack', 'email'],
    ['+46 70 123 45 67', 'phone'],
    ['tel +46-8-123 456 78', 'phone'],
  ])('%s', (text, kind) => expect(certainKindOf(text)).toBe(kind));

  it.each([
    'a@b',
    '50 % @ hemma',
    '6001C1010',
    '2024-01-31',
    '556036-0793',
    '123456-7890',
    '12 345 678',
    '0046123456789',
    '',
  ])('not %s', (text) => expect(certainKindOf(text)).toBeUndefined());
});

describe('forms that count when there are many of them', () => {
  it.each([
    ['Anna-Karin Lindqvist', 'name'],
    ['SVENSSON, Erik', 'name'],
    ['Storgatan 12 B', 'address'],
    ['Lilla Norra vägen 3, 123 45 Påhitt', 'address'],
    ['123 45 Påhittstad', 'address'],
    ['070-123 45 67', 'phone'],
    ['0701234567', 'phone'],
    ['08-12 34 56 78', 'phone'],
    ['Påhitt Söderby 1:23', 'property'],
    ['59.32932, 18.06858', 'coordinates'],
    ['6580822;674032', 'coordinates'],
    ['640823-T123', 'personal-number'],
  ])('%s', (text, kind) => expect(possibleKindOf(text)).toBe(kind));

  it.each([
    'Våld',
    'Stöld',
    'Skadegörelse',
    'Narkotika',
    'Bedrägeri',
    'Övrigt',
    'Norra Påhitt',
    'Göteborg',
    'Lund',
    '6001R001',
    '1:2',
    'kl 12:30',
    '2024-01-31',
    '31.12.2024',
    '202401311230',
    '22',
    'ja',
    'Ensamstående utan barn',
    '12345',
    '1 234 567',
    'OG',
    'Kina',
  ])('not %s', (text) => expect(possibleKindOf(text) ?? 'none').toBe('none'));
});

describe('a column of texts', () => {
  it('is refused for one personal number among any other texts', () => {
    const others = Array.from(
      { length: 20_000 },
      (_, i) => `händelse ${String(i)} i område 6001C${String(1000 + (i % 9000))}`,
    );
    expect(found(others)).toBeUndefined();
    expect(found([...others, 'se 640823-3234'])).toEqual({ kind: 'personal-number', certain: true });
    expect(found([...others, '196408233234'])).toEqual({ kind: 'personal-number', certain: false });
  });

  it('is told by a fifth of its texts, a twentieth when its name says so', () => {
    const streets = (n: number): string[] => Array.from({ length: n }, (_, i) => `Storgatan ${String(i + 1)}`);
    const others = (n: number): string[] => Array.from({ length: n }, (_, i) => `sak ${String(i)}`);
    expect(found([...streets(20), ...others(80)])?.kind).toBe('address');
    expect(found([...streets(19), ...others(81)])).toBeUndefined();
    expect(found([...streets(5), ...others(95)], 'Gatuadress')?.kind).toBe('address');
    expect(found([...others(100)], 'Gatuadress')).toBeUndefined();
  });

  it('is told by names of people, not by names of areas', () => {
    expect(found(['Anna', 'Erik', 'Karin', 'Zelda', 'Qux'], 'Fornamn')?.kind).toBe('name');
    expect(found(['Andersson', 'Johansson', 'Svensson', 'Okänd'], 'X')?.kind).toBe('name');
    expect(found(['Norra', 'Södra', 'Centrum', 'Hamnen', 'Berga', 'Lund'], 'RegSOnamn')).toBeUndefined();
  });
});

const numberColumn = (
  variable: string,
  values: readonly number[],
  type: 'integer' | 'decimal' | 'key' = 'decimal',
): ColumnProfile => {
  const gatherer = new ColumnGatherer(variable, variable, type);
  const array = type === 'integer' ? Int32Array.from(values) : Float64Array.from(values);
  gatherer.add(profileChunk(type, array, values.length));
  return gatherer.profile([]);
};

const kinds = (...columns: readonly ColumnProfile[]): readonly string[] =>
  identifyingColumns(columns, new Set()).map(({ variable, kind }) => `${variable} ${kind}`);

describe('columns of numbers', () => {
  const source = generator(7, 'numbers');
  const random = (n: number, from: number, to: number): number[] =>
    Array.from({ length: n }, () => from + Math.floor(source.uniform() * (to - from)));
  const people = Array.from(
    { length: 300 },
    (_, i) => madeUpNumber(1930 + (i % 70), 1 + (i % 12), 1 + (i % 28), i % 1000).twelve,
  );

  it('are refused when they hold personal numbers, with or without a century, zeros in front lost', () => {
    expect(kinds(numberColumn('A', people.map(Number)))).toEqual(['A personal-number']);
    expect(
      kinds(
        numberColumn(
          'B',
          people.map((twelve) => Number(twelve.slice(2))),
          'key',
        ),
      ),
    ).toEqual(['B personal-number']);
    const young = Array.from({ length: 50 }, (_, i) =>
      Number(madeUpNumber(2001 + (i % 9), 1 + (i % 12), 5, i).twelve.slice(2)),
    );
    expect(kinds(numberColumn('C', young))).toEqual(['C personal-number']);
    expect(kinds(numberColumn('D', [...random(5000, 1, 900_000), Number(people[0])]))).toEqual(['D personal-number']);
  });

  it.each([
    ['keys that count up', Array.from({ length: 5000 }, (_, i) => i + 1)],
    ['keys of ten digits that count up', Array.from({ length: 5000 }, (_, i) => 6_001_010_000 + i)],
    ['random keys of ten digits', random(20_000, 1e9, 1e10)],
    ['random keys of twelve digits', random(20_000, 1e11, 1e12)],
    ['random keys that begin like a year', random(20_000, 190_000_000_000, 210_000_000_000)],
    ['incomes in kronor', random(20_000, 0, 5_000_000)],
    ['fortunes', random(20_000, 0, 9_000_000_000)],
    ['dates', Array.from({ length: 5000 }, (_, i) => 19_000_101 + (i % 100) * 10_000 + (i % 12) * 100 + (i % 28))],
    [
      'dates with a time',
      Array.from(
        { length: 5000 },
        (_, i) => (20_240_101 + (i % 12) * 100 + (i % 28)) * 10_000 + (i % 24) * 100 + (i % 60),
      ),
    ],
    ['organisation numbers', Array.from({ length: 5000 }, (_, i) => 5_560_000_000 + i * 7)],
  ])('are not for %s', (_, values) =>
    expect(kinds(numberColumn('X', values, 'key'), numberColumn('Y', values))).toEqual([]),
  );

  it('stay below 1 % of chance hits among random numbers of ten digits, and 0.1 % of twelve', () => {
    const share = (values: readonly number[]): number =>
      values.filter((value) => personalFormOf(String(value)) !== undefined).length / values.length;
    expect(share(random(100_000, 1e9, 1e10))).toBeLessThan(0.01);
    expect(share(random(100_000, 1e11, 1e12))).toBeLessThan(0.001);
  });

  it('are refused when two of them are the coordinates of points, not of squares', () => {
    const north = random(500, 6_200_000, 7_500_000);
    const east = random(500, 300_000, 900_000);
    const square = (values: readonly number[], side: number, offset = 0): number[] =>
      values.map((value) => Math.floor(value / side) * side + offset);
    expect(kinds(numberColumn('N', north), numberColumn('E', east))).toEqual(['N coordinates', 'E coordinates']);
    expect(kinds(numberColumn('N', square(north, 250)), numberColumn('E', square(east, 250)))).toEqual([]);
    expect(kinds(numberColumn('N', square(north, 1000)), numberColumn('E', square(east, 1000)))).toEqual([]);
    expect(kinds(numberColumn('N', square(north, 250, 125)), numberColumn('E', square(east, 250, 125)))).toEqual([]);
    expect(kinds(numberColumn('N', square(north, 100)), numberColumn('E', square(east, 100)))).toHaveLength(2);
    expect(kinds(numberColumn('N', north), numberColumn('Inkomst', random(500, 0, 1000)))).toEqual([]);
    const degrees = (from: number, to: number): number[] =>
      Array.from({ length: 500 }, () => from + source.uniform() * (to - from));
    expect(kinds(numberColumn('lat', degrees(55.5, 68)), numberColumn('lon', degrees(11, 23)))).toHaveLength(2);
    expect(kinds(numberColumn('Alder', random(500, 56, 69)), numberColumn('Tid', random(500, 11, 24)))).toEqual([]);
  });
});
