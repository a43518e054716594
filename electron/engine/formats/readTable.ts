import { DataError } from '../../../shared/errors/errors.ts';
import type { DialectOverrides } from '../delimited/dialect.ts';
import { IMPORT_LIMITS } from '../delimited/limits.ts';
import { nameOf } from '../delimited/source.ts';
import { type DelimitedTable, readDelimited } from '../delimited/table.ts';
import { refuseForeign } from './foreign.ts';
import { formatOf } from './formatOf.ts';
import { areaTableOf, type Selection } from './statistics/areaTable.ts';
import type { Cube } from './statistics/cube.ts';
import { readJsonStat } from './statistics/jsonStat.ts';
import { readPx } from './statistics/px.ts';

/** How a file of areas is read: how it is written if it is delimited, and what is chosen of it if it is statistics. */
export interface TableInput extends DialectOverrides {
  readonly select?: Selection | undefined;
}

/** A statistical table as a table with the area's code first, numbers with a decimal point, missing ones empty. */
function tableOf(cube: Cube, selection: Selection): DelimitedTable {
  const { areaColumn, areas, columns } = areaTableOf(cube, selection);
  const { file } = cube;
  if (columns.length >= IMPORT_LIMITS.columns)
    throw new DataError({ file }, 'delimited.tooManyColumns', { limit: IMPORT_LIMITS.columns });
  const written = (value: number | undefined): string =>
    value === undefined || Number.isNaN(value) ? '' : String(value);
  return {
    file,
    header: [areaColumn, ...columns.map(({ name }) => name)],
    rows: areas.map((area, row) => [area, ...columns.map(({ values }) => written(values[row]))]),
    dialect: {
      delimiter: ',',
      decimal: '.',
      encoding: 'utf-8',
      quote: '"',
      thousands: '',
      header: true,
      headerLine: 1,
      lineEnd: 'lf',
      gzip: false,
    },
    // Rows of a statistical table have no lines of their own: they are counted.
    lineOf: (row) => row + 1,
  };
}

/**
 * Reads a table of areas whole: delimited, PX or JSON-stat 2, told apart by what stands in the file.
 * @throws DataError or UserError that says what is wrong, or what must be chosen
 */
export function readTable(path: string, input: TableInput = {}): DelimitedTable {
  const format = formatOf(path);
  refuseForeign(nameOf(path), format);
  if (format === 'px') return tableOf(readPx(path), input.select ?? new Map());
  if (format === 'json-stat') return tableOf(readJsonStat(path), input.select ?? new Map());
  if (format !== 'text') throw new DataError({ file: nameOf(path) }, 'formats.noTable');
  if (input.select !== undefined && input.select.size > 0)
    throw new DataError({ file: nameOf(path) }, 'statistics.nothingToSelect');
  return readDelimited(path, input);
}
