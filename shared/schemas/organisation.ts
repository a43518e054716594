import { z } from 'zod';
import { ruleSetSchema } from './ruleSet.ts';

/*
 * Who may do what, and by which rules: organisation.json (the list of persons) and regelverk.json (the rule set), each signed
 * by the administrator's key; and the card by which a person hands their public keys to the administrator.
 */

export const publicKey = z.string().regex(/^[0-9a-f]{64}$/u);
export const signature = z.string().regex(/^[0-9a-f]{128}$/u);
export const sha256 = z.string().regex(/^[0-9a-f]{64}$/u);
const personName = z
  .string()
  .min(1)
  .max(80)
  .regex(/^[^\p{Cc}]+$/u);
const organisationId = z.uuid();
const instant = z.iso.datetime();

/** `analyst` submits and seals, `reviewer` approves and rejects, `administrator` lists persons and signs rules. One each. */
export const ROLES = ['analyst', 'reviewer', 'administrator'] as const;
export type Role = (typeof ROLES)[number];

export const personSchema = z.strictObject({
  name: personName,
  role: z.enum(ROLES),
  /** Ed25519: what the person signs is checked with it. It is also the person's identity. */
  signingKey: publicKey,
  /** X25519: what only the person may open is sealed to it. */
  sealingKey: publicKey,
  since: instant,
  /** From when the person may do nothing more; nobody is taken out of the list, since the ledger holds what they signed. */
  until: instant.nullable(),
});
export type Person = z.infer<typeof personSchema>;

export const personListSchema = z.strictObject({
  version: z.literal(1),
  kind: z.literal('sigill-organisation'),
  id: organisationId,
  name: personName,
  /** Goes up by one at every change. */
  number: z.int().min(1),
  administrator: publicKey,
  persons: z.array(personSchema).min(1).max(1000),
});
export type PersonList = z.infer<typeof personListSchema>;

export const organisationRulesSchema = z.strictObject({
  version: z.literal(1),
  kind: z.literal('sigill-rules'),
  organisation: organisationId,
  /** Goes up by one at every change. */
  number: z.int().min(1),
  rules: ruleSetSchema,
  /** Where the organisation's ledger lies: absolute, or relative to the organisation's folder. */
  ledger: z.string().min(1).max(1000),
});
export type OrganisationRules = z.infer<typeof organisationRulesSchema>;

export const personCardSchema = z.strictObject({
  version: z.literal(1),
  kind: z.literal('sigill-person'),
  name: personName,
  signingKey: publicKey,
  sealingKey: publicKey,
});
export type PersonCard = z.infer<typeof personCardSchema>;

/** A document with the signature of one key over it. */
export const signedSchema = <T extends z.ZodType>(document: T) =>
  z.strictObject({ document, signedBy: publicKey, signature });
export interface Signed<T> {
  readonly document: T;
  readonly signedBy: string;
  readonly signature: string;
}
