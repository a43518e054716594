import type { ShownTable } from './shown.ts';

/** What stands instead of a hidden count, as in PX files. One symbol, whatever the reason. */
export const HIDDEN_SYMBOL = '..';

/** A cell as it was read back from a file. */
export interface ReadCell {
  /** One per dimension, in the order of the table. */
  readonly codes: readonly string[];
  /** Null where hidden; NaN for what is neither a number nor the symbol. */
  readonly value: number | null;
}

/** Positions of a cell's nodes, first dimension first. */
export function nodesAt({ dimensions }: Pick<ShownTable, 'dimensions'>, cell: number): number[] {
  const nodes = dimensions.map(() => 0);
  let rest = cell;
  for (let d = dimensions.length - 1; d >= 0; d -= 1) {
    const { length } = dimensions[d]?.codes ?? [];
    nodes[d] = rest % length;
    rest = Math.floor(rest / length);
  }
  return nodes;
}

/** A number as text: always with the table's decimals, so that a rounded and an exact value look alike. */
export const plainNumber = (value: number, decimals: number, mark = '.'): string =>
  value.toFixed(decimals).replace('.', mark);

/** The number that was written; null for the symbol, NaN for anything else. */
export const readNumber = (written: string, mark = '.'): number | null => {
  if (written === HIDDEN_SYMBOL) return null;
  return /^-?\d+(?:[.,]\d+)?$/u.test(written) ? Number(written.replace(mark, '.')) : Number.NaN;
};

/** How many cells were read wrongly, are missing (where `all` are to be there), or stand there twice or without being cells of the table. */
export function differingCells({ dimensions, values }: ShownTable, read: Iterable<ReadCell>, all = true): number {
  const position = dimensions.map(({ codes }) => new Map(codes.map((code, i) => [code, i])));
  const found = new Uint8Array(values.length);
  let differing = 0;
  for (const { codes, value } of read) {
    let cell = 0;
    for (const [d, of] of position.entries()) cell = cell * of.size + (of.get(codes[d] ?? '') ?? Number.NaN);
    const expected = Number.isNaN(cell) || codes.length !== dimensions.length ? undefined : values[cell];
    if (expected === undefined || found[cell] === 1) differing += 1;
    else {
      found[cell] = 1;
      if (expected !== value) differing += 1;
    }
  }
  if (all) for (const one of found) if (one === 0) differing += 1;
  return differing;
}
