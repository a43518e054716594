import type { RowBatch } from '../../delimited/tokeniser.ts';
import type { FullWidth } from '../../store/chunk.ts';
import type { VariableType } from '../../store/columns.ts';
import type { Rule } from '../rules.ts';

/** Told of a field that breaks a rule; `row` is the row in the batch. */
export type OnFault = (row: number, rule: Rule) => void;

/** Fills one variable of a register, a batch of rows at a time, straight from the bytes of the file. */
export interface ColumnFiller {
  readonly type: VariableType;
  /** The values of the chunk being filled. */
  readonly values: FullWidth;
  /** Texts of the codes, for categories and areas; empty otherwise. */
  readonly dictionary: readonly string[];
  /**
   * Reads field `field` of the rows from..to-1 of the batch into values[at..]. What breaks a rule is told and left as
   * missing. Throws DirectIdentifier when the column holds what identifies a person.
   */
  fill(batch: RowBatch, field: number, from: number, to: number, at: number, onFault: OnFault): void;
}

/** A column holds personal numbers or addresses: the import stops. */
export class DirectIdentifier extends Error {}

const BLANK = 0x20;

/** True when the field is empty or only blanks. */
export function isEmpty(bytes: Uint8Array, from: number, to: number): boolean {
  for (let i = from; i < to; i += 1) if (bytes[i] !== BLANK) return false;
  return true;
}

/** A test for the texts that stand for missing, besides the empty field; quick when there are none. */
export function missingTest(texts: readonly string[]): (bytes: Uint8Array, from: number, to: number) => boolean {
  const codes = texts.map((text) => Buffer.from(text.trim(), 'utf8'));
  if (codes.length === 0) return isEmpty;
  return (bytes, from, to) => {
    let start = from;
    let end = to;
    while (start < end && bytes[start] === BLANK) start += 1;
    while (end > start && bytes[end - 1] === BLANK) end -= 1;
    if (start === end) return true;
    for (const code of codes) {
      if (code.length !== end - start) continue;
      let i = 0;
      while (i < code.length && code[i] === bytes[start + i]) i += 1;
      if (i === code.length) return true;
    }
    return false;
  };
}
