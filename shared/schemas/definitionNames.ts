/* Apart from the schemas, since the window uses the lists and carries no schema library. */

/** What an indicator's values are counted in. */
export const UNITS = [
  'percent',
  'per1000',
  'hundredSek',
  'years',
  'days',
  'points',
  'persons',
  'ratio',
  'perKm2',
  'squareMetres',
] as const;

/** The names that a compare test may use. */
export const OPERATORS = ['<', '<=', '=', '!=', '>=', '>'] as const;
export type Operator = (typeof OPERATORS)[number];
