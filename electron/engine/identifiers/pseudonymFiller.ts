import type { StoredColumnSpecification } from '../../../shared/schemas/specification.ts';
import { type ColumnFiller, missingTest } from '../import/columns/column.ts';
import { Pseudonymiser } from './pseudonymise.ts';

/** What pseudonyms are made with: the project's key, and the year of the file. Crosses to the threads that read. */
export interface PseudonymKey {
  readonly secret: Uint8Array;
  readonly year: number;
  /** Bits of a text's pseudonym; left out but in tests. */
  readonly textBits?: number | undefined;
}

/** A column together with the key that it is pseudonymised with; only on its way to the filler, and never stored. */
export type KeyedColumn = StoredColumnSpecification & { readonly pseudonymKey?: PseudonymKey };

export const isPseudonymised = (column: {
  readonly type: string;
  readonly pseudonymise?: boolean | undefined;
}): boolean => column.type === 'key' && column.pseudonymise === true;

/** Lays the key beside the columns that need it. */
export const withPseudonymKey = (
  columns: readonly StoredColumnSpecification[],
  key: PseudonymKey | undefined,
): readonly KeyedColumn[] =>
  columns.map((column) =>
    column.type === 'key' && isPseudonymised(column) && key !== undefined ? { ...column, pseudonymKey: key } : column,
  );

const BLANK = 0x20;

/** Keys that are pseudonyms of what stands in the file. Nothing of it is kept, not even in a fault. */
export function pseudonymFiller(column: KeyedColumn): ColumnFiller {
  const { pseudonymKey, missing, required } = column;
  if (pseudonymKey === undefined) throw new Error('A column is to be pseudonymised without a key');
  const pseudonymiser = new Pseudonymiser(pseudonymKey.secret, pseudonymKey.year, pseudonymKey.textBits);
  const isMissing = missingTest(missing ?? []);
  return {
    type: 'key',
    texts: undefined,
    takeChecks: () => pseudonymiser.takeChecks(),
    fill: (batch, field, into, at, onFault) => {
      const { bytes, starts, ends, columns, rows } = batch;
      const values = into as Float64Array;
      for (let row = 0, i = at, place = field; row < rows; row += 1, i += 1, place += columns) {
        let start = starts[place] as number;
        let end = ends[place] as number;
        if (start === end || isMissing(bytes, start, end)) {
          values[i] = Number.NaN;
          if (required === true) onFault(row, 'missing');
          continue;
        }
        while (start < end && bytes[start] === BLANK) start += 1;
        while (end > start && bytes[end - 1] === BLANK) end -= 1;
        pseudonymiser.put(bytes, start, end, values, i);
      }
      pseudonymiser.flush(values);
    },
  };
}
