import type { Preview, PreviewColumn, PreviewProblem } from '../../../shared/schemas/preview.ts';
import { fieldForm } from './fieldForm.ts';
import type { ColumnProfile } from './profile.ts';
import { isNumberForm, type NumberSigns } from './signs.ts';

const MOST = 50;

interface Seen {
  readonly rows: readonly { readonly line: number; readonly fields: readonly string[] }[];
  readonly profiles: readonly ColumnProfile[];
  readonly signs: NumberSigns;
  readonly columns: readonly PreviewColumn[];
  readonly year: Preview['year'];
}

/** Fields of a column of numbers that are none: how many, and the line of the first. */
function wrongNumbers({ profiles, rows, signs, columns }: Seen, position: number): PreviewProblem | undefined {
  const profile = profiles[position];
  const column = columns[position];
  if (profile === undefined || column === undefined) return undefined;
  const isWrong = (field: string): boolean => {
    const form = fieldForm(field);
    return form !== 'empty' && form !== 'missing' && !isNumberForm(form, signs);
  };
  let count = 0;
  for (const [text, times] of profile.texts) if (isWrong(text)) count += times;
  if (count === 0) return undefined;
  const first = rows.find(({ fields }) => isWrong((fields[position] ?? '').trim()));
  return { rule: 'type', count, column: column.name, ...(first === undefined ? {} : { line: first.line }) };
}

/** What is wrong, or to be decided, in the columns; the first of each kind with its line. */
export function columnProblems(seen: Seen): PreviewProblem[] {
  const { profiles, signs, columns, year } = seen;
  const problems: PreviewProblem[] = [];
  if (signs.unsure > 0) problems.push({ rule: 'ambiguousThousands', count: signs.unsure });
  for (const [i, { name, type, role, masked, missingCodes }] of columns.entries()) {
    const profile = profiles[i] as ColumnProfile;
    if (masked) {
      problems.push({ rule: 'identifier', count: profile.filled, column: name });
      continue;
    }
    if (profile.rows > 0 && profile.filled === 0)
      problems.push({ rule: 'emptyColumn', count: profile.rows, column: name });
    for (const { suspected, count } of missingCodes)
      if (suspected) problems.push({ rule: 'suspectedMissing', count, column: name });
    if (type.value === 'integer' || type.value === 'decimal' || type.value === 'key' || type.value === 'year') {
      const wrong = wrongNumbers(seen, i);
      if (wrong !== undefined) problems.push(wrong);
    } else if (type.value === 'text' && role.value.endsWith('key'))
      problems.push({ rule: 'keyNotNumber', count: profile.filled, column: name });
  }
  if (year.from === 'unknown') problems.push({ rule: 'noYear', count: 1 });
  return problems.slice(0, MOST);
}
