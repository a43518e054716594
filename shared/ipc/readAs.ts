/* Apart from the schemas, since the window uses the list and carries no schema library. */

/** How a column is read: as a specification says it, with areas by their level. */
export const READ_AS = [
  'key',
  'integer',
  'decimal',
  'category',
  'date',
  'deso',
  'regso',
  'municipality',
  'county',
  'pseudonym',
  'ignore',
] as const;
export type ReadAs = (typeof READ_AS)[number];
