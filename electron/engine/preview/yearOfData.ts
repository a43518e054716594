import type { Preview, PreviewColumn } from '../../../shared/schemas/preview.ts';
import type { ColumnProfile } from './profile.ts';

/** The year in a file's name: four digits that stand by themselves, the last of them when there are several. */
export function yearInName(file: string): number | undefined {
  const found = [...file.matchAll(/(?<!\d)(?:19|20)\d\d(?!\d)/gu)].at(-1)?.[0];
  return found === undefined ? undefined : Number(found);
}

/** The year of the data: what the person says, a year column, or the file's name. Never a guess out of nothing. */
export function yearOfData(
  file: string,
  columns: readonly PreviewColumn[],
  profiles: readonly ColumnProfile[],
  given: number | undefined,
): Preview['year'] {
  if (given !== undefined) return { value: given, from: 'chosen' };
  const at = columns.findIndex(({ role, missingShare }) => role.value === 'year' && missingShare < 1);
  const column = columns[at];
  if (column !== undefined) {
    const texts = profiles[at]?.texts;
    const [only] = texts?.keys() ?? [];
    return {
      value: texts?.size === 1 && only !== undefined ? Number(only) : null,
      from: 'column',
      column: column.name,
    };
  }
  const named = yearInName(file);
  return named === undefined ? { value: null, from: 'unknown' } : { value: named, from: 'file-name' };
}
