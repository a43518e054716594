import type { LinearProgramme } from '../../attack/linear.ts';
import type { Cut } from './cut.ts';

/** Cells that may be hidden, one column each, and the cuts so far: the least loss under which every cut is fulfilled. */
export class Cover {
  readonly #cells: readonly number[];
  readonly #columnOf: ReadonlyMap<number, number>;
  readonly #loss: Float64Array;
  readonly #cuts: Cut[] = [];
  readonly #known = new Set<string>();
  #terms = 0;

  constructor(cells: readonly number[], loss: Float64Array) {
    this.#cells = cells;
    this.#columnOf = new Map(cells.map((cell, i) => [cell, i]));
    this.#loss = loss;
  }

  /** How many weights all cuts have together. */
  get terms(): number {
    return this.#terms;
  }

  /** Adds a cut; false when it is there already. */
  add(cut: Cut): boolean {
    const key = cut.cells
      .map((cell, i) => `${String(cell)}:${(cut.weights[i] as number).toPrecision(9)}`)
      .sort((a, b) => (a < b ? -1 : 1))
      .join(' ');
    if (this.#known.has(key)) return false;
    this.#known.add(key);
    this.#cuts.push(cut);
    this.#terms += cut.cells.length;
    return true;
  }

  programme(whole: boolean): LinearProgramme {
    const count = this.#cells.length;
    const rowStart = [0];
    const column: number[] = [];
    const coefficient: number[] = [];
    for (const { cells, weights } of this.#cuts) {
      for (const [i, cell] of cells.entries()) {
        column.push(this.#columnOf.get(cell) as number);
        coefficient.push(weights[i] as number);
      }
      rowStart.push(column.length);
    }
    return {
      cost: Float64Array.from(this.#cells, (cell) => this.#loss[cell] as number),
      lower: new Float64Array(count),
      upper: new Float64Array(count).fill(1),
      rowStart: Int32Array.from(rowStart),
      column: Int32Array.from(column),
      coefficient: Float64Array.from(coefficient),
      rowLower: new Float64Array(this.#cuts.length).fill(1),
      rowUpper: new Float64Array(this.#cuts.length).fill(Number.POSITIVE_INFINITY),
      whole: whole ? new Uint8Array(count).fill(1) : null,
    };
  }
}
