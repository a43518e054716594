import { z } from 'zod';
import { indicatorSchema } from './indicator.ts';
import {
  organisationRulesSchema,
  personListSchema,
  publicKey,
  sha256,
  signature,
  signedSchema,
} from './organisation.ts';
import { decisionSchema, reasonsSchema, releaseId } from './releaseFlow.ts';
import { tableContentSchema } from './releasePlan.ts';
import { releaseStatementSchema, STATEMENT_PARTS } from './releaseStatement.ts';

/*
 * liggare.jsonl: everything that the organisation has let out, submitted, decided and withdrawn, one entry to a line. Each
 * line is {"signature":…,"entry":…}; the signature is that of the entry's actor over the bytes of the entry, and each entry
 * names the SHA-256 of the whole line before it.
 */

const code = z.string().max(200);

/** What a table counts, so that cells of different releases can be known to be the same or parts of each other. */
export const subjectSchema = z.strictObject({
  /** The register whose records are counted. */
  register: z.string().min(1).max(80),
  /** The register year; several when years are pooled. */
  years: z.array(z.int()).min(1).max(10),
  /** The division that the area codes belong to. */
  division: z.string().min(1).max(80),
  level: z.enum(['deso', 'regso', 'municipality']),
  content: tableContentSchema,
  /** The indicator as it was defined when its table was made; null for other tables. */
  definition: indicatorSchema.nullable(),
});
export type Subject = z.infer<typeof subjectSchema>;

/** The rules that a table was protected under, as far as a later attack needs them. */
const rulesSchema = z.strictObject({
  ruleSet: z.strictObject({ name: z.string().max(80), version: z.int().min(1) }),
  minFrequency: z.int().min(1),
  zeroUnsafe: z.boolean(),
  knowledge: z.enum(['default', 'none']),
  minContributors: z.int().optional(),
  pPercent: z.number().optional(),
  nk: z.array(z.strictObject({ n: z.int(), k: z.number() })).optional(),
  pq: z.strictObject({ p: z.number(), q: z.number() }).optional(),
  groupDisclosure: z.strictObject({ allBut: z.int() }).optional(),
});

const bound = z.number().nullable();

export const ledgerTableSchema = z.strictObject({
  id: z.string().max(80),
  title: z.strictObject({ sv: z.string().max(500), en: z.string().max(500) }),
  subject: subjectSchema,
  /** Areas first; the codes of the others as in the subject's content. Parents: null for the total. */
  dimensions: z
    .array(
      z.strictObject({
        column: z.string().max(200),
        codes: z.array(code).min(1).max(100_000),
        parents: z.array(code.nullable()).max(100_000),
      }),
    )
    .min(2)
    .max(6),
  /** Row-major over the dimensions; null where hidden or not published. */
  values: z.array(z.number().nullable()).max(5_000_000),
  /** What is measured; counts when absent. Values are whole multiples of 10^-decimals. */
  measure: z
    .strictObject({
      name: z.string().max(200),
      kind: z.enum(['frequency', 'sum']),
      decimals: z.int().min(0).max(9),
      signed: z.boolean(),
    })
    .optional(),
  /** What the method leaves open of each changed cell; absent where numbers were hidden, not changed. */
  bounds: z
    .array(z.strictObject({ cell: z.int().min(0), min: bound, max: bound }))
    .max(5_000_000)
    .optional(),
  rules: rulesSchema.optional(),
  /** A reader knows that no hidden count is below this. */
  leastHidden: z.int().min(0),
  minFrequency: z.int().min(1),
});
export type LedgerTable = z.infer<typeof ledgerTableSchema>;

/**
 * A list, group, profile or need that left with the tables that it was worked out from. Since it follows from them, it tells nothing
 * that the attack together with those tables does not know.
 */
export const ledgerStatementSchema = z.strictObject({
  ...releaseStatementSchema.pick({ id: true, title: true, from: true, content: true }).shape,
  year: z.int(),
  part: z.enum(STATEMENT_PARTS),
  codes: z.array(z.array(code).max(100_000)).min(1).max(2),
  values: z.array(z.number().nullable()).max(5_000_000),
});
export type LedgerStatement = z.infer<typeof ledgerStatementSchema>;

const tables = z.array(ledgerTableSchema).min(1).max(1000);
const reason = z.string().min(1).max(4000);

const common = {
  position: z.int().min(1),
  at: z.iso.datetime(),
  /** SHA-256 of the line before; zeros for the first. */
  previous: sha256,
  actor: publicKey,
};

export const ledgerEntrySchema = z.discriminatedUnion('action', [
  z.strictObject({
    ...common,
    action: z.literal('founded'),
    body: z.strictObject({ persons: signedSchema(personListSchema), rules: signedSchema(organisationRulesSchema) }),
  }),
  z.strictObject({
    ...common,
    action: z.literal('persons'),
    body: z.strictObject({ persons: signedSchema(personListSchema) }),
  }),
  z.strictObject({
    ...common,
    action: z.literal('rules'),
    body: z.strictObject({ rules: signedSchema(organisationRulesSchema) }),
  }),
  z.strictObject({
    ...common,
    action: z.literal('submitted'),
    /** Nothing is released yet: only a commitment under the project's key. */
    body: z.strictObject({ release: releaseId, commitment: sha256, reviewer: publicKey }),
  }),
  z.strictObject({
    ...common,
    action: z.literal('decided'),
    body: z.strictObject({
      release: releaseId,
      decision: signedSchema(decisionSchema),
      reasons: signedSchema(reasonsSchema),
    }),
  }),
  z.strictObject({
    ...common,
    action: z.literal('sealed'),
    body: z.strictObject({
      release: releaseId,
      statementSha256: sha256,
      manifestSha256: sha256,
      tables,
      statements: z.array(ledgerStatementSchema).min(1).max(1000).optional(),
    }),
  }),
  z.strictObject({
    ...common,
    action: z.literal('withdrawn'),
    body: z.strictObject({ release: releaseId, reason }),
  }),
  z.strictObject({
    ...common,
    action: z.literal('entered'),
    /** What was let out before there was a ledger, or by other means. */
    body: z.strictObject({ source: z.string().min(1).max(300), fileSha256: sha256, tables }),
  }),
  z.strictObject({
    ...common,
    action: z.literal('refused'),
    body: z.strictObject({ release: releaseId.nullable(), action: z.string().max(40), rule: z.string().max(120) }),
  }),
]);
export type LedgerEntry = z.infer<typeof ledgerEntrySchema>;

export const ledgerLineSchema = z.strictObject({ signature, entry: ledgerEntrySchema });
