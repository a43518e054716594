import { UserError } from '../../../shared/errors/errors.ts';
import type { TextKey, TextParameters } from '../../../shared/texts/text.ts';
import type { IndicatorDefinition } from '../../../shared/schemas/indicator.ts';

/** A definition and the file that it stands in, as people know it. */
export interface DefinitionSource {
  readonly file: string;
  readonly definition: IndicatorDefinition;
}

/** What is wrong with a definition, and where in its file. */
export interface DefinitionProblem {
  readonly id: string;
  readonly file: string;
  /** JSON path within the file, e.g. `measure.numerator.all[1]`; empty for the file as a whole. */
  readonly place: string;
  readonly key: TextKey;
  readonly parameters: TextParameters;
}

/** Writes a path as people read it in a file: keys with dots, list positions in brackets. */
export const placeOf = (path: readonly PropertyKey[]): string =>
  path
    .map((part, i) => (typeof part === 'number' ? `[${String(part)}]` : `${i === 0 ? '' : '.'}${String(part)}`))
    .join('');

export const errorOf = (problem: DefinitionProblem): UserError =>
  new UserError('input', problem.key, { file: problem.file, place: problem.place, ...problem.parameters });
