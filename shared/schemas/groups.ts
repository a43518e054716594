import { z } from 'zod';

/*
 * GROUPS.json: how areas are grouped. Only what is built is accepted; see docs/methods/groups.md for the formulas.
 */

const id = z.string().regex(/^[\p{L}\p{N}_][\p{L}\p{N}_.-]{0,79}$/u);

export const groupsSchema = z.strictObject({
  version: z.literal(1),
  algorithm: z.literal('k-means'),
  k: z.int().min(2).max(200),
  /** How many times to start afresh; the best is kept. 20 unless said otherwise. */
  starts: z.int().min(1).max(10_000).optional(),
  /** 1 unless said otherwise. */
  seed: z.int().min(0).max(4_294_967_295).optional(),
  /** `z` unless said otherwise. */
  standardise: z.enum(['none', 'z', 'range', 'robust']).optional(),
  /** What to do with areas that lack a value; refused unless said otherwise. */
  missing: z.enum(['drop', 'median']).optional(),
  indicators: z
    .array(z.strictObject({ id, weight: z.number().min(0).max(1e12).optional() }))
    .min(1)
    .max(500),
});
export type GroupsSpec = z.infer<typeof groupsSchema>;
export type Standardisation = NonNullable<GroupsSpec['standardise']>;
