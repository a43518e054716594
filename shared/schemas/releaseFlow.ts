import { z } from 'zod';
import { publicKey, sha256 } from './organisation.ts';
import { packagedName } from './packageManifest.ts';

/*
 * A release on its way out: what is submitted (the statement), what the second person says of it (the decision), and the
 * states between. Statement and decision are signed, and lie in the sealed package.
 */

export const releaseId = z.uuid();
const instant = z.iso.datetime();
const tableId = z.string().max(80);

/**
 * draft: put together. checked: protected, and attacked together with everything in the ledger. submitted: handed to a
 * reviewer. approved, changed (approved without some tables), rejected: the reviewer's decision. sealing: in the ledger, its
 * package not yet known to be written. sealed: let out. withdrawn: no longer to be used, which takes nothing back.
 */
export const RELEASE_STATES = [
  'draft',
  'checked',
  'submitted',
  'approved',
  'changed',
  'rejected',
  'sealing',
  'sealed',
  'withdrawn',
] as const;
export type ReleaseState = (typeof RELEASE_STATES)[number];

/** What a release holds, file by file: what the reviewer approves is this and nothing else. */
export const statementSchema = z.strictObject({
  version: z.literal(1),
  kind: z.literal('sigill-statement'),
  release: releaseId,
  organisation: z.uuid(),
  submittedBy: publicKey,
  submittedAt: instant,
  title: z.strictObject({ sv: z.string().max(500), en: z.string().max(500) }),
  rules: z.strictObject({ id: z.string().max(80), number: z.int().min(1) }),
  productVersion: z.string().max(40),
  /**
   * Random, so that nobody can find by trying which content a signature is about before the content is public.
   */
  blind: sha256,
  files: z
    .array(z.strictObject({ name: packagedName, table: tableId, sha256 }))
    .min(1)
    .max(10_000),
});
export type Statement = z.infer<typeof statementSchema>;

export const OUTCOMES = ['approved', 'changed', 'rejected'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** The reviewer's reasons, signed apart: they stay inside, in the ledger and the project. */
export const reasonsSchema = z.strictObject({
  version: z.literal(1),
  kind: z.literal('sigill-reasons'),
  release: releaseId,
  statementSha256: sha256,
  text: z.string().max(4000),
});
export type Reasons = z.infer<typeof reasonsSchema>;

export const decisionSchema = z.strictObject({
  version: z.literal(1),
  kind: z.literal('sigill-decision'),
  release: releaseId,
  outcome: z.enum(OUTCOMES),
  /** SHA-256 of the statement that the decision is about; with outcome `changed` of the one without the tables left out. */
  statementSha256: sha256,
  decidedBy: publicKey,
  decidedAt: instant,
  /** Newest entry of the ledger that the reviewer saw. */
  ledger: z.strictObject({ position: z.int().min(1), head: sha256 }),
});
export type Decision = z.infer<typeof decisionSchema>;
