import { z } from 'zod';

/** A named, versioned set of disclosure rules. What ships is cautious; a release may tighten it, never loosen it. */
export const ruleSetSchema = z.strictObject({
  version: z.int().min(1),
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,79}$/u),
  name: z.strictObject({ sv: z.string().max(200), en: z.string().max(200) }),
  minFrequency: z.int().min(2).max(1000),
});
export type RuleSet = z.infer<typeof ruleSetSchema>;
