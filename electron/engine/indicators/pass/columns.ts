import { MISSING_CODE, MISSING_INTEGER } from '../../store/columns.ts';
import { byTable, type CodesOf, gatherCodes } from './codes.ts';
import { bytesFor, doublesFor, type Frame, oncePerFrame } from './frame.ts';
import { type HeldColumn, numbersByCode } from './heldColumn.ts';
import { FALSE, type Numbers, TRUE, type Truth, UNKNOWN } from './truth.ts';

/*
 * The leaves: what stands in a column, of the scanned register itself or, through `rows`, of another one. `rows` gives
 * for each row of the frame the row of the other register, -1 where there is none: every value of it is then missing.
 */

export interface Leaf {
  readonly column: () => HeldColumn;
  readonly rows: ((frame: Frame) => Int32Array) | null;
  /** True for a column that is known to lie as codes, of words or of small integers. */
  readonly coded: boolean;
  readonly codes: CodesOf;
}

const codedColumn = (column: () => HeldColumn) => (): HeldColumn & { readonly kind: 'words' | 'small' } => {
  const held = column();
  if (held.kind !== 'words' && held.kind !== 'small') throw new TypeError('not a column of codes');
  return held;
};

export function leafOver(column: () => HeldColumn, rows: Leaf['rows'], coded: boolean): Leaf {
  const held = codedColumn(column);
  const codes: CodesOf = rows === null ? ({ first }) => ({ values: held().values, first }) : gatherCodes(held, rows);
  return { column, rows, coded, codes };
}

/** A number for each row of the frame: its own, or that of the row it leads to. */
const plainNumbers = ({ column, rows }: Leaf): ((frame: Frame) => Float64Array) =>
  oncePerFrame<Float64Array>((frame, previous) => {
    const held = column();
    if (held.kind === 'words' || held.kind === 'small') throw new TypeError('not a column of plain numbers');
    const places = rows?.(frame);
    if (held.kind === 'numbers' && places === undefined)
      return held.values.subarray(frame.first, frame.first + frame.rows);
    const out = doublesFor(frame.rows, previous);
    const { values } = held;
    const marker = held.kind === 'integers' ? MISSING_INTEGER : Number.NaN;
    for (let i = 0; i < frame.rows; i += 1) {
      const row = places === undefined ? frame.first + i : (places[i] as number);
      const value = row < 0 ? Number.NaN : (values[row] as number);
      out[i] = value === marker ? Number.NaN : value;
    }
    return out;
  });

/** The number that each record's code stands for. */
export function codedNumbers(codes: CodesOf, makeTable: () => Float64Array): Numbers {
  let table: Float64Array | undefined;
  const tableOf = (): Float64Array => (table ??= makeTable());
  const of = oncePerFrame<Float64Array>((frame, previous) => {
    const numbers = tableOf();
    const { values, first } = codes(frame);
    const out = doublesFor(frame.rows, previous);
    for (let i = 0; i < frame.rows; i += 1) out[i] = numbers[values[first + i] as number] as number;
    return out;
  });
  return { kind: 'column', of, coded: { codes, table: tableOf } };
}

export function numbersOf(leaf: Leaf): Numbers {
  if (!leaf.coded) return { kind: 'column', of: plainNumbers(leaf) };
  return codedNumbers(leaf.codes, () => {
    const held = leaf.column();
    if (held.kind !== 'small') throw new TypeError('not a column of numbers');
    return numbersByCode(held);
  });
}

/** Is the code of the record one of these? A code that the definition does not name is "no"; a missing one unknown. */
export const inCodes = (leaf: Leaf, wanted: ReadonlySet<string>): Truth =>
  byTable(leaf.codes, () => {
    const held = leaf.column();
    if (held.kind !== 'words') throw new TypeError('not a column of words');
    return Uint8Array.from(held.words, (word, code) =>
      code === MISSING_CODE ? UNKNOWN : wanted.has(word) ? TRUE : FALSE,
    );
  });

/** Never unknown: a record without a joined record has every variable of it missing. */
export function isMissing(leaf: Leaf): Truth {
  if (leaf.coded)
    return byTable(leaf.codes, () => {
      const held = leaf.column();
      const codes = held.kind === 'words' ? held.words.length : held.kind === 'small' ? held.codes : 0;
      return Uint8Array.from({ length: codes }, (_, code) => (code === MISSING_CODE ? TRUE : FALSE));
    });
  const of = plainNumbers(leaf);
  return oncePerFrame((frame, previous) => {
    const out = bytesFor(frame.rows, previous);
    const values = of(frame);
    for (let i = 0; i < frame.rows; i += 1) out[i] = Number.isNaN(values[i]) ? TRUE : FALSE;
    return out;
  });
}
