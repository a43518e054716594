import { DataError } from '../../../shared/errors/errors.ts';
import type { RegisterSpecification, StoredColumnSpecification } from '../../../shared/schemas/specification.ts';
import type { Decimal } from '../delimited/dialect.ts';
import type { RowBatch } from '../delimited/tokeniser.ts';
import type { ProjectDatabase } from '../project/encryptedFile.ts';
import { type QualityLine, RegisterWriter, type SourceFile } from '../store/writer.ts';
import { type ColumnFiller, DirectIdentifier } from './columns/column.ts';
import { fillerFor, type KnownAreas } from './fillers.ts';
import { KeySet } from './keySet.ts';
import { RowStage } from './rowStage.ts';
import { BadRows, type Rule } from './rules.ts';

/** The columns that are stored, with their place in the specification. */
export const storedColumns = (specification: RegisterSpecification): readonly StoredColumnSpecification[] =>
  specification.columns.filter((column): column is StoredColumnSpecification => column.type !== 'ignore');

export const variableOf = (column: { readonly source: string; readonly variable?: string | undefined }): string =>
  column.variable ?? column.source;

/** One register-year on its way in: rows from one or several files, checked and staged. */
export class RegisterYearImport {
  readonly year: number;
  readonly columns: readonly StoredColumnSpecification[];
  readonly #writer: RegisterWriter;
  readonly #stage: RowStage;
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

  constructor(
    database: ProjectDatabase,
    specification: RegisterSpecification,
    year: number,
    importedAt: string,
    decimal: Decimal,
    known: KnownAreas,
  ) {
    this.year = year;
    this.columns = storedColumns(specification);
    const fillers = this.columns.map((column) => fillerFor(column, decimal, known));
    this.#writer = new RegisterWriter(
      database,
      specification.register,
      year,
      importedAt,
      JSON.stringify(specification),
      this.columns.map((column, i) => {
        const { type, dictionary } = fillers[i] as ColumnFiller;
        return { name: variableOf(column), type, dictionary };
      }),
    );
    this.#stage = new RowStage(fillers, this.#writer);
    const position = (variable: string): number => this.columns.findIndex((column) => variableOf(column) === variable);
    this.#unique = (specification.unique ?? []).map(position);
    const { year: said } = specification;
    this.#yearColumn = typeof said === 'number' ? -1 : this.columns.findIndex(({ source }) => source === said.column);
  }

  get rows(): number {
    return this.#writer.rows + this.#stage.filled;
  }

  /** Takes a batch in. `fields[i]`: position in the file of column i. */
  take(batch: RowBatch, file: string, fields: readonly number[], badRows: BadRows): void {
    if (this.#bad.length < batch.rows) this.#bad = new Uint8Array(batch.rows * 2);
    const bad = this.#bad.fill(0, 0, batch.rows);
    this.#read += batch.rows + batch.faults.length;
    this.#refused += batch.faults.length;
    for (const fault of batch.faults) {
      const rule = fault.kind === 'ragged' ? 'fields' : 'quote';
      for (const list of [badRows, this.#own]) list.add({ file, line: fault.line, rule }, true);
    }
    for (let from = 0; from < batch.rows;) {
      const to = Math.min(batch.rows, from + this.#stage.free);
      let anyBad = false;
      const refuse = (row: number, rule: Rule, column: StoredColumnSpecification): void => {
        anyBad = true;
        const fault = { file, line: batch.lines[row] ?? 0, column: column.source, rule };
        for (const list of [badRows, this.#own]) list.add(fault, bad[row] === 0);
        if (bad[row] === 0) this.#refused += 1;
        bad[row] = 1;
      };
      for (const [i, filler] of this.#stage.fillers.entries()) {
        const column = this.columns[i] as StoredColumnSpecification;
        try {
          filler.fill(batch, fields[i] as number, from, to, this.#stage.filled, (row, rule) => {
            refuse(row, rule, column);
          });
        } catch (cause) {
          if (!(cause instanceof DirectIdentifier)) throw cause;
          throw new DataError({ file, column: column.source }, 'import.directIdentifier');
        }
      }
      this.#checkYear(from, to, bad, refuse);
      this.#checkUnique(from, to, bad, refuse);
      this.#stage.keep(to - from, bad, from, anyBad);
      from = to;
    }
  }

  /** About how many more rows are to come. */
  expect(rows: number): void {
    if (this.#unique.length === 1) this.#keys.reserve(this.#keys.size + rows);
  }

  fileDone(file: SourceFile): void {
    this.#files.push(file);
  }

  /** Writes the rest. `orphans`: keys without a counterpart, by variable. */
  finish(orphans: ReadonlyMap<string, number>): void {
    this.#stage.flush();
    const line = (subject: string, measure: string, value: number): QualityLine => ({ subject, measure, value });
    this.#writer.finish(this.#files, [
      line('', 'rowsRead', this.#read),
      line('', 'rowsKept', this.#writer.rows),
      line('', 'rowsRefused', this.#refused),
      ...this.#own.counts().map(({ column, rule, count }) => line(column, `refused:${rule}`, count)),
      ...[...orphans].map(([variable, count]) => line(variable, 'orphans', count)),
    ]);
  }

  /** Writes the staged rows, so that the reader sees them all. */
  flush(): void {
    this.#stage.flush();
    this.#writer.showRows();
  }

  get summary(): { readonly read: number; readonly refused: number; readonly files: readonly SourceFile[] } {
    return { read: this.#read, refused: this.#refused, files: this.#files };
  }

  #checkYear(from: number, to: number, bad: Uint8Array, refuse: Refuse): void {
    if (this.#yearColumn < 0) return;
    const column = this.columns[this.#yearColumn] as StoredColumnSpecification;
    const values = this.#stage.fillers[this.#yearColumn]?.values as Int32Array;
    for (let row = from, i = this.#stage.filled; row < to; row += 1, i += 1)
      if (values[i] !== this.year && bad[row] === 0) refuse(row, 'year', column);
  }

  #checkUnique(from: number, to: number, bad: Uint8Array, refuse: Refuse): void {
    const [first] = this.#unique;
    if (first === undefined) return;
    const column = this.columns[first] as StoredColumnSpecification;
    const values = this.#stage.fillers[first]?.values as Float64Array;
    const single = this.#unique.length === 1 && column.type === 'key';
    for (let row = from, i = this.#stage.filled; row < to; row += 1, i += 1) {
      if (bad[row] !== 0) continue;
      const fresh = single ? this.#keys.add(values[i] as number) : this.#addTuple(i);
      if (!fresh) refuse(row, 'duplicate', column);
    }
  }

  #addTuple(at: number): boolean {
    const tuple = this.#unique.map((i) => String(this.#stage.fillers[i]?.values[at])).join(' ');
    if (this.#tuples.has(tuple)) return false;
    this.#tuples.add(tuple);
    return true;
  }
}

type Refuse = (row: number, rule: Rule, column: StoredColumnSpecification) => void;
