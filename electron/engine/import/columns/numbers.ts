import type { StoredColumnSpecification } from '../../../../shared/schemas/specification.ts';
import type { Decimal, Thousands } from '../../delimited/dialect.ts';
import { groupedNumber, isBadNumber, parseDecimal, parseInteger, parseNumber } from '../../delimited/numbers.ts';
import type { RowBatch } from '../../delimited/tokeniser.ts';
import { MISSING_INTEGER } from '../../store/columns.ts';
import type { QuickFields, QuickNumbers } from '../quick/quickFields.ts';
import { isPersonNumber, SAMPLED, SUSPECT_SHARE } from '../identifiers.ts';
import { type ColumnFiller, DirectIdentifier, hasNumericMissing, missingTest } from './column.ts';

const decoder = new TextDecoder('utf-8');

/** Looks at the first values of a batch: numbers that are nearly all personal numbers are just that. */
function refuseIdentifiers(batch: RowBatch, field: number): void {
  const { bytes, starts, ends, columns } = batch;
  let seen = 0;
  let suspect = 0;
  for (let row = 0; row < Math.min(batch.rows, SAMPLED); row += 1) {
    const start = starts[row * columns + field] ?? 0;
    const end = ends[row * columns + field] ?? 0;
    if (end === start) continue;
    seen += 1;
    if (end - start >= 10 && end - start <= 15 && isPersonNumber(decoder.decode(bytes.subarray(start, end)).trim()))
      suspect += 1;
  }
  if (suspect > 0 && suspect >= seen * SUSPECT_SHARE) throw new DirectIdentifier();
}

/** How the numbers of a file are written. */
export interface NumberSigns {
  readonly decimal: Decimal;
  readonly thousands: Thousands;
}

type NumberReader = (bytes: Uint8Array, from: number, to: number) => number;

/** Reads a field by `plain`; where that cannot, and thousands are kept apart, once more without the signs between them. */
function numberReader({ decimal, thousands }: NumberSigns, whole: boolean): NumberReader {
  const plain: NumberReader = whole ? parseInteger : (bytes, from, to) => parseDecimal(bytes, from, to, decimal);
  if (thousands === '') return plain;
  const ungrouped = groupedNumber(thousands, decimal);
  return (bytes, from, to) => {
    // With a point between thousands, 1.234 must not be read as a decimal first: then the decimal sign is a comma.
    const value = plain(bytes, from, to);
    if (!isBadNumber(value) || to - from > LONGEST_GROUPED) return value;
    const text = decoder.decode(bytes.subarray(from, to)).trim();
    const without = ungrouped(text);
    if (without === text) return value;
    const read = parseNumber(without, decimal) ?? Number.POSITIVE_INFINITY;
    return whole && !Number.isSafeInteger(read) ? Number.POSITIVE_INFINITY : read;
  };
}

type Specified = Extract<StoredColumnSpecification, { type: 'integer' | 'decimal' | 'key' }>;

/** Digits that a 32-bit whole number surely holds, and a 64-bit one. */
const SURE_32 = 9;
const SURE_53 = 15;
const LONGEST_GROUPED = 64;

/** Whole numbers of 32 bits, but for the lowest one, which means missing. */
export function integerFiller(
  specification: Extract<Specified, { type: 'integer' }>,
  signs: NumberSigns,
  quick?: QuickFields,
): ColumnFiller {
  const read = numberReader(signs, true);
  const texts = specification.missing ?? [];
  const isMissing = missingTest(texts);
  const looksFirst = hasNumericMissing(texts);
  const required = specification.required === true;
  const lowest = Math.max(specification.min ?? -2_147_483_647, -2_147_483_647);
  const highest = Math.min(specification.max ?? 2_147_483_647, 2_147_483_647);
  const limits: QuickNumbers = { lowest, highest, mayBeEmpty: !required };
  return {
    type: 'integer',
    texts: undefined,
    inspect: refuseIdentifiers,
    fill: (batch, field, into, at, onFault) => {
      const { bytes, starts, ends, columns, rows } = batch;
      const values = into as Int32Array;
      const left = looksFirst ? undefined : quick?.integers(batch, field, values, at, limits);
      const count = left?.length ?? rows;
      for (let n = 0; n < count; n += 1) {
        const row = left === undefined ? n : (left[n] as number);
        const i = at + row;
        const place = row * columns + field;
        const start = starts[place] as number;
        const end = ends[place] as number;
        if (!looksFirst && start < end && end - start <= SURE_32) {
          let value = 0;
          let digit = 0;
          for (let p = start; p < end; p += 1) {
            digit = (bytes[p] as number) - 0x30;
            if (digit < 0 || digit > 9) break;
            value = (value * 10 + digit) | 0;
          }
          if (digit >= 0 && digit <= 9 && value >= lowest && value <= highest) {
            values[i] = value;
            continue;
          }
        }
        if (start === end || isMissing(bytes, start, end)) {
          values[i] = MISSING_INTEGER;
          if (required) onFault(row, 'missing');
          continue;
        }
        const value = read(bytes, start, end);
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
export function decimalFiller(
  specification: Extract<Specified, { type: 'decimal' }>,
  signs: NumberSigns,
  quick?: QuickFields,
): ColumnFiller {
  const read = numberReader(signs, false);
  const texts = specification.missing ?? [];
  const isMissing = missingTest(texts);
  const looksFirst = hasNumericMissing(texts);
  const required = specification.required === true;
  const lowest = specification.min ?? -Number.MAX_VALUE;
  const highest = specification.max ?? Number.MAX_VALUE;
  const limits: QuickNumbers = { lowest, highest, mayBeEmpty: !required };
  return {
    type: 'decimal',
    texts: undefined,
    inspect: refuseIdentifiers,
    fill: (batch, field, into, at, onFault) => {
      const { bytes, starts, ends, columns, rows } = batch;
      const values = into as Float64Array;
      const left = looksFirst ? undefined : quick?.decimals(batch, field, values, at, limits, signs.decimal);
      const count = left?.length ?? rows;
      for (let n = 0; n < count; n += 1) {
        const row = left === undefined ? n : (left[n] as number);
        const i = at + row;
        const place = row * columns + field;
        const start = starts[place] as number;
        const end = ends[place] as number;
        if (start === end || isMissing(bytes, start, end)) {
          values[i] = Number.NaN;
          if (required) onFault(row, 'missing');
          continue;
        }
        const value = read(bytes, start, end);
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
export function keyFiller(specification: Extract<Specified, { type: 'key' }>, quick?: QuickFields): ColumnFiller {
  const texts = specification.missing ?? [];
  const isMissing = missingTest(texts);
  const looksFirst = hasNumericMissing(texts);
  const required = specification.required === true;
  const limits: QuickNumbers = { lowest: 1, highest: Number.MAX_SAFE_INTEGER, mayBeEmpty: !required };
  return {
    type: 'key',
    texts: undefined,
    inspect: refuseIdentifiers,
    fill: (batch, field, into, at, onFault) => {
      const { bytes, starts, ends, columns, rows } = batch;
      const values = into as Float64Array;
      const left = looksFirst ? undefined : quick?.keys(batch, field, values, at, limits);
      const count = left?.length ?? rows;
      for (let n = 0; n < count; n += 1) {
        const row = left === undefined ? n : (left[n] as number);
        const i = at + row;
        const place = row * columns + field;
        const start = starts[place] as number;
        const end = ends[place] as number;
        if (!looksFirst && start < end && end - start <= SURE_53) {
          let value = 0;
          let digit = 0;
          for (let p = start; p < end; p += 1) {
            digit = (bytes[p] as number) - 0x30;
            if (digit < 0 || digit > 9) break;
            value = value * 10 + digit;
          }
          if (digit >= 0 && digit <= 9 && value >= 1) {
            values[i] = value;
            continue;
          }
        }
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
    },
  };
}
