import { UserError } from '../../../shared/errors/errors.ts';
import type { TextKey, TextParameters } from '../../../shared/texts/text.ts';
import type { IndicatorDefinition } from '../../../shared/schemas/indicator.ts';

/** Line and column (from 1) at which things stand in the text of a definition, by their JSON path. */
export type Positions = ReadonlyMap<string, readonly [line: number, column: number]>;

/** A definition and the file that it stands in, as people know it. */
export interface DefinitionSource {
  readonly file: string;
  readonly definition: IndicatorDefinition;
  /** Left out when the definition was not read from a text. */
  readonly positions?: Positions;
  /** Written or changed by the analyst; left out for what is shipped. */
  readonly own?: boolean;
  /** Set when the definition is another one for one sex only. */
  readonly part?: { readonly of: IndicatorDefinition; readonly sex: 'women' | 'men' };
}

/** What is wrong with a definition, and where in its file. */
export interface DefinitionProblem {
  readonly id: string;
  readonly file: string;
  /** JSON path within the file, e.g. `measure.numerator.all[1]`; empty for the file as a whole. */
  readonly place: string;
  /** Where that stands in the text, when the text is known. */
  readonly line?: number;
  readonly column?: number;
  readonly key: TextKey;
  readonly parameters: TextParameters;
}

/** Writes a path as people read it in a file: keys with dots, list positions in brackets. */
export const placeOf = (path: readonly PropertyKey[]): string =>
  path
    .map((part, i) => (typeof part === 'number' ? `[${String(part)}]` : `${i === 0 ? '' : '.'}${String(part)}`))
    .join('');

/** Line and column of a place, or of the nearest one around it that the text has. */
export function positionOf(
  positions: Positions | undefined,
  path: readonly PropertyKey[],
): { readonly line?: number; readonly column?: number } {
  for (let length = path.length; length >= 0; length -= 1) {
    const found = positions?.get(placeOf(path.slice(0, length)));
    if (found !== undefined) return { line: found[0], column: found[1] };
  }
  return {};
}

/** Line and column of a place that the text has, by its words. */
export function positionAt(
  positions: Positions | undefined,
  place: string,
): { readonly line?: number; readonly column?: number } {
  const found = positions?.get(place);
  return found === undefined ? {} : { line: found[0], column: found[1] };
}

/** The file with line and column, as `egen.json:12:5`. */
const fileAt = ({ file, line, column }: DefinitionProblem): string =>
  line === undefined ? file : `${file}:${String(line)}:${String(column)}`;

export const errorOf = (problem: DefinitionProblem): UserError =>
  new UserError('input', problem.key, {
    ...problem.parameters,
    file: fileAt(problem),
    place: problem.place === '' ? '–' : problem.place,
  });
