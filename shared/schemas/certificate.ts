import { z } from 'zod';

/*
 * certifikat/*.json of a package: the public attack problem of a table. Published cells, hidden cells without value, level
 * or reason, the equations, and the interval that was proven for each hidden cell.
 */

const cell = z.int().min(0).max(5_000_000);
const count = z.int().min(0);
const code = z.string().max(200);

export const certificateSchema = z.strictObject({
  version: z.literal(1),
  title: z.string().max(500),
  measure: z.string().max(200),
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
  /** Row-major over the dimensions, the last one fastest; null where hidden. */
  values: z.array(count.nullable()).max(5_000_000),
  intervals: z.array(z.strictObject({ cell, min: count, max: count.nullable() })).max(5_000_000),
  equations: z.array(z.strictObject({ total: cell, parts: z.array(cell).max(200_000) })).max(5_000_000),
});
export type Certificate = z.infer<typeof certificateSchema>;
