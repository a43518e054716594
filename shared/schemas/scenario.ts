import { z } from 'zod';
import { LEVELS } from '../domain/areas/level.ts';
import { groupsSchema } from './groups.ts';
import { methodSchema } from './method.ts';

/*
 * SCENARIO.json: a way of assessing that travels without data. Rules and numbers that a person has chosen; what a number was computed from
 * stays a rule. Texts stand in it only when it was written where there is no microdata.
 */

const text = z.string().min(1).max(4000);
const person = z.string().min(1).max(200);

/** When a comment was written: the day, as it is shown. */
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/u);

const scenarioCommentSchema = z.strictObject({
  /** What it is about; the scenario itself where it is left out. */
  area: z.strictObject({ level: z.enum(LEVELS), code: z.string().min(1).max(40) }).optional(),
  text,
  by: person,
  on: day,
});

export const scenarioSchema = z.strictObject({
  version: z.literal(1),
  kind: z.literal('scenario'),
  name: z.string().min(1).max(200).optional(),
  comment: z.string().max(4000).optional(),
  method: methodSchema,
  grouping: groupsSchema.optional(),
  /** Fingerprint of the scenario file that it began with: how whoever sent that one finds what it has become. */
  basedOn: z
    .string()
    .regex(/^[0-9a-f]{64}$/u)
    .optional(),
  comments: z.array(scenarioCommentSchema).max(10_000).optional(),
});
export type ScenarioFile = z.infer<typeof scenarioSchema>;
