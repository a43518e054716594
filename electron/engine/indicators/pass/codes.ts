import { bytesFor, type Frame, oncePerFrame } from './frame.ts';
import type { Codes } from './heldColumn.ts';
import type { Truth } from './truth.ts';

/** Codes of the rows of a frame: that of row i stands at `first` + i. Code 0 is missing. */
export interface FrameCodes {
  readonly values: Codes;
  readonly first: number;
}
export type CodesOf = (frame: Frame) => FrameCodes;

/** The code of the row that each row of the frame leads to; 0 (missing) where it leads nowhere. */
export function gatherCodes(column: () => { readonly values: Codes }, rows: (frame: Frame) => Int32Array): CodesOf {
  return oncePerFrame<FrameCodes>((frame, previous) => {
    const { values } = column();
    const places = rows(frame);
    const Width = values instanceof Uint8Array ? Uint8Array : values instanceof Uint16Array ? Uint16Array : Uint32Array;
    const out =
      previous !== undefined && previous.values.length >= frame.rows
        ? previous
        : { values: new Width(frame.rows), first: 0 };
    const codes = out.values;
    for (let i = 0; i < frame.rows; i += 1) {
      const row = places[i] as number;
      codes[i] = row < 0 ? 0 : (values[row] as number);
    }
    return out;
  });
}

/** A verdict per record from a table with a verdict per code, made when the first record is there. */
export function byTable(codes: CodesOf, makeTable: () => Uint8Array): Truth {
  let table: Uint8Array | undefined;
  return oncePerFrame((frame, previous) => {
    table ??= makeTable();
    const verdicts = table;
    const { values, first } = codes(frame);
    const out = bytesFor(frame.rows, previous);
    for (let i = 0; i < frame.rows; i += 1) out[i] = verdicts[values[first + i] as number] as number;
    return out;
  });
}
