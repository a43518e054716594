import { z } from 'zod';

/*
 * TABLES.json: which tables a release holds. Every table counts persons, households, dwellings, pupils or events by area
 * (with municipality, county and nation as margins) and one division.
 */

const id = z.string().regex(/^[a-z0-9][a-z0-9-]{0,79}$/u);
const bilingual = z.strictObject({ sv: z.string().min(1).max(300), en: z.string().min(1).max(300) });
const variable = z.string().min(1).max(80);
const categoryCode = z.string().regex(/^[\p{L}\p{N}][\p{L}\p{N} _.–+-]{0,39}$/u);

const category = z.strictObject({
  code: categoryCode,
  label: bilingual,
  /** Values of a category variable. */
  values: z.array(z.string().min(1).max(80)).min(1).max(500).optional(),
  /** Bounds of a whole-number variable, both included. */
  from: z.int().optional(),
  to: z.int().optional(),
});

/** File formats of a package. */
export const PACKAGE_FORMATS = ['csv', 'csv-excel', 'px', 'json-stat'] as const;
export type PackageFormat = (typeof PACKAGE_FORMATS)[number];

export const tableContentSchema = z.discriminatedUnion('kind', [
  /** The numerator of a share, and the rest of its population. */
  z.strictObject({ kind: z.literal('indicator'), indicator: id }),
  /** A register's rows by the categories of one variable. */
  z.strictObject({
    kind: z.literal('register'),
    register: z.string().min(1).max(80),
    division: z.strictObject({
      name: bilingual,
      variable,
      categories: z.array(category).min(2).max(100),
      /** Where every other row goes, missing values among them; without it they are an error. */
      rest: z.strictObject({ code: categoryCode, label: bilingual }).optional(),
    }),
  }),
]);

export const releaseTableSchema = z.strictObject({
  id,
  title: bilingual,
  level: z.enum(['deso', 'regso', 'municipality']),
  content: tableContentSchema,
  /** May only be higher than the rule set's. */
  minFrequency: z.int().min(1).max(1000).optional(),
});
export type ReleaseTable = z.infer<typeof releaseTableSchema>;

export const releasePlanSchema = z.strictObject({
  version: z.literal(1),
  title: bilingual,
  year: z.int().min(1900).max(2200),
  tables: z.array(releaseTableSchema).min(1).max(500),
  /** All of them where absent. */
  formats: z.array(z.enum(PACKAGE_FORMATS)).min(1).max(20).optional(),
});
export type ReleasePlan = z.infer<typeof releasePlanSchema>;
