import type { StoredColumnSpecification } from '../../../../shared/schemas/specification.ts';
import type { Decimal } from '../../delimited/dialect.ts';
import { isBadNumber, parseDecimal, parseInteger } from '../../delimited/numbers.ts';
import type { RowBatch } from '../../delimited/tokeniser.ts';
import { CHUNK_ROWS } from '../../store/chunk.ts';
import { MISSING_INTEGER } from '../../store/columns.ts';
import { isPersonNumber, SAMPLED, SUSPECT_SHARE } from '../identifiers.ts';
import { type ColumnFiller, DirectIdentifier, missingTest, type OnFault } from './column.ts';

const decoder = new TextDecoder('utf-8');

/** Looks at the first values of a run of rows: numbers that are nearly all personal numbers are just that. */
function refuseIdentifiers(batch: RowBatch, field: number, from: number, to: number): void {
  const { bytes, starts, ends, columns } = batch;
  let seen = 0;
  let suspect = 0;
  for (let row = from; row < Math.min(to, from + SAMPLED); row += 1) {
    const start = starts[row * columns + field] ?? 0;
    const end = ends[row * columns + field] ?? 0;
    if (end === start) continue;
    seen += 1;
    if (end - start >= 10 && end - start <= 15 && isPersonNumber(decoder.decode(bytes.subarray(start, end)).trim()))
      suspect += 1;
  }
  if (suspect > 0 && suspect >= seen * SUSPECT_SHARE) throw new DirectIdentifier();
}

type Specified = Extract<StoredColumnSpecification, { type: 'integer' | 'decimal' | 'key' }>;

/** Whole numbers of 32 bits, but for the lowest one, which means missing. */
export function integerFiller(specification: Extract<Specified, { type: 'integer' }>): ColumnFiller {
  const values = new Int32Array(CHUNK_ROWS);
  const isMissing = missingTest(specification.missing ?? []);
  const required = specification.required === true;
  const lowest = Math.max(specification.min ?? -2_147_483_647, -2_147_483_647);
  const highest = Math.min(specification.max ?? 2_147_483_647, 2_147_483_647);
  return {
    type: 'integer',
    values,
    dictionary: [],
    fill: (batch, field, from, to, at, onFault) => {
      refuseIdentifiers(batch, field, from, to);
      const { bytes, starts, ends, columns } = batch;
      for (let row = from, i = at, place = from * columns + field; row < to; row += 1, i += 1, place += columns) {
        const start = starts[place] as number;
        const end = ends[place] as number;
        if (start === end || isMissing(bytes, start, end)) {
          values[i] = MISSING_INTEGER;
          if (required) onFault(row, 'missing');
          continue;
        }
        const value = parseInteger(bytes, start, end);
        if (value >= lowest && value <= highest) values[i] = value;
        else {
          values[i] = MISSING_INTEGER;
          onFault(row, isBadNumber(value) ? 'whole' : 'range');
        }
      }
    },
  };
}

/** Decimal numbers, as 64-bit floating point. */
export function decimalFiller(specification: Extract<Specified, { type: 'decimal' }>, decimal: Decimal): ColumnFiller {
  const values = new Float64Array(CHUNK_ROWS);
  const isMissing = missingTest(specification.missing ?? []);
  const required = specification.required === true;
  const lowest = specification.min ?? -Number.MAX_VALUE;
  const highest = specification.max ?? Number.MAX_VALUE;
  return {
    type: 'decimal',
    values,
    dictionary: [],
    fill: (batch, field, from, to, at, onFault) => {
      refuseIdentifiers(batch, field, from, to);
      const { bytes, starts, ends, columns } = batch;
      for (let row = from, i = at, place = from * columns + field; row < to; row += 1, i += 1, place += columns) {
        const start = starts[place] as number;
        const end = ends[place] as number;
        if (start === end || isMissing(bytes, start, end)) {
          values[i] = Number.NaN;
          if (required) onFault(row, 'missing');
          continue;
        }
        const value = parseDecimal(bytes, start, end, decimal);
        if (value >= lowest && value <= highest) values[i] = value;
        else {
          values[i] = Number.NaN;
          onFault(row, isBadNumber(value) ? 'number' : 'range');
        }
      }
    },
  };
}

/** Pseudonyms: whole numbers from 1 up to 2^53. */
export function keyFiller(specification: Extract<Specified, { type: 'key' }>): ColumnFiller {
  const values = new Float64Array(CHUNK_ROWS);
  const isMissing = missingTest(specification.missing ?? []);
  const required = specification.required === true;
  const fill = (batch: RowBatch, field: number, from: number, to: number, at: number, onFault: OnFault): void => {
    refuseIdentifiers(batch, field, from, to);
    const { bytes, starts, ends, columns } = batch;
    for (let row = from, i = at, place = from * columns + field; row < to; row += 1, i += 1, place += columns) {
      const start = starts[place] as number;
      const end = ends[place] as number;
      if (start === end || isMissing(bytes, start, end)) {
        values[i] = Number.NaN;
        if (required) onFault(row, 'missing');
        continue;
      }
      const value = parseInteger(bytes, start, end);
      if (value >= 1 && !isBadNumber(value)) values[i] = value;
      else {
        values[i] = Number.NaN;
        onFault(row, 'key');
      }
    }
  };
  return { type: 'key', values, dictionary: [], fill };
}
