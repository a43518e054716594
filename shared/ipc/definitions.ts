import { z } from 'zod';
import { LEVELS } from '../domain/areas/level.ts';
import { indicatorSchema } from '../schemas/indicator.ts';

/*
 * What crosses the channel while definitions are edited. A definition that is being edited crosses as the text of its
 * file, whole or not: the engine says what is wrong with it and where.
 */

const id = z.string().regex(/^[a-z0-9][a-z0-9-]{0,79}$/u);
const name = z.string().max(200);
const year = z.int().min(1900).max(2200);
const numbers = z.instanceof(Float64Array);
const figure = z.number().or(z.nan());
const nothing = z.strictObject({});
const text = z.string().max(500_000);

/** What is wrong, and where: a path in the definition, and line and column of the text. */
const problem = z.strictObject({
  place: z.string().max(500),
  line: z.int().min(1).nullable(),
  column: z.int().min(1).nullable(),
  key: z.string().max(80),
  parameters: z.record(z.string().max(80), z.union([z.string().max(2000), z.number()])),
});
const problems = z.array(problem).max(1000);

const spread = z.strictObject({
  areas: z.int().min(0),
  least: figure,
  lowerQuartile: figure,
  median: figure,
  upperQuartile: figure,
  most: figure,
});

const outcome = z.strictObject({
  sourceYear: year,
  /** Aligned with `areas.list`. */
  values: numbers,
  n: numbers,
  numerator: numbers,
  standardErrors: numbers,
  nation: z.strictObject({ value: figure, n: figure, numerator: figure, contributors: figure }),
  leftOut: z.int().min(0),
  /** Over the areas of the level, and the values over the municipalities. */
  spread: z.strictObject({ value: spread, n: spread, numerator: spread, municipalities: spread }),
});

const variable = z.strictObject({
  name,
  type: z.enum(['key', 'integer', 'decimal', 'category', 'area']),
  /** Register years that have it. */
  years: z.array(year).max(300),
  note: z.string().max(2000).nullable(),
  /** Codes that the specification tells of, in code order; never what only stands in the records. */
  codes: z.array(z.strictObject({ code: name, label: z.string().max(500).nullable() })).max(400),
  /** How many different codes the records of the latest year hold. */
  codesInAll: z.int().min(0),
});

const registers = z
  .array(z.strictObject({ register: name, years: z.array(year).max(300), variables: z.array(variable).max(2000) }))
  .max(200);

const version = z.strictObject({
  number: z.int().min(1),
  savedAt: z.string().max(40),
  comment: z.string().max(2000),
  own: z.boolean(),
  definition: indicatorSchema,
});

const held = z.strictObject({
  definition: indicatorSchema,
  file: z.string().max(300),
  /** Written or changed here, not as it was shipped. */
  own: z.boolean(),
  /** What is shipped under the same id. */
  shipped: indicatorSchema.nullable(),
  /** Everything that has been saved under this id, newest first. */
  versions: z.array(version).max(500),
});

const newer = z.strictObject({
  id,
  /** What the project goes by; null for an indicator that it does not have. */
  present: indicatorSchema.nullable(),
  shipped: indicatorSchema,
});

export const definitionMethods = {
  /** What definitions can be about: the registers that are loaded. */
  'definitions.registers': { input: nothing, output: z.strictObject({ registers }) },
  'definitions.read': { input: z.strictObject({ id }), output: held },
  /**
   * Checks and computes without storing. A later try ends an earlier one, which answers that it was cancelled. `asked` is
   * told again with its progress.
   */
  'definitions.try': {
    input: z.strictObject({ text, level: z.enum(LEVELS), year, asked: z.int().min(0) }),
    output: z.strictObject({
      problems,
      /** What the text says, in the file's order; null where it breaks the form. */
      definition: indicatorSchema.nullable(),
      outcome: outcome.nullable(),
    }),
  },
  'definitions.stopTrying': { input: nothing, output: nothing },
  /** With `replaces` a new version of that definition, else a new one. Nothing is saved where there are problems. */
  'definitions.save': {
    input: z.strictObject({ text, replaces: id.nullable(), comment: z.string().max(2000) }),
    output: z.strictObject({ problems, saved: z.strictObject({ id, revision: z.int().min(1) }).nullable() }),
  },
  /** Takes an own definition away; what is shipped under its id comes back. */
  'definitions.remove': { input: z.strictObject({ id }), output: z.strictObject({ shippedAgain: z.boolean() }) },
  /** Opens the system's dialog and reads what is picked; null when the person closes it. */
  'definitions.open': {
    input: nothing,
    output: z.strictObject({ file: z.strictObject({ name, text }).nullable() }),
  },
  /** Shipped definitions that the project does not have, or has in an older version; own ones are left as they are. */
  'definitions.newer': {
    input: nothing,
    output: z.strictObject({ newer: z.array(newer).max(2000), keptOwn: z.array(id).max(2000) }),
  },
  'definitions.takeUp': { input: z.strictObject({ ids: z.array(id).max(2000) }), output: nothing },
} as const;

/** How far a try has come. */
export const tryingEvent = z.strictObject({ asked: z.int().min(0), done: z.number().min(0), total: z.number().min(0) });
