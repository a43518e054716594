import { z } from 'zod';

/*
 * METHOD.json: how areas are assessed. One schema for the command line, the window and the plan. Unknown keys are
 * refused with their place, and so is everything that is not built. See docs/methods/assess.md for the formulas.
 */

const id = z.string().regex(/^[\p{L}\p{N}_][\p{L}\p{N}_.-]{0,79}$/u);
const weight = z.number().min(0).max(1e12);
const direction = z.union([z.literal(1), z.literal(-1)]);

const plain = <K extends string>(kind: K) => z.strictObject({ kind: z.literal(kind) });

const percentile = z.number().min(0).max(100);

const treatment = z.discriminatedUnion('kind', [
  plain('none'),
  /** Moves the outermost values of the heavy side inwards until |skewness| < skew or kurtosis < kurtosis, or the most is reached. */
  z
    .strictObject({
      kind: z.literal('winsorise'),
      mostPoints: z.int().min(0).max(100_000).optional(),
      mostShare: z.number().min(0).max(0.5).optional(),
      skew: z.number().positive().optional(),
      kurtosis: z.number().positive().optional(),
      then: z.enum(['none', 'log']).optional(),
    })
    .refine((one) => (one.mostPoints === undefined) !== (one.mostShare === undefined), {
      message: 'either mostPoints or mostShare',
    }),
  z
    .strictObject({ kind: z.literal('percentile-cap'), low: percentile.optional(), high: percentile.optional() })
    .refine((one) => (one.low ?? 0) < (one.high ?? 100), { message: 'low below high' }),
  plain('log'),
  z.strictObject({ kind: z.literal('box-cox'), lambda: z.number().min(-5).max(5) }),
  plain('ihs'),
]);

const normalisation = z.discriminatedUnion('kind', [
  plain('none'),
  /** Onto lower..upper, 0..1 unless said otherwise. */
  z.strictObject({ kind: z.literal('min-max'), lower: z.number().optional(), upper: z.number().optional() }),
  /** To the given mean and sd, 0 and 1 unless said otherwise; the divisor is n - ddof, ddof 1 unless said otherwise. */
  z.strictObject({
    kind: z.literal('z'),
    mean: z.number().optional(),
    sd: z.number().positive().optional(),
    ddof: z.union([z.literal(0), z.literal(1)]).optional(),
  }),
  plain('robust-z'),
  plain('rank'),
  plain('borda'),
  plain('percentile-rank'),
  plain('distance-max'),
  z.strictObject({ kind: z.literal('distance-reference'), area: z.string().min(1).max(40) }),
  z.strictObject({ kind: z.literal('distance-target'), targets: z.record(id, z.number()) }),
  /** Fixed limits [a, b], a < b, in the indicator's own unit: the one for comparison over years. */
  z.strictObject({ kind: z.literal('goalposts'), posts: z.record(id, z.tuple([z.number(), z.number()])) }),
  plain('fraction-of-max'),
  plain('ihs'),
  plain('exponential'),
]);

const aggregation = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('arithmetic') }),
  z.strictObject({ kind: z.literal('geometric') }),
  z.strictObject({ kind: z.literal('harmonic') }),
  /** (sum w x^q)^(1/q); 0 is the geometric mean. */
  z.strictObject({ kind: z.literal('power'), q: z.number().min(-50).max(50) }),
  /** Mazziotta and Pareto's index: uneven areas are worse. */
  plain('mpi'),
  /** Order weights, the first for the area's largest value; as many as the group has children. */
  z.strictObject({ kind: z.literal('owa'), weights: z.array(z.number().min(0).max(1e12)).min(1).max(500) }),
  /** How many areas it beats minus how many beat it. */
  plain('copeland'),
]);

/** What a reader should know of the method, for instance that its thresholds are examples. Repeated in the result. */
const note = z.string().max(2000).optional();

const name = z.string().min(1).max(200);

/** Where the weights come from, when they are not those written. The rule is carried out group by group, from the lowest up. */
const weights = z.discriminatedUnion('kind', [
  /** All siblings the same. */
  plain('equal'),
  /** Loadings of the first principal component of the siblings. A negative one is refused, or given no weight and told. */
  z.strictObject({ kind: z.literal('pca'), negative: z.enum(['refuse', 'zero']).optional() }),
  /** Pairwise comparisons, all pairs of the group's children: `a` is `times` as important as `b`. */
  z.strictObject({
    kind: z.literal('ahp'),
    groups: z
      .array(
        z.strictObject({
          group: id.optional(),
          pairs: z
            .array(
              z.strictObject({
                a: id,
                b: id,
                times: z
                  .number()
                  .min(1 / 9)
                  .max(9),
              }),
            )
            .max(45),
        }),
      )
      .min(1)
      .max(200),
  }),
  /** So that each child's share of the importance for its group comes as near as it can to the one wanted. */
  z.strictObject({
    kind: z.literal('importance'),
    groups: z
      .array(
        z.strictObject({
          group: id.optional(),
          wanted: z.array(z.strictObject({ id, share: z.number().positive().max(1e12) })).max(500),
        }),
      )
      .min(1)
      .max(200),
  }),
  /** The mean of several experts' weights; an expert may leave out all the children of a group. */
  z.strictObject({
    kind: z.literal('panel'),
    experts: z
      .array(z.strictObject({ name, weights: z.record(id, weight) }))
      .min(1)
      .max(100),
  }),
]);

const imputeBy = z.enum(['municipality', 'county', 'nation', 'area-type', 'neighbours', 'last-year']);

/** For the indicators, groups or factors named: how many values an area must have of them, and what fills the gaps of one that has. */
const missingRule = z.strictObject({
  for: z.array(id).min(1).max(500),
  leastShare: z.number().min(0).max(1).optional(),
  impute: imputeBy.optional(),
});

const missing = z.strictObject({
  leastShare: z.number().min(0).max(1),
  rules: z.array(missingRule).max(200).optional(),
  /** AREAS.csv of the year before, beside this file, for `last-year`; for a project the year. */
  lastYear: z
    .strictObject({ name: z.string().min(1).max(40), areas: z.string().min(1).max(1000).optional() })
    .optional(),
});

/** Areas that take no part, and why: dominated by students or pensioners, on the border, too small. */
const exclusion = z
  .strictObject({
    reason: z.string().min(1).max(200),
    areas: z.array(z.string().min(1).max(40)).max(10_000).optional(),
    /** Those whose value of a column of the area file is above, or below, a limit. */
    where: z
      .strictObject({ column: z.string().min(1).max(200), above: z.number().optional(), below: z.number().optional() })
      .refine((one) => one.above !== undefined || one.below !== undefined, { message: 'above or below' })
      .optional(),
  })
  .refine((one) => one.areas !== undefined || one.where !== undefined, { message: 'areas or where' });
const exclude = z.array(exclusion).max(200).optional();

/** Classes for maps and lists: shares of the ranked areas from the top (unless said otherwise), by a rule, or limits of the index set by hand. */
const classes = z.discriminatedUnion('kind', [
  plain('shares'),
  z.strictObject({ kind: z.enum(['quantile', 'natural', 'equal']), count: z.int().min(2).max(12).optional() }),
  z
    .strictObject({ kind: z.literal('fixed'), limits: z.array(z.number()).min(1).max(11) })
    .refine(({ limits }) => limits.every((limit, at) => at === 0 || limit > (limits[at - 1] as number)), {
      message: 'limits must rise',
    }),
]);

export const indexMethodSchema = z.strictObject({
  version: z.literal(1),
  kind: z.literal('index'),
  note,
  indicators: z
    .array(z.strictObject({ id, direction, weight, parent: id.optional() }))
    .min(1)
    .max(500),
  groups: z
    .array(
      z.strictObject({ id, parent: id.nullable(), weight: weight.optional(), aggregation: aggregation.optional() }),
    )
    .max(200)
    .optional(),
  weights: weights.optional(),
  treatment: treatment.optional(),
  normalisation,
  aggregation: aggregation.optional(),
  missing: missing.optional(),
  exclude,
  classes: classes.optional(),
});

/** In the indicator's own unit, or a percentile of its values over the areas: those of the year assessed, or of the base year. */
const threshold = z.union([z.number(), z.strictObject({ percentile, of: z.literal('base-year').optional() })]);

/** The year that percentiles `of` it are taken in. From a file: its AREAS.csv, beside this one; from a project: the year of that name. */
const baseYear = z.strictObject({ name: z.string().min(1).max(40), areas: z.string().min(1).max(1000).optional() });

export const problemCountMethodSchema = z.strictObject({
  version: z.literal(1),
  kind: z.literal('problem-count'),
  note,
  indicators: z
    .array(z.strictObject({ id, direction, threshold, weight: weight.optional(), factor: id.optional() }))
    .min(1)
    .max(500),
  factorRule: z.union([z.literal('any'), z.literal('all'), z.strictObject({ atLeast: z.int().min(1) })]).optional(),
  baseYear: baseYear.optional(),
  k: z.number().min(0),
  levels: z.array(z.strictObject({ from: z.number(), name: z.string().min(1).max(200) })).max(20),
  missing: missing.optional(),
  exclude,
});

export const seiMethodSchema = z.strictObject({
  version: z.literal(1),
  kind: z.literal('sei'),
  note,
  indicators: z.tuple([id, id, id]),
  exclude,
});

export const methodSchema = z.discriminatedUnion('kind', [
  indexMethodSchema,
  problemCountMethodSchema,
  seiMethodSchema,
]);
export type Method = z.infer<typeof methodSchema>;
export type IndexMethod = z.infer<typeof indexMethodSchema>;
export type ProblemCountMethod = z.infer<typeof problemCountMethodSchema>;
export type SeiMethod = z.infer<typeof seiMethodSchema>;
export type MissingRules = readonly z.infer<typeof missingRule>[];
export type ImputeBy = z.infer<typeof imputeBy>;
export type Exclusion = z.infer<typeof exclusion>;
export type WeightRule = z.infer<typeof weights>;
export type ClassRule = z.infer<typeof classes>;
export type Treatment = z.infer<typeof treatment>;
export type Normalisation = z.infer<typeof normalisation>;
export type Aggregation = z.infer<typeof aggregation>;
