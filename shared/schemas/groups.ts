import { z } from 'zod';

/*
 * GROUPS.json: how areas are grouped. Only what is built is accepted; see docs/methods/groups.md for the formulas.
 */

const id = z.string().regex(/^[\p{L}\p{N}_][\p{L}\p{N}_.-]{0,79}$/u);

const fields = {
  version: z.literal(1),
  algorithm: z.enum(['k-means', 'ward', 'pam', 'gaussian-mixture', 'skater']),
  k: z.int().min(2).max(200),
  /**
   * How many times k-means and mixtures start afresh; the best is kept. 20 unless said otherwise. The other algorithms have one
   * outcome and leave starts and seed unused.
   */
  starts: z.int().min(1).max(10_000).optional(),
  /** 1 unless said otherwise. */
  seed: z.int().min(0).max(4_294_967_295).optional(),
  /** `z` unless said otherwise. */
  standardise: z.enum(['none', 'z', 'range', 'robust']).optional(),
  /** What to do with areas that lack a value; refused unless said otherwise. */
  missing: z.enum(['drop', 'median']).optional(),
  /** Shape of a mixture's groups; `full` unless said otherwise. */
  covariance: z.enum(['full', 'tied', 'diagonal', 'spherical']).optional(),
  /** For skater: CSV file of pairs of neighbouring areas, relative to this file. */
  contiguity: z.string().min(1).max(1000).optional(),
  /** For skater: areas without a neighbour join the most similar (`nearest`) unless they are to be groups (`alone`). */
  islands: z.enum(['nearest', 'alone']).optional(),
  /** For skater: no cut leaves a group with fewer areas. 1 unless said otherwise. */
  leastAreas: z.int().min(1).max(10_000).optional(),
  /**
   * Areas with a value further than so many robust standard deviations from the median in any indicator that weighs are not
   * let to shape the groups; they are put into the nearest one afterwards.
   */
  setAside: z.strictObject({ beyond: z.number().min(1).max(1000) }).optional(),
  indicators: z
    .array(
      z.strictObject({
        id,
        /** 1 unless said otherwise; an indicator that weighs 0 takes part in the description only. */
        weight: z.number().min(0).max(1e12).optional(),
        /** Done before standardising: the inverse hyperbolic sine, for a few values far above the rest. */
        transform: z.enum(['ihs']).optional(),
        /** Describes who lives there and how, and is no problem in itself: told apart in what is written of the groups. */
        background: z.literal(true).optional(),
      }),
    )
    .min(1)
    .max(500),
};

/** What only one algorithm understands: there it means something, elsewhere it is a mistake. */
const OWNERS = {
  covariance: 'gaussian-mixture',
  contiguity: 'skater',
  islands: 'skater',
  leastAreas: 'skater',
} as const;

export const groupsSchema = z.strictObject(fields).superRefine((spec, context) => {
  for (const [field, owner] of Object.entries(OWNERS))
    if (spec[field as keyof typeof OWNERS] !== undefined && spec.algorithm !== owner)
      context.addIssue({ code: 'unrecognized_keys', keys: [field], path: [], input: spec });
});
export type GroupsSpec = z.infer<typeof groupsSchema>;
export type Standardisation = NonNullable<GroupsSpec['standardise']>;
export type GroupsAlgorithm = GroupsSpec['algorithm'];
