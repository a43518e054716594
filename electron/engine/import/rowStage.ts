import { CHUNK_ROWS, type FullWidth } from '../store/chunk.ts';
import type { ChunkProfile } from '../quality/chunkProfile.ts';
import { MISSING_CODE, type VariableType } from '../store/columns.ts';
import type { RegisterWriter } from '../store/writer.ts';
import type { Labour } from './pieces/labour.ts';
import { layOut, layoutBytes } from './pieces/layout.ts';
import type { ColumnPiece, Words } from './pieces/piece.ts';

/** More different codes than this and the column is no category. */
export const MOST_CODES = 1_000_000;

/** A column with more different codes than can be kept. `column`: its place among the stored ones. */
export class TooManyCodes extends Error {
  readonly column: number;

  constructor(column: number) {
    super('A column has too many codes');
    this.column = column;
  }
}

const NOT_ASKED = -1;

/** The codes of one column in the order in which their texts first appear, whichever source they come from. */
class CodeBook {
  readonly texts: string[] = [''];
  readonly #codes = new Map<string, number>([['', 0]]);
  // For the words of each source: our code of its code, NOT_ASKED where nobody has asked yet.
  readonly #known = new WeakMap<Words, Int32Array>();

  /** Writes our codes of source[from..to) into target[at..]; false when there are too many. */
  translate(words: Words, source: Uint32Array, from: number, to: number, target: Uint32Array, at: number): boolean {
    const known = this.#knownOf(words);
    // Words are new in the first pieces and hardly ever after: a loop that takes all of them to be known, and is told when not.
    let signs = 0;
    for (let row = from, i = at; row < to; row += 1, i += 1) {
      const ours = known[source[row] as number] as number;
      target[i] = ours;
      signs |= ours;
    }
    if (signs >= 0) return true;
    for (let row = from, i = at; row < to; row += 1, i += 1) {
      const theirs = source[row] as number;
      if (known[theirs] === NOT_ASKED) known[theirs] = this.#codeOf(words.texts[theirs] ?? '');
      target[i] = known[theirs] as number;
    }
    return this.texts.length <= MOST_CODES + 1;
  }

  #knownOf(words: Words): Int32Array {
    const known = this.#known.get(words);
    if (known !== undefined && known.length >= words.texts.length) return known;
    const larger = new Int32Array(Math.max(64, words.texts.length * 2)).fill(NOT_ASKED);
    larger.set(known ?? [MISSING_CODE]);
    this.#known.set(words, larger);
    return larger;
  }

  #codeOf(text: string): number {
    const known = this.#codes.get(text);
    if (known !== undefined) return known;
    const code = this.texts.push(text) - 1;
    this.#codes.set(text, code);
    return code;
  }
}

/** Chunks being packed at the same time as the next one is filled. */
const AHEAD = 2;

/** Collects the rows of pieces until a chunk is full; then has it packed and written, in order. */
export class RowStage {
  readonly #types: readonly VariableType[];
  readonly #writer: RegisterWriter;
  readonly #labour: Labour;
  readonly #onProfile: (column: number, profile: ChunkProfile) => void;
  readonly #books: readonly (CodeBook | undefined)[];
  readonly #underWay: { readonly rows: number; readonly packing: ReturnType<Labour['pack']> }[] = [];
  readonly #spare: ArrayBuffer[] = [];
  #handed = 0;
  #buffer: ArrayBuffer;
  /** The chunk's arrays. */
  values: readonly FullWidth[];
  /** Rows of the present chunk. */
  filled = 0;

  constructor(
    types: readonly VariableType[],
    books: readonly (CodeBook | undefined)[],
    writer: RegisterWriter,
    labour: Labour,
    onProfile: (column: number, profile: ChunkProfile) => void,
  ) {
    this.#types = types;
    this.#books = books;
    this.#writer = writer;
    this.#labour = labour;
    this.#onProfile = onProfile;
    this.#buffer = this.#memory();
    this.values = layOut(types, CHUNK_ROWS, this.#buffer);
  }

  /** Rows taken in, written or not. */
  get rows(): number {
    return this.#handed + this.filled;
  }

  get free(): number {
    return CHUNK_ROWS - this.filled;
  }

  /** Puts rows from..to-1 of the piece after those of the chunk, where there is room; `keep` says which stay. */
  place(piece: ColumnPiece, from: number, to: number): void {
    for (const [i, values] of this.values.entries()) {
      const source = piece.values[i] as FullWidth;
      const book = this.#books[i];
      const words = piece.words[i];
      if (book === undefined || words === undefined) values.set(source.subarray(from, to), this.filled);
      else if (!book.translate(words, source as Uint32Array, from, to, values as Uint32Array, this.filled))
        throw new TooManyCodes(i);
    }
  }

  /** Keeps the next `rows` rows of the arrays, but for those that `bad` marks (from its position `from` on). */
  async keep(rows: number, bad: Uint8Array, from: number, anyBad: boolean): Promise<void> {
    let kept = rows;
    if (anyBad) {
      kept = 0;
      for (let i = 0; i < rows; i += 1) {
        if (bad[from + i] !== 0) continue;
        if (kept !== i)
          for (const values of this.values) values[this.filled + kept] = values[this.filled + i] as number;
        kept += 1;
      }
    }
    this.filled += kept;
    if (this.filled === CHUNK_ROWS) await this.#hand();
  }

  /** Has everything written that has been kept. */
  async flush(): Promise<void> {
    if (this.filled > 0) await this.#hand();
    while (this.#underWay.length > 0) await this.#write();
  }

  async #hand(): Promise<void> {
    const packing = this.#labour.pack(this.#types, this.#buffer, CHUNK_ROWS, this.filled);
    packing.catch(() => undefined);
    this.#underWay.push({ rows: this.filled, packing });
    this.#handed += this.filled;
    this.filled = 0;
    while (this.#underWay.length > (this.#labour.depth === 0 ? 0 : AHEAD)) await this.#write();
    this.#buffer = this.#memory();
    this.values = layOut(this.#types, CHUNK_ROWS, this.#buffer);
  }

  async #write(): Promise<void> {
    const next = this.#underWay.shift();
    if (next === undefined) return;
    const { chunks, buffer } = await next.packing;
    for (const [column, { profile }] of chunks.entries()) this.#onProfile(column, profile);
    this.#writer.writePacked(chunks, next.rows);
    this.#spare.push(buffer);
  }

  #memory(): ArrayBuffer {
    return this.#spare.pop() ?? new ArrayBuffer(layoutBytes(this.#types, CHUNK_ROWS));
  }
}

/** A book for every column that has codes; the writer reads its texts when everything is written. */
export const codeBooks = (types: readonly VariableType[]): readonly (CodeBook | undefined)[] =>
  types.map((type) => (type === 'category' || type === 'area' ? new CodeBook() : undefined));
