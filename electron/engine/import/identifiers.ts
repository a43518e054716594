/*
 * Direct identifiers have no place in a project. A personal identity number (personnummer) or coordination number
 * (samordningsnummer) is YYMMDD-NNNC, with or without century and sign; C is the check digit by Luhn over the nine
 * digits before it (Folkbokföringslagen 1991:481, 18 §). In a coordination number 60 is added to the day.
 */

const PERSON = /^(?:18|19|20)?(\d{2})(\d{2})(\d{2})[-+]?(\d{4})$/u;
const EMAIL = /^[^\s@]{1,64}@[^\s@.]+(?:\.[^\s@.]+){1,8}$/u;

function luhnHolds(digits: string): boolean {
  let sum = 0;
  for (let i = 0; i < digits.length; i += 1) {
    const product = Number(digits[i]) * (i % 2 === 0 ? 2 : 1);
    sum += product > 9 ? product - 9 : product;
  }
  return sum % 10 === 0;
}

/** True for a text that has the form of a personal identity or coordination number, date and check digit included. */
export function isPersonNumber(text: string): boolean {
  const match = PERSON.exec(text);
  if (match === null) return false;
  const [, year = '', month = '', day = '', rest = ''] = match;
  const date = Number(day) > 60 ? Number(day) - 60 : Number(day);
  if (Number(month) < 1 || Number(month) > 12 || date < 1 || date > 31) return false;
  return luhnHolds(year + month + day + rest);
}

export const isEmail = (text: string): boolean => text.length < 255 && EMAIL.test(text);

/** A text that no pseudonym or code looks like by chance: with century or sign, or an e-mail address. */
export const isCertainIdentifier = (text: string): boolean =>
  (text.length > 10 && isPersonNumber(text)) || isEmail(text);

/** Share of a column's values beyond which they are taken to be personal numbers: by chance it is about 0.4 %. */
export const SUSPECT_SHARE = 0.5;
/** Values looked at in each chunk of a numeric column. */
export const SAMPLED = 500;
