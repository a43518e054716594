import type { SchemaElement } from 'hyparquet';
import { Word } from './word.ts';

/** What a column declares itself to hold. */
export type ParquetKind = 'integer' | 'decimal' | 'boolean' | 'date' | 'timestamp' | 'text' | 'bytes';

export function kindOf({ type, converted_type: converted, logical_type: logical }: SchemaElement): ParquetKind {
  if (converted === 'DECIMAL' || logical?.type === 'DECIMAL') return 'decimal';
  if (converted === 'DATE' || logical?.type === 'DATE') return 'date';
  if (converted?.startsWith('TIMESTAMP') === true || logical?.type === 'TIMESTAMP' || type === 'INT96')
    return 'timestamp';
  if (type === 'BOOLEAN') return 'boolean';
  if (type === 'INT32' || type === 'INT64') return 'integer';
  if (type === 'FLOAT' || type === 'DOUBLE' || logical?.type === 'FLOAT16') return 'decimal';
  if (type === 'FIXED_LEN_BYTE_ARRAY' && logical?.type !== 'UUID') return 'bytes';
  return 'text';
}

/** The type in the words of the format, such as `INT32` or `BYTE_ARRAY (UTF8)`. */
export function declaredType({ type, converted_type: converted, logical_type: logical, scale }: SchemaElement): string {
  const finer = logical?.type ?? converted;
  const digits = finer === 'DECIMAL' ? `, ${String(scale ?? 0)}` : '';
  return finer === undefined ? (type ?? 'group') : `${type ?? 'group'} (${finer}${digits})`;
}

const isoDate = (date: Date): string => (Number.isNaN(date.getTime()) ? '' : date.toISOString());

/**
 * A value as the text that a delimited file would hold: numbers with a decimal point, dates as 2023-12-31, points in time as
 * 2023-12-31T23:59:59, truth as 1 and 0; empty where missing, and for a number that is none.
 */
export function textOf(value: unknown, kind: ParquetKind, scale: number): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  if (value instanceof Word) return value.text;
  if (typeof value === 'bigint') return String(value);
  if (typeof value === 'boolean') return value ? '1' : '0';
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) return '';
    // The reader multiplies by a power of ten, which leaves 0.1 + 0.2 behind; the declared digits say what was meant.
    return kind === 'decimal' && scale > 0 && scale <= 20 ? String(Number(value.toFixed(scale))) : String(value);
  }
  if (value instanceof Date) return kind === 'date' ? isoDate(value).slice(0, 10) : isoDate(value).slice(0, 19);
  if (value instanceof Uint8Array) return Buffer.from(value).toString('utf8');
  return '';
}
