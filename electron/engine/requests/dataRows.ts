import { isoDate } from '../../../shared/domain/dates/isoDate.ts';
import type { Output } from '../../../shared/ipc/contract.ts';
import { UserError } from '../../../shared/errors/errors.ts';
import { isCertainIdentifier } from '../import/identifiers.ts';
import type { Project } from '../project/project.ts';
import { type Column, MISSING_CODE, MISSING_INTEGER, shownType } from '../store/columns.ts';

export const MOST_ROWS = 1000;
const LONGEST_TEXT = 200;
/** Stands for a value that is there and is not shown. */
const HIDDEN = '•';

/** The value as a text; a key is never told, only that there is one, since keys lead to the same person elsewhere. */
function shown(column: Column, at: number, dates: boolean): string {
  const value = column.values[at] ?? 0;
  if (column.type === 'key') return Number.isNaN(value) ? '' : HIDDEN;
  if (column.type === 'integer') return value === MISSING_INTEGER ? '' : dates ? isoDate(value) : String(value);
  if (column.type === 'decimal') return Number.isNaN(value) ? '' : String(value);
  const text = value === MISSING_CODE ? '' : (column.dictionary[value] ?? '');
  return isCertainIdentifier(text) ? HIDDEN : text.slice(0, LONGEST_TEXT);
}

/** Ends a scan whose rows have all been seen. */
class Enough extends Error {}

/**
 * At most a thousand rows of a register-year to look at, from row `first` on, without keys. That somebody looked, and
 * where, is written in the project's log before a row is read.
 */
export function rowsOf(project: Project, register: string, year: number, first: number): Output<'data.rows'> {
  const stored = project.store.registers().find((one) => one.register === register && one.year === year);
  if (stored === undefined) throw new UserError('input', 'store.noRegister', { register, year });
  const from = Math.min(first, Math.max(0, stored.rows - 1));
  const to = Math.min(stored.rows, from + MOST_ROWS);
  project.appendLog('look', { register, year, firstRow: from + 1, rows: to - from });
  const variables = stored.variables.slice(0, 2000);
  const rows: string[][] = [];
  try {
    project.store.scan(
      register,
      year,
      variables.map(({ name }) => name),
      (chunk) => {
        for (let row = Math.max(from, chunk.first); row < Math.min(to, chunk.first + chunk.rows); row += 1)
          rows.push(chunk.columns.map((column, i) => shown(column, row - chunk.first, variables[i]?.dates === true)));
        if (chunk.first + chunk.rows >= to) throw new Enough();
      },
    );
  } catch (cause) {
    if (!(cause instanceof Enough)) throw cause;
  }
  return {
    total: stored.rows,
    first: from,
    columns: variables.map((variable) => ({ name: variable.name.slice(0, 200), type: shownType(variable) })),
    rows,
  };
}
