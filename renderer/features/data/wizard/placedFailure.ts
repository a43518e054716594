import { describePlace } from '../../../../shared/errors/describe.ts';
import type { AppError } from '../../../../shared/ipc/result.ts';
import type { Language } from '../../../../shared/texts/text.ts';
import { failureText } from '../../../app/connection/client.ts';

/** The sentence with its place in front, where the error has one. */
export function placedFailure(error: Pick<AppError, 'key' | 'parameters'>, language: Language): string {
  const { file, line, column } = error.parameters ?? {};
  const sentence = failureText(error, language);
  if (typeof file !== 'string' || (line === undefined && column === undefined)) return sentence;
  const place = describePlace(
    { file, ...(typeof line === 'number' ? { line } : {}), ...(column === undefined ? {} : { column }) },
    language,
  );
  return `${place}: ${sentence}`;
}
