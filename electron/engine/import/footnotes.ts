import type { BadRow, Rule } from './rules.ts';
import { type ColumnPiece, lineOf } from './pieces/piece.ts';

/*
 * Notes below the data block, as Statistikdatabasen writes them: source, explanations of signs, contact. The rule: the
 * records at the very end of a file that would be refused anyway, each with a single filled field or below a blank line
 * that stands after the last row. They are counted, not read. A row that can be read is never a note, and refused records
 * with a row after them are refused as ever.
 */

/** A fault on its way to the list of bad rows. `row`: its row in the piece, undefined for a record that is no row. */
export interface Fault {
  readonly row: number | undefined;
  readonly bad: BadRow;
}

/** More than this at the end of a file is no block of notes. */
const MOST_NOTES = 1000;
/** A row whose key has occurred is a row, however little it says. */
const NEVER: ReadonlySet<Rule> = new Set(['duplicate']);

/** Holds back what may turn out to be the notes of one file. */
export class Footnotes {
  #held: Fault[] = [];
  #lines = new Set<number>();
  #blank = false;

  /** Takes the faults of a piece; gives those that are surely no notes. `kept`: line of the last row kept, 0 for none. */
  sift(piece: ColumnPiece, faults: readonly Fault[], kept: number): readonly Fault[] {
    const certain: Fault[] = [];
    const release = (): void => {
      certain.push(...this.#held);
      this.#held = [];
      this.#lines.clear();
    };
    if (kept > 0) {
      release();
      this.#blank = false;
    }
    const blanks = (piece.notes?.blanks ?? []).map((line) => line + piece.firstLine).filter((line) => line > kept);
    const firstBlank = this.#blank ? 0 : Math.min(...blanks);
    const sparse = new Set((piece.notes?.sparse ?? []).map((line) => line + piece.firstLine));
    for (const fault of faults.toSorted((a, b) => a.bad.line - b.bad.line)) {
      const { line, rule } = fault.bad;
      if (line < kept) certain.push(fault);
      else if (!NEVER.has(rule) && (sparse.has(line) || line > firstBlank) && this.#lines.size < MOST_NOTES) {
        this.#held.push(fault);
        this.#lines.add(line);
      } else {
        release();
        certain.push(fault);
      }
    }
    this.#blank ||= blanks.length > 0;
    return certain;
  }

  /** The file has ended: how many notes there were, and how many of them had the form of a row. */
  end(): { readonly notes: number; readonly rows: number } {
    const rows = new Set(this.#held.filter(({ row }) => row !== undefined).map(({ bad }) => bad.line)).size;
    const notes = this.#lines.size;
    this.#held = [];
    this.#lines.clear();
    this.#blank = false;
    return { notes, rows };
  }
}

/** Line of the last row of the piece that is kept, 0 when none is. */
export function lastKept(piece: ColumnPiece, bad: Uint8Array): number {
  for (let row = piece.rows - 1; row >= 0; row -= 1) if (bad[row] === 0) return lineOf(piece, row);
  return 0;
}
