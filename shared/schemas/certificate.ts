import { z } from 'zod';
import { releaseStatementSchema, STATEMENT_PARTS } from './releaseStatement.ts';

/*
 * certifikat/*.json of a package: the public attack problem of a table. Published cells, hidden cells without value, level
 * or reason, the equations, and the interval that was proven for each hidden cell.
 */

const cell = z.int().min(0).max(5_000_000);
const number = z.number();
const code = z.string().max(200);
const bilingual = z.strictObject({ sv: z.string().max(500), en: z.string().max(500) });
const labels = z.array(z.string().max(500)).max(100_000);

/** Of what a list, group, profile or need was worked out, so that anyone can do it again from the package's tables. */
const derivedSchema = z.strictObject({
  ...releaseStatementSchema.pick({ from: true, content: true }).shape,
  part: z.enum(STATEMENT_PARTS),
  /** Fewest behind a figure, and fewest areas of a group whose profile is told. */
  limits: z.strictObject({ meanContributors: z.int().min(1), groupMembers: z.int().min(1) }),
});
export type DerivedFrom = z.infer<typeof derivedSchema>;

/** What is said of a table beside its numbers, in both languages: everything that a file of the package shows of it. */
const tableDescriptionSchema = z.strictObject({
  title: bilingual,
  year: z.int(),
  /** The division that the areas belong to, as `2018` or `2025`; null where no areas finer than municipalities stand in it. */
  areaVersion: z.string().max(80).nullable(),
  measure: z.strictObject({
    /** `statement`: worked out from other tables of the package, see `statement` below. */
    kind: z.enum(['count', 'sum', 'statement']),
    label: bilingual,
    /** What one of it is: persons, kronor. */
    unit: bilingual,
    decimals: z.int().min(0).max(9),
    /** What each number stands for, where it is no quantity: a level, a class, a group. */
    meanings: z
      .array(z.strictObject({ value: number, label: bilingual }))
      .max(1000)
      .optional(),
  }),
  /** In the order of the table's dimensions; one label per code. */
  dimensions: z
    .array(
      z.strictObject({
        kind: z.enum(['area', 'category']),
        name: bilingual,
        labels: z.strictObject({ sv: labels, en: labels }),
      }),
    )
    .min(1)
    .max(6),
  /** How it was measured and from what, for the chapters and the method annex of a report. */
  origin: z
    .strictObject({
      /** Null where the table is of no factor. */
      factor: bilingual.nullable(),
      definition: z.strictObject({ sv: z.string().max(8000), en: z.string().max(8000) }),
      source: bilingual,
      /** 1: a high share is a problem; -1: a low one; 0: neither. */
      direction: z.union([z.literal(1), z.literal(0), z.literal(-1)]),
    })
    .optional(),
});
export type TableDescription = z.infer<typeof tableDescriptionSchema>;

export const certificateSchema = z.strictObject({
  version: z.literal(1),
  title: z.string().max(500),
  measure: z.string().max(200),
  about: tableDescriptionSchema,
  rules: z.strictObject({ id: z.string().max(80), version: z.int().min(1), minFrequency: z.int().min(1) }),
  /** How the numbers were protected: hidden, or changed. Nothing of the noise but what `bounds` say. */
  method: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('suppress') }),
    z.strictObject({ kind: z.literal('cell-key') }),
    z.strictObject({ kind: z.literal('small-count-rounding'), base: z.number().gt(0) }),
    z.strictObject({
      kind: z.literal('round'),
      base: z.number().gt(0),
      how: z.enum(['nearest', 'controlled', 'random']),
    }),
  ]),
  /** A reader knows that no hidden number of this table is below this; null: it may be anything. */
  leastHidden: number.nullable(),
  dimensions: z
    .array(
      z.strictObject({
        column: z.string().max(200),
        codes: z.array(code).min(1).max(100_000),
        /** Code of each node's parent; null for the total. */
        parents: z.array(code.nullable()).max(100_000),
      }),
    )
    .min(1)
    .max(6),
  /** Fingerprint of the borders that the maps of the table are drawn with; null without maps. */
  borders: z
    .string()
    .regex(/^[0-9a-f]{64}$/u)
    .nullable(),
  /** Row-major over the dimensions, the last one fastest; null where hidden. */
  values: z.array(number.nullable()).max(5_000_000),
  /** Proven for each hidden cell, rounded outwards. Cells are numbered as the values, then as `others`. */
  intervals: z.array(z.strictObject({ cell, min: number, max: number.nullable() })).max(5_000_000),
  /** What the method leaves open of each changed cell; null: no bound. */
  bounds: z
    .array(z.strictObject({ cell, min: number.nullable(), max: number.nullable() }))
    .max(5_000_000)
    .optional(),
  equations: z
    .array(
      z.strictObject({
        total: cell,
        parts: z.array(cell).max(200_000),
        coefficients: z.array(number).max(200_000).optional(),
      }),
    )
    .max(5_000_000),
  /** Cells of the tables that were protected together with this one, as they stand there, and the least behind a hidden one. */
  others: z
    .array(
      z.strictObject({
        id: z.string().max(2000),
        value: number.nullable(),
        least: number.nullable(),
        decimals: z.int().min(0).max(9),
      }),
    )
    .max(5_000_000)
    .optional(),
  statement: derivedSchema.optional(),
  /** Small numbers that stand here because the signed rule set lets them out. */
  waived: z.array(cell).max(1000).optional(),
});
export type Certificate = z.infer<typeof certificateSchema>;
