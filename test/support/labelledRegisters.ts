import { gzipSync } from 'node:zlib';
import { type Generator, generator } from '../../shared/domain/random/generator.ts';
import type { ColumnType, PreviewDialect, Role } from '../../shared/schemas/preview.ts';

/*
 * Files as agencies deliver them, each column with what it is: the registers of docs/registers.md, and two of other kinds
 * whose columns no shipped specification knows. Values are made up.
 */

type Cell = string | number | null;

export interface LabelledColumn {
  readonly name: string;
  readonly type: ColumnType;
  readonly role: Role;
  readonly make: (row: number, random: Generator) => Cell;
}

export interface LabelledRegister {
  readonly name: string;
  /** The shipped specification, where there is one. */
  readonly specification?: string;
  readonly columns: readonly LabelledColumn[];
}

const municipality = (row: number): string => `60${String((row % 40) + 1).padStart(2, '0')}`;
const serial = (row: number): number => 10_007 + ((row * 7919) % 1_000_003);
const sometimes =
  (share: number, make: LabelledColumn['make']): LabelledColumn['make'] =>
  (row, random) =>
    random.uniform() < share ? make(row, random) : null;

const column = (name: string, type: ColumnType, role: Role, make: LabelledColumn['make']): LabelledColumn => ({
  name,
  type,
  role,
  make,
});

const code = (name: string, codes: readonly Cell[], share = 1): LabelledColumn =>
  column(
    name,
    'category',
    'code',
    sometimes(share, (_row, random) => codes[random.integer(codes.length)] ?? null),
  );

const count = (name: string, below: number, from = 0, share = 1): LabelledColumn =>
  column(
    name,
    'integer',
    'value',
    sometimes(share, (_row, random) => from + random.integer(below)),
  );

const amount = (name: string, scale: number, share = 1): LabelledColumn =>
  column(
    name,
    'decimal',
    'value',
    sometimes(share, (_row, random) => Math.round(random.uniform() * scale * 10) / 10 + 0.1),
  );

const person = column('LopNr', 'key', 'person-key', serial);
const year = column('Ar', 'year', 'year', () => 2023);
const deso = column('DeSO', 'area', 'deso', (row) => `${municipality(row)}A${String(1000 + (row % 30) * 10)}`);
const regso = column(
  'RegSO',
  'area',
  'regso',
  (row) => `${municipality(row)}R${String((row % 9) + 1).padStart(3, '0')}`,
);
const sex = column('Kon', 'category', 'sex', (_row, random) => random.integer(2) + 1);

export const REGISTERS: readonly LabelledRegister[] = [
  {
    name: 'person',
    specification: 'person',
    columns: [
      person,
      year,
      deso,
      regso,
      sex,
      column('Alder', 'integer', 'age', (_row, random) => random.integer(101)),
      code('UtlSvBakg', [11, 12, 21, 22]),
      count('VistelseTid', 40, 0, 0.2),
      code('RegistreradHelaAret', [0, 1]),
      column('HushallLopNr', 'key', 'household-key', (row) => serial(row >> 1)),
      code('StallningHushall', [1, 2, 3, 4]),
      code('Sun2020Niva_old', [1, 2, 3, 4, 5, 6, 7], 0.8),
      code('BAS', [1, 2, 3, 4, 5, 6], 0.7),
      count('ALosManader', 13, 0, 0.6),
      count('EkBistManader', 13, 0, 0.8),
      amount('DispInkKE04', 6000),
      code('UVAS', [0, 1], 0.2),
      amount('Ohalsodagar', 365, 0.6),
      code('Misstankt', [0, 1], 0.8),
      code('Flyttat', [0, 1]),
      amount('DispInk04', 9000, 0.8),
      amount('SocBidrPersF04', 400, 0.8),
      count('SjukErsManader', 13, 0, 0.6),
      count('LokTillfallen', 90, 0, 0.2),
    ],
  },
  {
    name: 'hushall',
    specification: 'hushall',
    columns: [
      column('HushallLopNr', 'key', 'household-key', serial),
      year,
      column('LagenhetLopNr', 'key', 'dwelling-key', sometimes(0.9, serial)),
      deso,
      regso,
      code('HushTyp', [1, 2, 3, 4, 5]),
      count('AntalPersoner', 8, 1),
    ],
  },
  {
    name: 'lagenhet',
    specification: 'lagenhet',
    columns: [
      column('LagenhetLopNr', 'key', 'dwelling-key', serial),
      year,
      deso,
      regso,
      code('Hustyp', [1, 2]),
      count('AntalRum', 9, 1, 0.6),
      column('Boarea', 'decimal', 'value', (_row, random) => 30.5 + random.integer(150)),
      code('Upplatelseform', [1, 2, 3]),
    ],
  },
  {
    name: 'elever',
    specification: 'elever',
    columns: [
      person,
      year,
      deso,
      regso,
      sex,
      amount('Meritvarde', 339),
      code('BehorigYrkes', [0, 1]),
      code('GodkandAlla', [0, 1]),
      code('BehorigHogskole', [0, 1]),
    ],
  },
  {
    name: 'rostande',
    specification: 'rostande',
    columns: [
      person,
      year,
      deso,
      regso,
      code('RostrattRiksdag', [0, 1]),
      code('RostadeRiksdag', [0, 1], 0.9),
      code('RostadeRegion', [0, 1]),
      code('RostadeKommun', [0, 1]),
    ],
  },
  {
    name: 'brott',
    specification: 'brott',
    columns: [
      column('HandelseLopNr', 'key', 'event-key', serial),
      year,
      deso,
      regso,
      code('Brottstyp', ['Våld', 'Stöld', 'Skadegörelse', 'Narkotika', 'Bedrägeri', 'Övrigt']),
      column('Manad', 'integer', 'month', (_row, random) => random.integer(12) + 1),
    ],
  },
  {
    name: 'lisa',
    columns: [
      column('P1105_LopNr_PersonNr', 'key', 'person-key', serial),
      column('Lan', 'area', 'county', (row) => String(60 + (row % 20))),
      column('Kommun', 'area', 'municipality', municipality),
      column('FodelseAr', 'year', 'birth-year', (_row, random) => 1930 + random.integer(75)),
      column('Kön', 'category', 'sex', (_row, random) => (random.integer(2) === 0 ? 'M' : 'K')),
      column('Ålder', 'integer', 'age', (_row, random) => 16 + random.integer(70)),
      code('Civil', ['G', 'OG', 'S', 'Ä']),
      code('Sun2020Inr', ['010a', '346x', '725b', '999z']),
      column(
        'LoneInk',
        'integer',
        'value',
        sometimes(0.8, (_row, random) => random.integer(9000) * 100),
      ),
      count('ArbLosDagar', 366),
      column(
        'SenInvDatum',
        'date',
        'date',
        sometimes(0.3, (row) => `20${String(10 + (row % 13))}-0${String((row % 9) + 1)}-15`),
      ),
      column('InvDatum', 'date', 'date', (row) => `20${String(10 + (row % 13))}0${String((row % 9) + 1)}15`),
      column('Personnr', 'text', 'identifier', (row) => `19121212-${row % 2 === 0 ? '1212' : '1212'}`),
    ],
  },
  {
    name: 'bistand',
    columns: [
      column('Familj_LopNr', 'key', 'household-key', serial),
      column('År', 'year', 'year', () => 2023),
      column('Månad', 'integer', 'month', (_row, random) => random.integer(12) + 1),
      column('Kommunkod', 'area', 'municipality', municipality),
      code('Forsorjningshinder', ['ARBL', 'SJUK', 'SOC', 'SPRÅK']),
      amount('Utbetalt_belopp', 20_000),
      count('Antal_barn', 6),
      column(
        'Handlaggare',
        'text',
        'identifier',
        (row) => ['Anna Andersson', 'Erik Eriksson', 'Maria Svensson', 'Lars Larsson'][row % 4] ?? '',
      ),
    ],
  },
];

export interface LabelledDialect {
  readonly name: string;
  readonly expected: Partial<PreviewDialect>;
  readonly delimiter: string;
  readonly decimal: ',' | '.';
  readonly quoted?: boolean;
  readonly thousands?: string;
  readonly missing?: string;
  readonly lineEnd: string;
  readonly encode: (text: string) => Uint8Array;
  readonly above?: readonly string[];
  readonly below?: readonly string[];
}

const utf8 = (text: string): Uint8Array => Buffer.from(text, 'utf8');
const latin = (text: string): Uint8Array => Buffer.from(text, 'latin1');

export const DIALECTS: readonly LabelledDialect[] = [
  {
    name: 'semicolon, decimal comma',
    expected: { delimiter: ';', decimal: ',', lineEnd: 'lf', encoding: 'utf-8' },
    delimiter: ';',
    decimal: ',',
    lineEnd: '\n',
    encode: utf8,
  },
  {
    name: 'comma, all quoted, mark',
    expected: { delimiter: ',', decimal: '.', lineEnd: 'crlf', encoding: 'utf-8', byteOrderMark: true, quoted: true },
    delimiter: ',',
    decimal: '.',
    quoted: true,
    lineEnd: '\r\n',
    encode: (text) => utf8(`\uFEFF${text}`),
  },
  {
    name: 'tab, UTF-16, old line ends',
    expected: { delimiter: '\t', decimal: ',', lineEnd: 'cr', encoding: 'utf-16le' },
    delimiter: '\t',
    decimal: ',',
    lineEnd: '\r',
    encode: (text) => Buffer.from(`\uFEFF${text}`, 'utf16le'),
  },
  {
    name: 'bar, Windows-1252, two dots for missing',
    expected: { delimiter: '|', decimal: '.', lineEnd: 'crlf' },
    delimiter: '|',
    decimal: '.',
    missing: '..',
    lineEnd: '\r\n',
    encode: latin,
  },
  {
    name: 'title above and notes below, Windows-1252',
    expected: { delimiter: ';', decimal: ',', preambleLines: 3, headerLine: 4, firstDataLine: 5, footnoteLines: 4 },
    delimiter: ';',
    decimal: ',',
    lineEnd: '\r\n',
    encode: latin,
    above: ['Utdrag ur registret för 2023', 'Sekretess enligt 24 kap. 8 § OSL', ''],
    below: [
      '',
      'Källa: påhittade uppgifter',
      'Uppgifterna avser 31 december; belopp i hundratals kronor',
      'Uttag gjort 2024-02-01',
    ],
  },
  {
    name: 'blank between thousands, packed',
    expected: { delimiter: ';', decimal: ',' },
    delimiter: ';',
    decimal: ',',
    thousands: '\u00A0',
    lineEnd: '\n',
    encode: (text) => gzipSync(text),
  },
];

function written(cell: Cell, role: Role, { decimal, quoted, thousands, missing }: LabelledDialect): string {
  const plain = (text: string): string => (quoted === true ? `"${text}"` : text);
  if (cell === null) return quoted === true ? '""' : (missing ?? '');
  if (typeof cell === 'string') return plain(cell);
  const [whole = '', fraction] = String(cell).split('.');
  const grouped =
    thousands !== undefined && role === 'value' && whole.length > 3
      ? whole.replaceAll(/\B(?=(?:\d{3})+$)/gu, thousands)
      : whole;
  return plain(fraction === undefined ? grouped : `${grouped}${decimal}${fraction}`);
}

/** A register in a dialect; the same bytes every time. */
export function labelledFile(
  register: LabelledRegister,
  dialect: LabelledDialect,
  rows: number,
  header = true,
): Uint8Array {
  const random = generator(11, register.name);
  const names = register.columns
    .map(({ name }) => (dialect.quoted === true ? `"${name}"` : name))
    .join(dialect.delimiter);
  const body = Array.from({ length: rows }, (_, row) =>
    register.columns.map(({ make, role }) => written(make(row, random), role, dialect)).join(dialect.delimiter),
  );
  const lines = [...(dialect.above ?? []), ...(header ? [names] : []), ...body, ...(dialect.below ?? [])];
  return dialect.encode(`${lines.join(dialect.lineEnd)}${dialect.lineEnd}`);
}
