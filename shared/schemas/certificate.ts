import { z } from 'zod';

/*
 * certifikat/*.json of a package: the public attack problem of a table. Published cells, hidden cells without value, level
 * or reason, the equations, and the interval that was proven for each hidden cell.
 */

const cell = z.int().min(0).max(5_000_000);
const count = z.int().min(0);
const code = z.string().max(200);
const bilingual = z.strictObject({ sv: z.string().max(500), en: z.string().max(500) });
const labels = z.array(z.string().max(500)).max(100_000);

/** What is said of a table beside its numbers, in both languages: everything that a file of the package shows of it. */
const tableDescriptionSchema = z.strictObject({
  title: bilingual,
  year: z.int(),
  /** The division that the areas belong to, as `2018` or `2025`; null where no areas finer than municipalities stand in it. */
  areaVersion: z.string().max(80).nullable(),
  measure: z.strictObject({
    kind: z.enum(['count', 'sum']),
    label: bilingual,
    /** What one of it is: persons, kronor. */
    unit: bilingual,
    decimals: z.int().min(0).max(9),
  }),
  /** In the order of the table's dimensions; one label per code. */
  dimensions: z
    .array(
      z.strictObject({
        kind: z.enum(['area', 'category']),
        name: bilingual,
        labels: z.strictObject({ sv: labels, en: labels }),
      }),
    )
    .min(1)
    .max(6),
});
export type TableDescription = z.infer<typeof tableDescriptionSchema>;

export const certificateSchema = z.strictObject({
  version: z.literal(1),
  title: z.string().max(500),
  measure: z.string().max(200),
  about: tableDescriptionSchema,
  rules: z.strictObject({ id: z.string().max(80), version: z.int().min(1), minFrequency: z.int().min(1) }),
  /** A reader knows that no hidden count is below this. */
  leastHidden: z.int().min(0),
  dimensions: z
    .array(
      z.strictObject({
        column: z.string().max(200),
        codes: z.array(code).min(1).max(100_000),
        /** Code of each node's parent; null for the total. */
        parents: z.array(code.nullable()).max(100_000),
      }),
    )
    .min(1)
    .max(6),
  /** Fingerprint of the borders that the maps of the table are drawn with; null without maps. */
  borders: z
    .string()
    .regex(/^[0-9a-f]{64}$/u)
    .nullable(),
  /** Row-major over the dimensions, the last one fastest; null where hidden. */
  values: z.array(count.nullable()).max(5_000_000),
  intervals: z.array(z.strictObject({ cell, min: count, max: count.nullable() })).max(5_000_000),
  equations: z.array(z.strictObject({ total: cell, parts: z.array(cell).max(200_000) })).max(5_000_000),
});
export type Certificate = z.infer<typeof certificateSchema>;
