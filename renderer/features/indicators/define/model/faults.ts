import type { Output } from '../../../../../shared/ipc/contract.ts';
import type { Language } from '../../../../../shared/texts/text.ts';
import { failureText } from '../../../../app/connection/client.ts';

export type Fault = Output<'definitions.try'>['problems'][number];

/** Stands for file and place, which the form shows by where the sentence stands. */
const HERE = '\u0001';
const FRONT = `${HERE}, ${HERE}: `;

/** What is wrong as a sentence for the field where it is: without the file and the place that the command line tells. */
export function faultText({ key, parameters }: Fault, language: Language): string {
  const said = failureText({ key, parameters: { ...parameters, file: HERE, place: HERE } }, language);
  const bare = said.startsWith(FRONT) ? said.slice(FRONT.length) : said.replaceAll(HERE, '');
  return bare.charAt(0).toLocaleUpperCase(language) + bare.slice(1);
}
