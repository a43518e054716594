import { z } from 'zod';
import { previewOptionsSchema, previewSchema, ROLES } from '../schemas/preview.ts';
import { specificationSchema } from '../schemas/specification.ts';
import { READ_AS } from './readAs.ts';

/* What crosses the channel while files are looked at and read in. Paths do not: a file is an id that main gave. */

const name = z.string().max(200);
const count = z.int().min(0);
const share = z.number().min(0).max(1);
const year = z.int().min(1900).max(2200);
const registerName = z.string().regex(/^[a-zåäö][a-zåäö0-9-]{0,39}$/u);

/** What the person has said of the files, in place of what was guessed. */
const choices = {
  options: previewOptionsSchema.omit({ types: true, roles: true, year: true }),
  register: registerName.optional(),
  year: z.union([year, z.strictObject({ column: name })]).optional(),
  /** A list rather than a record: a column may be called anything, `__proto__` among it. */
  columns: z
    .array(z.strictObject({ column: name, role: z.enum(ROLES).optional(), read: z.enum(READ_AS).optional() }))
    .max(2000),
  toleratedBadRows: z.int().min(0).max(1_000_000).optional(),
  /** A specification that the person has opened, by the id that main gave it. */
  specification: z.uuid().nullable().optional(),
};

/** How this file differs from the year before it, as far as is seen before it is read. */
const differences = z.strictObject({
  /** Null: the specification that the person has opened, instead of a year of the project. */
  year: year.nullable(),
  newColumns: z.array(name).max(2000),
  vanishedColumns: z.array(name).max(2000),
  changedTypes: z.array(z.strictObject({ column: name, before: z.enum(READ_AS), now: z.enum(READ_AS) })).max(2000),
  /** Columns whose share of missing values has moved. */
  changedMissing: z.array(z.strictObject({ column: name, before: share, now: share })).max(2000),
});

const preview = z.strictObject({
  /** Of the first file. Columns that identify people and keys hold dots. */
  preview: previewSchema,
  /** What will be read, as it stands; null while the year is not known. */
  specification: specificationSchema.nullable(),
  /** How each column of the file is read, in the file's order. */
  read: z.array(z.enum(READ_AS)).max(2000),
  register: z.string().max(40),
  /** True when this register-year is in the project and would have to give way. */
  isThere: z.boolean(),
  differences: differences.nullable(),
  /** Files picked together with the first that have other columns than it. */
  others: z
    .array(z.strictObject({ file: name, missing: z.array(name).max(2000), extra: z.array(name).max(2000) }))
    .max(100),
});

const outcome = z.strictObject({
  refused: z.boolean(),
  registers: z
    .array(z.strictObject({ register: z.string().max(40), year, rows: count, rowsRead: count, refused: count }))
    .max(300),
  files: z.array(name).max(100),
  /** Rows that were refused, the first of them: where and why, never what stood there. */
  badRows: z
    .array(z.strictObject({ file: name, line: count, column: name.nullable(), rule: z.string().max(40) }))
    .max(300),
  /** What may lie behind them: keys in shared/texts with what they say. */
  hints: z
    .array(
      z.strictObject({
        key: z.string().max(80),
        parameters: z.record(z.string().max(80), z.union([z.string().max(500), z.number()])),
      }),
    )
    .max(300),
});

const files = z.array(z.uuid()).min(1).max(100);

export const importsMethods = {
  'imports.preview': { input: z.strictObject({ files, ...choices }), output: preview },
  'imports.start': {
    input: z.strictObject({ files, ...choices, replace: z.boolean(), discardKey: z.boolean() }),
    output: z.strictObject({ jobId: z.uuid() }),
  },
  /** Opens the system's dialog; null when the person closes it. */
  'imports.openSpecification': {
    input: z.strictObject({}),
    output: z.strictObject({ chosen: z.strictObject({ fileId: z.uuid(), name }).nullable() }),
  },
  /** Writes what will be read, as it stands, to a file that the person names; null when they name none. */
  'imports.saveSpecification': {
    input: z.strictObject({ files, ...choices }),
    output: z.strictObject({ saved: name.nullable() }),
  },
  /** What became of an import that has ended; null when it never came so far as to read a row. */
  'imports.outcome': {
    input: z.strictObject({ jobId: z.uuid() }),
    output: z.strictObject({ outcome: outcome.nullable() }),
  },
} as const;
