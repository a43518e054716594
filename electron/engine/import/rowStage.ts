import { CHUNK_ROWS, type FullWidth } from '../store/chunk.ts';
import type { RegisterWriter } from '../store/writer.ts';
import type { ColumnFiller } from './columns/column.ts';

/** Collects rows in the fillers' arrays until a chunk is full. */
export class RowStage {
  readonly #fillers: readonly ColumnFiller[];
  readonly #writer: RegisterWriter;
  readonly #values: readonly FullWidth[];
  /** Rows of the present chunk. */
  filled = 0;

  constructor(fillers: readonly ColumnFiller[], writer: RegisterWriter) {
    this.#fillers = fillers;
    this.#writer = writer;
    this.#values = fillers.map(({ values }) => values);
  }

  get fillers(): readonly ColumnFiller[] {
    return this.#fillers;
  }

  get free(): number {
    return CHUNK_ROWS - this.filled;
  }

  /** Keeps the next `rows` rows of the arrays, but for those that `bad` marks (from its position `from` on). */
  keep(rows: number, bad: Uint8Array, from: number, anyBad: boolean): void {
    let kept = rows;
    if (anyBad) {
      kept = 0;
      for (let i = 0; i < rows; i += 1) {
        if (bad[from + i] !== 0) continue;
        if (kept !== i)
          for (const values of this.#values) values[this.filled + kept] = values[this.filled + i] as number;
        kept += 1;
      }
    }
    this.filled += kept;
    if (this.filled === CHUNK_ROWS) this.flush();
  }

  flush(): void {
    if (this.filled > 0) this.#writer.writeChunk(this.#values, this.filled);
    this.filled = 0;
  }
}
