import type { ProjectDatabase } from '../project/encryptedFile.ts';
import { CHUNK_ROWS, type FullWidth } from './chunk.ts';
import type { VariableType } from './columns.ts';
import { type PackedChunk, packChunk } from './packing.ts';

/** A variable to be stored; `dictionary` is read when everything is, since it grows on the way. */
export interface StoredVariable {
  readonly name: string;
  readonly type: VariableType;
  readonly dictionary: readonly string[];
  /** True when the whole numbers are days since 1970-01-01. */
  readonly dates?: boolean;
}

/** A line of the quality summary: a count of something about a variable, or about the whole when it is ''. */
export interface QualityLine {
  readonly subject: string;
  readonly measure: string;
  readonly value: number;
}

export interface SourceFile {
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly rows: number;
}

interface Extent {
  missing: number;
  minimum: number | null;
  maximum: number | null;
}

/** Writes one register-year as chunks of columns; runs within the import's transaction. */
export class RegisterWriter {
  readonly #database: ProjectDatabase;
  readonly #id: number;
  readonly #variables: readonly StoredVariable[];
  readonly #variableIds: readonly number[];
  readonly #extents: readonly Extent[];
  readonly #insertChunk;
  #position = 0;
  #rows = 0;

  constructor(
    database: ProjectDatabase,
    register: string,
    year: number,
    importedAt: string,
    specification: string,
    variables: readonly StoredVariable[],
  ) {
    this.#database = database;
    this.#variables = variables;
    this.#id = Number(
      database
        .prepare('insert into register_year (register, year, rows, imported_at, specification) values (?, ?, 0, ?, ?)')
        .run(register, year, importedAt, specification).lastInsertRowid,
    );
    const insertVariable = database.prepare(
      `insert into variable (register_year, position, name, type, dates, dictionary, missing)
       values (?, ?, ?, ?, ?, '[]', 0)`,
    );
    this.#variableIds = variables.map(({ name, type, dates }, position) =>
      Number(insertVariable.run(this.#id, position, name, type, dates === true ? 1 : 0).lastInsertRowid),
    );
    this.#extents = variables.map(() => ({ missing: 0, minimum: null, maximum: null }));
    this.#insertChunk = database.prepare(
      `insert into chunk (variable, position, rows, encoding, form, missing, minimum, maximum, data)
       values (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    );
  }

  get rows(): number {
    return this.#rows;
  }

  /** Packs and writes the next chunk: the first `rows` values of every variable. Full but for the last one. */
  writeChunk(columns: readonly FullWidth[], rows: number): void {
    this.writePacked(
      this.#variables.map(({ type }, i) => packChunk(type, columns[i] as FullWidth, rows)),
      rows,
    );
  }

  /** Writes the next chunk, one packed chunk per variable, as another thread may have made them (packChunk). */
  writePacked(chunks: readonly PackedChunk[], rows: number): void {
    if (this.#rows % CHUNK_ROWS !== 0) throw new Error('Only the last chunk may be short');
    if (chunks.length !== this.#variables.length || chunks.some((chunk) => chunk.rows !== rows))
      throw new Error('Every variable must have a chunk of the same length');
    for (const [i, chunk] of chunks.entries()) {
      this.#insertChunk.run(
        this.#variableIds[i],
        this.#position,
        rows,
        chunk.encoding,
        chunk.form,
        chunk.missing,
        chunk.minimum,
        chunk.maximum,
        chunk.data,
      );
      const extent = this.#extents[i] as Extent;
      extent.missing += chunk.missing;
      if (chunk.minimum !== null) extent.minimum = Math.min(extent.minimum ?? chunk.minimum, chunk.minimum);
      if (chunk.maximum !== null) extent.maximum = Math.max(extent.maximum ?? chunk.maximum, chunk.maximum);
    }
    this.#position += 1;
    this.#rows += rows;
  }

  /** Lets the reader see the rows written so far. */
  showRows(): void {
    this.#database.prepare('update register_year set rows = ? where id = ?').run(this.#rows, this.#id);
  }

  /** Writes what is only known at the end: dictionaries, counts, the files and the quality summary. */
  finish(files: readonly SourceFile[], quality: readonly QualityLine[]): void {
    const database = this.#database;
    this.showRows();
    const update = database.prepare(
      'update variable set dictionary = ?, missing = ?, minimum = ?, maximum = ? where id = ?',
    );
    for (const [i, { type, dictionary }] of this.#variables.entries()) {
      const { missing, minimum, maximum } = this.#extents[i] as Extent;
      const numeric = type === 'integer' || type === 'decimal';
      update.run(
        JSON.stringify(dictionary),
        missing,
        numeric ? minimum : null,
        numeric ? maximum : null,
        this.#variableIds[i],
      );
    }
    const insertFile = database.prepare('insert into source_file values (?, ?, ?, ?, ?, ?)');
    for (const [i, file] of files.entries()) insertFile.run(this.#id, i, file.name, file.bytes, file.sha256, file.rows);
    const insertQuality = database.prepare('insert into quality values (?, ?, ?, ?, ?)');
    for (const [i, line] of quality.entries()) insertQuality.run(this.#id, i, line.subject, line.measure, line.value);
  }
}

/** Removes a register-year with everything in it; true when there was one. */
export const removeRegisterYear = (database: ProjectDatabase, register: string, year: number): boolean =>
  database.prepare('delete from register_year where register = ? and year = ?').run(register, year).changes > 0;

export const hasRegisterYear = (database: ProjectDatabase, register: string, year: number): boolean =>
  database.prepare('select 1 from register_year where register = ? and year = ?').get(register, year) !== undefined;
