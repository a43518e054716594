import type { StoredColumnSpecification } from '../../../shared/schemas/specification.ts';
import type { VariableType } from '../store/columns.ts';
import { isPseudonymised, pseudonymFiller } from '../identifiers/pseudonymFiller.ts';
import { areaFiller, categoryFiller } from './columns/codes.ts';
import type { ColumnFiller } from './columns/column.ts';
import { dateFiller } from './columns/dates.ts';
import type { QuickFields } from './quick/quickFields.ts';
import { decimalFiller, integerFiller, keyFiller, type NumberSigns } from './columns/numbers.ts';

/** The codes of an area level that the project knows, or undefined when it has no area key yet. */
export type KnownAreas = (level: 'deso' | 'regso' | 'municipality' | 'county') => ReadonlySet<string> | undefined;

/** How a column is stored: a date is the number of days since 1970-01-01. */
export const variableTypeOf = ({ type }: StoredColumnSpecification): VariableType =>
  type === 'date' ? 'integer' : type;

/** The filler for a column of a register. `quick`: reads the batches as far as it can; without it all is read here. */
export function fillerFor(
  column: StoredColumnSpecification,
  signs: NumberSigns,
  known: KnownAreas,
  quick?: QuickFields,
): ColumnFiller {
  if (column.type === 'key') return isPseudonymised(column) ? pseudonymFiller(column) : keyFiller(column, quick);
  if (column.type === 'integer') return integerFiller(column, signs, quick);
  if (column.type === 'decimal') return decimalFiller(column, signs, quick);
  if (column.type === 'date') return dateFiller(column);
  return column.type === 'category' ? categoryFiller(column, quick) : areaFiller(column, known(column.level), quick);
}
