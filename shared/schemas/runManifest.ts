import { z } from 'zod';
import { productionPlanSchema } from './productionPlan.ts';

/* The manifest of a run: plan, input and output by hash. A working file: it never leaves with a release. */

const hash = z.string().length(64);

export const runManifestSchema = z.strictObject({
  status: z.string(),
  version: z.literal(1),
  kind: z.literal('sigill-run'),
  program: z.string().min(1).max(40),
  plan: productionPlanSchema,
  planHash: hash,
  inputs: z.array(z.strictObject({ file: z.string().max(1000), sha256: hash })).max(5000),
  steps: z
    .array(
      z.strictObject({
        unit: z.string().max(200),
        fingerprint: z.string().max(64),
        /** `sha256` is null for a file that varies. */
        outputs: z.array(z.strictObject({ name: z.string().max(1000), sha256: hash.nullable() })).max(100_000),
      }),
    )
    .max(2000),
  /** Files whose bytes follow from a clock or a key: signatures, times, PDF. */
  varying: z.array(z.string().max(1000)).max(100_000),
});
export type RunManifest = z.infer<typeof runManifestSchema>;
