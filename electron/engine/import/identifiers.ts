import { certainKindOf } from '../identifiers/forms.ts';
import { personalFormOf } from '../identifiers/personalNumber.ts';

/*
 * What is seen of direct identifiers while a file is read, so that an import that cannot be stops early. The verdict on a
 * column rests on all of its values, when they are in (../quality/identifying.ts).
 */

/** True for a text that has the form of a personal identity or coordination number, date and check digit included. */
export const isPersonNumber = (text: string): boolean => personalFormOf(text) !== undefined;

/** A text that no pseudonym or code looks like by chance: a personal number with its sign, an e-mail address, +46… */
export const isCertainIdentifier = (text: string): boolean => certainKindOf(text) !== undefined;

/** Share of the values looked at beyond which they are taken to be personal numbers: by chance it is about 0.7 %. */
export const SUSPECT_SHARE = 0.5;
/** Values looked at in the first batch of a numeric column. */
export const SAMPLED = 500;
