import { z } from 'zod';
import { LEVELS } from '../domain/areas/level.ts';
import { indicatorSchema } from '../schemas/indicator.ts';

/* What crosses the channel for the Indicators screen: definitions, and aggregates per area aligned with `areas.list`. */

const id = z.string().regex(/^[a-z0-9][a-z0-9-]{0,79}$/u);
const year = z.int().min(1900).max(2200);
const level = z.enum(LEVELS);
const numbers = z.instanceof(Float64Array);

const overview = z.strictObject({
  /** The years that have values, rising. */
  years: z.array(year).max(100),
  /** Per indicator the nation's value in each of the years, NaN where there is none. */
  trends: z.array(z.strictObject({ id, nation: numbers })).max(2000),
  /** Indicators without values for the year that is asked for, and why. */
  missing: z
    .array(
      z.strictObject({
        id,
        key: z.string().max(80),
        parameters: z.record(z.string().max(80), z.union([z.string().max(500), z.number()])),
      }),
    )
    .max(2000),
  /** Indicators whose definition is the analyst's own. */
  own: z.array(id).max(2000),
});

/** One sex of an indicator that is told by sex. */
const ofSex = z.strictObject({ values: numbers, n: numbers, nation: z.number().or(z.nan()) });
const figure = z.number().or(z.nan());

const details = z.strictObject({
  definition: indicatorSchema,
  file: z.string().max(300),
  /** Written or changed here, not as it was shipped. */
  own: z.boolean(),
  /** Something is shipped under the same id. */
  shipped: z.boolean(),
  /** When it was saved in this project, and why; null for one that never was. */
  savedAt: z.string().max(40).nullable(),
  comment: z.string().max(2000),
  /** The register year of the values; null when there are none for the year. */
  sourceYear: year.nullable(),
  /** Records of the population left out because a deciding value was missing, in the whole country. */
  leftOut: z.int().min(0),
  /** Per area: records behind the value, and the value's standard error. */
  contributors: numbers,
  standardErrors: numbers,
  women: ofSex.nullable(),
  men: ofSex.nullable(),
  /** The nation, and how the areas spread (quartiles), year by year. */
  series: z
    .array(
      z.strictObject({
        year,
        sourceYear: year,
        /** The division into areas of the year. */
        division: z.string().max(20),
        nation: figure,
        n: figure,
        women: figure,
        men: figure,
        lowerQuartile: figure,
        median: figure,
        upperQuartile: figure,
      }),
    )
    .max(100),
  /**
   * Earlier definitions with the same id that values have been computed by, newest revision first. `values` are the
   * areas' own by that definition, not drawn towards any others; null where they have not been kept.
   */
  earlier: z
    .array(
      z.strictObject({
        definition: indicatorSchema,
        file: z.string().max(300),
        /** When it was saved, and why; null for one that was only computed by. */
        savedAt: z.string().max(40).nullable(),
        comment: z.string().max(2000),
        values: numbers.nullable(),
      }),
    )
    .max(200),
});

const correlations = z.strictObject({
  ids: z.array(id).max(2000),
  /** Row by row, one per pair of ids; NaN where there is none. */
  correlation: numbers,
  /** Areas of which both indicators have a value. */
  areas: numbers,
});

export const indicatorsMethods = {
  'indicators.overview': { input: z.strictObject({ level, year }), output: overview },
  'indicators.details': { input: z.strictObject({ id, level, year }), output: details },
  'indicators.correlations': {
    input: z.strictObject({ level, year, kind: z.enum(['pearson', 'spearman']) }),
    output: correlations,
  },
  /** A job: the definitions that the project goes by, on all its years, also for women and for men where that is asked. */
  'indicators.compute': { input: z.strictObject({ bySex: z.boolean() }), output: z.strictObject({ jobId: z.uuid() }) },
} as const;
