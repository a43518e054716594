import { z } from 'zod';

/*
 * manifest.json of a package: everything a reader needs to know what this is and to see that nothing was changed.
 * It names and hashes the files in the package only; a hash of anything unreleased could be searched for by brute force.
 */

/** Relative, forward slashes, no way out of the package. */
export const packagedName = z
  .string()
  .max(200)
  .regex(/^[a-z0-9åäö]+(?:[-._][A-Za-z0-9åäö]+)*(?:\/[a-z0-9åäö]+(?:[-._][A-Za-z0-9åäö]+)*)?$/u);

const sha256 = z.string().regex(/^[0-9a-f]{64}$/u);
const bilingual = z.strictObject({ sv: z.string().max(500), en: z.string().max(500) });

export const manifestSchema = z.strictObject({
  version: z.literal(1),
  kind: z.literal('sigill-package'),
  /** Says that this package may not be handed out. A release that two persons have approved has none. */
  stamp: z.string().max(200).nullable(),
  synthetic: z.boolean(),
  /** The release that two persons stand behind, and its place in the organisation's ledger; null for a trial package. */
  release: z
    .strictObject({
      id: z.uuid(),
      organisation: z.uuid(),
      ledger: z.strictObject({ position: z.int().min(1), previous: sha256 }),
    })
    .nullable(),
  title: bilingual,
  madeWith: z.strictObject({ product: z.literal('Sigill'), version: z.string().max(40) }),
  madeAt: z.iso.datetime(),
  rules: z.strictObject({
    id: z.string().max(80),
    version: z.int().min(1),
    minFrequency: z.int().min(1),
    knowledge: z.enum(['default', 'none']),
  }),
  tables: z
    .array(
      z.strictObject({
        id: z.string().max(80),
        title: bilingual,
        year: z.int(),
        cells: z.int().min(0),
        hidden: z.int().min(0),
        /** Tables that were protected together with this one, and so stay or go with it. */
        together: z.array(z.string().max(80)).max(1000).optional(),
      }),
    )
    .max(1000),
  files: z
    .array(
      z.strictObject({
        name: packagedName,
        /** Which writer made it; tells `verify` how to read it back. */
        format: z.string().max(40),
        /** The table that it shows; null when it is about the whole package. */
        table: z.string().max(80).nullable(),
        bytes: z.int().min(0),
        sha256,
      }),
    )
    .max(10_000),
  /** Which parts differ between two runs on the same data with the same seed. Empty: none. */
  varying: z.array(z.string().max(200)).max(20),
});
export type Manifest = z.infer<typeof manifestSchema>;

/** sigill.json: the seal over manifest.json. */
export const sealSchema = z.strictObject({
  version: z.literal(1),
  algorithm: z.literal('Ed25519'),
  manifestSha256: sha256,
  publicKey: z.string().regex(/^[0-9a-f]{64}$/u),
  signature: z.string().regex(/^[0-9a-f]{128}$/u),
});
export type Seal = z.infer<typeof sealSchema>;
