import type { StoredColumnSpecification } from '../../../../shared/schemas/specification.ts';
import type { RowBatch } from '../../delimited/tokeniser.ts';
import type { FullWidth } from '../../store/chunk.ts';
import type { VariableType } from '../../store/columns.ts';
import { type ColumnFiller, DirectIdentifier } from '../columns/column.ts';
import type { NumberSigns } from '../columns/numbers.ts';
import { fillerFor, type KnownAreas } from '../fillers.ts';
import type { QuickFields } from '../quick/quickFields.ts';
import type { Rule } from '../rules.ts';
import { layOut, layoutBytes } from './layout.ts';
import { type ColumnTexts, PieceFaults, type PieceNotes, textsOf, type Words } from './piece.ts';

export interface PieceSetup {
  /** The stored columns, in the order of the specification. */
  readonly columns: readonly StoredColumnSpecification[];
  /** Position in the file of each of them. */
  readonly fields: readonly number[];
  readonly signs: NumberSigns;
  /** True when notes may stand below the table: then the piece says what tells them apart. */
  readonly footnotes?: boolean | undefined;
}

/** A column that holds what identifies a person: the import stops. `column`: its place among the stored ones. */
export class IdentifyingColumn extends Error {
  readonly column: number;

  constructor(column: number) {
    super('A column identifies persons');
    this.column = column;
  }
}

/** What has been made: the values of `rows` rows, in `buffer` as `layOut` lays them for `capacity` rows. */
export interface MadePiece {
  readonly rows: number;
  readonly capacity: number;
  readonly buffer: ArrayBuffer;
  readonly faults: PieceFaults;
  /** See ColumnPiece. */
  readonly lines: Int32Array<ArrayBuffer> | undefined;
  readonly texts: readonly ColumnTexts[];
  readonly notes: PieceNotes | undefined;
}

/**
 * Turns batches of fields into a piece of columns, by the rules of the specification's columns. One maker keeps its
 * words from piece to piece: `words[i].texts` grows.
 */
export class PieceMaker {
  readonly types: readonly VariableType[];
  readonly words: readonly (Words | undefined)[];
  readonly #fillers: readonly ColumnFiller[];
  readonly #fields: readonly number[];
  #buffer = new ArrayBuffer(0);
  #capacity = 0;
  #values: readonly FullWidth[] = [];
  #rows = 0;
  #faults = new PieceFaults();
  #lines = new Int32Array(0);
  #firstLine = 1;
  #shifted = false;
  readonly #watchesNotes: boolean;
  #blanks: number[] = [];
  #sparse: number[] = [];

  /** `quick`: holds every batch that will be added. */
  constructor({ columns, fields, signs, footnotes }: PieceSetup, known: KnownAreas, quick?: QuickFields) {
    this.#fillers = columns.map((column) => fillerFor(column, signs, known, quick));
    this.#fields = fields;
    this.#watchesNotes = footnotes === true;
    this.types = this.#fillers.map(({ type }) => type);
    this.words = this.#fillers.map(({ texts }) => (texts === undefined ? undefined : { texts }));
  }

  /** Begins a piece of about `rows` rows; `buffer` is used again when it is large enough. */
  begin(rows: number, firstLine: number, buffer?: ArrayBuffer): void {
    const needed = layoutBytes(this.types, rows);
    this.#buffer = buffer !== undefined && buffer.byteLength >= needed ? buffer : new ArrayBuffer(needed);
    this.#capacity = rows;
    this.#values = layOut(this.types, rows, this.#buffer);
    this.#rows = 0;
    this.#faults = new PieceFaults();
    this.#lines = new Int32Array(0);
    this.#firstLine = firstLine;
    this.#blanks = [];
    this.#sparse = [];
    this.#shifted = false;
  }

  /** Adds the batch's rows. Throws IdentifyingColumn. */
  add(batch: RowBatch): void {
    const { rows } = batch;
    const at = this.#rows;
    if (at + rows > this.#capacity) this.#grow(at + rows);
    this.#keepLines(batch, at);
    for (const fault of batch.faults)
      this.#faults.addRecord(fault.line - this.#firstLine, fault.kind === 'ragged' ? 'fields' : 'quote');
    for (const [column, filler] of this.#fillers.entries()) {
      const onFault = (row: number, rule: Rule): void => {
        this.#faults.add(at + row, (batch.lines[row] ?? 0) - this.#firstLine, column, rule);
      };
      try {
        if (at === 0) filler.inspect?.(batch, this.#fields[column] as number);
        filler.fill(batch, this.#fields[column] as number, this.#values[column] as FullWidth, at, onFault);
      } catch (cause) {
        throw cause instanceof DirectIdentifier ? new IdentifyingColumn(column) : cause;
      }
    }
    if (this.#watchesNotes) this.#lookForNotes(batch);
    this.#rows += rows;
  }

  /** The piece; the maker has none under way afterwards. */
  take(): MadePiece {
    return {
      rows: this.#rows,
      capacity: this.#capacity,
      buffer: this.#buffer,
      faults: this.#faults,
      lines: this.#shifted ? this.#lines : undefined,
      texts: textsOf(this.#fillers),
      notes: this.#watchesNotes ? { blanks: this.#blanks, sparse: this.#sparse } : undefined,
    };
  }

  #keepLines(batch: RowBatch, at: number): void {
    const first = this.#firstLine;
    const last = batch.lines[batch.rows - 1] ?? 0;
    // Lines only ever grow, so that rows and lines go together when the last ones do.
    if (!this.#shifted && (batch.rows === 0 || last - first === at + batch.rows - 1)) return;
    if (this.#lines.length < this.#capacity) {
      const larger = new Int32Array(this.#capacity);
      larger.set(this.#lines);
      this.#lines = larger;
    }
    if (!this.#shifted) for (let row = 0; row < at; row += 1) this.#lines[row] = row;
    for (let row = 0; row < batch.rows; row += 1) this.#lines[at + row] = (batch.lines[row] as number) - first;
    this.#shifted = true;
  }

  /** Notes what in this batch has at most one filled field: a handful of records in any file but the wrong one. */
  #lookForNotes({ rows, columns, starts, ends, lines, faults, blanks }: RowBatch): void {
    for (const line of blanks) this.#blanks.push(line - this.#firstLine);
    for (const fault of faults)
      if (fault.kind === 'ragged' && fault.filled <= 1) this.#sparse.push(fault.line - this.#firstLine);
    for (let row = 0; row < rows; row += 1) {
      let filled = 0;
      for (let at = row * columns; at < (row + 1) * columns && filled < 2; at += 1)
        if ((ends[at] as number) > (starts[at] as number)) filled += 1;
      if (filled < 2) this.#sparse.push((lines[row] as number) - this.#firstLine);
    }
  }

  #grow(rows: number): void {
    const capacity = Math.max(rows, Math.ceil(this.#capacity * 1.5));
    const buffer = new ArrayBuffer(layoutBytes(this.types, capacity));
    const values = layOut(this.types, capacity, buffer);
    for (const [i, larger] of values.entries()) larger.set((this.#values[i] as FullWidth).subarray(0, this.#rows));
    this.#buffer = buffer;
    this.#values = values;
    this.#capacity = capacity;
  }
}
