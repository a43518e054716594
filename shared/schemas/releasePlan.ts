import { z } from 'zod';
import { PACKAGE_FORMATS } from './packageFormats.ts';
import { releaseStatementSchema } from './releaseStatement.ts';

export { PACKAGE_FORMATS, type PackageFormat } from './packageFormats.ts';

/*
 * TABLES.json: which tables a release holds. Every table counts persons, households, dwellings, pupils or events, or sums what
 * they have, by area (with municipality, county and nation as margins) and one division or several.
 */

const id = z.string().regex(/^[a-z0-9][a-z0-9-]{0,79}$/u);
const bilingual = z.strictObject({ sv: z.string().min(1).max(300), en: z.string().min(1).max(300) });
const variable = z.string().min(1).max(80);
const categoryCode = z
  .string()
  .max(40)
  .regex(/^[\p{L}\p{N}][\p{L}\p{N} _.–+-]{0,39}$/u);

const category = z.strictObject({
  code: categoryCode,
  label: bilingual,
  /** Values of a category variable. */
  values: z.array(z.string().min(1).max(80)).min(1).max(500).optional(),
  /** Bounds of a whole-number variable, both included. */
  from: z.int().optional(),
  to: z.int().optional(),
});

const division = z.strictObject({
  name: bilingual,
  variable,
  categories: z.array(category).min(2).max(100),
  /** Where every other row goes, missing values among them; without it they are an error. */
  rest: z.strictObject({ code: categoryCode, label: bilingual }).optional(),
  /** Categories taken together, as subtotals: a level between the categories and the total. */
  groups: z
    .array(z.strictObject({ code: categoryCode, label: bilingual, categories: z.array(categoryCode).min(1).max(100) }))
    .min(1)
    .max(50)
    .optional(),
});

const measure = z.discriminatedUnion('kind', [
  /** The rows themselves. */
  z.strictObject({
    kind: z.literal('count'),
    id: id.optional(),
    label: bilingual.optional(),
    unit: bilingual.optional(),
  }),
  /** The sum of a variable; with a count beside it everyone can work out the mean. Rows without a value add nothing. */
  z.strictObject({
    kind: z.literal('sum'),
    id,
    label: bilingual,
    unit: bilingual,
    variable,
    /** Decimals that are kept of each value. */
    decimals: z.int().min(0).max(6).optional(),
    /** Who contributes, when it is not the row itself: a key or a category. */
    contributor: variable.optional(),
    /** What joins contributors who know each other's amounts: a key or a category. */
    holding: variable.optional(),
    /** How many each row stands for. */
    weight: variable.optional(),
  }),
]);

/** The record keys: a column of the register with whole numbers 0..modulus-1; without it they are made from the project's own secret. */
const recordKey = { key: variable.optional(), modulus: z.int().min(2).max(4_294_967_296).optional() };
const base = z.int().min(2).max(1_000_000);

export const METHOD_KINDS = ['suppress', 'cell-key', 'small-count-rounding', 'round', 'random-round'] as const;

/** How a table is protected. Stays inside: a package says which kind, and the base of a rounding, and nothing of the noise. */
export const releaseMethodSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('suppress') }),
  z.strictObject({
    kind: z.literal('cell-key'),
    /** Greatest noise, its variance, and the counts 1..smallest that never come out. */
    noise: z.strictObject({
      most: z.int().min(1).max(1000),
      variance: z.number().gt(0).max(1_000_000),
      smallest: z.int().min(0).max(1000),
    }),
    /** Sums: how much of the largest, the second largest contribution and so on the noise may take; falling. */
    sumNoise: z.array(z.number().gt(0).max(1)).min(1).max(10).optional(),
    ...recordKey,
  }),
  z.strictObject({ kind: z.literal('small-count-rounding'), base }),
  z.strictObject({ kind: z.literal('round'), base, how: z.enum(['nearest', 'controlled']).optional() }),
  z.strictObject({ kind: z.literal('random-round'), base, ...recordKey }),
]);
export type ReleaseMethod = z.infer<typeof releaseMethodSchema>;

/** Rows by one variable: with one of the values, or a number between two bounds, both included; `except`: all known others. */
const selection = z.strictObject({
  variable,
  values: z.array(z.string().min(1).max(80)).min(1).max(500).optional(),
  from: z.int().optional(),
  to: z.int().optional(),
  except: z.literal(true).optional(),
});
export type ReleaseSelection = z.infer<typeof selection>;

export const tableContentSchema = z.discriminatedUnion('kind', [
  /** The numerator of a share, and the rest of its population. */
  z.strictObject({ kind: z.literal('indicator'), indicator: id }),
  /** A register's rows by the categories of one variable or several. */
  z.strictObject({
    kind: z.literal('register'),
    register: z.string().min(1).max(80),
    division,
    /** Further dimensions of the table: with the areas up to six in all. */
    further: z.array(division).min(1).max(4).optional(),
    /** Which rows take part: those that every selection takes. What is unknown takes no part. */
    where: z.array(selection).min(1).max(20).optional(),
    /** What stands in the cells; the number of rows when absent. Several are protected together. */
    measures: z.array(measure).min(1).max(10).optional(),
  }),
]);
export type ReleaseDivision = z.infer<typeof division>;
export type ReleaseMeasure = z.infer<typeof measure>;

/** A cell by its codes joined by "|" in the order of the dimensions: in every measure of the table. */
const cellCodes = z.string().min(1).max(1000);

/** What is wished of the pattern where there is a choice. Whatever is wished, the result is attacked as any other. */
const cellWishes = z.strictObject({
  /** Cells that are not hidden to protect others. */
  published: z.array(cellCodes).min(1).max(1000).optional(),
  /** Cells that are hidden rather than others. */
  preferred: z.array(cellCodes).min(1).max(1000).optional(),
  /** What is lost with a hidden cell: one cell each, its value, or how many it counts; by its size a little when absent. */
  cost: z.enum(['cells', 'value', 'frequency']).optional(),
  /** What is lost with single cells. */
  costs: z
    .array(z.strictObject({ cell: cellCodes, cost: z.number().gt(0).max(1e12) }))
    .min(1)
    .max(1000)
    .optional(),
});
export type ReleaseWishes = z.infer<typeof cellWishes>;

export const releaseTableSchema = z.strictObject({
  id,
  title: bilingual,
  level: z.enum(['deso', 'regso', 'municipality']),
  content: tableContentSchema,
  /** May only be higher than the rule set's. */
  minFrequency: z.int().min(1).max(1000).optional(),
  /** Suppression when absent. Only what the rule set allows. */
  method: releaseMethodSchema.optional(),
  /** Tables with the same word here are protected together, so that what they have in common is one cell. */
  linked: id.optional(),
  /** Which cells should rather be hidden, or not, and what each costs; only where cells are hidden. */
  cells: cellWishes.optional(),
  /** Unsafe cells to be published all the same: only those that stand so in the signed rule set, with another person's approval. */
  waivers: z
    .array(
      z.strictObject({
        cell: cellCodes,
        reason: z.string().trim().min(1).max(2000),
        approvedBy: z.string().trim().min(1).max(80),
      }),
    )
    .max(1000)
    .optional(),
});
export type ReleaseTable = z.infer<typeof releaseTableSchema>;

export const releasePlanSchema = z.strictObject({
  version: z.literal(1),
  title: bilingual,
  year: z.int().min(1900).max(2200),
  tables: z.array(releaseTableSchema).min(1).max(500),
  /** Lists, groups, profiles and needs, worked out from the tables above. */
  statements: z.array(releaseStatementSchema).max(100).optional(),
  /** All of them where absent. */
  formats: z.array(z.enum(PACKAGE_FORMATS)).min(1).max(20).optional(),
});
export type ReleasePlan = z.infer<typeof releasePlanSchema>;
