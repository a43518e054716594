import { z } from 'zod';
import { LEVELS } from '../domain/areas/level.ts';

/* What crosses the channel about one indicator over the years: per area of a level, over a break, or per group of areas. */

const id = z.string().regex(/^[a-z0-9][a-z0-9-]{0,79}$/u);
const year = z.int().min(1900).max(2200);
const code = z.string().min(1).max(40);
const label = z.string().max(200);
const numbers = z.instanceof(Float64Array);
const count = z.int().min(0);
const nothing = z.strictObject({});

const line = z.strictObject({
  /** Its codes in the earlier and in the later division; empty where it has none there. */
  before: z.array(code).max(1000),
  after: z.array(code).max(1000),
  name: z.string().max(2000),
  municipality: label,
  /** `comparable`: the same area in every year; `own`: its borders moved; `summed`: several areas put together. */
  basis: z.enum(['comparable', 'own', 'summed']),
});

const development = z.strictObject({
  years: z.array(year).max(100),
  /** The division that each year stands on. */
  divisions: z.array(z.string().max(20)).max(100),
  /** The first year on the later division; null when all stand on one. */
  breakAt: year.nullable(),
  /** One per year. */
  nation: numbers,
  lines: z.array(line).max(120_000),
  /** Line by line, one per year; NaN where there is none. */
  values: numbers,
  n: numbers,
  /** Areas that are comparable over the break and those that are not; null without a break. */
  comparison: z
    .strictObject({ comparable: count, changed: count, ended: count, created: count, renamed: count })
    .nullable(),
  /** Why areas whose borders moved cannot be put together; null when they can, or when there is no break. */
  notSummed: z.enum(['smoothed', 'standardised', 'quantile']).nullable(),
});

/** `area-type`, or the name of own areas. */
const grouping = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('area-type') }),
  z.strictObject({ kind: z.literal('own'), name: z.string().min(1).max(200) }),
]);

const grouped = z.strictObject({
  years: z.array(year).max(100),
  nation: numbers,
  groups: z.array(z.strictObject({ code, name: label })).max(60_000),
  /** Group by group, one per year. */
  values: numbers,
  n: numbers,
  standardErrors: numbers,
  /** Years without values, and why. */
  missing: z
    .array(
      z.strictObject({
        year,
        key: z.string().max(80),
        parameters: z.record(z.string().max(80), z.union([z.string().max(500), z.number()])),
      }),
    )
    .max(100),
});

export const developmentMethods = {
  'developments.areas': {
    input: z.strictObject({ id, level: z.enum(LEVELS), sum: z.boolean() }),
    output: development,
  },
  /** What areas can be put together to, besides the levels. */
  'developments.groupings': {
    input: nothing,
    output: z.strictObject({ own: z.array(z.strictObject({ name: label, areas: count })).max(1000) }),
  },
  /** A job: computed from the records, never from the areas' values. */
  'developments.group': { input: z.strictObject({ id, grouping }), output: z.strictObject({ jobId: z.uuid() }) },
  /** What a job has given; null when it has not ended well. */
  'developments.grouped': {
    input: z.strictObject({ jobId: z.uuid() }),
    output: z.strictObject({ grouped: grouped.nullable() }),
  },
} as const;
