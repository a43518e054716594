import type { ProjectDatabase } from '../project/encryptedFile.ts';
import type { ColumnReader, RegisterYear, VariableType } from './columns.ts';
import { decodeInto, emptyColumn, rowDecoder } from './decode.ts';
import { type Scan, scanOver } from './scan.ts';

interface RegisterRow {
  readonly id: number;
  readonly register: string;
  readonly year: number;
  readonly rows: number;
  readonly imported_at: string;
}

/** The microdata of a project as columns. `file`: the project's, for the error when a page of it is damaged. */
export function chunkReader(database: ProjectDatabase, file: string): ColumnReader {
  const scanOf = (register: string, year: number, columns: readonly string[]): Scan =>
    scanOver(database, file, { register, year, columns });
  return {
    registers: () =>
      database
        .prepare<[], RegisterRow>('select * from register_year order by register, year')
        .all()
        .map((row): RegisterYear => {
          const variables = database
            .prepare<[number], { name: string; type: VariableType; dates: 0 | 1 }>(
              'select name, type, dates from variable where register_year = ? order by position',
            )
            .all(row.id);
          return {
            register: row.register,
            year: row.year,
            rows: row.rows,
            importedAt: row.imported_at,
            variables: variables.map(({ name, type, dates }) =>
              dates === 1 ? { name, type, dates: true } : { name, type },
            ),
          };
        }),

    scan: (register, year, names, onChunk) => {
      const scan = scanOf(register, year, names);
      const decode = rowDecoder(scan.columns);
      for (let packed = scan.next(); packed !== undefined; packed = scan.next()) onChunk(decode(packed));
    },

    read: (register, year, names) => {
      const scan = scanOf(register, year, names);
      const columns = scan.columns.map((column) => emptyColumn(column, scan.rows));
      for (let packed = scan.next(); packed !== undefined; packed = scan.next())
        for (const [i, column] of columns.entries())
          if (packed.chunks[i] !== undefined) decodeInto(packed.chunks[i], column, packed.first);
      return columns;
    },
  };
}
