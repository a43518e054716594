import { z } from 'zod';
import { METHOD_KINDS } from './releasePlan.ts';
import { statementLimitsSchema } from './table.ts';

const share = z.number().gt(0).max(100);

/**
 * An unsafe cell that may be published all the same, because what it would tell is public or agreed to. Who asks for it and who
 * approves it are two persons; the administrator's signature over the rule set is over both names.
 */
const waiver = z
  .strictObject({
    /** The table by its id in the plan, and the codes of the cell joined by "|" in the order of its dimensions. */
    table: z.string().min(1).max(80),
    cell: z.string().min(1).max(1000),
    reason: z.string().trim().min(1).max(2000),
    requestedBy: z.string().trim().min(1).max(80),
    approvedBy: z.string().trim().min(1).max(80),
  })
  .refine(({ requestedBy, approvedBy }) => requestedBy.toLowerCase() !== approvedBy.toLowerCase(), {
    message: 'the same person cannot both ask for a waiver and approve it',
    path: ['approvedBy'],
  });

/** A named, versioned set of disclosure rules. What ships is cautious; a release may tighten it, never loosen it. */
export const ruleSetSchema = z.strictObject({
  version: z.int().min(1),
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,79}$/u),
  name: z.strictObject({ sv: z.string().max(200), en: z.string().max(200) }),
  minFrequency: z.int().min(2).max(1000),
  /** Zeros are unsafe too. */
  zeroUnsafe: z.boolean().optional(),
  /** Fewest holdings behind a sum. */
  minContributors: z.int().min(1).max(1000).optional(),
  /** Nobody may estimate the largest contributor of a sum closer than this per cent of it. */
  pPercent: share.optional(),
  /** The n largest contributors may not make up k per cent of a sum, by any of these. */
  nk: z
    .array(z.strictObject({ n: z.int().min(1).max(100), k: share }))
    .max(10)
    .optional(),
  /** As p per cent, for readers who know every contribution to q per cent beforehand. */
  pq: z.strictObject({ p: share, q: share }).optional(),
  /** A part that holds all but at most so many of a row is unsafe. */
  groupDisclosure: z.strictObject({ allBut: z.int().min(0).max(1000) }).optional(),
  /** Limits of means, quantiles, lists and profiles; the shipped ones for those that are not named. */
  statements: statementLimitsSchema.optional(),
  /** Ways of protecting that a release may choose; every one of them when absent. */
  methods: z.array(z.enum(METHOD_KINDS)).min(1).max(METHOD_KINDS.length).optional(),
  waivers: z.array(waiver).max(1000).optional(),
});
export type RuleSet = z.infer<typeof ruleSetSchema>;
