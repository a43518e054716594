import { DataError, type DataPlace } from '../../../shared/errors/errors.ts';
import { numbersAt } from '../delimited/table.ts';
import { readTable, type TableInput } from '../formats/readTable.ts';

/** AREAS.csv: one row per area, the code first, then columns of numbers that are read when asked for. */
export interface AreaFile {
  /** The file's name without its folder. */
  readonly file: string;
  readonly areas: readonly string[];
  /** False when there is no such column. */
  has(column: string): boolean;
  /** The column's numbers, NaN where missing. @throws DataError at the first text that is no number */
  numbers(column: string): Float64Array;
  /** Where an area or a column stands, for errors. */
  placeOf(about: { readonly area?: string | undefined; readonly column?: string | undefined }): DataPlace;
}

/**
 * Reads AREAS.csv, or a PX or JSON-stat 2 file in its place. The first column is the area code whatever it is called; codes must be there and different.
 * @throws DataError with file, line and column
 */
export function readAreaFile(path: string, input: TableInput = {}): AreaFile {
  const table = readTable(path, input);
  const { file, header } = table;
  const codeColumn = header[0] ?? '';
  const rowOf = new Map<string, number>();
  const areas = table.rows.map((row, i) => {
    const code = (row[0] ?? '').trim();
    if (code === '') throw new DataError({ file, line: table.lineOf(i), column: codeColumn }, 'areafile.noCode');
    const earlier = rowOf.get(code);
    if (earlier !== undefined)
      throw new DataError({ file, line: table.lineOf(i), column: codeColumn }, 'areafile.doubled', {
        first: table.lineOf(earlier),
      });
    rowOf.set(code, i);
    return code;
  });
  const positions = new Map(header.slice(1).map((name, j) => [name, j + 1]));
  return {
    file,
    areas,
    has: (column) => positions.has(column),
    numbers: (column) => {
      const position = positions.get(column);
      if (position === undefined) throw new DataError({ file, column }, 'delimited.missingColumn');
      return numbersAt(table, position);
    },
    placeOf: ({ area, column }) => {
      const row = area === undefined ? undefined : rowOf.get(area);
      return {
        file,
        ...(row === undefined ? {} : { line: table.lineOf(row) }),
        ...(column === undefined ? {} : { column }),
      };
    },
  };
}
