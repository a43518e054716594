import { UserError } from '../../../../shared/errors/errors.ts';
import type { ReleaseSelection } from '../../../../shared/schemas/releasePlan.ts';
import { type Column, MISSING_CODE, MISSING_INTEGER } from '../../store/columns.ts';

type Takes = (row: number) => boolean;

function takenBy(table: string, { variable, values, from, to, except }: ReleaseSelection, column: Column): Takes {
  const wanted = except !== true;
  const fail = (): never => {
    throw new UserError('input', 'release.badSelection', { table, variable });
  };
  if (values !== undefined) {
    if ((column.type !== 'category' && column.type !== 'area') || from !== undefined || to !== undefined) return fail();
    const known = new Set(values);
    const takes = column.dictionary.map((code, i) => i !== MISSING_CODE && known.has(code) === wanted);
    return (row) => takes[column.values[row] ?? MISSING_CODE] === true;
  }
  if ((column.type !== 'integer' && column.type !== 'decimal') || (from === undefined && to === undefined))
    return fail();
  const [least, most] = [from ?? Number.NEGATIVE_INFINITY, to ?? Number.POSITIVE_INFINITY];
  return (row) => {
    const value = column.values[row] ?? Number.NaN;
    if (Number.isNaN(value) || value === MISSING_INTEGER) return false;
    return (value >= least && value <= most) === wanted;
  };
}

/** Whether each row of a chunk takes part: only where every selection is known to take it. */
export function takesPart(
  table: string,
  selections: readonly ReleaseSelection[],
  columns: ReadonlyMap<string, Column>,
): Takes {
  const parts = selections.map((selection) => takenBy(table, selection, columns.get(selection.variable) as Column));
  return (row) => parts.every((takes) => takes(row));
}
