import { z } from 'zod';

/*
 * The quality report of one register-year: what was read, what is missing or wrong, what the keys and areas lead to, and how
 * the year differs from the one before. It is made of microdata and stays in the project; `sigill quality --out` writes it as
 * a working copy. Shares are 0..1. `null` means that there was nothing to compare with.
 */

/**
 * What is watched. `above` in a rule is a share of rows (0..1) unless said otherwise here:
 * distribution-drift: population stability index; location-drift: shift of the median in standard deviations of the year
 * before; missing-drift: difference between the shares; new-codes, vanished-codes: share of this year's, last year's rows;
 * negative: numbers below 0. population-municipality, population-nation: relative difference; new-column, vanished-column, changed-order, changed-type,
 * changed-coding: number of columns. missing-division: 1 when the division that the year stands on is not in the project.
 */
export const QUALITY_RULES = [
  'refused-rows',
  'duplicate-key',
  'missing',
  'negative',
  'orphan',
  'unknown-area',
  'wrong-area-version',
  'other-division',
  'missing-division',
  'population-municipality',
  'population-nation',
  'missing-drift',
  'distribution-drift',
  'location-drift',
  'new-codes',
  'vanished-codes',
  'new-column',
  'vanished-column',
  'changed-order',
  'changed-type',
  'changed-coding',
] as const;
export type QualityRule = (typeof QUALITY_RULES)[number];

const name = z.string().min(1).max(200);
const text = z.string().max(500);

/** One rule of a specification or of the shipped defaults: beyond `above`, a remark in the report or the end of the import. */
export const qualityRuleSchema = z.strictObject({
  rule: z.enum(QUALITY_RULES),
  /** The variable that the rule holds for; every one when left out. */
  variable: name.optional(),
  above: z.number().min(0).max(1_000_000),
  then: z.enum(['warn', 'stop']),
});
export type QualityRuleSetting = z.infer<typeof qualityRuleSchema>;

export const qualityRulesSchema = z.strictObject({
  version: z.literal(1),
  name: text,
  note: z.string().max(2000).optional(),
  rules: z.array(qualityRuleSchema).max(200),
});

const count = z.int().min(0).max(Number.MAX_SAFE_INTEGER);
const share = z.number().min(0).max(1);
const finite = z.number();

/** Where the first offending rows stand; never what stands there. Line null when it cannot be told any more. */
const placeSchema = z.strictObject({ file: name, line: z.int().min(1).nullable(), column: name.nullable() });

/** A rule held against what was found. */
const findingSchema = z.strictObject({
  rule: z.enum(QUALITY_RULES),
  /** The variable, or null when the rule is about the register as a whole. */
  variable: name.nullable(),
  /** What the rule was held against besides the variable: a register, a municipality, an area version; else null. */
  subject: text.nullable(),
  /** Rows (or columns) that the finding is about. */
  rows: count,
  observed: finite,
  above: finite,
  state: z.enum(['ok', 'warn', 'stop']),
  source: z.enum(['specification', 'default']),
  places: z.array(placeSchema).max(10),
});

const quantilesSchema = z.strictObject({
  p1: finite,
  p5: finite,
  p10: finite,
  p25: finite,
  p50: finite,
  p75: finite,
  p90: finite,
  p95: finite,
  p99: finite,
});

const categoriesSchema = z.strictObject({
  kind: z.literal('categories'),
  /** Codes that occur, besides missing. */
  distinct: count,
  /** The commonest codes, at most 60, by falling count and then by code; what the code means, where the specification says. */
  codes: z.array(z.strictObject({ code: text, label: text.nullable(), count, countBefore: count.nullable() })).max(60),
  /** The rest taken together. */
  others: z.strictObject({ codes: count, count, countBefore: count.nullable() }),
});

const numbersSchema = z.strictObject({
  kind: z.literal('numbers'),
  minimum: finite,
  maximum: finite,
  mean: finite,
  quantiles: quantilesSchema,
  quantilesBefore: quantilesSchema.nullable(),
  /** Adjoining intervals [from, to), the last one closed; the same borders for both years. */
  bins: z.array(z.strictObject({ from: finite, to: finite, count, countBefore: count.nullable() })).max(60),
});

/** Keys have no distribution worth a plot; `empty` is a column without a single value. */
const keysSchema = z.strictObject({ kind: z.enum(['keys', 'empty']) });

const driftSchema = z.strictObject({
  /** Difference between the shares missing, this year less last year. */
  missing: finite,
  /** Population stability index over codes, or over the tenths of last year. */
  psi: finite.nullable(),
  /** Half the sum of the absolute differences between the shares (categories), or the largest difference between the two distribution functions (numbers). */
  distance: finite.nullable(),
  /** Shift of the median, in units of last year's interquartile range / 1.349; null for categories. */
  location: finite.nullable(),
  /** Interquartile range over last year's; null for categories. */
  spread: finite.nullable(),
  newCodes: z.strictObject({ codes: z.array(text).max(20), count, share }).nullable(),
  vanishedCodes: z.strictObject({ codes: z.array(text).max(20), count, share }).nullable(),
  /** `recoded`: most rows have codes that were not there; `swapped`: the same codes with each other's shares. */
  coding: z.enum(['same', 'wider', 'narrower', 'recoded', 'swapped']).nullable(),
});

const columnQualitySchema = z.strictObject({
  variable: name,
  /** Name in the delivered file. */
  source: name,
  /** Figures of a date are days since 1970-01-01. */
  type: z.enum(['key', 'integer', 'decimal', 'category', 'area', 'date']),
  missing: count,
  missingShare: share,
  missingShareBefore: share.nullable(),
  /** Fields that broke a rule of the specification; their rows were refused. */
  refused: z.array(z.strictObject({ rule: name, count })).max(20),
  /** True when the values are pseudonyms made on the way in. */
  pseudonymised: z.boolean(),
  distribution: z.discriminatedUnion('kind', [categoriesSchema, numbersSchema, keysSchema]),
  drift: driftSchema.nullable(),
});

const linkSchema = z.strictObject({
  variable: name,
  register: name,
  to: name,
  /** False while the other register of the year is not there. */
  checked: z.boolean(),
  /** Rows with a key that the other register does not have. */
  orphans: count,
  share,
  /** True when the pseudonyms of the two were made with different keys, so that they cannot meet. */
  otherPseudonyms: z.literal(true).optional(),
});

const areaCheckSchema = z.strictObject({
  variable: name,
  level: z.enum(['deso', 'regso', 'municipality', 'county']),
  /** The version of the division that the year stands on; null while there is no area key. */
  version: text.nullable(),
  /** Rows with a code that no version has. */
  unknownRows: count,
  unknownCodes: z.array(text).max(20),
  /** Rows with a code that only other versions have. */
  otherVersionRows: count,
  otherVersions: z.array(z.strictObject({ version: text, rows: count, codes: count })).max(20),
  /** Unknown codes with as many rows as an area has: those of a division that the project does not have. */
  otherDivision: z.strictObject({ codes: count, rows: count }),
  /** The division that the year stands on when the project has others but not that one; else null. */
  missingDivision: text.nullable(),
  /** Areas of the version that no row stands in. */
  emptyAreas: count,
});

const populationSchema = z.strictObject({
  /** The version of the area key that the known population comes from. */
  version: text,
  nation: z.strictObject({ known: count, counted: count, difference: finite.nullable() }),
  municipalities: z
    .array(z.strictObject({ code: text, name: text, known: count, counted: count, difference: finite.nullable() }))
    .max(1000),
});

const comparisonSchema = z.strictObject({
  /** The year compared with: the nearest earlier one of the register. */
  year: z.int(),
  newColumns: z.array(name).max(2000),
  vanishedColumns: z.array(name).max(2000),
  /** Columns of the file that stand in another order than last year. */
  changedOrder: z.array(name).max(2000),
  changedTypes: z.array(z.strictObject({ variable: name, before: name, now: name })).max(2000),
});

export const qualityReportSchema = z.strictObject({
  version: z.literal(1),
  register: name,
  year: z.int(),
  importedAt: text,
  files: z.array(z.strictObject({ name, rows: count, sha256: z.string().length(64) })).max(10_000),
  rows: z.strictObject({ read: count, kept: count, refused: count }),
  /** Why rows were refused, by rule and column, and where the first of them stand. */
  refused: z
    .array(z.strictObject({ rule: name, column: name.nullable(), count, places: z.array(placeSchema).max(10) }))
    .max(5000),
  columns: z.array(columnQualitySchema).max(2000),
  /** Variables that tell the rows apart; null when the specification names none. Duplicates are refused. */
  key: z.strictObject({ variables: z.array(name).max(10), duplicates: count }).nullable(),
  links: z.array(linkSchema).max(50),
  areas: z.array(areaCheckSchema).max(2000),
  population: populationSchema.nullable(),
  comparison: comparisonSchema.nullable(),
  findings: z.array(findingSchema).max(10_000),
});
export type QualityReport = z.infer<typeof qualityReportSchema>;
export type QualityFinding = z.infer<typeof findingSchema>;
export type QualityPlace = z.infer<typeof placeSchema>;
export type ColumnQuality = z.infer<typeof columnQualitySchema>;
export type ColumnDrift = z.infer<typeof driftSchema>;
export type Quantiles = z.infer<typeof quantilesSchema>;
export type AreaCheck = z.infer<typeof areaCheckSchema>;
export type PopulationCheck = z.infer<typeof populationSchema>;
export type QualityComparison = z.infer<typeof comparisonSchema>;
