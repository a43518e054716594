import { z } from 'zod';
import { conditionSchema, valueSchema } from './condition.ts';
import { UNITS } from './definitionNames.ts';

/*
 * One indicator definition: a file in resources/indicators or of the analyst's own. Strict: an unknown key is refused
 * with its place. What the parts mean, and how missing values are treated: docs/methods/indicators.md.
 */

export const FACTORS = [
  'crime',
  'benefits',
  'crowding',
  'democracy',
  'school',
  'work',
  'economy',
  'education',
  'health',
  'civil-society',
  'background',
] as const;

const bilingual = z.strictObject({ sv: z.string().min(1).max(2000), en: z.string().min(1).max(2000) });
const name = z.string().regex(/^[\p{L}_][\p{L}\p{N}_]{0,79}$/u);
const year = z.int().min(1900).max(2200);
const age = z.int().min(0).max(150);
const reference = z.strictObject({ variable: name, join: name.optional() });

/**
 * A register reached from the population's, by a key that has the same name in both. `many` false: at most one record
 * there per record here (household of a person); true: any number (members of a household), only to be counted.
 */
const join = z.strictObject({
  name,
  register: name,
  key: name,
  /** The join that this one starts from; left out: the population's register. */
  from: name.optional(),
  many: z.boolean().optional(),
  /** The register of an earlier year: the same person's last year, for instance. */
  yearsBack: z.int().min(1).max(10).optional(),
});

/**
 * A sum over the population: of `value`, or of records when it is left out, where `where` is true. With `register` over
 * all records of that register instead, by their own area.
 */
const term = z.strictObject({
  register: name.optional(),
  where: conditionSchema.optional(),
  value: valueSchema.optional(),
});

/** One stratum of a standard population: an age from which the stratum goes to the next, a sex code, persons. */
const stratum = z.strictObject({ fromAge: age, sex: z.string().min(1).max(20), persons: z.number().min(0) });

const measure = z.discriminatedUnion('kind', [
  /** 100 x records with the numerator condition / records; with `weight` each record counts as much as that says. */
  z.strictObject({ kind: z.literal('share'), numerator: conditionSchema, weight: valueSchema.optional() }),
  /** `per` x numerator / records; the numerator may be records of another register (events per inhabitants). */
  z.strictObject({
    kind: z.literal('rate'),
    per: z.number().positive(),
    numerator: z.strictObject({ register: name.optional(), where: conditionSchema.optional() }),
  }),
  z.strictObject({ kind: z.literal('mean'), value: valueSchema, weight: valueSchema.optional() }),
  z.strictObject({ kind: z.literal('median'), value: valueSchema }),
  z.strictObject({ kind: z.literal('quantile'), p: z.number().gt(0).lt(1), value: valueSchema }),
  /** One quantile / another of the same values: 0.9 and 0.1 for P90/P10. */
  z.strictObject({
    kind: z.literal('quantile-ratio'),
    upper: z.number().gt(0).lt(1),
    lower: z.number().gt(0).lt(1),
    value: valueSchema,
  }),
  z.strictObject({ kind: z.literal('count') }),
  z.strictObject({ kind: z.literal('sum'), value: valueSchema }),
  /** `per` x one sum / another. */
  z.strictObject({ kind: z.literal('ratio'), per: z.number().positive(), numerator: term, denominator: term }),
  /**
   * Directly standardised by age and sex: `per` x sum of the standard's shares x records with the numerator condition /
   * records, over the strata of `fromAges` (each goes to the next) and the sex codes.
   */
  z.strictObject({
    kind: z.literal('standardised'),
    per: z.number().positive(),
    numerator: conditionSchema,
    age: reference,
    fromAges: z.array(age).min(1).max(40),
    sex: reference,
    sexes: z.array(z.string().min(1).max(20)).min(1).max(4),
    /** The population of the whole nation in the value's own year or in a stated one, or persons that are given. */
    standard: z.union([
      z.literal('nation'),
      z.strictObject({ nationOf: year }),
      z.strictObject({ strata: z.array(stratum).min(1).max(160) }),
    ]),
  }),
]);

const population = z.strictObject({ register: name, where: conditionSchema });
const joins = z.array(join).max(10);

/** What holds instead in some register years; what a variant does not say is as in the definition. */
const variant = z.strictObject({
  years: z.strictObject({ from: year.optional(), to: year.optional() }),
  joins: joins.optional(),
  population: population.optional(),
  measure: measure.optional(),
});

/** What is shown for an area: its own value, or one drawn towards others where the area is small. */
const estimate = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('raw') }),
  z.strictObject({ kind: z.literal('marshall') }),
  z.strictObject({ kind: z.literal('local') }),
  z.strictObject({ kind: z.literal('logit'), towards: z.enum(['municipality', 'area-type', 'nation']) }),
]);
export type Estimate = z.infer<typeof estimate>;

export const indicatorSchema = z.strictObject({
  /** Of the file's form. */
  version: z.literal(1),
  id: z
    .string()
    .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/u)
    .max(80),
  /** Of this definition: goes up when what it measures is changed. */
  revision: z.int().min(1),
  name: bilingual,
  note: bilingual,
  /** The official definition and who owns the register. */
  source: z.string().min(1).max(500),
  factor: z.enum(FACTORS),
  direction: z.literal([1, -1, 0]),
  unit: z.enum(UNITS),
  decimals: z.int().min(0).max(6),
  problemVariable: z.boolean(),
  /** An example for trying out the problem count, in the indicator's unit; never an official limit. */
  exampleThreshold: z.number().nullable(),
  /** Register years that the definition holds for; a bound that is left out is open. */
  years: z.strictObject({ from: year.optional(), to: year.optional() }).optional(),
  /** Other ages, codes or registers for some years, such as 20-65 instead of 20-64. */
  variants: z.array(variant).min(1).max(20).optional(),
  reference: z.strictObject({
    /** What point or span of time the value is about. */
    time: bilingual,
    /** How many years old a register may be and still give the value (elections are not held every year). */
    carryYears: z.int().min(0).max(10),
    /** How many register years are taken together, the value's own the last of them; 1 when left out. */
    pool: z.int().min(1).max(10).optional(),
    /** Whether the registers are as they will stay; `final` when left out. */
    status: z.enum(['preliminary', 'final']).optional(),
  }),
  joins: joins.optional(),
  population,
  measure,
  /**
   * A record of the population whose numerator is unknown or whose value is missing: leaves the indicator
   * (`leave-out`), or stays in the denominator without being counted (`count-as-no`; shares and rates only).
   */
  missing: z.enum(['leave-out', 'count-as-no']),
  /** Where the person's sex stands, for individual-based indicators: they are computed for women and men too. */
  bySex: z
    .strictObject({
      variable: name,
      through: z.strictObject({ register: name, key: name }).optional(),
      women: z.string().min(1).max(20),
      men: z.string().min(1).max(20),
    })
    .optional(),
  /** An area with fewer contributors has no value; its number of records stays. */
  leastN: z.int().min(1).max(100_000).optional(),
  estimate: estimate.optional(),
});
export type IndicatorDefinition = z.infer<typeof indicatorSchema>;
export type Join = NonNullable<IndicatorDefinition['joins']>[number];
export type Measure = IndicatorDefinition['measure'];
