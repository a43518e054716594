import type { FullWidth } from '../../store/chunk.ts';
import type { ReadPosition } from '../../delimited/source.ts';
import type { TextChecks } from '../../identifiers/pseudonymise.ts';
import type { ColumnFiller } from '../columns/column.ts';
import { type Rule, RULES } from '../rules.ts';

/*
 * The way of every delivered file into the store: a SOURCE of column pieces -> the STAGE (rowStage.ts) -> the writer.
 *
 * A source reads one file and yields its rows, in the order of the file, as pieces: some thousand rows each, column by
 * column, for every stored column of the specification in its order. The stage takes out the rows that break a rule,
 * checks what concerns rows together (year, keys that occur twice), numbers the words of all sources in the order in
 * which they first appear, and hands whole chunks to the writer. The result does not depend on how a source cuts its
 * file into pieces, or on how many threads make them.
 *
 * Another form of file plugs in by implementing PieceSource and being opened by `openSource` (openSource.ts). It need
 * not know the rules of a column: `PieceMaker` (pieceMaker.ts) takes fields as bytes, in a RowBatch such as the
 * tokeniser makes, and gives pieces. A source whose values are typed already may fill the arrays itself, by the same
 * conventions (store/columns.ts): MISSING_INTEGER, NaN, MISSING_CODE for what is missing, and for each rule that is
 * broken a fault.
 */

/** The texts of a source's codes; it may grow between pieces. Position 0 is the missing value. */
export interface Words {
  readonly texts: readonly string[];
}

/** Some rows of a file as columns. The arrays are valid until the next piece is asked for. */
export interface ColumnPiece {
  readonly rows: number;
  /** For every stored column, at least `rows` values; codes are positions in the column's words. */
  readonly values: readonly FullWidth[];
  /** For every stored column of type category or area: what its codes stand for. */
  readonly words: readonly (Words | undefined)[];
  readonly faults: PieceFaults;
  /** Line (or row number, for files without lines) in the file on which row 0 begins, counted from 1. */
  readonly firstLine: number;
  /** How far each row's line lies from firstLine; absent when row r begins on line firstLine + r. */
  readonly lines?: Int32Array | undefined;
  /** Pseudonyms of texts that are yet to be settled, column by column. */
  readonly texts?: readonly ColumnTexts[] | undefined;
  /** What tells notes below the table from rows; only where the specification asks for it. */
  readonly notes?: PieceNotes | undefined;
}

/** Which values of a column are pseudonyms of texts. `column`: its place among the stored ones. */
export interface ColumnTexts extends TextChecks {
  readonly column: number;
}

/** Lines, relative to the piece's first. */
export interface PieceNotes {
  /** Blank lines, but only the first of several in a row. */
  readonly blanks: readonly number[];
  /** Records and rows that break a rule and have at most one filled field. */
  readonly sparse: readonly number[];
}

export interface PieceSource {
  /** The file's name without its folder. */
  readonly file: string;
  /** Names of the columns that the file has. */
  readonly header: readonly string[];
  /** How far the reading has come, in bytes of the file as it lies on disk. */
  readonly position: Readonly<ReadPosition>;
  /** Throws DataError where reading must end. To be gone through once. */
  pieces(): AsyncGenerator<ColumnPiece>;
  /** SHA-256 of the file as it lies on disk, once every piece has been read. */
  sha256(): string;
}

export const lineOf = (piece: ColumnPiece, row: number): number => piece.firstLine + (piece.lines?.[row] ?? row);

/** The texts that the fillers have come upon since they were last asked. */
export const textsOf = (fillers: readonly ColumnFiller[]): readonly ColumnTexts[] =>
  fillers.flatMap((filler, column) => {
    const taken = filler.takeChecks?.();
    return taken === undefined || taken.rows.length === 0 ? [] : [{ column, ...taken }];
  });

const NO_ROW = -1;
const NO_COLUMN = -1;
const PER_FAULT = 4;

/**
 * What breaks a rule in a piece, as numbers so that it can cross between threads: row in the piece (-1: a record that
 * is no row), line relative to the piece's first, stored column (-1: the row as a whole), position of the rule in RULES.
 */
export class PieceFaults {
  numbers: Int32Array<ArrayBuffer>;
  count: number;

  constructor(numbers: Int32Array<ArrayBuffer> = new Int32Array(0)) {
    this.numbers = numbers;
    this.count = numbers.length / PER_FAULT;
  }

  /** A record that is no row. */
  addRecord(line: number, rule: Rule): void {
    this.add(NO_ROW, line, NO_COLUMN, rule);
  }

  add(row: number, line: number, column: number, rule: Rule): void {
    const at = this.count * PER_FAULT;
    if (at + PER_FAULT > this.numbers.length) {
      const larger = new Int32Array(Math.max(64, this.numbers.length * 2));
      larger.set(this.numbers);
      this.numbers = larger;
    }
    this.numbers.set([row, line, column, RULES.indexOf(rule)], at);
    this.count += 1;
  }

  /** The faults in the order in which they were noted; `row` and `column` are undefined where there is none. */
  *all(): Generator<{ row: number | undefined; line: number; column: number | undefined; rule: Rule }> {
    for (let at = 0; at < this.count * PER_FAULT; at += PER_FAULT) {
      const [row = NO_ROW, line = 0, column = NO_COLUMN, rule = 0] = this.numbers.subarray(at, at + PER_FAULT);
      yield {
        row: row === NO_ROW ? undefined : row,
        line,
        column: column === NO_COLUMN ? undefined : column,
        rule: RULES[rule] ?? 'fields',
      };
    }
  }

  /** All of them, in an array that holds nothing else. */
  whole(): Int32Array<ArrayBuffer> {
    return this.numbers.slice(0, this.count * PER_FAULT);
  }
}
