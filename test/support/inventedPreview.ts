import type { Input, Output } from '../../shared/ipc/contract.ts';
import type { ReadAs } from '../../shared/ipc/readAs.ts';
import type { PreviewColumn } from '../../shared/schemas/preview.ts';

/* What the engine would say of files that are dropped or chosen, behind the contract. */

type Seen = Output<'imports.preview'>;
type Columns = Input<'imports.preview'>['columns'];

interface Sketch {
  readonly name: string;
  readonly type: PreviewColumn['type']['value'];
  readonly role: PreviewColumn['role']['value'];
  readonly read: ReadAs;
  readonly sure: number;
  readonly missing: number;
  readonly distinct: number;
  readonly span: readonly [number, number] | null;
  readonly example: string;
}

const sketch = (
  name: string,
  type: Sketch['type'],
  role: Sketch['role'],
  read: ReadAs,
  example: string,
  more: Partial<Sketch> = {},
): Sketch => ({ name, type, role, read, sure: 0.99, missing: 0, distinct: 2, span: null, example, ...more });

const PERSON: readonly Sketch[] = [
  sketch('LopNr', 'key', 'person-key', 'key', '•', { distinct: 5000 }),
  sketch('Personnummer', 'text', 'identifier', 'ignore', '•', { distinct: 5000 }),
  sketch('Ar', 'year', 'year', 'integer', '2024', { distinct: 1, span: [2024, 2024] }),
  sketch('DeSO', 'area', 'deso', 'deso', '6001A0010', { distinct: 812, missing: 0.004 }),
  sketch('Kon', 'category', 'sex', 'category', '2'),
  sketch('Alder', 'integer', 'age', 'integer', '34', { distinct: 104, span: [0, 107] }),
  sketch('Region', 'integer', 'value', 'integer', '14', { sure: 0.52, distinct: 21, span: [1, 25] }),
  sketch('DispInkKE04', 'decimal', 'value', 'decimal', '2418,5', { distinct: 4800, span: [-120.5, 98_311.75] }),
  sketch('Sun2020Niva_old', 'category', 'code', 'category', '4', { distinct: 7, missing: 0.31 }),
  sketch('Kommentar', 'text', 'text', 'ignore', 'flyttad', { sure: 0.81, missing: 0.93, distinct: 61 }),
];

const wideSketch = (): Sketch[] =>
  Array.from({ length: 200 }, (_, at) =>
    at === 0
      ? sketch('LopNr', 'key', 'person-key', 'key', '•', { distinct: 5000 })
      : sketch(
          `Fraga_${String(at)}`,
          at % 3 === 0 ? 'integer' : 'category',
          at % 3 === 0 ? 'value' : 'code',
          at % 3 === 0 ? 'integer' : 'category',
          String(at % 7),
          {
            sure: at % 17 === 0 ? 0.55 : 0.93,
            missing: (at % 9) / 12,
            distinct: 1 + (at % 11),
          },
        ),
  );

function columnOf(own: Sketch, position: number, said: Columns[number] | undefined): PreviewColumn {
  const guess = <T>(value: T, chosen: T | undefined) => ({
    value: chosen ?? value,
    confidence: chosen === undefined ? own.sure : 1,
    why: [chosen === undefined ? ('values' as const) : ('chosen' as const)],
  });
  return {
    name: own.name,
    position,
    type: guess(own.type, undefined),
    role: guess(own.role, said?.role),
    masked: own.example === '•',
    missingShare: own.missing,
    missingCodes: [],
    distinct: { count: own.distinct, more: own.distinct >= 4800 },
    min: own.span?.[0] ?? null,
    max: own.span?.[1] ?? null,
  };
}

export interface InventedFile {
  readonly wide: boolean;
  /** The register is there for the year before. */
  readonly before: boolean;
  readonly year: number | null;
  readonly columns: Columns;
}

export function inventedPreview({ wide, before, year, columns }: InventedFile): Seen {
  const sketches = wide ? wideSketch() : PERSON;
  const said = (name: string): Columns[number] | undefined => columns.find(({ column }) => column === name);
  const read = sketches.map((own) => said(own.name)?.read ?? own.read);
  const register = wide ? 'enkat' : 'person';
  return {
    preview: {
      version: 1,
      file: { name: `${register}_2024.csv`, bytes: 61_400_000, gzip: false },
      format: 'delimited',
      dialect: {
        encoding: 'windows-1252',
        encodingConfidence: 0.95,
        byteOrderMark: false,
        delimiter: ';',
        delimiterConfidence: 1,
        quote: '"',
        quoted: false,
        decimal: ',',
        thousands: '',
        lineEnd: 'crlf',
        header: true,
        headerConfidence: 1,
        headerLine: 1,
        firstDataLine: 2,
        preambleLines: 0,
        footnoteLines: 0,
      },
      sample: { bytes: 640_000, rows: 5000, parts: 8, whole: false },
      rows: { count: 498_000, exact: false },
      columns: sketches.map((own, at) => columnOf(own, at + 1, said(own.name))),
      firstRows: Array.from({ length: 50 }, () => sketches.map(({ example }) => example)),
      fits: [],
      year: year === null ? { value: null, from: 'unknown' } : { value: year, from: 'file-name' },
      problems: wide
        ? []
        : [
            { rule: 'ragged', count: 2, line: 318 },
            { rule: 'identifier', count: 5000, column: 'Personnummer' },
            { rule: 'suspectedMissing', count: 14, column: 'Region' },
          ],
    },
    specification:
      year === null
        ? null
        : {
            version: 1,
            kind: 'register',
            register,
            year,
            columns: sketches.map(({ name }) => ({ source: name, type: 'category' })),
            unique: ['LopNr'],
            links: [{ variable: 'HushallLopNr', register: 'hushall', to: 'HushallLopNr' }],
          },
    read,
    register,
    isThere: year === 2023,
    differences: before
      ? {
          year: 2023,
          newColumns: ['Region', 'Kommentar'],
          vanishedColumns: ['UVAS'],
          changedTypes: [{ column: 'Kon', before: 'category', now: 'decimal' }],
          changedMissing: [{ column: 'Sun2020Niva_old', before: 0.21, now: 0.31 }],
        }
      : null,
    others: [],
  };
}
