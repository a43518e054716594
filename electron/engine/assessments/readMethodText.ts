import { DataError } from '../../../shared/errors/errors.ts';
import type { Output } from '../../../shared/ipc/contract.ts';
import { methodSchema } from '../../../shared/schemas/method.ts';
import { checkJsonText } from '../jsonfile/readJson.ts';

/** A method file that a person has written in the window: what it says, or the first fault and its line. */
export function readMethodText(text: string): Output<'assessment.read'> {
  try {
    return { method: checkJsonText(text, '', methodSchema).value, fault: null };
  } catch (cause) {
    if (!(cause instanceof DataError)) throw cause;
    const { place, key, parameters } = cause;
    return { method: null, fault: { line: place.line ?? null, key, parameters: { ...parameters } } };
  }
}
