import type { TextKey } from '../texts/text.ts';
import type { TextParameters } from '../texts/text.ts';

/**
 * What kind of no this is. `input`: wrong use or bad input (exit code 2). `refused`: a rule said no, or a check
 * did not hold (exit code 1). `cancelled`: the user stopped it (exit code 1).
 */
export type ErrorKind = 'input' | 'refused' | 'cancelled';

/**
 * An error that a person can act on. The text is looked up in shared/texts by `key`; `parameters` may hold names of
 * files, columns, rules and limits, but never a data value.
 */
export class UserError extends Error {
  readonly kind: ErrorKind;
  readonly key: TextKey;
  readonly parameters: TextParameters;

  constructor(kind: ErrorKind, key: TextKey, parameters: TextParameters = {}) {
    super(key);
    this.name = 'UserError';
    this.kind = kind;
    this.key = key;
    this.parameters = parameters;
  }
}

/**
 * Where in a file something is wrong. Lines and columns count from 1; `column` is a column's name, or a number: of a
 * column without a name, or of the character in a line of JSON.
 */
export interface DataPlace {
  readonly file: string;
  readonly line?: number;
  readonly column?: string | number;
}

/** Bad input data: says file, line, column and rule, never the value. Always exit code 2. */
export class DataError extends UserError {
  readonly place: DataPlace;

  constructor(place: DataPlace, key: TextKey, parameters: TextParameters = {}) {
    super('input', key, parameters);
    this.name = 'DataError';
    this.place = place;
  }
}
