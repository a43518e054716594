import type { StoredColumnSpecification } from '../../../shared/schemas/specification.ts';
import type { Decimal } from '../delimited/dialect.ts';
import { isPseudonymised, pseudonymFiller } from '../identifiers/pseudonymFiller.ts';
import { areaFiller, categoryFiller } from './columns/codes.ts';
import type { ColumnFiller } from './columns/column.ts';
import { decimalFiller, integerFiller, keyFiller } from './columns/numbers.ts';

/** The codes of an area level that the project knows, or undefined when it has no area key yet. */
export type KnownAreas = (level: 'deso' | 'regso' | 'municipality' | 'county') => ReadonlySet<string> | undefined;

/** The filler for a column of a register. */
export function fillerFor(column: StoredColumnSpecification, decimal: Decimal, known: KnownAreas): ColumnFiller {
  if (column.type === 'key') return isPseudonymised(column) ? pseudonymFiller(column) : keyFiller(column);
  if (column.type === 'integer') return integerFiller(column);
  if (column.type === 'decimal') return decimalFiller(column, decimal);
  return column.type === 'category' ? categoryFiller(column) : areaFiller(column, known(column.level));
}
