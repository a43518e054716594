import { type Arbitrary, boolean, integer, record } from 'fast-check';

/** The check digit by the other way round: doubling from the left, as the law's example is worked by hand. */
export function checkDigit(nine: string): number {
  let sum = 0;
  for (const [i, digit] of nine.split('').entries()) {
    const product = Number(digit) * (i % 2 === 0 ? 2 : 1);
    sum += Math.floor(product / 10) + (product % 10);
  }
  return (10 - (sum % 10)) % 10;
}

export interface MadeUpNumber {
  /** YYYYMMDDNNNC. */
  readonly twelve: string;
  readonly year: number;
}

const two = (value: number): string => String(value).padStart(2, '0');

/** A made-up personal or coordination number of somebody born in the year. */
export function madeUpNumber(
  year: number,
  month: number,
  day: number,
  serial: number,
  coordination = false,
): MadeUpNumber {
  const short = `${two(year % 100)}${two(month)}${two(day + (coordination ? 60 : 0))}${String(serial).padStart(3, '0')}`;
  return { twelve: `${String(Math.floor(year / 100))}${short}${String(checkDigit(short))}`, year };
}

export const anyNumber = (from = 1900, to = 2023): Arbitrary<MadeUpNumber> =>
  record({
    year: integer({ min: from, max: to }),
    month: integer({ min: 1, max: 12 }),
    day: integer({ min: 1, max: 28 }),
    serial: integer({ min: 0, max: 999 }),
    coordination: boolean(),
  }).map(({ year, month, day, serial, coordination }) => madeUpNumber(year, month, day, serial, coordination));

/** Every written form of a number, as it stands in a register of the year `at`. */
export function writtenForms({ twelve, year }: MadeUpNumber, at: number): readonly string[] {
  const sign = at - year >= 100 ? '+' : '-';
  const [date, rest] = [twelve.slice(0, 8), twelve.slice(8)];
  const forms = [
    twelve,
    `${date}-${rest}`,
    `${date} ${rest}`,
    ` ${date} - ${rest} `,
    `${date}\u2013${rest}`,
    `${twelve.slice(0, 4)} ${twelve.slice(4, 6)} ${twelve.slice(6, 8)}-${rest}`,
    `${date.slice(2)}${sign}${rest}`,
    `${date.slice(2)} ${sign} ${rest}`,
  ];
  // Without a sign ten digits of somebody over a hundred say somebody else.
  return sign === '-' ? [...forms, twelve.slice(2), `${date.slice(2)} ${rest}`, `SE${twelve.slice(2)}01`] : forms;
}
