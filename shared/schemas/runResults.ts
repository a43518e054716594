import { z } from 'zod';
import { LEVELS } from '../domain/areas/level.ts';
import { methodSchema } from './method.ts';

/* The files by which one run's results are held against another's (docs/production.md). Working copies: they never leave with a release. */

const bilingual = z.strictObject({ sv: z.string().max(2000), en: z.string().max(2000) });
const year = z.int().min(1900).max(2200);

export const resultDefinitionsSchema = z.strictObject({
  status: z.string(),
  version: z.literal(1),
  year,
  level: z.enum(LEVELS),
  division: z.string().max(40),
  indicators: z
    .array(
      z.strictObject({
        id: z.string().min(1).max(100),
        hash: z.string().length(64),
        revision: z.int().min(1),
        direction: z.literal([1, -1, 0]),
        name: bilingual,
        sourceYear: year,
        combination: z.discriminatedUnion('kind', [
          z.strictObject({ kind: z.literal('sum') }),
          z.strictObject({ kind: z.literal('ratio'), per: z.number() }),
          z.strictObject({ kind: z.literal('refused'), reason: z.enum(['quantile', 'standardised', 'smoothed']) }),
        ]),
      }),
    )
    .max(2000),
});
export type ResultDefinitions = z.infer<typeof resultDefinitionsSchema>;

/** What of an assessment's summary a comparison needs. */
export const resultSummarySchema = z.looseObject({
  kind: z.enum(['index', 'problem-count', 'sei']),
  method: methodSchema,
});

/** What of a grouping's summary a comparison needs. */
export const groupsSummarySchema = z.looseObject({
  algorithm: z.string(),
  k: z.int(),
  indicators: z.array(z.unknown()).optional(),
});
