import { UserError } from '../../errors/errors.ts';
import type { TextKey, TextParameters } from '../../texts/text.ts';

/** What in the method or in the data an error is about, so that whoever read the files can say the line. */
export interface MethodPlace {
  /** Path into METHOD.json or GROUPS.json, e.g. ['groups', 1, 'parent']. */
  readonly path?: readonly (string | number)[];
  /** The indicator whose column cannot be used. */
  readonly indicator?: string;
  /** The area code of the row that cannot be used. */
  readonly area?: string;
}

/** A method that cannot be carried out on these areas: always the input's fault (exit code 2). */
export class MethodError extends UserError {
  readonly where: MethodPlace;

  constructor(where: MethodPlace, key: TextKey, parameters: TextParameters = {}) {
    super('input', key, parameters);
    this.name = 'MethodError';
    this.where = where;
  }
}
