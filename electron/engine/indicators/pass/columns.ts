import { type Column, MISSING_CODE, MISSING_INTEGER, type VariableType } from '../../store/columns.ts';
import { bytesFor, doublesFor, type Frame, oncePerFrame } from './frame.ts';
import { FALSE, type Numbers, TRUE, type Truth, UNKNOWN } from './truth.ts';

/*
 * The leaves: what stands in a column, of the scanned register itself or, through `rows`, of another one. `rows` gives
 * for each row of the frame the row of the other register, -1 where there is none: every value of it is then missing.
 */

export interface Leaf {
  readonly column: (frame: Frame) => Column;
  readonly rows: ((frame: Frame) => Int32Array) | null;
}

export const isNumeric = (type: VariableType): boolean => type === 'integer' || type === 'decimal' || type === 'key';

export function numbersOf(leaf: Leaf): Numbers {
  const of = oncePerFrame<Float64Array>((frame, previous) => {
    const column = leaf.column(frame);
    if (column.type === 'category' || column.type === 'area') throw new TypeError('numbersOf: not a numeric column');
    const rows = leaf.rows?.(frame);
    if (rows === undefined && (column.type === 'decimal' || column.type === 'key')) return column.values;
    const out = doublesFor(frame.rows, previous);
    const { values } = column;
    const isInteger = column.type === 'integer';
    for (let i = 0; i < frame.rows; i += 1) {
      const row = rows === undefined ? i : (rows[i] as number);
      const value = row < 0 ? Number.NaN : (values[row] as number);
      out[i] = isInteger && value === MISSING_INTEGER ? Number.NaN : value;
    }
    return out;
  });
  return { kind: 'column', of };
}

/** Is the code of the record one of these? A code that the definition does not name is "no"; a missing one unknown. */
export function inCodes(leaf: Leaf, wanted: ReadonlySet<string>): Truth {
  let dictionary: readonly string[] | undefined;
  let verdicts = new Uint8Array(0);
  return oncePerFrame((frame, previous) => {
    const column = leaf.column(frame);
    if (column.type !== 'category' && column.type !== 'area') throw new TypeError('inCodes: not a column of codes');
    if (dictionary !== column.dictionary || verdicts.length !== column.dictionary.length) {
      dictionary = column.dictionary;
      verdicts = Uint8Array.from(dictionary, (code, i) =>
        i === MISSING_CODE ? UNKNOWN : wanted.has(code) ? TRUE : FALSE,
      );
    }
    const out = bytesFor(frame.rows, previous);
    const rows = leaf.rows?.(frame);
    const { values } = column;
    for (let i = 0; i < frame.rows; i += 1) {
      const row = rows === undefined ? i : (rows[i] as number);
      out[i] = row < 0 ? UNKNOWN : (verdicts[values[row] as number] as number);
    }
    return out;
  });
}

export function inNumbers(value: Numbers, wanted: ReadonlySet<number>): Truth {
  if (value.kind === 'scalar') throw new TypeError('inNumbers: a column is needed');
  return oncePerFrame((frame, previous) => {
    const out = bytesFor(frame.rows, previous);
    const values = value.of(frame);
    for (let i = 0; i < frame.rows; i += 1) {
      const x = values[i] as number;
      out[i] = Number.isNaN(x) ? UNKNOWN : wanted.has(x) ? TRUE : FALSE;
    }
    return out;
  });
}

/** Never unknown: a record without a joined record has every variable of it missing. */
export function isMissing(leaf: Leaf): Truth {
  return oncePerFrame((frame, previous) => {
    const column = leaf.column(frame);
    const out = bytesFor(frame.rows, previous);
    const rows = leaf.rows?.(frame);
    const coded = column.type === 'category' || column.type === 'area';
    const missing = coded ? MISSING_CODE : MISSING_INTEGER;
    const hasCodeForMissing = coded || column.type === 'integer';
    const { values } = column;
    for (let i = 0; i < frame.rows; i += 1) {
      const row = rows === undefined ? i : (rows[i] as number);
      const value = row < 0 ? Number.NaN : (values[row] as number);
      out[i] = Number.isNaN(value) || (hasCodeForMissing && value === missing) ? TRUE : FALSE;
    }
    return out;
  });
}
