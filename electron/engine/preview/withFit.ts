import type { ColumnType, Role } from '../../../shared/schemas/preview.ts';
import type { ColumnSpecification } from '../../../shared/schemas/specification.ts';
import type { Fit } from './fit.ts';
import type { Guess, GuessedColumn } from './guessColumn.ts';
import { roleByName } from './columnNames.ts';
import type { ColumnProfile } from './profile.ts';

/** What a column of a specification says about type and role. */
function typeOf(column: ColumnSpecification, role: Role | undefined): ColumnType {
  if (column.type === 'ignore') return 'text';
  return column.type === 'integer' && role === 'year' ? 'year' : column.type;
}

function roleOf(column: ColumnSpecification): Role {
  const named = roleByName(column.source);
  if (column.type === 'area') return column.level;
  if (column.type === 'key') return named !== undefined && named.endsWith('key') ? named : 'key';
  if (named === 'year' || named === 'sex' || named === 'age' || named === 'month') return named;
  return column.type === 'category' ? 'code' : 'value';
}

/** A column that a well fitting specification knows is what that says, as far as its values agree. */
export function withFit(
  guessed: GuessedColumn,
  best: Fit | undefined,
  position: number,
  profile: ColumnProfile,
): GuessedColumn {
  const fitted = best?.columns.find((column) => column.position === position);
  if (fitted === undefined || guessed.masked || fitted.column.type === 'ignore') return guessed;
  if (fitted.accepted < 0.9) return guessed;
  const role = roleOf(fitted.column);
  const confidence = profile.filled === 0 ? 0.6 : Math.round(0.99 * fitted.accepted * 100) / 100;
  const make = <T>(value: T): Guess<T> => ({ value, confidence, why: ['specification'] });
  return { type: make(typeOf(fitted.column, role)), role: make(role), masked: false };
}
