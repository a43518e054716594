import type { StoredColumnSpecification } from '../../../../shared/schemas/specification.ts';
import { parseDate } from '../../delimited/dates.ts';
import { MISSING_INTEGER } from '../../store/columns.ts';
import { type ColumnFiller, missingTest } from './column.ts';

/** Dates, stored as whole days since 1970-01-01. */
export function dateFiller(specification: Extract<StoredColumnSpecification, { type: 'date' }>): ColumnFiller {
  const isMissing = missingTest(specification.missing ?? []);
  const required = specification.required === true;
  const { form } = specification;
  return {
    type: 'integer',
    texts: undefined,
    fill: (batch, field, into, at, onFault) => {
      const { bytes, starts, ends, columns, rows } = batch;
      const values = into as Int32Array;
      for (let row = 0, i = at, place = field; row < rows; row += 1, i += 1, place += columns) {
        const start = starts[place] as number;
        const end = ends[place] as number;
        values[i] = MISSING_INTEGER;
        if (start === end || isMissing(bytes, start, end)) {
          if (required) onFault(row, 'missing');
          continue;
        }
        const days = parseDate(bytes, start, end, form);
        if (Number.isNaN(days)) onFault(row, 'date');
        else values[i] = days;
      }
    },
  };
}
