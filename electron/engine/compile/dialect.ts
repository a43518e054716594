/** The kinds of SQL that definitions are compiled to. */
export const DIALECTS = ['postgresql', 'spark'] as const;
export type DialectName = (typeof DIALECTS)[number];

/** What differs between them. */
export interface SqlDialect {
  readonly name: DialectName;
  /** A name of a table or column, as it is written. */
  readonly quoted: (name: string) => string;
  readonly number: (value: string) => string;
  readonly text: (value: string) => string;
  /** Quantile of type 7 of `of` over a group; missing values are left out. */
  readonly quantile: (p: number, of: string) => string;
}

const literal = (value: string): string => `'${value.replaceAll("'", "''")}'`;

const postgresql: SqlDialect = {
  name: 'postgresql',
  quoted: (name) => `"${name.replaceAll('"', '""')}"`,
  number: (value) => `cast(${value} as double precision)`,
  text: (value) => `cast(${value} as text)`,
  quantile: (p, of) => `percentile_cont(${String(p)}) within group (order by ${of})`,
};

const spark: SqlDialect = {
  name: 'spark',
  quoted: (name) => `\`${name.replaceAll('`', '``')}\``,
  number: (value) => `cast(${value} as double)`,
  text: (value) => `cast(${value} as string)`,
  quantile: (p, of) => `percentile(${of}, ${String(p)})`,
};

export const dialectOf = (name: DialectName): SqlDialect => (name === 'spark' ? spark : postgresql);

/** A text in SQL. A quotation mark is doubled; a backslash, which Spark reads as an escape, is in no code or name that is let through. */
export function sqlText(value: string): string {
  if (/[\\\p{Cc}]/u.test(value)) throw new RangeError('a text that cannot stand in SQL');
  return literal(value);
}
