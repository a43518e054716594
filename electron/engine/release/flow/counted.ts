import type { UnsafeCells } from '../../../../shared/domain/disclosure/unsafe/unsafeCells.ts';
import type { Dimension } from '../../../../shared/domain/tables/dimension.ts';
import type { CellSystem } from '../../../../shared/domain/tables/system.ts';

/** The true numbers of a table as the joint attack takes them, over the product of its dimensions, in whole units. */
export interface CountedTable {
  readonly dimensions: readonly Dimension[];
  readonly values: Float64Array;
  readonly levels: { readonly primary: Uint8Array; readonly up: Float64Array; readonly down: Float64Array };
  /** Records behind each cell; null where the values are counts. */
  readonly mass: Float64Array | null;
  /** Who alone fills cells, as positions. */
  readonly knowers: readonly (readonly number[])[];
}

/** One block of a system by itself. */
export function countedBlock(
  { blocks, values, knowers }: CellSystem,
  at: number,
  unsafe: UnsafeCells,
  rows: Float64Array,
): CountedTable {
  const block = blocks[at];
  if (block === undefined) throw new RangeError('no such block');
  const { cells, dimensions, contributors } = block;
  const of = (all: Float64Array): Float64Array => Float64Array.from(cells, (cell) => all[cell] ?? 0);
  const position = new Map(Array.from(cells, (cell, own) => [cell, own]));
  return {
    dimensions,
    values: of(values),
    levels: {
      primary: Uint8Array.from(cells, (cell) => unsafe.primary[cell] ?? 0),
      up: of(unsafe.upperLevel),
      down: of(unsafe.lowerLevel),
    },
    mass: contributors === null ? null : rows,
    knowers: knowers.flatMap((one) => {
      const own = one.cells.flatMap((cell) => position.get(cell) ?? []);
      return own.length === 0 ? [] : [own];
    }),
  };
}
