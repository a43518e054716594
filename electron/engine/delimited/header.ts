import { DataError } from '../../../shared/errors/errors.ts';
import type { Limits } from './limits.ts';

/**
 * The column names of a header row: each trimmed, none empty, none twice. Names are only ever kept in arrays, Maps
 * and Sets, so that a column called `__proto__` is a column like any other.
 */
export function checkHeader(file: string, line: number, fields: readonly string[], limits: Limits): readonly string[] {
  if (fields.length > limits.columns)
    throw new DataError({ file, line }, 'delimited.tooManyColumns', { limit: limits.columns });
  const names = fields.map((field) => field.trim());
  const seen = new Set<string>();
  for (const [position, name] of names.entries()) {
    if (name === '') throw new DataError({ file, line, column: position + 1 }, 'delimited.emptyColumnName');
    if (seen.has(name)) throw new DataError({ file, line, column: name }, 'delimited.duplicateColumn');
    seen.add(name);
  }
  return names;
}
