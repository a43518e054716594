import { invalidUtf8At } from '../../delimited/encoding.ts';
import type { Quote } from '../../delimited/dialect.ts';
import { countLineEnds, endsReading, lastLineEnd } from '../../delimited/faults.ts';
import type { Limits } from '../../delimited/limits.ts';
import { type Newline, type RecordFault, Tokeniser } from '../../delimited/tokeniser.ts';
import type { KnownAreas } from '../fillers.ts';
import { QuickFields } from '../quick/quickFields.ts';
import { IdentifyingColumn, type MadePiece, PieceMaker, type PieceSetup } from './pieceMaker.ts';

type AreaLevel = Parameters<KnownAreas>[0];

/** How one file is split, in a form that can be sent to another thread. */
export interface SplitSetup extends PieceSetup {
  /** Columns in the file. */
  readonly width: number;
  readonly delimiter: string;
  readonly newline: Newline;
  readonly quote: Quote;
  readonly limits: Limits;
  /** Codes of the areas that the project knows; undefined where it knows none. */
  readonly areas: Readonly<Partial<Record<AreaLevel, readonly string[]>>>;
}

/** Why reading must end here; lines count from 0 at the first byte of the slab. */
export type Stop =
  | { readonly kind: 'encoding'; readonly line: number }
  | { readonly kind: 'binary'; readonly line: number }
  | { readonly kind: 'record'; readonly fault: RecordFault }
  | { readonly kind: 'identifier'; readonly column: number };

/** What came of a slab of the file. */
export interface SplitPiece extends MadePiece {
  /** Bytes used; the rest is the beginning of a record that goes on in the next slab. */
  readonly consumed: number;
  /** Line ends in the bytes used. */
  readonly lineEnds: number;
  readonly stop: Stop | undefined;
}

/** Rows split at a time, so that what is known of their fields stays in the processor's cache. */
const ROWS_AT_A_TIME = 1024;
const FIRST_GUESS_BYTES = 64;

/**
 * Splits slabs of one file, each beginning with a record, into pieces of columns. Knows nothing of what came before:
 * slabs of a file may be split by several splitters, in any order.
 */
export class Splitter {
  readonly maker: PieceMaker;
  readonly #tokeniser: Tokeniser;
  readonly #newline: Newline;
  readonly #quick: QuickFields;
  #bytesPerRow = FIRST_GUESS_BYTES;

  constructor(setup: SplitSetup) {
    const areas = new Map(Object.entries(setup.areas).map(([level, codes]) => [level, new Set(codes)]));
    this.#quick = new QuickFields(setup.width, ROWS_AT_A_TIME);
    this.maker = new PieceMaker(setup, (level) => areas.get(level), this.#quick);
    this.#tokeniser = new Tokeniser(
      setup.width,
      setup.delimiter,
      setup.newline,
      setup.limits,
      setup.quote,
      this.#quick,
    );
    this.#newline = setup.newline;
  }

  /** Splits bytes[0..length), which stay as they are. `last`: the file ends here. `spare`: memory to use again. */
  split(bytes: Uint8Array, length: number, last: boolean, spare?: ArrayBuffer): SplitPiece {
    const whole = last ? length : lastLineEnd(bytes, length, this.#newline);
    // As a Buffer, whose search for a byte is the processor's own.
    const text = Buffer.from(bytes.buffer, bytes.byteOffset, whole);
    this.maker.begin(Math.ceil((length / this.#bytesPerRow) * 1.05) + ROWS_AT_A_TIME, 1, spare);
    const invalid = invalidUtf8At(text);
    if (invalid >= 0) return this.#stopped({ kind: 'encoding', line: countLineEnds(text, invalid, this.#newline) });
    const zero = text.indexOf(0);
    if (zero >= 0) return this.#stopped({ kind: 'binary', line: countLineEnds(text, zero, this.#newline) });
    try {
      return this.#rows(this.#quick.hold(bytes, length), length, last);
    } catch (cause) {
      if (cause instanceof IdentifyingColumn) return this.#stopped({ kind: 'identifier', column: cause.column });
      throw cause;
    }
  }

  #rows(bytes: Uint8Array, length: number, last: boolean): SplitPiece {
    const tokeniser = this.#tokeniser;
    tokeniser.line = 1;
    let at = 0;
    while (at < length) {
      const batch = tokeniser.read(bytes.subarray(at, length), length - at, last, ROWS_AT_A_TIME);
      const fatal = batch.faults.find(endsReading);
      if (fatal !== undefined) return this.#stopped({ kind: 'record', fault: { ...fatal, line: fatal.line - 1 } });
      if (batch.rows > 0 || batch.faults.length > 0) this.maker.add(batch);
      at += batch.consumed;
      if (batch.consumed === 0) break;
    }
    const made = this.maker.take();
    if (made.rows > 0) this.#bytesPerRow = at / made.rows;
    return { ...made, consumed: at, lineEnds: tokeniser.line - 1, stop: undefined };
  }

  #stopped(stop: Stop): SplitPiece {
    return { ...this.maker.take(), consumed: 0, lineEnds: 0, stop };
  }
}
