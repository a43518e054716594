import { z } from 'zod';
import { delimiterSchema, encodingSchema } from './dialect.ts';

/*
 * What is seen of a file before it is imported: how it is written, what each column seems to hold and how sure that is.
 * Crosses to the window; the first rows are the only microdata in it, and columns that identify people are masked there.
 */

const share = z.number().min(0).max(1);
const count = z.int().min(0);
const text = z.string().max(500);
/** As many columns as a file may have (IMPORT_LIMITS). */
const MOST_COLUMNS = 2000;

export const FORMATS = ['delimited', 'parquet', 'px', 'json-stat', 'geojson'] as const;

/** What a column holds, as far as can be seen. */
export const COLUMN_TYPES = ['key', 'integer', 'decimal', 'category', 'text', 'date', 'year', 'area'] as const;
export type ColumnType = (typeof COLUMN_TYPES)[number];

/** What a column is for. */
export const ROLES = [
  'person-key',
  'household-key',
  'dwelling-key',
  'event-key',
  'key',
  'deso',
  'regso',
  'municipality',
  'county',
  'area-name',
  'year',
  'month',
  'birth-year',
  'date',
  'sex',
  'age',
  'code',
  'value',
  'identifier',
  'text',
  'empty',
] as const;
export type Role = (typeof ROLES)[number];

/** Why something is guessed; the sentence is the text `preview.why.<reason>`. */
export const REASONS = [
  'name',
  'form',
  'values',
  'distinct',
  'specification',
  'chosen',
  'declared',
  'nothing',
] as const;
export type Reason = (typeof REASONS)[number];

const guess = <T extends z.ZodType>(value: T) =>
  z.strictObject({ value, confidence: share, why: z.array(z.enum(REASONS)).min(1).max(REASONS.length) });

/** What is wrong in the sample; the sentence is the text `preview.problem.<rule>`. */
export const PROBLEM_RULES = [
  'ragged',
  'quote',
  'encoding',
  'mixedLineEnds',
  'type',
  'identifier',
  'ambiguousThousands',
  'keyNotNumber',
  'noHeader',
  'emptyColumn',
  'suspectedMissing',
  'noYear',
] as const;

const problem = z.strictObject({
  rule: z.enum(PROBLEM_RULES),
  /** How many times in the sample. */
  count,
  /** Line of the first, counted from 1; absent where the line is not known or not one. */
  line: count.optional(),
  /** The column's name. */
  column: text.optional(),
});
export type PreviewProblem = z.infer<typeof problem>;

const dialect = z.strictObject({
  encoding: encodingSchema,
  encodingConfidence: share,
  byteOrderMark: z.boolean(),
  delimiter: delimiterSchema,
  delimiterConfidence: share,
  quote: z.enum(['"', "'"]),
  /** False when no field of the sample is quoted. */
  quoted: z.boolean(),
  decimal: z.enum([',', '.']),
  /** The sign between thousands, empty when there is none; a blank stands for every kind of blank. */
  thousands: z.enum(['', ' ', '.', ',']),
  lineEnd: z.enum(['lf', 'crlf', 'cr', 'mixed']),
  header: z.boolean(),
  headerConfidence: share,
  /** Line of the header row; 0 when there is none. */
  headerLine: count,
  firstDataLine: count,
  /** Lines of title above the header row or the data. */
  preambleLines: count,
  /** Lines below the data block, as far as the end of the file was seen. */
  footnoteLines: count,
});
export type PreviewDialect = z.infer<typeof dialect>;

const column = z.strictObject({
  name: text,
  /** Position in the file, from 1. */
  position: z.int().min(1),
  type: guess(z.enum(COLUMN_TYPES)),
  role: guess(z.enum(ROLES)),
  /** True for a column that identifies people: its values are masked in the first rows and have no bounds here. */
  masked: z.boolean(),
  /** What it identifies them by, where the content tells: personal-number, email, phone, name, address and so on. */
  identifies: z.string().max(100).optional(),
  /** Share of the sampled fields that are empty or hold a code for missing. */
  missingShare: share,
  /** Texts that stand for missing, with how often; `suspected`: a number such as 9999 that only may do so. */
  missingCodes: z.array(z.strictObject({ code: text, count, suspected: z.boolean() })).max(200),
  /** Different values in the sample; `more`: at least so many. */
  distinct: z.strictObject({ count, more: z.boolean() }),
  /** Lowest and highest number of the sample, or null: no numbers, none there, or masked. */
  min: z.number().nullable(),
  max: z.number().nullable(),
  /** What the file itself says of the type, where it does. */
  declared: text.optional(),
  /** The variable of the best fitting specification that this column is, and the share of values that it accepts. */
  fits: z.strictObject({ variable: text, accepted: share }).optional(),
});
export type PreviewColumn = z.infer<typeof column>;

const fit = z.strictObject({
  /** Name of the shipped specification's file, without ending. */
  specification: text,
  kind: z.enum(['register', 'area-key', 'geometry', 'area-changes']),
  score: share,
  /** Variables of the specification that the file lacks. */
  missing: z.array(text).max(MOST_COLUMNS),
  /** Columns of the file that the specification does not name. */
  extra: z.array(text).max(MOST_COLUMNS),
});
export type PreviewFit = z.infer<typeof fit>;

export const previewSchema = z.strictObject({
  version: z.literal(1),
  file: z.strictObject({ name: text, bytes: count, gzip: z.boolean() }),
  format: z.enum(FORMATS),
  /** Null for formats that say themselves how they are written. */
  dialect: dialect.nullable(),
  /** What was looked at. `whole`: all of the file. */
  sample: z.strictObject({ bytes: count, rows: count, parts: count, whole: z.boolean() }),
  rows: z.strictObject({ count, exact: z.boolean() }),
  columns: z.array(column).max(MOST_COLUMNS),
  /** The first rows as read; masked columns hold dots. */
  firstRows: z.array(z.array(z.string().max(65_536)).max(MOST_COLUMNS)).max(50),
  /** Shipped specifications by falling score, those with any score to speak of. */
  fits: z.array(fit).max(50),
  /** The year of the data: from a column, the file's name, or not known. */
  year: z.strictObject({
    value: z.int().nullable(),
    from: z.enum(['column', 'file-name', 'chosen', 'unknown']),
    column: text.optional(),
  }),
  problems: z.array(problem).max(10_000),
});
export type Preview = z.infer<typeof previewSchema>;

/** What a person says about a file in place of what is guessed. */
export const previewOptionsSchema = z.strictObject({
  encoding: dialect.shape.encoding.optional(),
  delimiter: dialect.shape.delimiter.optional(),
  quote: dialect.shape.quote.optional(),
  decimal: dialect.shape.decimal.optional(),
  thousands: dialect.shape.thousands.optional(),
  header: z.boolean().optional(),
  /** First line that counts: the header row, or the first row of data where there is none. */
  firstLine: z.int().min(1).max(10_000).optional(),
  types: z.record(z.string(), z.enum(COLUMN_TYPES)).optional(),
  roles: z.record(z.string(), z.enum(ROLES)).optional(),
  year: z.int().min(1900).max(2200).optional(),
});
export type PreviewOptions = z.infer<typeof previewOptionsSchema>;

/** What a person changes when a preview becomes an import specification. */
export const specificationChangesSchema = z.strictObject({
  /** Name of the register in the project. */
  register: z
    .string()
    .regex(/^[a-zåäö][a-zåäö0-9-]{0,39}$/u)
    .optional(),
  year: z.union([z.int().min(1900).max(2200), z.strictObject({ column: z.string() })]).optional(),
  /** Name of the shipped specification to go by; null: none. The best fitting one when left out. */
  specification: z.string().nullable().optional(),
  columns: z
    .record(
      z.string(),
      z.strictObject({
        type: z
          .enum([
            'key',
            'integer',
            'decimal',
            'category',
            'date',
            'deso',
            'regso',
            'municipality',
            'county',
            'date',
            'ignore',
          ])
          .optional(),
        variable: z.string().min(1).max(120).optional(),
        /** True: the column becomes a key of pseudonyms in place of what stands there. */
        pseudonymise: z.literal(true).optional(),
        required: z.boolean().optional(),
        missing: z.array(z.string().min(1).max(200)).max(100).optional(),
      }),
    )
    .optional(),
  unique: z.array(z.string()).max(4).optional(),
});
export type SpecificationChanges = z.infer<typeof specificationChangesSchema>;
