import { z } from 'zod';
import { LEVELS } from '../domain/areas/level.ts';
import { groupsSchema } from '../schemas/groups.ts';
import { methodSchema } from '../schemas/method.ts';
import { scenarioSchema } from '../schemas/scenario.ts';

/* Scenarios of the project: saved assessments in all their versions, comments, and files that come and go. */

const id = z.string().regex(/^[a-z0-9][a-z0-9-]{0,79}$/u);
const nothing = z.strictObject({});
const version = z.int().min(1).max(1_000_000_000);
const label = z.string().max(200);

const saved = {
  version,
  name: z.string().min(1).max(200),
  comment: z.string().max(4000),
  method: methodSchema,
  grouping: groupsSchema.nullable(),
  savedAt: z.string().max(40),
  savedBy: label,
  basedOn: z.string().max(64).nullable(),
};

const about = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('area'), level: z.enum(LEVELS), code: z.string().min(1).max(40) }),
  z.strictObject({ kind: z.literal('scenario'), id }),
]);
const comment = z.strictObject({ id, about, text: z.string().max(4000), by: label, at: z.string().max(40) });

/** Values as JSON text: they are shown, never reckoned with. Empty = not there. */
const difference = z.strictObject({
  path: z.array(z.union([z.string().max(200), z.number()])).max(20),
  mine: z.string().max(2000),
  theirs: z.string().max(2000),
  changedBy: z.enum(['theirs', 'mine', 'both']),
});

export const scenarioMethods = {
  'scenarios.list': {
    input: nothing,
    output: z.strictObject({
      scenarios: z.array(z.strictObject({ id, ...saved, removed: z.boolean() })).max(10_000),
      comments: z.array(comment).max(100_000),
    }),
  },
  'scenarios.versions': {
    input: z.strictObject({ id }),
    output: z.strictObject({ versions: z.array(z.strictObject(saved)).max(10_000) }),
  },
  'scenarios.duplicate': {
    input: z.strictObject({ id, version, name: z.string().min(1).max(200) }),
    output: z.strictObject({ id }),
  },
  /** Saves an earlier version anew; of a removed scenario, brings it back. */
  'scenarios.restore': { input: z.strictObject({ id, version: version.nullable() }), output: nothing },
  /** Which grouping belongs to it; null = none. A new version. */
  'scenarios.setGrouping': { input: z.strictObject({ id, grouping: groupsSchema.nullable() }), output: nothing },
  /** Writes a file without data where the person says; null when they closed the dialog. */
  'scenarios.send': {
    input: z.strictObject({ id, version }),
    output: z.strictObject({
      sent: z
        .strictObject({
          name: label,
          leftBehind: z
            .array(z.strictObject({ what: z.enum(['text', 'areas', 'file', 'rounded']), path: label }))
            .max(10_000),
        })
        .nullable(),
    }),
  },
  /** A file that the person picks, beside what the project has; nothing is changed yet. */
  'scenarios.open': {
    input: nothing,
    output: z.strictObject({
      opened: z
        .strictObject({
          name: label,
          file: scenarioSchema,
          into: id.nullable(),
          differences: z.array(difference).max(10_000),
        })
        .nullable(),
    }),
  },
  /** Takes an opened file in: by itself (into null), or merged, with the positions of the differences where the file's side is to hold. */
  'scenarios.takeIn': {
    input: z.strictObject({
      scenario: scenarioSchema,
      name: z.string().min(1).max(200),
      into: id.nullable(),
      theirs: z.array(z.int().min(0).max(10_000)).max(10_000),
    }),
    output: z.strictObject({ id, comments: z.int().min(0) }),
  },
  'comments.add': { input: z.strictObject({ about, text: z.string().min(1).max(4000) }), output: comment },
  'comments.remove': { input: z.strictObject({ id }), output: nothing },
} as const;
