import { z } from 'zod';
import { ROLES } from '../schemas/organisation.ts';
import { shownRules } from './releases.ts';
import { signingPerson } from './signing.ts';

/* Who may do what in an organisation, and by which rules. Every change is signed by the administrator's key. */

const fileId = z.uuid();
const label = z.string().max(200);
const instant = z.string().max(40);
const nothing = z.strictObject({});
const personName = z
  .string()
  .min(1)
  .max(80)
  .regex(/^[^\p{Cc}]+$/u);
const fingerprint = z.string().max(80);

const shownPerson = z.strictObject({
  name: label,
  role: z.enum(ROLES),
  fingerprint,
  since: instant,
  until: instant.nullable(),
});

export const shownOrganisation = z.strictObject({
  name: label,
  /** Of the administrator's key: what receivers hold packages against. */
  fingerprint,
  persons: z.array(shownPerson).max(1000),
  rules: shownRules,
  /** Every rule set that has been signed, newest first. */
  ruleSets: z.array(shownRules.extend({ since: instant })).max(10_000),
});

const changed = signingPerson.extend({ organisation: fileId });

export const organisationMethods = {
  'organisation.read': { input: z.strictObject({ organisation: fileId }), output: shownOrganisation },
  /** Makes a person's own key, where they say; null when they have not. */
  'organisation.makeKey': {
    input: z.strictObject({ name: personName, passphrase: z.string().max(1000) }),
    output: z.strictObject({ made: z.strictObject({ file: label, card: label, fingerprint }).nullable() }),
  },
  /** Founds an organisation in a folder that the person makes; null when they have not. */
  'organisation.create': {
    input: signingPerson.extend({ name: personName }),
    output: z.strictObject({ chosen: z.strictObject({ fileId, name: label }).nullable() }),
  },
  'organisation.add': { input: changed.extend({ card: fileId, role: z.enum(ROLES) }), output: nothing },
  'organisation.end': { input: changed.extend({ name: label }), output: nothing },
  'organisation.signRules': { input: changed.extend({ rules: fileId, loosen: z.boolean() }), output: nothing },
} as const;
