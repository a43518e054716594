import {
  type Column,
  type ColumnReader,
  MISSING_INTEGER,
  type RegisterYear,
  type VariableType,
} from '../../electron/engine/store/columns.ts';

/** Types of the variables of docs/registers.md and of the tests' own; one that is not listed is a category. */
const TYPES: Readonly<Record<string, VariableType>> = {
  LopNr: 'key',
  HushallLopNr: 'key',
  LagenhetLopNr: 'key',
  HandelseLopNr: 'key',
  DeSO: 'area',
  RegSO: 'area',
  Ar: 'integer',
  Alder: 'integer',
  VistelseTid: 'integer',
  ALosManader: 'integer',
  EkBistManader: 'integer',
  AntalPersoner: 'integer',
  AntalRum: 'integer',
  Manad: 'integer',
  DispInkKE04: 'decimal',
  Ohalsodagar: 'decimal',
  Boarea: 'decimal',
  Meritvarde: 'decimal',
  SjukErsManader: 'integer',
  LokTillfallen: 'integer',
  DagbefSyss: 'integer',
  DispInk04: 'decimal',
  SocBidrPersF04: 'decimal',
  Landareal: 'decimal',
  Lon: 'decimal',
  Vikt: 'decimal',
};

const columnOf = (type: VariableType, cells: readonly string[]): Column => {
  if (type === 'key' || type === 'decimal')
    return { type, values: Float64Array.from(cells, (cell) => (cell === '' ? Number.NaN : Number(cell))) };
  if (type === 'integer')
    return { type, values: Int32Array.from(cells, (cell) => (cell === '' ? MISSING_INTEGER : Number(cell))) };
  const dictionary = ['', ...new Set(cells.filter((cell) => cell !== ''))];
  return { type, dictionary, values: Uint16Array.from(cells, (cell) => dictionary.indexOf(cell)) };
};

const part = (column: Column, first: number, end: number): Column =>
  'dictionary' in column
    ? { ...column, values: column.values.slice(first, end) }
    : column.type === 'integer'
      ? { type: 'integer', values: column.values.slice(first, end) }
      : { type: column.type, values: column.values.slice(first, end) };

interface HeldRegister {
  readonly register: string;
  readonly year: number;
  readonly rows: number;
  readonly columns: ReadonlyMap<string, Column>;
}

/** A register as a person would write it on paper: a header line and one line per record, cells apart by blanks, "." missing. */
export function paperRegister(register: string, year: number, paper: string): HeldRegister {
  const lines = paper
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/u));
  const [header = [], ...records] = lines;
  const columns = new Map(
    header.map((name, i) => [
      name,
      columnOf(
        TYPES[name] ?? 'category',
        records.map((record) => (record[i] === '.' ? '' : (record[i] ?? ''))),
      ),
    ]),
  );
  return { register, year, rows: records.length, columns };
}

/** A register from columns that are already made, for large synthetic ones. */
export const columnRegister = (
  register: string,
  year: number,
  rows: number,
  columns: Readonly<Record<string, Column>>,
): HeldRegister => ({ register, year, rows, columns: new Map(Object.entries(columns)) });

/** A reader over registers in memory. Small chunks by default, so that every test crosses chunk borders. */
export function memoryColumns(registers: readonly HeldRegister[], chunkRows = 3): ColumnReader {
  const heldOf = (register: string, year: number): HeldRegister => {
    const held = registers.find((candidate) => candidate.register === register && candidate.year === year);
    if (held === undefined) throw new Error(`no register ${register} ${String(year)}`);
    return held;
  };
  const read = (register: string, year: number, variables: readonly string[]): Column[] =>
    variables.map((variable) => {
      const column = heldOf(register, year).columns.get(variable);
      if (column === undefined) throw new Error(`no variable ${variable}`);
      return column;
    });
  return {
    registers: (): RegisterYear[] =>
      registers.map(({ register, year, rows, columns }) => ({
        register,
        year,
        rows,
        importedAt: '2024-01-01T00:00:00Z',
        variables: [...columns].map(([name, { type }]) => ({ name, type })),
      })),
    read,
    scan: (register, year, variables, onChunk) => {
      const columns = read(register, year, variables);
      const { rows } = heldOf(register, year);
      for (let first = 0; first < rows; first += chunkRows) {
        const end = Math.min(rows, first + chunkRows);
        onChunk({ first, rows: end - first, columns: columns.map((column) => part(column, first, end)) });
      }
    },
  };
}
