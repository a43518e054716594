import { z } from 'zod';
import { LEVELS } from '../domain/areas/level.ts';
import { UNITS } from '../schemas/definitionNames.ts';
import { FACTORS } from '../schemas/indicator.ts';
import { methodSchema } from '../schemas/method.ts';
import { groupsMethods } from './groups.ts';
import { dataMethods, pickedFiles } from './data.ts';
import { definitionMethods, tryingEvent } from './definitions.ts';
import { developmentMethods } from './developments.ts';
import { importsMethods } from './imports.ts';
import { indicatorsMethods } from './indicators.ts';
import { ledgerMethods } from './ledger.ts';
import { logMethods } from './log.ts';
import type { EventName, MethodName } from './methods.ts';
import { organisationMethods } from './organisations.ts';
import { releaseMethods } from './releases.ts';
import { reviewMethods } from './reviews.ts';
import { scenarioMethods } from './scenarios.ts';
import { tablesMethods } from './tables.ts';

/*
 * Everything that may cross between the window and the engine. Strict objects, bounded sizes. Records never cross:
 * what the window gets is aggregates per area, aligned with `areas.list` (position i of every column is area i).
 */

const code = z.string().min(1).max(40);
const label = z.string().max(200);
const codes = z.array(code).max(60_000);
const labels = z.array(label).max(60_000);
const numbers = z.instanceof(Float64Array);
const id = z.string().regex(/^[a-z0-9][a-z0-9-]{0,79}$/u);
const year = z.int().min(1900).max(2200);
const level = z.enum(LEVELS);
/** A division into areas other than the year's own, such as 2020. */
const division = z.string().min(1).max(20);
const bilingual = z.strictObject({ sv: z.string().max(2000), en: z.string().max(2000) });
const nothing = z.strictObject({});

/** A file that the main process knows by path and the window only by this id. */
const fileId = z.uuid();
const jobId = z.uuid();

const projectSummary = z.strictObject({
  name: label,
  /** True when every record was made by `synth`: made-up people, nothing confidential. */
  synthetic: z.boolean(),
  persons: z.int().min(0),
  years: z.array(year).max(100),
  registers: z
    .array(z.strictObject({ register: code, year: year, rows: z.int().min(0), importedAt: z.string().max(40) }))
    .max(10_000),
  levels: z.array(level).max(LEVELS.length),
  /** Years for which indicator values have been computed. */
  indicatorYears: z.array(year).max(100),
  indicatorCount: z.int().min(0),
});

const indicatorMeta = z.strictObject({
  id,
  version: z.int().min(1),
  name: bilingual,
  note: bilingual,
  source: z.string().max(500),
  factor: z.enum(FACTORS),
  /** 1: a higher value is more exclusion; -1: a lower value is; 0: background, neither. */
  direction: z.union([z.literal(1), z.literal(-1), z.literal(0)]),
  unit: z.enum(UNITS),
  decimals: z.int().min(0).max(6),
  /** True for the six factors of the assignment: offered as problem variables. */
  problemVariable: z.boolean(),
  /** An example threshold in the indicator's unit; never an official limit. */
  exampleThreshold: z.number().nullable(),
});

const savedAssessment = z.strictObject({
  id,
  name: z.string().min(1).max(200),
  comment: z.string().max(4000),
  method: methodSchema,
  savedAt: z.string().max(40),
});

const define = <I extends z.ZodType, O extends z.ZodType>(input: I, output: O): { input: I; output: O } => ({
  input,
  output,
});

export const contract = {
  'app.info': define(
    nothing,
    z.strictObject({
      version: label,
      node: label,
      sqlite: label,
      /** `electron`: the installed application; `preview`: the same bundles in a local browser, demonstration only. */
      shell: z.enum(['electron', 'preview']),
    }),
  ),
  /** Something was tried that would have taken figures out of the window; it is written in the log. */
  'app.refused': define(z.strictObject({ what: z.enum(['copy', 'drag', 'print', 'save', 'picture']) }), nothing),
  'project.recent': define(
    nothing,
    z.strictObject({
      projects: z
        .array(
          z.strictObject({
            fileId,
            name: label,
            synthetic: z.boolean(),
            lastOpened: z.string().max(40),
            /** The public passphrase of a demonstration project, to be filled in for the user; else null. */
            knownPassphrase: z.string().max(100).nullable(),
          }),
        )
        .max(50),
    }),
  ),
  'project.choose': define(nothing, z.strictObject({ chosen: z.strictObject({ fileId, name: label }).nullable() })),
  'project.open': define(z.strictObject({ fileId, passphrase: z.string().max(1000) }), projectSummary),
  'project.close': define(nothing, nothing),
  /** Null when no project is open: the window asks before it knows. */
  'project.summary': define(nothing, projectSummary.nullable()),
  'demonstration.create': define(
    z.strictObject({
      persons: z.int().min(20_000).max(10_500_000),
      seed: z.int().min(0).max(4_294_967_295),
      /** Of the names and comments of what is saved in it; Swedish when left out. */
      language: z.enum(['sv', 'en']).optional(),
    }),
    z.strictObject({ jobId }),
  ),
  ...dataMethods,
  ...importsMethods,
  'areas.list': define(
    z.strictObject({ level, year, division: division.optional() }),
    z.strictObject({
      level,
      codes,
      names: labels,
      municipalityCodes: codes,
      municipalityNames: labels,
      countyCodes: codes,
      countyNames: labels,
      /** Registered population 31 December, persons. */
      population: numbers,
    }),
  ),
  'areas.geometry': define(
    z.strictObject({ level, year, division: division.optional() }),
    z.strictObject({
      /** x0,y0,x1,y1,… in EPSG:3006 metres, all rings after each other, each ring closed. */
      coordinates: numbers,
      /** First point of each ring, and one past the last: ringCount + 1 entries. */
      ringStart: z.instanceof(Uint32Array),
      /** Position of the ring's area in `areas.list`; holes are rings of opposite winding (even-odd fill). */
      ringArea: z.instanceof(Uint32Array),
      /** minX, minY, maxX, maxY. */
      bounds: z.tuple([z.number(), z.number(), z.number(), z.number()]),
    }),
  ),
  'indicators.catalogue': define(nothing, z.strictObject({ indicators: z.array(indicatorMeta).max(2000) })),
  'indicators.values': define(
    z.strictObject({ level, year }),
    z.strictObject({
      ids: z.array(id).max(2000),
      /** One column per id, aligned with `areas.list`; NaN where there is no value. */
      values: z.array(numbers).max(2000),
      /** Denominator (people, households …) behind each value. */
      n: z.array(numbers).max(2000),
      /** Numerator where the measure has one, else NaN. */
      numerator: z.array(numbers).max(2000),
      /** The same measures for the nation, one per id. */
      nation: numbers,
    }),
  ),
  ...indicatorsMethods,
  ...definitionMethods,
  ...developmentMethods,
  'assessment.list': define(nothing, z.strictObject({ assessments: z.array(savedAssessment).max(10_000) })),
  'assessment.save': define(
    z.strictObject({
      /** null makes a new one; an id writes a new version of it. */
      id: id.nullable(),
      name: z.string().min(1).max(200),
      comment: z.string().max(4000),
      method: methodSchema,
    }),
    savedAssessment,
  ),
  'assessment.remove': define(z.strictObject({ id }), nothing),
  /** A method file as text: the method, or the first fault with its place. */
  'assessment.read': define(
    z.strictObject({ text: z.string().max(1_000_000) }),
    z.strictObject({
      method: methodSchema.nullable(),
      fault: z
        .strictObject({
          line: z.int().min(1).nullable(),
          key: z.string().max(80),
          parameters: z.record(z.string().max(80), z.union([z.string().max(500), z.number()])),
        })
        .nullable(),
    }),
  ),
  ...groupsMethods,
  ...scenarioMethods,
  ...tablesMethods,
  ...releaseMethods,
  ...reviewMethods,
  ...ledgerMethods,
  ...logMethods,
  ...organisationMethods,
  'job.cancel': define(z.strictObject({ jobId }), z.strictObject({ cancelled: z.boolean() })),
} as const satisfies Record<MethodName, { input: z.ZodType; output: z.ZodType }>;

export type Contract = typeof contract;
export type Input<M extends MethodName> = z.input<Contract[M]['input']>;
export type Output<M extends MethodName> = z.output<Contract[M]['output']>;

export const events = {
  'job.progress': z.strictObject({
    jobId,
    /** Key in shared/texts for the step that runs now. */
    step: z.string().max(80),
    done: z.number().min(0),
    total: z.number().min(0),
    /** Rows read so far, where rows are what is read. */
    rows: z.number().min(0).optional(),
  }),
  'job.ended': z.strictObject({
    jobId,
    outcome: z.enum(['done', 'failed', 'cancelled']),
    /** What the job made, when it made a project. */
    fileId: fileId.nullable(),
    error: z
      .strictObject({
        code: z.string().max(40),
        key: z.string().max(80),
        parameters: z.record(z.string().max(80), z.union([z.string().max(500), z.number()])).optional(),
      })
      .nullable(),
  }),
  'definitions.trying': tryingEvent,
  /** Files that the person dropped on the window; empty when none of them can be read. */
  'data.dropped': pickedFiles,
} as const satisfies Record<EventName, z.ZodType>;
export type EventPayload<E extends EventName> = z.output<(typeof events)[E]>;
