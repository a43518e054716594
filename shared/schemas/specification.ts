import { z } from 'zod';
import { dialectSchema } from './dialect.ts';
import { qualityRuleSchema } from './quality.ts';
import { AREA_CHANGE_KINDS } from '../domain/areas/change.ts';

/*
 * The import specification: says what a delivered file is and how it is read, so that next year's file is read the
 * same way. Written by `import --guess` or by hand.
 */

const name = z
  .string()
  .min(1)
  .max(120)
  .regex(/^[^\p{Cc}]+$/u);
const code = z.string().min(1).max(200);
const note = z.string().max(2000).optional();
const fileYear = z.int().min(1900).max(2200);

const column = {
  /** Name in the file's header row. */
  source: name,
  /** Name in the project; the source's own when left out. */
  variable: name.optional(),
  /** Names that the column has had in the files of other years, first and last year included. */
  names: z
    .array(z.strictObject({ name, from: fileYear.optional(), until: fileYear.optional() }))
    .max(20)
    .optional(),
  note,
};

const valued = {
  ...column,
  /** True when an empty field is an error. */
  required: z.boolean().optional(),
  /** Texts that mean missing, besides the empty field. */
  missing: z.array(code).max(100).optional(),
  /**
   * False when the column identifies nobody though it looks as if: names of schools, say. Said in the log. A column with
   * personal numbers with a sign, or e-mail addresses, is refused all the same.
   */
  identifying: z.literal(false).optional(),
};

const bounds = { min: z.number().optional(), max: z.number().optional() };

const keyColumn = z.strictObject({
  ...valued,
  type: z.literal('key'),
  /** True: what stands in the file is replaced by a pseudonym on the way in (docs/adr/0014-pseudonyms.md). */
  pseudonymise: z.literal(true).optional(),
});
const integerColumn = z.strictObject({ ...valued, ...bounds, type: z.literal('integer') });
const decimalColumn = z.strictObject({ ...valued, ...bounds, type: z.literal('decimal') });
const categoryColumn = z.strictObject({
  ...valued,
  type: z.literal('category'),
  /** All codes that may occur, with what they mean; any code when left out. */
  codes: z.record(code, z.string().max(500)).optional(),
});
const areaColumn = z.strictObject({
  ...valued,
  type: z.literal('area'),
  level: z.enum(['deso', 'regso', 'municipality', 'county']),
});
const dateColumn = z.strictObject({
  ...valued,
  type: z.literal('date'),
  /** The only form that is read; any of them when left out. Stored as days since 1970-01-01. */
  form: z.enum(['YYYY-MM-DD', 'YYYYMMDD', 'YYYY/MM/DD', 'D/M/YYYY', 'D.M.YYYY']).optional(),
});
/** Read past, and never stored. */
const ignoredColumn = z.strictObject({ ...column, type: z.literal('ignore') });

const columnSchema = z.discriminatedUnion('type', [
  keyColumn,
  integerColumn,
  decimalColumn,
  categoryColumn,
  areaColumn,
  dateColumn,
  ignoredColumn,
]);
export type ColumnSpecification = z.infer<typeof columnSchema>;
export type StoredColumnSpecification = Exclude<ColumnSpecification, { type: 'ignore' }>;

/** The year of every row, or the column that says it; then all rows of a delivery must be of one and the same year. */
const year = z.union([fileYear, z.strictObject({ column: name })]);

const registerSpecification = z.strictObject({
  version: z.literal(1),
  kind: z.literal('register'),
  note,
  /** Under which the specification is kept in the project; the register's own name when left out. */
  name: name.optional(),
  /** Goes up when the specification changes; 1 when left out. */
  revision: z.int().min(1).max(100_000).optional(),
  register: z.string().regex(/^[a-zåäö][a-zåäö0-9-]{0,39}$/u),
  year,
  dialect: dialectSchema.optional(),
  columns: z.array(columnSchema).min(1).max(2000),
  /** Texts that mean missing in every column, besides the empty field and the column's own. */
  missing: z.array(code).max(100).optional(),
  /** The variables that together tell the rows apart. */
  unique: z.array(name).min(1).max(4).optional(),
  /** Keys into other registers of the same year. */
  links: z
    .array(z.strictObject({ variable: name, register: z.string().max(40), to: name }))
    .max(50)
    .optional(),
  /** Rows that may be refused before the whole import is; none when left out. */
  toleratedBadRows: z.int().min(0).max(1_000_000).optional(),
  /**
   * What is to warn or stop, besides and in place of the shipped limits. With a rule for unknown-area, rows with unknown
   * areas are kept and counted; without it they are refused.
   */
  rules: z.array(qualityRuleSchema).max(200).optional(),
  /** Columns of the file that the specification does not name: an error unless true. */
  allowOtherColumns: z.boolean().optional(),
});

/** A division into areas, by the name that its area key says in Version, such as 2025. */
const division = z.string().regex(/^[0-9A-Za-zÅÄÖåäö._-]{1,20}$/u);

/**
 * The key of an area division: which DeSO lies in which RegSO, municipality and county, with names. A statistical table (PX,
 * JSON-stat 2) of people by DeSO, RegSO or municipality is taken as the known population of a division whose key is there.
 */
const areaKeySpecification = z.strictObject({
  version: z.literal(1),
  kind: z.literal('area-key'),
  note,
  dialect: dialectSchema.optional(),
  /** Of a statistical table: the value that is meant of each other variable, such as the total of sex. */
  select: z.record(code, code).optional(),
  /** Of a statistical table: the division that it is on, where its codes do not tell. */
  division: division.optional(),
});

/** Polygons of areas, as GeoJSON in EPSG:3006. */
const geometrySpecification = z.strictObject({
  version: z.literal(1),
  kind: z.literal('geometry'),
  note,
  /** The division that the borders are of, where neither the file's name of its layer nor its codes say it. */
  division: division.optional(),
});

/** What became of each area when a division was revised: one row per pair of an old and a new area. */
const areaChangesSpecification = z.strictObject({
  version: z.literal(1),
  kind: z.literal('area-changes'),
  note,
  dialect: dialectSchema.optional(),
  columns: z.strictObject({ fromVersion: name, toVersion: name, from: name, to: name, kind: name }),
  /** What each word in the kind column means. */
  kinds: z.record(code, z.enum(AREA_CHANGE_KINDS)),
});

/** A key from DeSO or RegSO to areas of one's own, such as a city's districts. */
const ownAreasSpecification = z.strictObject({
  version: z.literal(1),
  kind: z.literal('own-areas'),
  note,
  dialect: dialectSchema.optional(),
  /** What the division into own areas is called. */
  name: z.string().regex(/^[a-zåäö0-9][a-zåäö0-9-]{0,39}$/u),
});

export const specificationSchema = z.discriminatedUnion('kind', [
  registerSpecification,
  areaKeySpecification,
  geometrySpecification,
  areaChangesSpecification,
  ownAreasSpecification,
]);
export type Specification = z.infer<typeof specificationSchema>;
export type RegisterSpecification = z.infer<typeof registerSpecification>;
export type AreaKeySpecification = z.infer<typeof areaKeySpecification>;
export type GeometrySpecification = z.infer<typeof geometrySpecification>;
export type AreaChangesSpecification = z.infer<typeof areaChangesSpecification>;
export type OwnAreasSpecification = z.infer<typeof ownAreasSpecification>;
