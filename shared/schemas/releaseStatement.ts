import { z } from 'zod';
import { groupsSchema } from './groups.ts';
import { methodSchema, problemCountMethodSchema } from './method.ts';

/*
 * Lists, groups, profiles and needs of a release: what is said of areas beside the tables that count in them. Each is worked out anew
 * from tables of the same package, so that whoever has the package can work it out too (docs/adr/0032-statements-of-a-package.md).
 */

const name = z.strictObject({ sv: z.string().min(1).max(300), en: z.string().min(1).max(300) });
const released = z.string().regex(/^[a-z0-9][a-z0-9-]{0,79}$/u);

/** A figure of the method: the share of a table's total that one category has, times `per`. */
const figure = z.strictObject({
  /** The indicator's id in the method. */
  indicator: z.string().min(1).max(80),
  /** The table of the same release, by the id under which it leaves. */
  table: released,
  /** Its category; of an indicator's table its numerator. */
  category: z.string().min(1).max(40).optional(),
  /** What it is called where profiles name it; the indicator's own name where absent. */
  label: name.optional(),
  /** 100 where absent: per cent. */
  per: z.number().positive().max(1e9).optional(),
});
export type ReleaseFigure = z.infer<typeof figure>;

export const ASSESSED = ['level', 'rank', 'score'] as const;
export const NEEDED = ['class', 'factors'] as const;
export const GROUPED = ['group', 'profile', 'means', 'needs'] as const;
export const STATEMENT_PARTS = [...ASSESSED, ...NEEDED, ...GROUPED] as const;
export type StatementPart = (typeof STATEMENT_PARTS)[number];

const needLimits = z
  .strictObject({ large: z.number().gt(0), veryLarge: z.number().gt(0) })
  .refine(({ large, veryLarge }) => veryLarge > large, { message: 'veryLarge above large' });

export const statementContentSchema = z.discriminatedUnion('kind', [
  /** What METHOD.json says of each area: its level or area type, its rank, its index or number of problems. */
  z.strictObject({
    kind: z.literal('assessment'),
    method: methodSchema,
    show: z.array(z.enum(ASSESSED)).min(1).max(ASSESSED.length),
  }),
  /** The class of each area's needs, and which factors are problems there. */
  z.strictObject({
    kind: z.literal('needs'),
    method: problemCountMethodSchema,
    limits: needLimits,
    show: z.array(z.enum(NEEDED)).min(1).max(NEEDED.length),
  }),
  /** Which group each area belongs to; the groups' profiles; `needs`: the share of each group's areas where each factor is a problem. */
  z.strictObject({
    kind: z.literal('groups'),
    grouping: groupsSchema,
    /** Of group 1, 2, …; a group without one is called by its number. */
    names: z.array(name).max(200).optional(),
    needs: problemCountMethodSchema.optional(),
    show: z.array(z.enum(GROUPED)).min(1).max(GROUPED.length),
  }),
]);
export type StatementContent = z.infer<typeof statementContentSchema>;

export const releaseStatementSchema = z.strictObject({
  id: released,
  title: name,
  /** Where each figure of the method comes from: tables over the same areas. */
  from: z.array(figure).min(1).max(200),
  content: statementContentSchema,
});
export type ReleaseStatement = z.infer<typeof releaseStatementSchema>;
