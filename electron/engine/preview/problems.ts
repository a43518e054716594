import type { Preview, PreviewColumn, PreviewProblem } from '../../../shared/schemas/preview.ts';
import type { GuessedColumn } from './guessColumn.ts';
import type { Layout } from './layout.ts';
import type { ColumnProfile } from './profile.ts';
import type { SampleRecord } from './records.ts';
import type { SampleText } from './sampleText.ts';
import { fieldForm } from './fieldForm.ts';
import { isNumberForm, type NumberSigns } from './signs.ts';

const MOST = 50;

interface Seen {
  readonly text: SampleText;
  readonly layout: Layout;
  readonly table: {
    readonly header: { readonly header: boolean };
    readonly rows: readonly SampleRecord[];
    readonly bad: readonly SampleRecord[];
  };
  readonly profiles: readonly ColumnProfile[];
  readonly guesses: readonly GuessedColumn[];
  readonly signs: NumberSigns;
  readonly columns: readonly PreviewColumn[];
  readonly year: Preview['year'];
}

/** Fields of a column of numbers that are none: how many, and the line of the first. */
function wrongNumbers({ profiles, table, signs, columns }: Seen, position: number): PreviewProblem | undefined {
  const profile = profiles[position];
  const column = columns[position];
  if (profile === undefined || column === undefined) return undefined;
  const suspected = new Set(column.missingCodes.map(({ code }) => code));
  const isWrong = (field: string): boolean => {
    const form = fieldForm(field);
    return form !== 'empty' && form !== 'missing' && !suspected.has(field) && !isNumberForm(form, signs);
  };
  let count = 0;
  for (const [text, times] of profile.texts) if (isWrong(text)) count += times;
  if (count === 0) return undefined;
  const first = table.rows.find(({ fields }) => isWrong((fields[position] ?? '').trim()));
  return { rule: 'type', count, column: column.name, ...(first === undefined ? {} : { line: first.line }) };
}

/** What is wrong, or to be decided, in the sample; the first of each kind with its line. */
export function problemsOf(seen: Seen): PreviewProblem[] {
  const { text, layout, table, profiles, guesses, signs, columns, year } = seen;
  const problems: PreviewProblem[] = [];
  const tell = (problem: PreviewProblem): void => {
    if (problems.length < MOST) problems.push(problem);
  };
  if (text.invalid > 0)
    tell({
      rule: 'encoding',
      count: text.invalid,
      ...(text.invalidLine === undefined ? {} : { line: text.invalidLine }),
    });
  const faults = table.bad.filter(({ fault }) => fault);
  const ragged = table.bad.filter(({ fault }) => !fault);
  if (ragged[0] !== undefined) tell({ rule: 'ragged', count: ragged.length, line: ragged[0].line });
  if (faults[0] !== undefined) tell({ rule: 'quote', count: faults.length, line: faults[0].line });
  if (layout.mixedLineEnds > 0) tell({ rule: 'mixedLineEnds', count: layout.mixedLineEnds });
  if (!table.header.header) tell({ rule: 'noHeader', count: 1 });
  if (signs.unsure > 0) tell({ rule: 'ambiguousThousands', count: signs.unsure });
  for (const [i, column] of columns.entries()) {
    const profile = profiles[i] as ColumnProfile;
    if (guesses[i]?.masked === true) {
      tell({ rule: 'identifier', count: profile.filled, column: column.name });
      continue;
    }
    if (profile.rows > 0 && profile.filled === 0)
      tell({ rule: 'emptyColumn', count: profile.rows, column: column.name });
    for (const { suspected, count } of column.missingCodes)
      if (suspected) tell({ rule: 'suspectedMissing', count, column: column.name });
    const { value: type } = column.type;
    if (type === 'integer' || type === 'decimal' || type === 'key' || type === 'year') {
      const wrong = wrongNumbers(seen, i);
      if (wrong !== undefined) tell(wrong);
    } else if (type === 'text' && column.role.value.endsWith('key'))
      tell({ rule: 'keyNotNumber', count: profile.filled, column: column.name });
  }
  if (year.from === 'unknown') tell({ rule: 'noYear', count: 1 });
  return problems;
}
