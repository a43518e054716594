import { z } from 'zod';

/*
 * SPEC.json: which table is protected and how; problem.json: what an attacker of a published table has before them. Unknown
 * keys are refused with their place. Offered: frequency tables, at most two dimensions, at most one of them hierarchical,
 * protected by suppression.
 */

const name = z.string().min(1).max(500);

const hierarchy = z.union([
  /** Pairs of child and parent; the top parent is the dimension's total. */
  z
    .array(z.strictObject({ child: name, parent: name }))
    .min(1)
    .max(200_000),
  /** A delimited file with the columns child and parent, beside the specification. */
  z.string().min(1).max(1000),
]);

export const tableSpecificationSchema = z.strictObject({
  version: z.literal(1),
  title: z.string().max(500).optional(),
  dimensions: z
    .array(z.strictObject({ column: name, total: name.optional(), hierarchy: hierarchy.optional() }))
    .min(1)
    .max(20),
  measure: z.strictObject({ kind: z.literal('frequency'), column: name }),
  rules: z.strictObject({
    minFrequency: z.int().min(1).max(1_000_000),
    zeroUnsafe: z.boolean().optional(),
    knowledge: z.enum(['default', 'none']).optional(),
  }),
  method: z.strictObject({ kind: z.literal('suppress') }).optional(),
});
export type TableSpecification = z.infer<typeof tableSpecificationSchema>;

const cellName = z.union([z.string(), z.number()]).transform(String);
const level = z.number().min(0);
const bound = z.number().nullable();

export const attackProblemSchema = z.strictObject({
  version: z.literal(1).optional(),
  cells: z
    .array(
      z.strictObject({
        id: cellName,
        /** Null where even the auditor has no value; only for hidden cells. */
        value: z.number().nullable().optional(),
        suppressed: z.boolean().optional(),
        /** Must not be learnt. Every hidden cell, unless it says otherwise. */
        primary: z.boolean().optional(),
        lpl: level.optional(),
        upl: level.optional(),
        spl: level.optional(),
        lo: bound.optional(),
        hi: bound.optional(),
        halfwidth: z.number().min(0).optional(),
        known_by: z.array(cellName).optional(),
      }),
    )
    .min(1)
    .max(2_000_000),
  equations: z
    .array(
      z.strictObject({
        total: cellName,
        parts: z.array(cellName),
        coef: z.array(z.number()).optional(),
      }),
    )
    .max(2_000_000),
  nonneg: z.boolean().optional(),
  integer: z.boolean().optional(),
  /** Protection in per cent of the value, where a cell has no level of its own. */
  p: z.number().min(0).optional(),
});
export type AttackProblemFile = z.infer<typeof attackProblemSchema>;
