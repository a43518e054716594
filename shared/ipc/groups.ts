import { z } from 'zod';
import { LEVELS } from '../domain/areas/level.ts';
import { groupsSchema } from '../schemas/groups.ts';

/* Groupings kept in the project. */

const id = z.string().regex(/^[a-z0-9][a-z0-9-]{0,79}$/u);
const nothing = z.strictObject({});

const content = {
  name: z.string().min(1).max(200),
  comment: z.string().max(4000),
  /** What it ran. */
  spec: groupsSchema,
  level: z.enum(LEVELS),
  year: z.int().min(1900).max(2200),
  areas: z.array(z.string().min(1).max(40)).max(60_000),
  /** What a person calls the groups and says of them; those left out are named after their profile. */
  words: z
    .array(z.strictObject({ group: z.int().min(1).max(10_000), name: z.string().max(300), text: z.string().max(2000) }))
    .max(200),
};

/** Number of each area's group from 1, 0 = in none; aligned with `areas`. What comes from the window is bounded number by number. */
const groupNumbers = z.array(z.int().min(0).max(10_000)).max(60_000);

const savedGrouping = z.strictObject({
  id,
  ...content,
  groups: z.instanceof(Float64Array),
  savedAt: z.string().max(40),
});

export const groupsMethods = {
  'groups.list': { input: nothing, output: z.strictObject({ groupings: z.array(savedGrouping).max(10_000) }) },
  /** null makes a new one; an id writes a new version of it. */
  'groups.save': {
    input: z.strictObject({ id: id.nullable(), ...content, groups: groupNumbers }),
    output: savedGrouping,
  },
  'groups.remove': { input: z.strictObject({ id }), output: nothing },
} as const;
