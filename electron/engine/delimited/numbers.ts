import type { Decimal, Thousands } from './dialect.ts';

const PLAIN = {
  '.': /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,3})?$/u,
  ',': /^[+-]?(?:\d+(?:,\d*)?|,\d+)(?:[eE][+-]?\d{1,3})?$/u,
};

/**
 * The number a text stands for, or undefined when it is none: digits with at most one decimal sign and an optional
 * exponent. No thousands separators: "1.234" and "1 234" are read differently by different people. Typographic minus
 * (U+2212) counts as minus. Blanks around it are ignored.
 */
export function parseNumber(text: string, decimal: Decimal): number | undefined {
  const trimmed = text.trim().replace('\u2212', '-');
  if (!PLAIN[decimal].test(trimmed)) return undefined;
  const value = Number(decimal === ',' ? trimmed.replace(',', '.') : trimmed);
  return Number.isFinite(value) ? value : undefined;
}

const SEPARATORS: Readonly<Record<Exclude<Thousands, ''>, string>> = {
  ' ': '[ \\u00A0\\u2009\\u202F]',
  '.': '\\.',
  ',': ',',
  "'": "['\\u2019]",
};

/**
 * A number whose thousands are kept apart: groups of exactly three digits, all by the same sign (a blank may be an
 * ordinary, no-break, thin or narrow no-break one, an apostrophe a typographic one). Gives the text without them, or the
 * text as it is when it has none.
 */
export function groupedNumber(thousands: Exclude<Thousands, ''>, decimal: Decimal): (text: string) => string {
  const sign = SEPARATORS[thousands];
  const rest = decimal === ',' ? '(?:,\\d*)?' : '(?:\\.\\d*)?';
  const grouped = new RegExp(`^[-+\u2212]?\\d{1,3}(${sign})\\d{3}(?:\\1\\d{3})*${rest}$`, 'u');
  const signs = new RegExp(sign, 'gu');
  return (text) => (grouped.test(text) ? text.replaceAll(signs, '') : text);
}

const decoder = new TextDecoder('utf-8');
const MINUS = 0x2d;
const PLUS = 0x2b;
const BLANK = 0x20;
const POWERS = Float64Array.from({ length: 23 }, (_, i) => Number(`1e${String(i)}`));

/** What `parseInteger` and `parseDecimal` give for text that is no number. Compare with `isBad`. */
const BAD = Number.POSITIVE_INFINITY;
export const isBadNumber = (value: number): boolean => value === BAD;

/**
 * Whole number in bytes[from..to), or infinity when it is none or beyond 2^53. Blanks around it are ignored.
 * `1,0` is not a whole number here: a column that holds it is decimal.
 */
export function parseInteger(bytes: Uint8Array, from: number, to: number): number {
  let at = from;
  let end = to;
  while (at < end && bytes[at] === BLANK) at += 1;
  while (end > at && bytes[end - 1] === BLANK) end -= 1;
  let negative = false;
  if (bytes[at] === MINUS || bytes[at] === PLUS) {
    negative = bytes[at] === MINUS;
    at += 1;
  }
  if (at >= end || end - at > 16) return BAD;
  let value = 0;
  for (; at < end; at += 1) {
    const digit = (bytes[at] ?? 0) - 0x30;
    if (digit < 0 || digit > 9) return BAD;
    value = value * 10 + digit;
  }
  if (value > Number.MAX_SAFE_INTEGER) return BAD;
  return negative && value !== 0 ? -value : value;
}

/**
 * Decimal number in bytes[from..to), or infinity when it is none. Up to 15 digits are read directly: the digits as
 * one whole number divided by a power of ten up to 10^22 is correctly rounded, since both are exact (Clinger 1990).
 * Anything longer, and exponents, go through the text.
 */
export function parseDecimal(bytes: Uint8Array, from: number, to: number, decimal: Decimal): number {
  const sign = decimal === ',' ? 0x2c : 0x2e;
  let at = from;
  let end = to;
  while (at < end && bytes[at] === BLANK) at += 1;
  while (end > at && bytes[end - 1] === BLANK) end -= 1;
  const first = at;
  let negative = false;
  if (bytes[at] === MINUS || bytes[at] === PLUS) {
    negative = bytes[at] === MINUS;
    at += 1;
  }
  let digits = 0;
  let places = -1;
  let value = 0;
  for (; at < end; at += 1) {
    const byte = bytes[at] ?? 0;
    const digit = byte - 0x30;
    if (digit >= 0 && digit <= 9) {
      value = value * 10 + digit;
      digits += 1;
      if (places >= 0) places += 1;
    } else if (byte === sign && places < 0) places = 0;
    else break;
  }
  if (at === end && digits > 0 && digits <= 15) {
    const size = places > 0 ? value / (POWERS[places] ?? 1) : value;
    return negative && size !== 0 ? -size : size;
  }
  if (end - first > 400) return BAD;
  return parseNumber(decoder.decode(bytes.subarray(first, end)), decimal) ?? BAD;
}
