import { type Language, text } from '../texts/text.ts';
import { DataError, type UserError } from './errors.ts';

/** The whole sentence for a person: the place, when there is one, then what is wrong and what to do. */
export function describeError(error: UserError, language: Language): string {
  const sentence = text(language, error.key, error.parameters);
  if (!(error instanceof DataError)) return sentence;
  const { file, line, column } = error.place;
  if (line !== undefined && column !== undefined)
    return `${text(language, 'place.lineColumn', { file, line, column })}: ${sentence}`;
  if (line !== undefined) return `${text(language, 'place.line', { file, line })}: ${sentence}`;
  if (column !== undefined) return `${text(language, 'place.column', { file, column })}: ${sentence}`;
  return `${text(language, 'place.file', { file })}: ${sentence}`;
}
