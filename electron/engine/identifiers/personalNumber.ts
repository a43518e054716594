/*
 * Personal identity numbers (personnummer) and coordination numbers (samordningsnummer): YYMMDD-NNNC, with or without
 * century and sign; C is the check digit by Luhn over the nine digits before it (Folkbokföringslagen 1991:481, 18 §). In a
 * coordination number 60 is added to the day (18 a §). The sign is `-`, and `+` from the year a person turns 100. The
 * organisation number of a sole trader is the person's own number; in a VAT number it stands between `SE` and `01`.
 */

/** Days of each month; February has 29 in leap years. */
const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

const isLeapYear = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

/** True when year, month and day (plus 60 in a coordination number) are a date of the Gregorian calendar. */
export function isDate(year: number, month: number, dayAsWritten: number): boolean {
  const day = dayAsWritten > 60 ? dayAsWritten - 60 : dayAsWritten;
  if (month < 1 || month > 12 || day < 1) return false;
  return day <= (month === 2 && isLeapYear(year) ? 29 : (MONTH_DAYS[month - 1] as number));
}

const twice = (digit: number): number => (digit > 4 ? 2 * digit - 9 : 2 * digit);

/**
 * For every four digits: the first and third twice, with their digits added up, and the others once; only the last digit of the sum
 * counts.
 */
const FOUR_SUMS = Uint8Array.from({ length: 10_000 }, (_, four) => {
  const digit = (place: number): number => Math.floor(four / place) % 10;
  return (twice(digit(1000)) + digit(100) + twice(digit(10)) + digit(1)) % 10;
});

/** Two or four digits of a number of an even number of digits, in their place. */
const foursSum = (four: number): number => FOUR_SUMS[four] as number;

/** Whether the ten digits of YYMMDDNNNC, as a number, end in their check digit (Luhn, ISO/IEC 7812-1 annex B). */
export function checkDigitHolds(tenDigits: number): boolean {
  // The last eight digits are a whole number of 32 bits, which is divided many times as fast as another.
  const year = Math.floor(tenDigits / 100_000_000);
  const rest = (tenDigits - year * 100_000_000) | 0;
  const middle = (rest / 10_000) | 0;
  return (foursSum(year) + foursSum(middle) + foursSum(rest - middle * 10_000)) % 10 === 0;
}

/** How surely a text is a personal number: one with a sign or `SE…01` is hardly anything else. */
export type PersonalForm = 'signed' | 'twelve' | 'ten';

/**
 * Two digits of a year stand for the latest year not after `latestYear`, and with the sign `+` for the one a hundred years
 * before that. With the register's own year as the latest, the same person gets the same century in the registers of every
 * year: `25…-…` is born 1925 in a register of 2024; in one of 2025 that person has the sign `+`.
 */
function withCentury(twoDigits: number, plus: boolean, latestYear: number): number {
  const century = Math.floor(latestYear / 100) * 100;
  const latest = century + twoDigits <= latestYear ? century + twoDigits : century - 100 + twoDigits;
  return plus ? latest - 100 : latest;
}

/** For telling whether something is a personal number at all, where the century matters only on leap days. */
const ANY_YEAR = 2099;

/** Without the century. */
const tenDigitsOf = (twelve: number): number => twelve - Math.floor(twelve / 10_000_000_000) * 10_000_000_000;

const isPersonal = (twelve: number): boolean => {
  const date = (twelve / 10_000) | 0;
  const year = (date / 10_000) | 0;
  if (year < 1800 || year > 2099) return false;
  return isDate(year, ((date / 100) | 0) % 100, date % 100) && checkDigitHolds(tenDigitsOf(twelve));
};

const SPACE = 0x20;
const TAB = 0x09;
const MINUS = 0x2d;
const PLUS = 0x2b;

/** Reads written personal numbers from bytes without making an object of each: what was read last stands in the fields. */
export class PersonalNumberReader {
  /** YYYYMMDDNNNC as a whole number: the same for every written form of the same number. */
  twelve = 0;
  form: PersonalForm = 'ten';
  /** True when date or check digit is wrong though the rest has the form. */
  wrong = false;
  readonly #latestYear: number;

  constructor(latestYear = ANY_YEAR) {
    this.#latestYear = latestYear;
  }

  /** True when bytes[from..to) are a personal number; blanks within and around it are passed over. */
  read(bytes: Uint8Array, from: number, to: number): boolean {
    this.wrong = false;
    if (to - from < 10 || to - from > 40) return false;
    let digits = 0;
    let value = 0;
    let signAt = 0;
    let plus = false;
    let vat = false;
    for (let i = from; i < to; i += 1) {
      const byte = bytes[i] as number;
      if (byte >= 0x30 && byte <= 0x39) {
        digits += 1;
        if (digits > 12) return false;
        value = value * 10 + (byte - 0x30);
        continue;
      }
      if (byte === SPACE || byte === TAB) continue;
      const wide = wideSign(bytes, i);
      if ((byte === MINUS || byte === PLUS || wide === 3) && signAt === 0) {
        if (digits !== 6 && digits !== 8) return false;
        signAt = digits;
        plus = byte === PLUS;
        if (wide === 3) i += 2;
      } else if (wide === 2) i += 1;
      else if (digits === 0 && !vat && (byte | 0x20) === 0x73 && ((bytes[i + 1] as number) | 0x20) === 0x65) {
        vat = true;
        i += 1;
      } else return false;
    }
    if (vat)
      return digits === 12 && signAt === 0 && value % 100 === 1 && this.#ten(Math.floor(value / 100), false, true);
    if (digits === 12) return (signAt === 0 || signAt === 8) && this.#twelve(value, signAt > 0);
    return digits === 10 && (signAt === 0 || signAt === 6) && this.#ten(value, plus, signAt > 0);
  }

  /** The same for a number: twelve digits, or ten of which zeros in front are lost. */
  readValue(value: number): boolean {
    this.wrong = false;
    if (!(value >= 1_010_000 && value < 1_000_000_000_000)) return false;
    // Nine of ten other numbers do not end in a check digit: a quick no.
    if (!Number.isInteger(value) || !checkDigitHolds(tenDigitsOf(value))) return false;
    if (value >= 100_000_000_000) return this.#twelve(value, false);
    return value < 10_000_000_000 && this.#ten(value, false, false);
  }

  #ten(ten: number, plus: boolean, signed: boolean): boolean {
    const twoDigits = Math.floor(ten / 100_000_000);
    const year = withCentury(twoDigits, plus, this.#latestYear);
    const known = this.#twelve((year - twoDigits) * 100_000_000 + ten, signed);
    if (!signed) this.form = 'ten';
    return known;
  }

  #twelve(twelve: number, signed: boolean): boolean {
    this.twelve = twelve;
    this.form = signed ? 'signed' : 'twelve';
    this.wrong = !isPersonal(twelve);
    return !this.wrong;
  }
}

/** Length of the UTF-8 bytes at `at` that stand for a blank (2: no-break space) or a dash (3: en dash, minus), or 0. */
function wideSign(bytes: Uint8Array, at: number): 0 | 2 | 3 {
  const [first, second, third] = [bytes[at], bytes[at + 1], bytes[at + 2]];
  if (first === 0xc2 && second === 0xa0) return 2;
  if (first !== 0xe2) return 0;
  return (second === 0x80 && third === 0x93) || (second === 0x88 && third === 0x92) ? 3 : 0;
}

const reader = new PersonalNumberReader();
const encoder = new TextEncoder();

/** The form in which a text writes a personal number, or undefined when it is none. */
export function personalFormOf(text: string): PersonalForm | undefined {
  if (text.length < 10 || text.length > 24) return undefined;
  const bytes = encoder.encode(text);
  return reader.read(bytes, 0, bytes.length) ? reader.form : undefined;
}
