import { FAMILY_NAMES, GIVEN_NAMES } from './commonNames.ts';
import { personalFormOf } from './personalNumber.ts';

/*
 * What identifies a person directly, by the form of a single text. A form that hardly anything else has is certain: one such
 * text is enough to refuse a column. The others count for something when many of a column's texts have them (recognise.ts).
 */

export const IDENTIFIER_KINDS = [
  'personal-number',
  'email',
  'phone',
  'name',
  'address',
  'property',
  'coordinates',
] as const;
export type IdentifierKind = (typeof IDENTIFIER_KINDS)[number];

/** A personal number with its sign, alone or within a longer text. */
const SIGNED_NUMBER = /(?<![\d-])(?:(?:18|19|20)\d{2}|\d{2})[01]\d[0-9]\d\s?[-+\u2013\u2212]\s?\d{4}(?![\d-])/gu;
const EMAIL = /[^\s@<>(),;:]{1,64}@[^\s@.<>(),;:]+(?:\.[^\s@.<>(),;:]+){1,8}/u;
/** With the code of a country, as it is written for dialling. */
const INTERNATIONAL_PHONE =
  /(?<![\d+])(?:\+(?:46|45|47|358|49|44|48)[\s-]?|00(?:46|45|47|358|49|44|48)[\s-])(?:\(0\)[\s-]?)?\d(?:[\s-]?\d){6,10}(?!\d)/u;
const NATIONAL_PHONE = /^0\d{1,3}[\s-]{1,3}\d(?:[\s-]?\d){4,7}$/u;
const MOBILE_DIGITS = /^(?:0046|46|0)7[02369]\d{7}$/u;
/** What streets are called at the end, and a number. */
const STREET =
  /^\p{Lu}[\p{L}.:’' -]*(?:gatan|vägen|gränd|gränden|stigen|allén|backen|torget|liden|stråket|leden|promenaden|esplanaden|kajen|plan|plats|gata|väg|stig|allé)\s+\d{1,4}(?:\s?[A-Za-z])?(?:\s*[,/].*|\s+(?:lgh|läg)\b.*)?$/u;
/** A place with a number and a postal code, or a postal code and a town. */
const POSTAL = /(?:^|[\s,])(?:SE?-)?[1-9]\d{2}\s?\d{2}\s+\p{Lu}[\p{L}-]{1,}/u;
/** Property designation: district, block:unit, perhaps after the municipality. */
const PROPERTY = /^\p{Lu}[\p{L}-]*(?: [\p{L}-]+)* (?:\d{1,4}|s):\d{1,4}(?:\s*>\s*\d+)?$/u;
const COORDINATE_PAIR =
  /^\(?\s*(?:(?:5[5-9]|6\d)[.,]\d{3,}\s*[,;/ ]\s*(?:1\d|2[0-4])[.,]\d{3,}|[67]\d{6}(?:[.,]\d+)?\s*[,;/ ]\s*[2-9]\d{5}(?:[.,]\d+)?)\s*\)?$/u;
const INITIAL_DATE = /^(?:18|19|20)?(\d{2})(\d{2})(\d{2})[-+ ]?(?=[A-Z\d]*[A-Z])[A-Z\d]{4}$/u;

const LONGEST_LOOKED_INTO = 2000;

function holdsSignedNumber(text: string): boolean {
  if (personalFormOf(text.trim()) === 'signed') return true;
  for (const [found] of text.matchAll(SIGNED_NUMBER)) if (personalFormOf(found) === 'signed') return true;
  return false;
}

/** What a text surely is, alone or with other words around it; undefined for all others. */
export function certainKindOf(text: string): IdentifierKind | undefined {
  if (text.length < 6) return undefined;
  const looked = text.length > LONGEST_LOOKED_INTO ? text.slice(0, LONGEST_LOOKED_INTO) : text;
  if (looked.includes('@') && EMAIL.test(looked)) return 'email';
  if (!/\d{4}/u.test(looked) && !/\d[\s-]?\d/u.test(looked)) return undefined;
  if (looked.length >= 10 && holdsSignedNumber(looked)) return 'personal-number';
  return INTERNATIONAL_PHONE.test(looked) ? 'phone' : undefined;
}

function looksLikeName(text: string): boolean {
  if (text.length < 2 || text.length > 80 || !/^[\p{L} ,.’'-]+$/u.test(text)) return false;
  const words = text
    .toLowerCase()
    .split(/[ ,.’'-]+/u)
    .filter((word) => word !== '');
  if (words.length === 0 || words.length > 6) return false;
  return words.some((word) => GIVEN_NAMES.has(word) || FAMILY_NAMES.has(word) || /^\p{L}{3,}sson$/u.test(word));
}

/** A date of birth and four signs with letters among them: numbers given while a personal number is waited for. */
function looksLikeInterimNumber(text: string): boolean {
  const match = INITIAL_DATE.exec(text);
  if (match === null) return false;
  const [, , month, day] = match;
  const date = Number(day) > 60 ? Number(day) - 60 : Number(day);
  return Number(month) >= 1 && Number(month) <= 12 && date >= 1 && date <= 31;
}

/** What a text may be, as one of many; undefined when it has no such form. */
export function possibleKindOf(text: string): IdentifierKind | undefined {
  const certain = certainKindOf(text);
  if (certain !== undefined) return certain;
  if (personalFormOf(text) !== undefined || looksLikeInterimNumber(text)) return 'personal-number';
  if (NATIONAL_PHONE.test(text) || MOBILE_DIGITS.test(text)) return 'phone';
  if (STREET.test(text) || POSTAL.test(text)) return 'address';
  if (PROPERTY.test(text)) return 'property';
  if (COORDINATE_PAIR.test(text)) return 'coordinates';
  return looksLikeName(text) ? 'name' : undefined;
}

/** Column names that say what the column holds. Only lowers how much of the content must look so. */
const NAME_HINTS: readonly (readonly [IdentifierKind, RegExp])[] = [
  [
    'personal-number',
    /^(?:person_?(?:nr|nummer)|pnr|personid|samordnings?_?(?:nr|nummer)|pe_?org_?nr|org_?nr|organisationsnummer)$/iu,
  ],
  ['email', /^(?:e_?-?post(?:adress)?|e_?-?mail)$/iu],
  ['phone', /^(?:tele?(?:fon)?(?:nr|nummer)?|mobil(?:nr|nummer|telefon)?)$/iu],
  [
    'name',
    /^(?:(?:för|for|efter|mellan|tilltals|till|person|full)_?namn|[ef]_?namn|namn|name|(?:first|last|sur)_?name)$/iu,
  ],
  [
    'address',
    /^(?:(?:c_?\/?_?o|gatu|post|bostads|utdelnings|folkbokförings|folkbokforings|besöks)?_?adress|gata|address)$/iu,
  ],
  ['property', /^(?:fastighets?_?(?:bet(?:eckning)?)|fastbet|fastighet)$/iu],
  [
    'coordinates',
    /^(?:[xyne]_?(?:koord(?:inat)?)?|koord(?:inat)?_?[xyne]|lat(?:itude?)?|lon(?:g(?:itude?)?)?|lng|sweref\w*|rt90\w*|nord|ost|öst|northing|easting)$/iu,
  ],
];

export const hintOf = (column: string): IdentifierKind | undefined =>
  NAME_HINTS.find(([, pattern]) => pattern.test(column.trim()))?.[0];
