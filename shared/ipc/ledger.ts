import { z } from 'zod';
import { LEDGER_ACTIONS } from '../schemas/ledgerNames.ts';
import { ROLES } from '../schemas/organisation.ts';
import { signingPerson } from './signing.ts';

/* The organisation's ledger, as the window shows it: who did what and when, and nothing of what the tables hold. */

const fileId = z.uuid();
const label = z.string().max(200);
const instant = z.string().max(40);

/** How far a release has come, as the ledger tells it. */
export const LEDGER_STATES = ['submitted', 'approved', 'changed', 'rejected', 'sealed', 'withdrawn'] as const;
export type LedgerReleaseState = (typeof LEDGER_STATES)[number];

/** What is told of an entry beside its tables. */
export const LEDGER_TERMS = [
  'organisation',
  'added',
  'ended',
  'rules',
  'reviewer',
  'decidedBy',
  'outcome',
  'reasons',
  'source',
  'hash',
  'step',
  'rule',
] as const;

const shownTable = z.strictObject({
  id: z.string().max(80),
  title: z.strictObject({ sv: z.string().max(500), en: z.string().max(500) }),
  cells: z.int().min(0),
  /** Cells that nobody outside has been shown. */
  hidden: z.int().min(0),
});

const shownEntry = z.strictObject({
  position: z.int().min(1),
  at: instant,
  action: z.enum(LEDGER_ACTIONS),
  /** Empty for a key that is in no list. */
  who: label,
  role: z.enum(ROLES).nullable(),
  release: z.string().max(80).nullable(),
  /** Of the release that the entry is about, as it now stands. */
  state: z.enum(LEDGER_STATES).nullable(),
  facts: z.array(z.strictObject({ term: z.enum(LEDGER_TERMS), value: z.string().max(4000) })).max(1000),
  tables: z.array(shownTable).max(1000),
});

const shownLedger = z.strictObject({
  organisation: label,
  /** Of the administrator's key. */
  fingerprint: z.string().max(80),
  file: label,
  /** The first thing that is wrong with it, as a sentence's key; null when every line holds. */
  fault: z
    .strictObject({
      key: z.string().max(80),
      parameters: z.record(z.string().max(80), z.union([z.string().max(500), z.number()])),
      line: z.int().min(1),
    })
    .nullable(),
  /** The entries before the first fault. */
  entries: z.array(shownEntry).max(200_000),
  /** Tables that are part of every later attack. */
  tables: z.int().min(0),
});

export const ledgerMethods = {
  'ledger.read': { input: z.strictObject({ organisation: fileId }), output: shownLedger },
  /**
   * A job: enters a package, or a table that was published elsewhere, by the words of the draft. `table` and `columns` (category
   * to column) are for a published table.
   */
  'ledger.enter': {
    input: signingPerson.extend({
      organisation: fileId,
      source: z.strictObject({ kind: z.enum(['package', 'published']), fileId }),
      table: z.string().max(80),
      columns: z.array(z.strictObject({ category: label, column: label })).max(200),
      /** Which part of a statistical table (PX, JSON-stat) is meant: a variable's value, or `*` for all. */
      select: z.array(z.strictObject({ variable: label, value: label })).max(20),
    }),
    output: z.strictObject({ jobId: z.uuid() }),
  },
  'ledger.entered': {
    input: z.strictObject({ jobId: z.uuid() }),
    output: z.strictObject({
      tables: z
        .array(z.strictObject({ id: z.string().max(80), cells: z.int().min(0), published: z.int().min(0) }))
        .max(1000)
        .nullable(),
    }),
  },
} as const;

export type ShownLedger = z.output<typeof shownLedger>;
