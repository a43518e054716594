import { z } from 'zod';
import { releasePlanSchema, releaseTableSchema } from '../schemas/releasePlan.ts';
import { COMPARED_METHODS } from './comparedMethods.ts';
import { ruleSetSchema } from '../schemas/ruleSet.ts';

/*
 * What crosses the channel while tables are put together for a release. A table crosses as the entry of the plan that it will be,
 * so that what is looked at is what `sigill release` would make. Its numbers are unchecked: on screen only.
 */

const year = z.int().min(1900).max(2200);
const count = z.int().min(0);
const nothing = z.strictObject({});
const numbers = z.instanceof(Float64Array);
/** Positions of cells, as plain numbers: no typed array comes from the window. */
const positions = z.array(count).max(2_000_000);
const cellName = z.string().max(500);

/** The plan that `submit` takes; without tables while there are none. */
export type Draft = z.output<typeof draftSchema>;
export const draftSchema = releasePlanSchema.extend({ tables: z.array(releaseTableSchema).max(500) });

/** A table as a person has put it together so far. */
const asked = z.strictObject({
  year,
  table: releaseTableSchema,
  /** Other tables of the draft with its word in `linked`: they are protected together. */
  linked: z.array(releaseTableSchema).max(500),
  /** Whose signed rules it is looked at under; null: those that ship with Sigill. */
  organisation: z.uuid().nullable(),
});
export type AskedTable = z.output<typeof asked>;

const askedCell = asked.extend({ measure: count, cell: count, hidden: z.array(positions).min(1).max(200) });
export type AskedCell = z.output<typeof askedCell>;

export const RULES_BROKEN = ['frequency', 'contributors', 'zero', 'nk', 'pPercent', 'pq', 'group'] as const;
const rule = z.enum(RULES_BROKEN);

/** A rule set, and who stands behind it. */
const rulesInForce = z.strictObject({
  set: ruleSetSchema,
  /** Whose administrator signed it; null: as it ships with Sigill. */
  organisation: z.string().max(200).nullable(),
  number: z.int().min(1),
  /** Limits that are looser than those that ship. */
  looser: z.array(z.string().max(80)).max(100),
});
export type RulesInForce = z.output<typeof rulesInForce>;

const dimension = z.strictObject({
  column: z.string().max(200),
  codes: z.array(z.string().max(200)).max(100_000),
  labels: z.array(z.string().max(500)).max(100_000),
  /** Position of each node's parent; -1 for the whole. Parents stand before their children. */
  parents: z.instanceof(Int32Array),
});

/** One measure over the product of the dimensions, the last dimension fastest; every column has one entry per cell. */
const measure = z.strictObject({
  name: z.string().max(200),
  kind: z.enum(['frequency', 'sum']),
  decimals: z.int().min(0).max(15),
  values: numbers,
  /** What leaves instead, where numbers are changed; null where they are hidden. */
  changed: numbers.nullable(),
  /** 0 shown, 1 unsafe and so hidden or changed, 2 hidden to protect another. */
  statuses: z.instanceof(Int32Array),
  /** What any reader can compute of each hidden cell; NaN for the others, infinite where there is no bound. */
  least: numbers,
  most: numbers,
  /** How far below and above its value a reader must be kept from each unsafe cell; NaN for the others. */
  levelDown: numbers,
  levelUp: numbers,
});

const protectedTable = z.strictObject({
  rules: rulesInForce,
  dimensions: z.array(dimension).min(1).max(6),
  measures: z.array(measure).min(1).max(20),
  /** What is hidden in each measure of the tables that it is protected together with, by position. */
  linkedHidden: z.array(positions).max(200),
  primary: count,
  secondary: count,
  /** Cells that are not unsafe, hidden, and can be computed all the same. */
  exactSecondaries: count,
  /** Persons or holdings against whose own knowledge the table was attacked. */
  insiders: count,
  seconds: z.number().min(0),
});

const refusedTable = z.strictObject({
  /** Cells that no pattern protects, each with what is wrong; the first of them. */
  reasons: z.array(z.strictObject({ kind: z.string().max(40), cell: cellName })).max(200),
  cells: count,
});

const breach = z.strictObject({ rule, level: z.number() });

const explanation = z.strictObject({
  status: z.enum(['primary', 'secondary']),
  breaches: z.array(breach).max(50),
  /** Cells by their position in the table; -1 for one of another table. */
  partners: z.array(z.int().min(-1)).max(100_000),
  protects: z.array(z.int().min(-1)).max(100_000),
  /** Where no reader could tell more of the others: whom it is hidden from, by the cell that this person alone fills, and what they would learn. */
  fromInsiders: z
    .array(z.strictObject({ cell: z.int().min(-1), insider: z.int().min(-1), guessing: z.boolean() }))
    .max(100_000),
  /** The joining after which nobody fills that cell alone. */
  insiderMerge: z.strictObject({ cell: z.int().min(-1), with: z.int().min(-1), under: z.int().min(-1) }).nullable(),
  change: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('merge'), with: z.int().min(-1), under: z.int().min(-1) }),
    z.strictObject({ kind: z.literal('free'), cells: z.array(z.int().min(-1)).max(100_000) }),
    z.strictObject({ kind: z.literal('show') }),
    z.strictObject({ kind: z.literal('none') }),
  ]),
});

const loss = z.strictObject({
  cells: count,
  hidden: count,
  hiddenShare: z.number(),
  changed: count,
  meanAbsolute: z.number(),
  rootMeanSquare: z.number(),
  greatest: z.number(),
  hellinger: z.number(),
});

const tried = z.strictObject({
  method: z.enum(COMPARED_METHODS),
  /** By the rule set. */
  allowed: z.boolean(),
  /** What is rounded to; null where there is no base. */
  base: z.number().nullable(),
  /** Null where the method does not fit the table, or no pattern exists. */
  loss: loss.nullable(),
  proven: z.boolean(),
  /** Cells that are not safe; 0 where the method could not be tried. */
  faults: count,
});

export const tablesMethods = {
  'tables.draft': {
    input: nothing,
    output: z.strictObject({
      draft: draftSchema.nullable(),
      /** Where in the plan something stands that this version cannot read; null where there is nothing such. The plan lies untouched. */
      unread: z.string().max(200).nullable(),
    }),
  },
  'tables.saveDraft': { input: z.strictObject({ draft: draftSchema }), output: nothing },
  /**
   * Counts the table and tells which of its cells are unsafe, before anything is protected. A later count ends an earlier one,
   * which answers that it was cancelled.
   */
  'tables.count': {
    input: asked,
    output: z.strictObject({
      rules: rulesInForce,
      cells: count,
      inner: count,
      /** Categories of each dimension, the wholes among them. */
      sizes: z.array(count).max(6),
      unsafe: count,
      /** Unsafe cells that the rule set lets out. */
      waived: count,
      /** Cells that stand only in the tables that it is protected together with. */
      linked: count,
      byRule: z.array(z.strictObject({ rule, cells: count })).max(RULES_BROKEN.length),
      byLevel: z
        .array(
          z.strictObject({
            level: z.enum(['nation', 'county', 'municipality', 'regso', 'deso']),
            cells: count,
            unsafe: count,
          }),
        )
        .max(5),
      /** Unsafe cells of each area of the table's own level, in the order of `areas.list`, and how many cells an area has. */
      byArea: numbers,
      cellsOfArea: count,
      /** The whole's own value. */
      whole: z.number(),
    }),
  },
  'tables.stopCounting': { input: nothing, output: nothing },
  /** A job: hides what must be hidden and attacks the result. */
  'tables.protect': { input: asked, output: z.strictObject({ jobId: z.uuid() }) },
  /** What the latest protection gave; null for any other job. */
  'tables.protected': {
    input: z.strictObject({ jobId: z.uuid() }),
    output: z.strictObject({
      outcome: z
        .discriminatedUnion('kind', [
          z.strictObject({ kind: z.literal('protected'), table: protectedTable }),
          z.strictObject({ kind: z.literal('refused'), refused: refusedTable }),
        ])
        .nullable(),
    }),
  },
  /** Why one cell of a protected table is hidden, from the pattern as the window holds it: the hidden cells of each measure. */
  'tables.explain': {
    input: askedCell,
    output: explanation,
  },
  /** A job: tries every method that fits the table. */
  'tables.compare': { input: asked, output: z.strictObject({ jobId: z.uuid() }) },
  'tables.compared': {
    input: z.strictObject({ jobId: z.uuid() }),
    output: z.strictObject({ tried: z.array(tried).max(20).nullable() }),
  },
} as const;
