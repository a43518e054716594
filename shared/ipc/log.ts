import { z } from 'zod';
import { LOG_KINDS } from '../schemas/logNames.ts';

/* The log of the open project: what was done and when. Names, counts, hashes and settings; never a value from the data. */

/** So many entries are shown; the command line shows them all. */
export const MOST_LOG_ENTRIES = 20_000;

const logEntry = z.strictObject({
  position: z.int().min(1),
  at: z.string().max(40),
  action: z.string().max(80),
  kind: z.enum(LOG_KINDS),
  details: z
    .array(z.strictObject({ name: z.string().max(80), values: z.array(z.string().max(4000)).max(10_000) }))
    .max(40),
});

export const logMethods = {
  'log.read': {
    input: z.strictObject({}),
    output: z.strictObject({
      /** Position of the first entry that does not follow from the one before it; null when the chain holds. */
      broken: z.int().min(1).nullable(),
      /** How many there are, shown or not. */
      total: z.int().min(0),
      /** Hash of the newest entry, to be compared with what somebody noted down. */
      head: z.string().max(80),
      /** The newest first. */
      entries: z.array(logEntry).max(MOST_LOG_ENTRIES),
    }),
  },
};
