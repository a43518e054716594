import { z } from 'zod';
import { LEVELS } from '../domain/areas/level.ts';
import { OUTCOMES, RELEASE_STATES } from '../schemas/releaseFlow.ts';
import { METHOD_KINDS } from '../schemas/releasePlan.ts';
import { ruleSetSchema } from '../schemas/ruleSet.ts';
import { RELEASE_PLACES, signingPerson } from './signing.ts';

/*
 * A release on its way out, from a plan to a sealed package, as the window asks for it. What it gets is what would leave and
 * sentences about it; every number has been protected, and paths are known to main alone.
 */

const nothing = z.strictObject({});
const fileId = z.uuid();
const jobId = z.uuid();
const label = z.string().max(200);
const count = z.int().min(0);
const tableId = z.string().max(80);
const instant = z.string().max(40);
const bilingual = z.strictObject({ sv: z.string().max(500), en: z.string().max(500) });
const organisation = fileId;

/** A sentence of `shared/texts` with what stands in it. */
export const sentence = z.strictObject({
  key: z.string().max(80),
  parameters: z.record(z.string().max(80), z.union([z.string().max(1000), z.number()])),
});

export const shownRules = z.strictObject({
  id: z.string().max(80),
  name: bilingual,
  number: z.int().min(1),
  minFrequency: z.int().min(1),
  /** All of them. */
  set: ruleSetSchema,
  /** Limits that are looser than those that ship with Sigill. */
  looser: z.array(z.string().max(80)).max(100),
});

/** How a table is protected and what that costs: all of it follows from what would leave. */
export const tableFacts = z.strictObject({
  method: z.enum(METHOD_KINDS),
  base: z.number().nullable(),
  /** Tables that it is protected together with. */
  together: z.array(tableId).max(500),
  /** Of everything that is counted, what stands in hidden inner cells; null where that cannot be told. */
  hiddenPart: z.number().nullable(),
  /** How wide the interval of a hidden or changed cell is, the middle one of them, in the unit of the measure. */
  medianWidth: z.number().nullable(),
  /** Unsafe cells that stand there because the signed rule set lets them out. */
  waivers: z
    .array(
      z.strictObject({
        cell: z.string().max(1000),
        value: z.number().nullable(),
        reason: z.string().max(2000),
        requestedBy: label,
        approvedBy: label,
      }),
    )
    .max(1000),
});

export const shownFile = z.strictObject({
  name: z.string().max(200),
  format: z.string().max(40),
  table: tableId.nullable(),
  bytes: count,
});

/** What the attack together with everything earlier was about. */
export const shownTogether = z.strictObject({ earlier: count, attacked: count, differences: count });

export const storedRelease = z.strictObject({
  id: z.uuid(),
  state: z.enum(RELEASE_STATES),
  changedAt: instant,
  title: bilingual,
  year: z.int(),
  tables: z.array(z.strictObject({ id: tableId, title: bilingual })).max(500),
  /** What the reviewer wrote, when there is a decision. */
  reasons: z.string().max(4000).nullable(),
});

export const checkedContents = z.strictObject({
  title: bilingual,
  year: z.int(),
  rules: shownRules,
  /** Tables that can leave, in the order of the plan. */
  tables: z
    .array(
      z.strictObject({
        id: tableId,
        title: bilingual,
        level: z.enum(LEVELS),
        cells: count,
        hidden: count,
        /** Of the hidden ones, those that are unsafe in themselves. */
        primary: count,
        /** True when the ledger holds the same table already. */
        known: z.boolean(),
        facts: tableFacts,
      }),
    )
    .max(500),
  /** Tables that cannot, each with why and what to do. */
  refused: z.array(z.strictObject({ table: tableId, title: bilingual, why: sentence })).max(500),
  together: shownTogether.nullable(),
  /** What the package would hold, beside the approvals and the seal. */
  files: z.array(shownFile).max(10_000),
});

const approval = z.strictObject({
  submittedBy: label,
  submittedAt: instant,
  decidedBy: label,
  decidedAt: instant,
  outcome: z.enum(OUTCOMES),
  organisation: label,
  administrator: z.string().max(80),
  looser: z.array(z.string().max(80)).max(100),
});

const verified = z.strictObject({
  findings: z.array(sentence).max(10_000),
  title: bilingual.nullable(),
  tables: z.array(z.strictObject({ id: tableId, title: bilingual, cells: count, hidden: count })).max(1000),
  files: count,
  fingerprint: z.string().max(80).nullable(),
  approval: approval.nullable(),
  /** True when the administrator's fingerprint was held against one learnt in another way. */
  pinned: z.boolean(),
  /** True when the organisation's ledger was asked as well. */
  inLedger: z.boolean(),
});

export const releaseMethods = {
  /** Asks the person for a file or folder that belongs to a release. */
  'release.choose': {
    input: z.strictObject({ place: z.enum(RELEASE_PLACES) }),
    output: z.strictObject({ chosen: z.strictObject({ fileId, name: label }).nullable() }),
  },
  /** How far the project's releases have come, for the mark beside the part's name. */
  'release.state': {
    input: nothing,
    output: z.strictObject({
      /** Tables of the draft. */
      drafted: count,
      releases: count,
      /** True when a release waits for review or seal whose data has been read in anew since: it will be refused. */
      outdated: z.boolean(),
    }),
  },
  'release.list': { input: nothing, output: z.strictObject({ releases: z.array(storedRelease).max(10_000) }) },
  /** A job: protects and attacks the draft as `submit` would, without entering or writing anything. */
  'release.check': { input: z.strictObject({ organisation }), output: z.strictObject({ jobId }) },
  'release.checked': {
    input: z.strictObject({ jobId }),
    output: z.strictObject({ contents: checkedContents.nullable() }),
  },
  /** A job, once the person has said where the review file is to be written; null when they have not. */
  'release.submit': {
    input: signingPerson.extend({ organisation, reviewer: label }),
    output: z.strictObject({ jobId: jobId.nullable() }),
  },
  'release.submitted': {
    input: z.strictObject({ jobId }),
    output: z.strictObject({
      submitted: z.strictObject({ release: z.uuid(), reviewer: label, file: label }).nullable(),
    }),
  },
  /** A job, once the person has said where the package is to be written; null when they have not. */
  'release.seal': {
    input: signingPerson.extend({ organisation, decision: fileId }),
    output: z.strictObject({ jobId: jobId.nullable() }),
  },
  'release.sealed': {
    input: z.strictObject({ jobId }),
    output: z.strictObject({
      sealed: z
        .strictObject({
          release: z.uuid(),
          outcome: z.enum(OUTCOMES),
          reasons: z.string().max(4000),
          tables: z.array(z.strictObject({ id: tableId, cells: count, hidden: count })).max(1000),
          fingerprint: z.string().max(80),
          administrator: z.string().max(80),
          /** The package's folder, and the one that it lies in. */
          folder: label,
          within: label,
        })
        .nullable(),
    }),
  },
  /** A job: checks a package from its folder alone, and in the ledger when an organisation is given. */
  'release.verify': {
    input: z.strictObject({
      package: fileId,
      organisation: organisation.nullable(),
      /** The administrator's fingerprint as it was learnt in another way; empty: not held against any. */
      administrator: z.string().max(80),
    }),
    output: z.strictObject({ jobId }),
  },
  'release.verified': { input: z.strictObject({ jobId }), output: z.strictObject({ verified: verified.nullable() }) },
  'release.withdraw': {
    input: signingPerson.extend({ organisation, release: z.uuid(), reason: z.string().min(1).max(4000) }),
    output: z.strictObject({ hadLeft: z.boolean() }),
  },
} as const;
