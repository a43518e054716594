import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { z } from 'zod';
import { UserError } from '../../../../shared/errors/errors.ts';
import { sha256, type Signed, signedSchema } from '../../../../shared/schemas/organisation.ts';
import { type Manifest, manifestSchema, packagedName } from '../../../../shared/schemas/packageManifest.ts';
import { type Statement, statementSchema } from '../../../../shared/schemas/releaseFlow.ts';
import type { PackagedFile } from '../packageFolder.ts';
import type { PersonSecrets } from '../persons/personKey.ts';
import { openSealed, sealTo } from '../persons/sealedBox.ts';

/*
 * The review file: everything that would leave, as it would leave, with what the attack found; nothing of the microdata.
 * Compressed, then encrypted for the one reviewer (ADR 22).
 */

const reportSchema = z.strictObject({
  tables: z
    .array(
      z.strictObject({
        id: z.string().max(80),
        cells: z.int(),
        primary: z.int(),
        secondary: z.int(),
        /** True when the ledger holds the same table already. */
        known: z.boolean(),
      }),
    )
    .max(1000),
  /** Earlier tables that had something in common with these, cells attacked anew, and differences counted. */
  together: z.strictObject({ earlier: z.int(), attacked: z.int(), differences: z.int() }),
});
export type ReviewReport = z.infer<typeof reportSchema>;

const reviewSchema = z.strictObject({
  version: z.literal(1),
  kind: z.literal('sigill-review'),
  statement: signedSchema(statementSchema),
  manifest: manifestSchema,
  report: reportSchema,
  ledger: z.strictObject({ position: z.int().min(1), head: sha256 }),
  files: z.array(z.strictObject({ name: packagedName, base64: z.string() })).max(10_000),
});

/** What the reviewer sees. */
export interface Review {
  readonly statement: Signed<Statement>;
  readonly manifest: Manifest;
  readonly report: ReviewReport;
  /** The entry of the ledger by which it was submitted. */
  readonly ledger: { readonly position: number; readonly head: string };
  readonly files: ReadonlyMap<string, Buffer>;
}

/** Writes a review that only the holder of `sealingKey` can open. */
export function sealReview(
  review: Omit<Review, 'files'> & { readonly files: readonly PackagedFile[] },
  sealingKey: string,
  randomBytes: (size: number) => Uint8Array,
): Buffer {
  const content = reviewSchema.parse({
    version: 1,
    kind: 'sigill-review',
    ...review,
    files: review.files.map(({ name, bytes }) => ({ name, base64: Buffer.from(bytes).toString('base64') })),
  });
  return sealTo(sealingKey, zstdCompressSync(Buffer.from(JSON.stringify(content), 'utf8')), randomBytes);
}

const MOST_BYTES = 1 << 29;

/** Opens a review file; UserError 'flow.notForYou' when it is for someone else, or was changed. */
export function openReview(box: Uint8Array, { sealing }: PersonSecrets): Review {
  const opened = openSealed(box, sealing);
  if (opened === undefined) throw new UserError('refused', 'flow.notForYou');
  try {
    const text = zstdDecompressSync(opened, { maxOutputLength: MOST_BYTES }).toString('utf8');
    const { statement, manifest, report, ledger, files } = reviewSchema.parse(JSON.parse(text));
    return {
      statement,
      manifest,
      report,
      ledger,
      files: new Map(files.map(({ name, base64 }) => [name, Buffer.from(base64, 'base64')])),
    };
  } catch {
    throw new UserError('refused', 'flow.reviewDamaged');
  }
}
