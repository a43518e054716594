import { readFileSync } from 'node:fs';
import path from 'node:path';

/** Reference cases lie beside the repository, or where SIGILL_SHARED says; tests that need them say when they are absent. */
const SHARED = process.env['SIGILL_SHARED'] ?? path.resolve(import.meta.dirname, '../../../shared');
export const INDEX_REFERENCE = path.join(SHARED, 'reference', 'index');

/** Columns of a plain comma-separated reference file (no quotes); an empty field is NaN. The first column is the code. */
export function numberColumns(file: string, names?: readonly string[]): { areas: string[]; columns: Float64Array[] } {
  const [header = '', ...lines] = readFileSync(file, 'utf8').trimEnd().split(/\r?\n/u);
  const titles = header.split(',');
  const rows = lines.map((line) => line.split(','));
  const wanted = names ?? titles.slice(1);
  return {
    areas: rows.map((row) => row[0] ?? ''),
    columns: wanted.map((name) => {
      const j = titles.indexOf(name);
      return Float64Array.from(rows, (row) => ((row[j] ?? '') === '' ? Number.NaN : Number(row[j])));
    }),
  };
}

/** As `numberColumns` for a file without a code column. */
export function unkeyedColumns(file: string): Float64Array[] {
  const [header = '', ...lines] = readFileSync(file, 'utf8').trimEnd().split(/\r?\n/u);
  const rows = lines.map((line) => line.split(','));
  return header.split(',').map((_name, j) => Float64Array.from(rows, (row) => Number(row[j])));
}
