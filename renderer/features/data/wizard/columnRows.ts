import type { ReadAs } from '../../../../shared/ipc/readAs.ts';
import type { PreviewColumn, PreviewProblem, Role } from '../../../../shared/schemas/preview.ts';
import type { ColumnChoice, Seen } from '../model/wizard.ts';

/** A column as the wizard shows it: what is seen, what is chosen, what is wrong with it. */
export interface ColumnRow {
  readonly column: PreviewColumn;
  readonly read: ReadAs;
  readonly identifying: boolean;
  readonly problems: readonly PreviewProblem[];
  /** A value of the first rows, or dots. */
  readonly example: string;
  /** True when a person should look: unsure, wrong somewhere, or identifying. */
  readonly attention: boolean;
}

/** Below this a guess is worth a look. */
const UNSURE = 0.7;

export function columnRows(seen: Seen, choices: ReadonlyMap<string, ColumnChoice>): ColumnRow[] {
  const { columns, problems, firstRows } = seen.preview;
  const byColumn = new Map<string, PreviewProblem[]>();
  for (const problem of problems)
    if (problem.column !== undefined) byColumn.set(problem.column, [...(byColumn.get(problem.column) ?? []), problem]);
  return columns.map((column, at) => {
    const choice = choices.get(column.name);
    const identifying = column.role.value === 'identifier';
    const own = byColumn.get(column.name) ?? [];
    const unsure = Math.min(column.type.confidence, column.role.confidence) < UNSURE;
    return {
      column,
      read: choice?.read ?? seen.read[at] ?? 'ignore',
      identifying,
      problems: own,
      example: firstRows.find((row) => (row[at] ?? '') !== '')?.[at] ?? '',
      attention: identifying || own.length > 0 || (unsure && choice === undefined),
    };
  });
}

/** What an identifying column may be read as; any other may be anything but a pseudonym made on the way in. */
export const IDENTIFYING_READS: readonly ReadAs[] = ['ignore', 'pseudonym'];

/** Every role there is, in the order of the list. A record, so that a new role is missed by the types and not by people. */
const ROLE_ORDER: Readonly<Record<Role, number>> = {
  'person-key': 0,
  'household-key': 1,
  'dwelling-key': 2,
  'event-key': 3,
  key: 4,
  deso: 5,
  regso: 6,
  municipality: 7,
  county: 8,
  'area-name': 9,
  year: 10,
  month: 11,
  'birth-year': 12,
  date: 13,
  sex: 14,
  age: 15,
  code: 16,
  value: 17,
  text: 18,
  identifier: 19,
  empty: 20,
};
export const ROLES = (Object.keys(ROLE_ORDER) as Role[]).toSorted((a, b) => ROLE_ORDER[a] - ROLE_ORDER[b]);
