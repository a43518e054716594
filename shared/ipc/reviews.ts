import { z } from 'zod';
import { OUTCOMES } from '../schemas/releaseFlow.ts';
import { sentence, shownFile, shownRules, shownTogether, tableFacts } from './releases.ts';
import { signingPerson } from './signing.ts';

/* A review as the second person sees it: everything that would leave, and nothing of the microdata. */

const fileId = z.uuid();
const jobId = z.uuid();
const label = z.string().max(200);
const count = z.int().min(0);
const tableId = z.string().max(80);
const bilingual = z.strictObject({ sv: z.string().max(500), en: z.string().max(500) });
const words = z.array(z.string().max(500)).max(100_000);
const numbers = z.instanceof(Float64Array);

const dimension = z.strictObject({
  name: bilingual,
  codes: z.array(z.string().max(200)).min(1).max(100_000),
  labels: z.strictObject({ sv: words, en: words }),
  /** Position of each node's parent; -1 for the whole. */
  parents: z.instanceof(Int32Array),
});

const reviewedTable = z.strictObject({
  id: tableId,
  title: bilingual,
  year: z.int(),
  cells: count,
  hidden: count,
  /** Of the hidden ones, those that are unsafe in themselves; which they are is not told. */
  primary: count,
  known: z.boolean(),
  facts: tableFacts,
  minFrequency: z.int().min(1),
  unit: bilingual,
  decimals: z.int().min(0).max(15),
  /** What each number stands for, where it is no quantity: a level, a class, a group. */
  meanings: z.array(z.strictObject({ value: z.number(), label: bilingual })).max(1000),
  dimensions: z.array(dimension).min(1).max(6),
  /** Row-major, the last dimension fastest; NaN where hidden. */
  values: numbers,
  /** What any reader can compute of each hidden cell; NaN for the others, infinite where there is no bound. */
  least: numbers,
  most: numbers,
});

const review = z.strictObject({
  release: z.uuid(),
  title: bilingual,
  submittedBy: label,
  submittedAt: z.string().max(40),
  organisation: label,
  synthetic: z.boolean(),
  rules: shownRules,
  /** What is wrong when every proof is repeated from the file alone; empty: nothing. */
  findings: z.array(sentence).max(10_000),
  together: shownTogether,
  tables: z.array(reviewedTable).max(500),
  files: z.array(shownFile).max(10_000),
});

const opened = signingPerson.extend({ organisation: fileId, review: fileId });

export const reviewMethods = {
  /** A job: opens a review file and repeats its proofs. */
  'review.open': { input: opened, output: z.strictObject({ jobId }) },
  'review.opened': { input: z.strictObject({ jobId }), output: z.strictObject({ review: review.nullable() }) },
  /** A job, once the person has said where the decision is to be written; null when they have not. */
  'review.decide': {
    input: opened.extend({
      outcome: z.enum(OUTCOMES),
      without: z.array(tableId).max(500),
      reasons: z.string().max(4000),
    }),
    output: z.strictObject({ jobId: jobId.nullable() }),
  },
  'review.decided': {
    input: z.strictObject({ jobId }),
    output: z.strictObject({ decided: z.strictObject({ outcome: z.enum(OUTCOMES), file: label }).nullable() }),
  },
} as const;
