/* Apart from the schemas, since the window uses the list and carries no schema library. */

/** Ways of protecting a table that are set side by side. */
export const COMPARED_METHODS = [
  'suppress',
  'cell-key',
  'small-count-rounding',
  'round-nearest',
  'round-controlled',
  'round-random',
] as const;
