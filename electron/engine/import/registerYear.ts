import { DataError } from '../../../shared/errors/errors.ts';
import type { RegisterSpecification, StoredColumnSpecification } from '../../../shared/schemas/specification.ts';
import type { ProjectDatabase } from '../project/encryptedFile.ts';
import { type QualityLine, RegisterWriter, type SourceFile } from '../store/writer.ts';
import { ColumnGatherer, type ColumnProfile } from '../quality/columnProfile.ts';
import { variableTypeOf } from './fillers.ts';
import { type Fault, Footnotes, lastKept } from './footnotes.ts';
import { KeySet } from './keySet.ts';
import type { Labour } from './pieces/labour.ts';
import { type ColumnPiece, lineOf } from './pieces/piece.ts';
import { codeBooks, MOST_CODES, RowStage, TooManyCodes } from './rowStage.ts';
import { type BadRow, BadRows, type Rule } from './rules.ts';

/** The columns that are stored, in the order of the specification, with what is missing in all of them. */
export const storedColumns = ({ columns, missing = [] }: RegisterSpecification): readonly StoredColumnSpecification[] =>
  columns
    .filter((column): column is StoredColumnSpecification => column.type !== 'ignore')
    .map((column) => (missing.length === 0 ? column : { ...column, missing: [...(column.missing ?? []), ...missing] }));

export const variableOf = (column: { readonly source: string; readonly variable?: string | undefined }): string =>
  column.variable ?? column.source;

/** One register-year on its way in: rows from one or several files, checked and staged. */
export class RegisterYearImport {
  readonly year: number;
  readonly columns: readonly StoredColumnSpecification[];
  readonly #writer: RegisterWriter;
  readonly #stage: RowStage;
  readonly #books: ReturnType<typeof codeBooks>;
  readonly #gatherers: readonly ColumnGatherer[];
  readonly #unique: readonly number[];
  readonly #keys = new KeySet();
  readonly #tuples = new Set<string>();
  readonly #yearColumn: number;
  readonly #files: SourceFile[] = [];
  // What is refused here alone, for the quality summary of the year.
  readonly #own = new BadRows();
  #bad = new Uint8Array(0);
  #read = 0;
  #refused = 0;
  #footnotes = 0;
  #lastKept = 0;
  readonly #notes: Footnotes | undefined;

  constructor(
    database: ProjectDatabase,
    specification: RegisterSpecification,
    year: number,
    importedAt: string,
    labour: Labour,
  ) {
    this.year = year;
    this.columns = storedColumns(specification);
    const types = this.columns.map(variableTypeOf);
    const books = codeBooks(types);
    this.#writer = new RegisterWriter(
      database,
      specification.register,
      year,
      importedAt,
      JSON.stringify(specification),
      this.columns.map((column, i) => ({
        name: variableOf(column),
        type: variableTypeOf(column),
        dictionary: books[i]?.texts ?? [],
        dates: column.type === 'date',
      })),
    );
    this.#stage = new RowStage(types, books, this.#writer, labour, (column, profile) => {
      this.#gatherers[column]?.add(profile);
    });
    this.#books = books;
    this.#gatherers = this.columns.map(
      (column, i) => new ColumnGatherer(variableOf(column), column.source, types[i] ?? 'category'),
    );
    const position = (variable: string): number => this.columns.findIndex((column) => variableOf(column) === variable);
    this.#unique = (specification.unique ?? []).map(position);
    this.#notes = specification.dialect?.footnotes === true ? new Footnotes() : undefined;
    const { year: said } = specification;
    this.#yearColumn = typeof said === 'number' ? -1 : this.columns.findIndex(({ source }) => source === said.column);
  }

  get rows(): number {
    return this.#stage.rows;
  }

  /** Takes a piece of a file in. */
  async take(piece: ColumnPiece, file: string, badRows: BadRows): Promise<void> {
    if (this.#bad.length < piece.rows) this.#bad = new Uint8Array(piece.rows * 2);
    const bad = this.#bad.fill(0, 0, piece.rows);
    this.#read += piece.rows;
    const faults: Fault[] = [];
    const note = (row: number | undefined, fault: BadRow): void => {
      faults.push({ row, bad: fault });
      if (row !== undefined) bad[row] = 1;
    };
    for (const { row, line, column, rule } of piece.faults.all()) {
      const place = { file, line: piece.firstLine + line, rule };
      note(row, column === undefined ? place : { ...place, column: this.columns[column]?.source ?? '' });
    }
    const refuse: Refuse = (row, rule, column) => {
      note(row, { file, line: lineOf(piece, row), column: column.source, rule });
    };
    for (let from = 0; from < piece.rows;) {
      const to = Math.min(piece.rows, from + this.#stage.free);
      try {
        this.#stage.place(piece, from, to);
      } catch (cause) {
        if (!(cause instanceof TooManyCodes)) throw cause;
        throw new DataError({ file, column: this.columns[cause.column]?.source ?? '' }, 'import.tooManyCodes', {
          limit: MOST_CODES,
        });
      }
      this.#checkYear(from, to, bad, refuse);
      this.#checkUnique(from, to, bad, refuse);
      await this.#stage.keep(to - from, bad, from, bad.subarray(from, to).includes(1));
      from = to;
    }
    for (const { row, bad: fault } of faults) if (row !== undefined) badRows.leaveOut(file, fault.line);
    const kept = lastKept(piece, bad);
    if (kept > 0) this.#lastKept = kept;
    this.#tell(this.#notes?.sift(piece, faults, kept) ?? faults, badRows);
  }

  #tell(faults: readonly Fault[], badRows: BadRows): void {
    const told = new Set<number>();
    for (const { row, bad } of faults) {
      const fresh = row === undefined || !told.has(bad.line);
      for (const list of [badRows, this.#own]) list.add(bad, fresh);
      if (fresh) this.#refused += 1;
      if (row === undefined) this.#read += 1;
      else told.add(bad.line);
    }
  }

  /** About how many more rows are to come. */
  expect(rows: number): void {
    if (this.#unique.length === 1) this.#keys.reserve(this.#keys.size + rows);
  }

  /** The file has ended; gives the line of the last row that is kept, 0 for none. */
  fileDone(file: SourceFile): number {
    const ended = this.#notes?.end();
    this.#footnotes += ended?.notes ?? 0;
    this.#read -= ended?.rows ?? 0;
    this.#files.push(file);
    const kept = this.#lastKept;
    this.#lastKept = 0;
    return kept;
  }

  /** Writes what is known at the end. `orphans`: keys without a counterpart, by variable. `pseudonymKey`: its number. */
  finish(orphans: ReadonlyMap<string, number>, pseudonymKey?: number): void {
    const line = (subject: string, measure: string, value: number): QualityLine => ({ subject, measure, value });
    this.#writer.finish(this.#files, [
      line('', 'rowsRead', this.#read),
      line('', 'rowsKept', this.#writer.rows),
      line('', 'rowsRefused', this.#refused),
      ...(pseudonymKey === undefined ? [] : [line('', 'pseudonymKey', pseudonymKey)]),
      ...(this.#footnotes > 0 ? [line('', 'footnotes', this.#footnotes)] : []),
      ...this.#own.counts().map(({ column, rule, count }) => line(column, `refused:${rule}`, count)),
      ...[...orphans].map(([variable, count]) => line(variable, 'orphans', count)),
    ]);
  }

  /** Writes the staged rows, so that the reader sees them all. */
  async flush(): Promise<void> {
    await this.#stage.flush();
    this.#writer.showRows();
  }

  /** What the columns look like, once everything is flushed. */
  profiles(): readonly ColumnProfile[] {
    return this.#gatherers.map((gatherer, i) => gatherer.profile(this.#books[i]?.texts ?? []));
  }

  get summary(): {
    readonly read: number;
    readonly refused: number;
    readonly footnotes: number;
    readonly files: readonly SourceFile[];
  } {
    return { read: this.#read, refused: this.#refused, footnotes: this.#footnotes, files: this.#files };
  }

  #checkYear(from: number, to: number, bad: Uint8Array, refuse: Refuse): void {
    if (this.#yearColumn < 0) return;
    const column = this.columns[this.#yearColumn] as StoredColumnSpecification;
    const values = this.#stage.values[this.#yearColumn] as Int32Array;
    for (let row = from, i = this.#stage.filled; row < to; row += 1, i += 1)
      if (values[i] !== this.year && bad[row] === 0) refuse(row, 'year', column);
  }

  #checkUnique(from: number, to: number, bad: Uint8Array, refuse: Refuse): void {
    const [first] = this.#unique;
    if (first === undefined) return;
    const column = this.columns[first] as StoredColumnSpecification;
    const values = this.#stage.values[first] as Float64Array;
    const { filled } = this.#stage;
    if (this.#unique.length === 1 && column.type === 'key') {
      const keys = values.subarray(filled, filled + to - from);
      const skipped = bad.subarray(from, to);
      for (
        let at = this.#keys.addAll(keys, 0, skipped);
        at < keys.length;
        at = this.#keys.addAll(keys, at + 1, skipped)
      )
        refuse(from + at, 'duplicate', column);
      return;
    }
    for (let row = from, i = filled; row < to; row += 1, i += 1)
      if (bad[row] === 0 && !this.#addTuple(i)) refuse(row, 'duplicate', column);
  }

  #addTuple(at: number): boolean {
    const tuple = this.#unique.map((i) => String(this.#stage.values[i]?.[at])).join(' ');
    if (this.#tuples.has(tuple)) return false;
    this.#tuples.add(tuple);
    return true;
  }
}

type Refuse = (row: number, rule: Rule, column: StoredColumnSpecification) => void;
