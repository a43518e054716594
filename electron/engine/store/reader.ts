import { UserError } from '../../../shared/errors/errors.ts';
import { asProjectError, type ProjectDatabase } from '../project/encryptedFile.ts';
import { CHUNK_ROWS, type ChunkEncoding, decodeCodes, decodeIntegers, decodeNumbers } from './chunk.ts';
import type { Column, ColumnReader, RegisterYear, VariableType } from './columns.ts';

interface RegisterRow {
  readonly id: number;
  readonly register: string;
  readonly year: number;
  readonly rows: number;
  readonly imported_at: string;
}

interface VariableRow {
  readonly id: number;
  readonly name: string;
  readonly type: VariableType;
  readonly dictionary: string;
}

interface ChunkRow {
  readonly position: number;
  readonly rows: number;
  readonly encoding: ChunkEncoding;
  readonly minimum: number | null;
  readonly data: Uint8Array;
}

/** A column of `rows` rows, empty yet, with the width that its dictionary asks for. */
function emptyColumn({ type, dictionary }: VariableRow, rows: number): Column {
  if (type === 'integer') return { type, values: new Int32Array(rows) };
  if (type === 'decimal') return { type, values: new Float64Array(rows) };
  if (type === 'key') return { type, values: new Float64Array(rows) };
  const words = JSON.parse(dictionary) as readonly string[];
  const Width = words.length <= 256 ? Uint8Array : words.length <= 65_536 ? Uint16Array : Uint32Array;
  return { type, values: new Width(rows), dictionary: words };
}

function decode(stored: ChunkRow, column: Column, at: number): void {
  if (column.type === 'integer') decodeIntegers(stored, column.values, at);
  else if (column.type === 'decimal' || column.type === 'key') decodeNumbers(stored, column.values, at);
  else decodeCodes(stored, column.values, at);
}

/** The first `rows` rows of a column, without a copy. */
function firstRows(column: Column, rows: number): Column {
  if (column.type === 'integer') return { type: column.type, values: column.values.subarray(0, rows) };
  if (column.type === 'decimal' || column.type === 'key')
    return { type: column.type, values: column.values.subarray(0, rows) };
  return { ...column, values: column.values.subarray(0, rows) };
}

/** The microdata of a project as columns. `file`: the project's, for the error when a page of it is damaged. */
export function chunkReader(database: ProjectDatabase, file: string): ColumnReader {
  const registerRow = (register: string, year: number): RegisterRow => {
    const row = database
      .prepare<[string, number], RegisterRow>('select * from register_year where register = ? and year = ?')
      .get(register, year);
    if (row === undefined) throw new UserError('input', 'store.noRegister', { register, year });
    return row;
  };
  const variableRow = (of: RegisterRow, name: string): VariableRow => {
    const row = database
      .prepare<[number, string], VariableRow>(
        'select id, name, type, dictionary from variable where register_year = ? and name = ?',
      )
      .get(of.id, name);
    if (row === undefined)
      throw new UserError('input', 'store.noVariable', { register: of.register, year: of.year, variable: name });
    return row;
  };
  const chunks = database.prepare<[number, number], ChunkRow>(
    'select position, rows, encoding, minimum, data from chunk where variable = ? and position = ?',
  );
  const chunkAt = (variable: VariableRow, position: number): ChunkRow => {
    let stored: ChunkRow | undefined;
    try {
      stored = chunks.get(variable.id, position);
    } catch (cause) {
      throw asProjectError(cause, file);
    }
    if (stored === undefined) throw new Error('A chunk of a column is missing');
    return stored;
  };

  return {
    registers: () =>
      database
        .prepare<[], RegisterRow>('select * from register_year order by register, year')
        .all()
        .map((row): RegisterYear => {
          const variables = database
            .prepare<[number], { name: string; type: VariableType }>(
              'select name, type from variable where register_year = ? order by position',
            )
            .all(row.id);
          return {
            register: row.register,
            year: row.year,
            rows: row.rows,
            importedAt: row.imported_at,
            variables: variables.map(({ name, type }) => ({ name, type })),
          };
        }),

    scan: (register, year, names, onChunk) => {
      const of = registerRow(register, year);
      const variables = names.map((name) => variableRow(of, name));
      const columns = variables.map((variable) => emptyColumn(variable, Math.min(of.rows, CHUNK_ROWS)));
      for (let first = 0, position = 0; first < of.rows; first += CHUNK_ROWS, position += 1) {
        const rows = Math.min(CHUNK_ROWS, of.rows - first);
        for (const [i, variable] of variables.entries()) decode(chunkAt(variable, position), columns[i] as Column, 0);
        onChunk({
          first,
          rows,
          columns: rows === CHUNK_ROWS ? columns : columns.map((column) => firstRows(column, rows)),
        });
      }
    },

    read: (register, year, names) => {
      const of = registerRow(register, year);
      return names.map((name) => {
        const variable = variableRow(of, name);
        const column = emptyColumn(variable, of.rows);
        for (let first = 0, position = 0; first < of.rows; first += CHUNK_ROWS, position += 1)
          decode(chunkAt(variable, position), column, first);
        return column;
      });
    },
  };
}
