import { DESO_CODE, REGSO_CODE } from '../../../shared/domain/areas/level.ts';

/** Texts by which statistical programs and Statistikdatabasen say that a value is missing. */
export const MISSING_TEXTS: ReadonlySet<string> = new Set([
  '..',
  '.',
  '-',
  '–',
  '—',
  'NA',
  'N/A',
  '#N/A',
  'NULL',
  'null',
  'NaN',
  'nan',
  '(null)',
  'None',
]);

const INTEGER = /^[+\-\u2212]?\d{1,18}$/u;
const POINT = /^[+\-\u2212]?\d*\.\d+(?:[eE][+-]?\d{1,3})?$/u;
const COMMA = /^[+\-\u2212]?\d*,\d+(?:[eE][+-]?\d{1,3})?$/u;
const BLANKS = /^[+\-\u2212]?\d{1,3}(?:[ \u00A0\u202F\u2009]\d{3})+(?:[.,]\d+)?$/u;
const POINTS = /^[+\-\u2212]?\d{1,3}(?:\.\d{3})+(?:,\d+)?$/u;
const COMMAS = /^[+\-\u2212]?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/u;
const ISO_DATE = /^\d{4}-\d{2}(?:-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?)?$/u;
const OTHER_DATE = /^(?:\d{1,2}[/.]\d{1,2}[/.]\d{4}|\d{4}\/\d{1,2}\/\d{1,2})$/u;

/** Counties of Sweden are 01-25; those of the demonstration country 60-80. */
const COUNTY = /^(?:0[1-9]|1\d|2[0-5]|[67]\d|80)$/u;

/** What a text looks like. Decimals and thousands of three digits are told apart later, by the column's other values. */
export type FieldForm =
  | 'empty'
  | 'missing'
  | 'integer'
  | 'padded'
  | 'decimal-comma'
  | 'decimal-point'
  | 'unsure-comma'
  | 'unsure-point'
  | 'grouped-blank'
  | 'grouped-point'
  | 'grouped-comma'
  | 'date'
  | 'deso'
  | 'regso'
  | 'text';

function fractionForm(text: string, sign: 'comma' | 'point'): FieldForm {
  const [whole = '', fraction = ''] = text.replace(/^[+\-\u2212]/u, '').split(sign === 'comma' ? ',' : '.');
  return fraction.length === 3 && /^[1-9]\d{0,2}$/u.test(whole) ? `unsure-${sign}` : `decimal-${sign}`;
}

export function fieldForm(text: string): FieldForm {
  if (text === '') return 'empty';
  if (INTEGER.test(text)) return /^0\d/u.test(text) ? 'padded' : 'integer';
  if (MISSING_TEXTS.has(text)) return 'missing';
  if (!/\d/u.test(text)) return 'text';
  if (DESO_CODE.test(text)) return 'deso';
  if (REGSO_CODE.test(text)) return 'regso';
  if (COMMA.test(text)) return fractionForm(text, 'comma');
  if (POINT.test(text)) return fractionForm(text, 'point');
  if (BLANKS.test(text)) return 'grouped-blank';
  if (POINTS.test(text)) return 'grouped-point';
  if (COMMAS.test(text)) return 'grouped-comma';
  if (isDate(text)) return 'date';
  return 'text';
}

const realDay = (year: number, month: number, day: number): boolean =>
  year >= 1800 && year <= 2200 && month >= 1 && month <= 12 && day >= 1 && day <= 31;

/** A date as text, with signs between its parts: ISO 8601 with or without time, year and month, or 31/12/2023. */
export function isDate(text: string): boolean {
  if (!ISO_DATE.test(text) && !OTHER_DATE.test(text)) return false;
  const parts = text
    .slice(0, 10)
    .split(/[-/.T ]/u)
    .map(Number);
  const [a = 0, b = 0, c = 1] = parts;
  return a > 31 ? realDay(a, b, c) : realDay(c, b, a);
}

/** `20231231` or, with `month`, `202312`. */
export const isCompactDate = (text: string): boolean =>
  (text.length === 8 &&
    /^\d{8}$/u.test(text) &&
    realDay(Number(text.slice(0, 4)), Number(text.slice(4, 6)), Number(text.slice(6)))) ||
  (text.length === 6 && /^(?:19|20)\d{2}(?:0[1-9]|1[0-2])$/u.test(text));

export const isYear = (text: string): boolean => /^(?:18|19|20|21)\d{2}$/u.test(text);
export const isCounty = (text: string): boolean => COUNTY.test(text);
export const isMunicipality = (text: string): boolean => /^\d{4}$/u.test(text) && COUNTY.test(text.slice(0, 2));
