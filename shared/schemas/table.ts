import { z } from 'zod';

/*
 * SPEC.json: which tables are protected and how; problem.json: what an attacker of a published table has before them. Unknown
 * keys are refused with their place.
 */

const name = z.string().min(1).max(500);

/** Pairs of child and parent; the top parent is the dimension's total. */
const pairs = z
  .array(z.strictObject({ child: name, parent: name }))
  .min(1)
  .max(200_000);
/** A delimited file with the columns child and parent, beside the specification. */
const hierarchyFile = z.string().min(1).max(1000);
/** One hierarchy, or a list of several over the same codes, each as pairs or a file. */
const hierarchy = z.union([
  pairs,
  hierarchyFile,
  z
    .array(z.union([pairs, hierarchyFile]))
    .min(1)
    .max(20),
]);

const dimensions = z
  .array(z.strictObject({ column: name, total: name.optional(), hierarchy: hierarchy.optional() }))
  .min(1)
  .max(20);

const measure = z.discriminatedUnion('kind', [
  /** TABLE.csv holds one row per inner cell, with its count. */
  z.strictObject({ kind: z.literal('frequency'), column: name }),
  /** TABLE.csv holds one row per contribution: who contributes, which holding owns them, how many each row stands for. */
  z.strictObject({
    kind: z.literal('sum'),
    column: name,
    unit: name.optional(),
    holding: name.optional(),
    weight: name.optional(),
  }),
]);
/** Whose values they are, for statements on the contributors of a cell: one row per value. */
const contributed = { column: name, unit: name.optional(), holding: name.optional() };
const statement = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('mean'), ...contributed, decimals: z.int().min(0).max(9).optional() }),
  /** `roundTo`: the step, in the unit of the values, to which what is shown is rounded. */
  z.strictObject({ kind: z.literal('median'), ...contributed, roundTo: z.number().gt(0) }),
  z.strictObject({
    kind: z.literal('quantile'),
    ...contributed,
    share: z.number().gt(0).lt(1),
    roundTo: z.number().gt(0),
  }),
  z.strictObject({ kind: z.enum(['minimum', 'maximum', 'range', 'mode']), ...contributed }),
]);
export type StatementSpecification = z.infer<typeof statement>;
const measures = z.union([measure, statement, z.array(measure).min(1).max(20)]);

const limit = z.int().min(1).max(1_000_000).optional();
/** Limits of statements; those that ship where absent. */
export const statementLimitsSchema = z.strictObject({
  meanContributors: limit,
  quantileContributors: limit,
  eachSide: limit,
  behindValue: limit,
  extremesSharedBy: z.int().min(2).max(1_000_000).nullable().optional(),
  modeSharedBy: limit,
  residualDegrees: limit,
  groupMembers: limit,
});

const share = z.number().gt(0).max(100);

/** A cell that a rule set lets out although it is unsafe, with the reason and the second person who agreed. */
const waiver = z.strictObject({
  cell: name,
  reason: z.string().min(1).max(2000),
  approvedBy: name,
});

/** Column of record keys: whole numbers from 0 to below the modulus, 2^32 when not given. Rows of counts hold the sum of their records' keys. */
const key = { key: name, modulus: z.int().min(2).max(4_294_967_296).optional() };
const base = z.number().gt(0).max(1_000_000_000);

const method = z.discriminatedUnion('kind', [
  /** `exact`: the pattern of least loss, for tables of some hundred cells. */
  z.strictObject({ kind: z.literal('suppress'), search: z.enum(['quick', 'exact']).optional() }),
  z.strictObject({
    kind: z.literal('cell-key'),
    ...key,
    /** Greatest noise, its variance, and the counts 1..smallest that never come out. */
    noise: z.strictObject({
      most: z.int().min(1).max(1000),
      variance: z.number().gt(0).max(1_000_000),
      smallest: z.int().min(0).max(1000),
    }),
    /** Sums: how much of the largest, the second largest contribution and so on the noise may take; falling. */
    sumNoise: z.array(z.number().gt(0).max(1)).min(1).max(10).optional(),
  }),
  z.strictObject({ kind: z.literal('small-count-rounding'), base: z.int().min(2).max(1_000_000) }),
  z.strictObject({ kind: z.literal('round'), base, how: z.enum(['nearest', 'controlled']).optional() }),
  z.strictObject({ kind: z.literal('random-round'), base, ...key }),
]);
export type MethodSpecification = z.infer<typeof method>;

export const tableSpecificationSchema = z.strictObject({
  version: z.literal(1),
  title: z.string().max(500).optional(),
  dimensions,
  measure: measures,
  rules: z.strictObject({
    minFrequency: z.int().min(1).max(1_000_000).optional(),
    minContributors: z.int().min(1).max(1_000_000).optional(),
    zeroUnsafe: z.boolean().optional(),
    pPercent: share.optional(),
    nk: z
      .array(z.strictObject({ n: z.int().min(1).max(1000), k: share }))
      .max(20)
      .optional(),
    pq: z.strictObject({ p: share, q: share }).optional(),
    /** Parts that hold all but at most `allBut` of their row. */
    groupDisclosure: z
      .strictObject({ allBut: z.int().min(0).max(1000), columns: z.array(name).max(20).optional() })
      .optional(),
    statements: statementLimitsSchema.optional(),
    knowledge: z.enum(['default', 'none']).optional(),
  }),
  method: method.optional(),
  /** Further tables that leave together with the first: what they share with it, or with each other, is one cell. */
  linked: z
    .array(
      z.strictObject({
        title: z.string().max(500).optional(),
        /** Its own rows; those of TABLE.csv when absent. */
        table: z.string().min(1).max(1000).optional(),
        dimensions,
        measure: measures.optional(),
      }),
    )
    .max(50)
    .optional(),
  /** total = sum of coef x part, over cells by their id; a total that is no cell becomes one. */
  equations: z
    .array(
      z.strictObject({ total: name, parts: z.array(name).min(1).max(10_000), coef: z.array(z.number()).optional() }),
    )
    .max(100_000)
    .optional(),
  /** Wishes for the pattern, by cell id. */
  cells: z
    .strictObject({
      published: z.array(name).max(1_000_000).optional(),
      preferred: z.array(name).max(1_000_000).optional(),
      cost: z.enum(['cells', 'value', 'frequency']).optional(),
      costs: z
        .array(z.strictObject({ cell: name, cost: z.number().gt(0) }))
        .max(1_000_000)
        .optional(),
    })
    .optional(),
  waivers: z.array(waiver).max(10_000).optional(),
  /** For `protect --suggest`: what may be joined. */
  suggest: z
    .strictObject({
      /** Columns whose categories have an order. */
      ordered: z.array(name).max(20).optional(),
      /** Columns that stay as they are. */
      fixed: z.array(name).max(20).optional(),
      /** By column a delimited file with the columns from and to: codes that may be joined. */
      neighbours: z.record(name, z.string().min(1).max(1000)).optional(),
    })
    .optional(),
});
export type TableSpecification = z.infer<typeof tableSpecificationSchema>;
export type MeasureSpecification = z.infer<typeof measure>;
export type DimensionSpecification = TableSpecification['dimensions'][number];

const cellName = z.union([z.string(), z.number()]).transform(String);
const level = z.number().min(0);
const bound = z.number().nullable();

export const attackProblemSchema = z.strictObject({
  version: z.literal(1).optional(),
  cells: z
    .array(
      z.strictObject({
        id: cellName,
        /** Null where even the auditor has no value; only for hidden cells. */
        value: z.number().nullable().optional(),
        suppressed: z.boolean().optional(),
        /** Must not be learnt. Every hidden cell, unless it says otherwise. */
        primary: z.boolean().optional(),
        lpl: level.optional(),
        upl: level.optional(),
        spl: level.optional(),
        lo: bound.optional(),
        hi: bound.optional(),
        halfwidth: z.number().min(0).optional(),
        known_by: z.array(cellName).optional(),
      }),
    )
    .min(1)
    .max(2_000_000),
  equations: z
    .array(
      z.strictObject({
        total: cellName,
        parts: z.array(cellName),
        coef: z.array(z.number()).optional(),
      }),
    )
    .max(2_000_000),
  nonneg: z.boolean().optional(),
  integer: z.boolean().optional(),
  /** Protection in per cent of the value, where a cell has no level of its own. */
  p: z.number().min(0).optional(),
});
export type AttackProblemFile = z.infer<typeof attackProblemSchema>;
