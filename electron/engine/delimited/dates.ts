/** The written forms of a date. All say the year with four digits; in the ones with the year last, the day comes first. */
export const DATE_FORMS = ['YYYY-MM-DD', 'YYYYMMDD', 'YYYY/MM/DD', 'D/M/YYYY', 'D.M.YYYY'] as const;
export type DateForm = (typeof DATE_FORMS)[number];

const BLANK = 0x20;
const HYPHEN = 0x2d;
const POINT = 0x2e;
const SLASH = 0x2f;
const DAYS_BEFORE_1970 = 719_468;
const DAYS_IN_400_YEARS = 146_097;

/**
 * Days from 1970-01-01 to a date of the Gregorian calendar, by counting years from 1 March (Hinnant, "chrono-compatible
 * low-level date algorithms", days_from_civil); for years from 1 on.
 */
export function daysOf(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * DAYS_IN_400_YEARS + dayOfEra - DAYS_BEFORE_1970;
}

const leap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

const LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

const isDate = (year: number, month: number, day: number): boolean =>
  year >= 1000 &&
  month >= 1 &&
  month <= 12 &&
  day >= 1 &&
  day <= (month === 2 && leap(year) ? 29 : (LENGTHS[month - 1] ?? 0));

/** The digits of bytes[from..to) as a number, or NaN when they are not all digits, or none or too many. */
function digits(bytes: Uint8Array, from: number, to: number, least: number, most: number): number {
  if (to - from < least || to - from > most) return Number.NaN;
  let value = 0;
  for (let i = from; i < to; i += 1) {
    const digit = (bytes[i] as number) - 0x30;
    if (digit < 0 || digit > 9) return Number.NaN;
    value = value * 10 + digit;
  }
  return value;
}

/**
 * The date in bytes[from..to) as days since 1970-01-01, or NaN when it is none of the form (of any form when `form` is
 * undefined: they cannot be mistaken for one another). Blanks around it are ignored.
 */
export function parseDate(bytes: Uint8Array, from: number, to: number, form: DateForm | undefined): number {
  let start = from;
  let end = to;
  while (start < end && bytes[start] === BLANK) start += 1;
  while (end > start && bytes[end - 1] === BLANK) end -= 1;
  let first = start;
  while (first < end && bytes[first] !== HYPHEN && bytes[first] !== SLASH && bytes[first] !== POINT) first += 1;
  if (first === end) {
    if (form !== undefined && form !== 'YYYYMMDD') return Number.NaN;
    const whole = digits(bytes, start, end, 8, 8);
    return dateOrNaN(Math.floor(whole / 10_000), Math.floor(whole / 100) % 100, whole % 100);
  }
  const sign = bytes[first];
  let second = first + 1;
  while (second < end && bytes[second] !== sign) second += 1;
  const middle = (least: number): number => digits(bytes, first + 1, second, least, 2);
  if (first - start === 4) {
    const own = sign === HYPHEN ? 'YYYY-MM-DD' : sign === SLASH ? 'YYYY/MM/DD' : undefined;
    if (own === undefined || (form !== undefined && form !== own)) return Number.NaN;
    return dateOrNaN(digits(bytes, start, first, 4, 4), middle(2), digits(bytes, second + 1, end, 2, 2));
  }
  const own = sign === SLASH ? 'D/M/YYYY' : sign === POINT ? 'D.M.YYYY' : undefined;
  if (own === undefined || (form !== undefined && form !== own)) return Number.NaN;
  return dateOrNaN(digits(bytes, second + 1, end, 4, 4), middle(1), digits(bytes, start, first, 1, 2));
}

const dateOrNaN = (year: number, month: number, day: number): number =>
  isDate(year, month, day) ? daysOf(year, month, day) : Number.NaN;
