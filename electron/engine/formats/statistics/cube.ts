/** One way of dividing the figures of a statistical table: region, sex, year, or which figure it is. */
export interface CubeDimension {
  readonly code: string;
  readonly label: string;
  readonly codes: readonly string[];
  readonly labels: readonly string[];
  /** What the file says that the dimension is. */
  readonly role: 'area' | 'time' | 'contents' | 'other';
}

/** A statistical table: figures over the product of its dimensions, the last of which varies fastest. */
export interface Cube {
  /** The file's name without its folder. */
  readonly file: string;
  readonly dimensions: readonly CubeDimension[];
  /** NaN where there is no figure. */
  readonly values: Float64Array;
  /** What the figures are called where no dimension tells. */
  readonly contents: string;
}

/** Cells that a table may have; Statistikdatabasen lets out 150 000 at a time, and whole tables have some million. */
export const MOST_CELLS = 20_000_000;

/** Product of the sizes, or infinity beyond what a table may have. */
export function cellsOf(sizes: readonly number[]): number {
  let cells = 1;
  for (const size of sizes) {
    cells *= size;
    if (!(cells <= MOST_CELLS)) return Number.POSITIVE_INFINITY;
  }
  return cells;
}
