import type { RowBatch } from '../../delimited/tokeniser.ts';
import type { FullWidth } from '../../store/chunk.ts';
import type { VariableType } from '../../store/columns.ts';
import type { TextChecks } from '../../identifiers/pseudonymise.ts';
import type { Rule } from '../rules.ts';

/** Told of a field that breaks a rule; `row` is the row in the batch. */
export type OnFault = (row: number, rule: Rule) => void;

/** Fills one variable of a register, a batch of rows at a time, straight from the bytes of the file. */
export interface ColumnFiller {
  readonly type: VariableType;
  /** Texts of the codes seen so far, for categories and areas; the filler goes on adding to it. */
  readonly texts: readonly string[] | undefined;
  /** For pseudonyms: where texts stand among the values filled since it was last asked, so that none share a pseudonym. */
  takeChecks?(): TextChecks;
  /** Looks at field `field` of the batch as a whole. Throws DirectIdentifier when it is what identifies a person. */
  inspect?(batch: RowBatch, field: number): void;
  /**
   * Reads field `field` of the batch's rows into values[at..]; `values` is as wide as the type asks for. What breaks a
   * rule is told and left as missing. Throws DirectIdentifier when the column holds what identifies a person.
   */
  fill(batch: RowBatch, field: number, values: FullWidth, at: number, onFault: OnFault): void;
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

/** True when a text that stands for missing could be read as a plain number: then it must be looked for first. */
export const hasNumericMissing = (texts: readonly string[]): boolean => texts.some((text) => /\d/u.test(text));
