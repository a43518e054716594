import type { Preview, PreviewColumn, PreviewOptions } from '../../../shared/schemas/preview.ts';
import { openParquet, type ParquetColumn } from '../formats/parquet/parquetFile.ts';
import { declaredType, kindOf, textOf } from '../formats/parquet/parquetText.ts';
import { describeTable, type SeenTable } from './describeTable.ts';
import type { FileSample } from './sample.ts';

const LOOKED_AT = 4096;

/** The preview of a Parquet file: types and rows as it declares them, roles from the first rows. */
export function previewParquet(path: string, sample: FileSample, given: PreviewOptions): Preview {
  const parquet = openParquet(path);
  try {
    const rows = Math.min(parquet.rows, LOOKED_AT);
    const texts = ({ element, nested }: ParquetColumn, at: number): string[] => {
      if (nested) return [];
      const values: unknown[] = [];
      const column = parquet.column(at);
      column.read(values, rows);
      column.close();
      return values.map((value) => textOf(value, kindOf(element), element.scale ?? 0));
    };
    const fields = parquet.columns.map(texts);
    const table: SeenTable = {
      file: sample.file,
      names: parquet.columns.map(({ name }) => name),
      rows: Array.from({ length: rows }, (_, row) => ({
        line: row + 1,
        fields: fields.map((column) => column[row] ?? ''),
      })),
      later: [],
      delimiter: ',',
      signs: { decimal: '.', thousands: '', unsure: 0 },
      header: true,
    };
    const { columns, signs: _signs, problems, ...described } = describeTable(table, given);
    return {
      version: 1,
      file: { name: sample.file, bytes: parquet.size, gzip: false },
      format: 'parquet',
      dialect: null,
      sample: {
        bytes: sample.parts[0]?.bytes.length ?? 0,
        rows,
        parts: rows === 0 ? 0 : 1,
        whole: rows === parquet.rows,
      },
      rows: { count: parquet.rows, exact: true },
      columns: columns.map((column, i) => asDeclared(column, parquet.columns[i])),
      ...described,
      problems: [...problems],
    };
  } finally {
    parquet.close();
  }
}

/** Numbers, dates and texts are what the file says they are; codes and keys are guessed on top of that. */
function asDeclared(column: PreviewColumn, parquet: ParquetColumn | undefined): PreviewColumn {
  if (parquet === undefined) return column;
  const declared = parquet.nested ? 'nested' : declaredType(parquet.element);
  const kind = kindOf(parquet.element);
  const { value } = column.type;
  const type = { ...column.type, confidence: 1, why: ['declared' as const] };
  if (column.type.why.includes('chosen')) return { ...column, declared };
  if (kind === 'decimal' && value !== 'key' && value !== 'decimal' && value !== 'integer')
    return { ...column, declared, type: { ...type, value: 'decimal' } };
  if (kind === 'date' || kind === 'timestamp') return { ...column, declared, type: { ...type, value: 'date' } };
  return { ...column, declared };
}
