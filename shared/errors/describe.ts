import { type Language, text } from '../texts/text.ts';
import { DataError, type DataPlace, type UserError } from './errors.ts';

/** A place in words: file, line, and the column by its name in quotation marks or by its number. */
export function describePlace({ file, line, column }: DataPlace, language: Language): string {
  if (typeof column === 'number')
    return line === undefined
      ? text(language, 'place.columnNumber', { file, column })
      : text(language, 'place.lineColumnNumber', { file, line, column });
  if (line !== undefined && column !== undefined) return text(language, 'place.lineColumn', { file, line, column });
  if (line !== undefined) return text(language, 'place.line', { file, line });
  if (column !== undefined) return text(language, 'place.column', { file, column });
  return text(language, 'place.file', { file });
}

/** The whole sentence for a person: the place, when there is one, then what is wrong and what to do. */
export function describeError(error: UserError, language: Language): string {
  const sentence = text(language, error.key, error.parameters);
  return error instanceof DataError ? `${describePlace(error.place, language)}: ${sentence}` : sentence;
}
