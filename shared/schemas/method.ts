import { z } from 'zod';

/*
 * METHOD.json: how areas are assessed. One schema for the command line, the window and the plan. Unknown keys are
 * refused with their place. See docs/methods.md for the formulas.
 */

const id = z.string().regex(/^[\p{L}\p{N}_][\p{L}\p{N}_.-]{0,79}$/u);
const weight = z.number().min(0).max(1e12);
const direction = z.union([z.literal(1), z.literal(-1)]);

const treatment = z.discriminatedUnion('kind', [z.strictObject({ kind: z.literal('none') })]);

const normalisation = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('none') }),
  z.strictObject({ kind: z.literal('min-max'), lower: z.number().optional(), upper: z.number().optional() }),
  z.strictObject({
    kind: z.literal('z'),
    mean: z.number().optional(),
    sd: z.number().positive().optional(),
    ddof: z.union([z.literal(0), z.literal(1)]).optional(),
  }),
]);

const aggregation = z.discriminatedUnion('kind', [z.strictObject({ kind: z.literal('arithmetic') })]);

const missing = z.strictObject({ leastShare: z.number().min(0).max(1) });

export const indexMethodSchema = z.strictObject({
  version: z.literal(1),
  kind: z.literal('index'),
  indicators: z
    .array(z.strictObject({ id, direction, weight, parent: id.optional() }))
    .min(1)
    .max(500),
  groups: z
    .array(
      z.strictObject({ id, parent: id.nullable(), weight: weight.optional(), aggregation: aggregation.optional() }),
    )
    .max(200)
    .optional(),
  treatment: treatment.optional(),
  normalisation,
  aggregation: aggregation.optional(),
  missing: missing.optional(),
});

const threshold = z.union([z.number(), z.strictObject({ percentile: z.number().min(0).max(100) })]);

export const problemCountMethodSchema = z.strictObject({
  version: z.literal(1),
  kind: z.literal('problem-count'),
  indicators: z
    .array(z.strictObject({ id, direction, threshold, weight: weight.optional(), factor: id.optional() }))
    .min(1)
    .max(500),
  factorRule: z.union([z.literal('any'), z.literal('all'), z.strictObject({ atLeast: z.int().min(1) })]).optional(),
  k: z.number().min(0),
  levels: z.array(z.strictObject({ from: z.number(), name: z.string().min(1).max(200) })).max(20),
  missing: missing.optional(),
});

export const seiMethodSchema = z.strictObject({
  version: z.literal(1),
  kind: z.literal('sei'),
  indicators: z.tuple([id, id, id]),
});

export const methodSchema = z.discriminatedUnion('kind', [
  indexMethodSchema,
  problemCountMethodSchema,
  seiMethodSchema,
]);
export type Method = z.infer<typeof methodSchema>;
export type IndexMethod = z.infer<typeof indexMethodSchema>;
export type ProblemCountMethod = z.infer<typeof problemCountMethodSchema>;
export type SeiMethod = z.infer<typeof seiMethodSchema>;
