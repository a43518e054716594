import { z } from 'zod';
import { conditionSchema, valueSchema } from './condition.ts';

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
  'background',
] as const;

export const UNITS = ['percent', 'per1000', 'hundredSek', 'years', 'days', 'points', 'persons', 'ratio'] as const;

const bilingual = z.strictObject({ sv: z.string().min(1).max(2000), en: z.string().min(1).max(2000) });
const name = z.string().regex(/^[\p{L}_][\p{L}\p{N}_]{0,79}$/u);
const year = z.int().min(1900).max(2200);

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
});

/** A sum over the population: of `value`, or of records when it is left out, where `where` is true. */
const term = z.strictObject({ where: conditionSchema.optional(), value: valueSchema.optional() });

const measure = z.discriminatedUnion('kind', [
  /** 100 x records with the numerator condition / records. */
  z.strictObject({ kind: z.literal('share'), numerator: conditionSchema }),
  /** `per` x numerator / records; the numerator may be records of another register (events per inhabitants). */
  z.strictObject({
    kind: z.literal('rate'),
    per: z.number().positive(),
    numerator: z.strictObject({ register: name.optional(), where: conditionSchema.optional() }),
  }),
  z.strictObject({ kind: z.literal('mean'), value: valueSchema }),
  z.strictObject({ kind: z.literal('median'), value: valueSchema }),
  z.strictObject({ kind: z.literal('quantile'), p: z.number().gt(0).lt(1), value: valueSchema }),
  z.strictObject({ kind: z.literal('count') }),
  z.strictObject({ kind: z.literal('sum'), value: valueSchema }),
  /** `per` x one sum / another. */
  z.strictObject({ kind: z.literal('ratio'), per: z.number().positive(), numerator: term, denominator: term }),
]);

export const indicatorSchema = z.strictObject({
  /** Of the file's form. */
  version: z.literal(1),
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,79}$/u),
  /** Of this definition: goes up when what it measures is changed. */
  revision: z.int().min(1),
  name: bilingual,
  note: bilingual,
  /** The official definition and who owns the register. */
  source: z.string().min(1).max(500),
  factor: z.enum(FACTORS),
  direction: z.union([z.literal(1), z.literal(-1), z.literal(0)]),
  unit: z.enum(UNITS),
  decimals: z.int().min(0).max(6),
  problemVariable: z.boolean(),
  /** An example for trying out the problem count, in the indicator's unit; never an official limit. */
  exampleThreshold: z.number().nullable(),
  /** Register years that the definition holds for; a bound that is left out is open. */
  years: z.strictObject({ from: year.optional(), to: year.optional() }).optional(),
  reference: z.strictObject({
    /** What point or span of time the value is about. */
    time: bilingual,
    /** How many years old a register may be and still give the value (elections are not held every year). */
    carryYears: z.int().min(0).max(10),
  }),
  joins: z.array(join).max(10).optional(),
  population: z.strictObject({ register: name, where: conditionSchema }),
  measure,
  /**
   * A record of the population whose numerator is unknown or whose value is missing: leaves the indicator
   * (`leave-out`), or stays in the denominator without being counted (`count-as-no`; shares and rates only).
   */
  missing: z.enum(['leave-out', 'count-as-no']),
});
export type IndicatorDefinition = z.infer<typeof indicatorSchema>;
export type Join = NonNullable<IndicatorDefinition['joins']>[number];
