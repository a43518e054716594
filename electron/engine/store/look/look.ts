import Database from 'better-sqlite3';
import { isoDate } from '../../../../shared/domain/dates/isoDate.ts';
import { UserError } from '../../../../shared/errors/errors.ts';
import type { Progress } from '../../jobs/progress.ts';
import type { Project } from '../../project/project.ts';
import { type Column, MISSING_CODE, MISSING_INTEGER, type RegisterYear } from '../columns.ts';
import { rowDecoder } from '../decode.ts';
import { openScan, type ScanColumn } from '../scan.ts';
import { plainConditions } from './conditions.ts';
import { isWord, type Token, tokensOf, withoutLiterals } from './tokens.ts';

/*
 * A look at records with a statement of SQL, on screen only. The statement runs on a database in memory that holds nothing
 * but virtual tables over the chunks, one for each register-year, REGISTER_YEAR: there is no file, no other table and
 * nothing to write to that it could reach. Every look is in the log before the first row is read.
 */

/** Rows that may be seen at a time. */
export const MOST_ROWS = 1000;
const LONGEST_STATEMENT = 10_000;
/** Rows between two questions whether to stop. */
const BETWEEN_CHECKS = 4096;

export type Cell = string | number | null;

export interface Look {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
  /** True when there were more rows than may be seen. */
  readonly more: boolean;
}

const tableOf = ({ register, year }: RegisterYear): string => `${register}_${String(year)}`;

/** What a cell is in SQL: whole numbers as such, dates as YYYY-MM-DD, words as texts, missing as null. */
function reader(column: Column, dates: boolean): (row: number) => string | number | bigint | null {
  if (column.type === 'category' || column.type === 'area') {
    const { values, dictionary } = column;
    return (row) => (values[row] === MISSING_CODE ? null : (dictionary[values[row] ?? 0] ?? null));
  }
  const { values } = column;
  if (column.type === 'integer' && dates)
    return (row) => (values[row] === MISSING_INTEGER ? null : isoDate(values[row] as number));
  if (column.type === 'integer')
    return (row) => (values[row] === MISSING_INTEGER ? null : BigInt(values[row] as number));
  if (column.type === 'key') return (row) => (Number.isNaN(values[row]) ? null : BigInt(values[row] as number));
  return (row) => (Number.isNaN(values[row]) ? null : (values[row] as number));
}

/** True when the statement asks for all columns of a table, or may without naming them. */
const wantsAll = (tokens: readonly Token[]): boolean =>
  tokens.some(
    (token, i) =>
      isWord(token, 'natural') ||
      (token.value === '*' &&
        token.kind === 'sign' &&
        (isWord(tokens[i - 1], 'select', 'distinct', 'all') || [',', '.'].includes(tokens[i - 1]?.value ?? ''))),
  );

function addTable(
  database: Database.Database,
  project: Project,
  of: RegisterYear,
  tokens: readonly Token[],
  only: boolean,
  progress: Progress,
): void {
  const names = of.variables.map(({ name }) => name);
  const said = new Set(tokens.map(({ value }) => value.toLowerCase()));
  const all = wantsAll(tokens);
  const wanted = names.filter((name) => all || said.has(name.toLowerCase()));
  const place = new Map(wanted.map((name, i) => [name, i]));
  const { register, year } = of;

  function* rows(): Generator<(string | number | bigint | null)[]> {
    const described: readonly ScanColumn[] = openScan(project, { register, year, columns: wanted }).columns;
    const within = only ? plainConditions(tokens, described) : [];
    const scan = openScan(project, { register, year, columns: wanted, within, progress });
    const decode = rowDecoder(scan.columns);
    for (let packed = scan.next(); packed !== undefined; packed = scan.next()) {
      const decoded = decode(packed);
      const cells = decoded.columns.map((column, i) => reader(column, scan.columns[i]?.dates === true));
      const order = names.map((name) => cells[place.get(name) ?? -1]);
      for (let row = 0; row < decoded.rows; row += 1) {
        if (row % BETWEEN_CHECKS === 0) progress.check();
        yield order.map((cell) => cell?.(row) ?? null);
      }
    }
  }
  database.table(tableOf(of), { columns: names, rows });
}

/** Refuses what is not one SELECT before SQLite sees it. */
function checkForm(statement: string, tokens: readonly Token[]): void {
  if (statement.length > LONGEST_STATEMENT) throw new UserError('input', 'look.tooLong', { most: LONGEST_STATEMENT });
  if (!isWord(tokens[0], 'select', 'with')) throw new UserError('refused', 'look.onlySelect');
  const end = tokens.findIndex(({ kind, value }) => kind === 'sign' && value === ';');
  if (end >= 0 && end < tokens.length - 1) throw new UserError('refused', 'look.onlySelect');
}

function prepare(database: Database.Database, statement: string): Database.Statement<[], Cell[]> {
  let prepared: Database.Statement<[], Cell[]>;
  try {
    prepared = database.prepare<[], Cell[]>(statement);
  } catch (cause) {
    // About the statement alone: no row has been read.
    throw new UserError('input', 'look.notUnderstood', { reason: cause instanceof Error ? cause.message : '' });
  }
  if (!prepared.reader || !prepared.readonly) throw new UserError('refused', 'look.onlySelect');
  return prepared.raw(true);
}

/** Runs one SELECT over the register-years that it names and gives at most MOST_ROWS rows. Noted in the log. */
export function lookAt(project: Project, statement: string, progress: Progress): Look {
  const tokens = tokensOf(statement);
  checkForm(statement, tokens);
  const registers = project.store.registers();
  const count = (table: string): number =>
    tokens.filter(({ kind, value }) => kind !== 'text' && value.toLowerCase() === table.toLowerCase()).length;
  const named = registers.filter((one) => count(tableOf(one)) > 0);
  if (named.length === 0)
    throw new UserError('input', 'look.noTable', { tables: registers.map(tableOf).join(', ') || '–' });

  const database = new Database(':memory:');
  try {
    // Sorting must not spill to a file, which would not be encrypted.
    database.pragma('temp_store = MEMORY');
    database.pragma('trusted_schema = OFF');
    const only = named.length === 1 && count(tableOf(named[0] as RegisterYear)) === 1;
    for (const one of named) addTable(database, project, one, tokens, only, progress);
    const prepared = prepare(database, statement);
    const known = new Set(
      named
        .flatMap((one) => [tableOf(one), ...one.variables.map(({ name }) => name)])
        .map((name) => name.toLowerCase()),
    );
    project.appendLog('look', {
      registers: named.map(({ register, year }) => `${register} ${String(year)}`),
      statement: withoutLiterals(tokens, known),
    });
    return collect(prepared, progress);
  } finally {
    database.close();
  }
}

function collect(prepared: Database.Statement<[], Cell[]>, progress: Progress): Look {
  const columns = prepared.columns().map(({ name }) => name);
  const rows: Cell[][] = [];
  try {
    for (const row of prepared.iterate()) {
      progress.check();
      if (rows.length === MOST_ROWS) return { columns, rows, more: true };
      // A blob can only come of an expression; what is in it is not for reading.
      rows.push(row.map((cell) => (Buffer.isBuffer(cell) ? '(blob)' : cell)));
    }
  } catch (cause) {
    // SQLite's message about a row might hold what stands in it.
    if (cause instanceof Error && cause.name === 'SqliteError') throw new UserError('input', 'look.failed');
    throw cause;
  }
  return { columns, rows, more: false };
}
