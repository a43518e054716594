import { z } from 'zod';
import { indicatorRuleSchema } from './indicatorDrift.ts';
import { qualityRuleSchema } from './quality.ts';

/*
 * PLAN.json: a year's production from delivered files to a draft release (docs/production.md). Paths are relative to the
 * plan. Every part may be left out; what is there is done in the order of STEPS.
 */

/** In the order in which they are done. */
export const STEPS = [
  'import',
  'quality',
  'indicators',
  'drift',
  'assessment',
  'groups',
  'comparison',
  'tables',
  'protection',
  'release',
] as const;
export type StepName = (typeof STEPS)[number];

const file = z
  .string()
  .min(1)
  .max(1000)
  .regex(/^[^\p{Cc}]+$/u);
const year = z.int().min(1900).max(2200);
const id = z.string().regex(/^[a-zåäö0-9][a-zåäö0-9-]{0,59}$/u);

const imported = z.strictObject({
  files: z.array(file).min(1).max(1000),
  /** The specification that the project keeps for such files when left out. */
  specification: file.optional(),
  /** True: what the project holds already of the same register-year or division gives way. */
  replace: z.literal(true).optional(),
  /** Columns that become keys of pseudonyms. */
  pseudonymise: z.array(z.string().min(1).max(120)).max(20).optional(),
});

export const productionPlanSchema = z.strictObject({
  version: z.literal(1),
  /** What the run is called, and the project when it has to be made. */
  name: z.string().min(1).max(200),
  /** The encrypted project; made when it is not there. */
  project: file,
  /** Folder for the working copies of the run. */
  out: file,
  year,
  level: z.enum(['deso', 'regso', 'municipality', 'county']).optional(),
  import: z.array(imported).max(500).optional(),
  /** Limits on the registers of the year, besides and in place of those of the specifications. */
  quality: z
    .strictObject({
      limits: z
        .array(qualityRuleSchema.extend({ register: z.string().min(1).max(40).optional() }))
        .max(500)
        .optional(),
    })
    .optional(),
  indicators: z
    .strictObject({
      /** The plan's year, and those that it is compared with, when left out. */
      years: z.array(year).min(1).max(60).optional(),
      /** Folder of definitions that take the shipped ones' place. */
      definitions: file.optional(),
      bySex: z.literal(true).optional(),
    })
    .optional(),
  /** How far the indicators may move from an earlier year. */
  drift: z
    .strictObject({
      /** The nearest earlier year with values when left out. */
      with: year.optional(),
      limits: z.array(indicatorRuleSchema).max(500).optional(),
    })
    .optional(),
  assessments: z
    .array(z.strictObject({ id, method: file }))
    .max(50)
    .optional(),
  groups: z
    .array(
      z.strictObject({
        id,
        specification: file,
        /** groups.csv of an earlier run, whose numbers are kept. */
        previous: file.optional(),
        stability: z.int().min(2).max(10_000).optional(),
      }),
    )
    .max(50)
    .optional(),
  /** An earlier year of the project, or the folder of an earlier run. */
  comparison: z.union([z.strictObject({ with: year }), z.strictObject({ run: file })]).optional(),
  release: z
    .strictObject({
      /** The tables; their year is the plan's. */
      tables: file,
      /** The organisation's folder; without it only a trial package of made-up data is made. */
      organisation: file.optional(),
      /** A table that cannot be proven safe is left out of the trial package and said to be. */
      leaveOut: z.literal(true).optional(),
    })
    .optional(),
});
export type ProductionPlan = z.infer<typeof productionPlanSchema>;
export type PlannedImport = NonNullable<ProductionPlan['import']>[number];
