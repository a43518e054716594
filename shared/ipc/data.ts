import { z } from 'zod';
import { qualityReportSchema } from '../schemas/quality.ts';

/*
 * What crosses the channel for the Data screen. Records do not, but for one page that a person asks to look at, masked
 * and without keys (docs/adr/0020).
 */

const name = z.string().max(200);
const year = z.int().min(1900).max(2200);
const count = z.int().min(0);
const nothing = z.strictObject({});

const registerName = z.string().min(1).max(40);
const registerYear = z.strictObject({ register: registerName, year });

/** A file that the person has picked or dropped: known to main by its path, to the window by this id. */
const pickedFile = z.strictObject({ fileId: z.uuid(), name, bytes: count });
export const pickedFiles = z.strictObject({ files: z.array(pickedFile).max(100) });

const variableType = z.enum(['key', 'integer', 'decimal', 'category', 'area', 'date']);

/** One register of the project, with its years. */
const register = z.strictObject({
  register: registerName,
  years: z
    .array(
      z.strictObject({
        year,
        rows: count,
        rowsRead: count,
        rowsRefused: count,
        /** Rows whose key leads nowhere, over all links. */
        orphans: count,
        importedAt: z.string().max(40),
        files: z.array(name).max(1000),
      }),
    )
    .max(300),
  columns: z
    .array(
      z.strictObject({
        name,
        type: variableType,
        /** Rows without a value, one per year; null where that year has no such column. */
        missing: z.array(count.nullable()).max(300),
      }),
    )
    .max(4000),
});

/** Rows to look at: texts as they are shown, never a key. */
const MOST_ROWS = 1000;

const rows = z.strictObject({
  /** Rows of the whole register-year. */
  total: count,
  first: count,
  columns: z.array(z.strictObject({ name, type: variableType })).max(2000),
  /** One list of texts per row, aligned with the columns; '' where there is no value. */
  rows: z.array(z.array(z.string().max(200)).max(2000)).max(MOST_ROWS),
});

export const dataMethods = {
  'data.registers': { input: nothing, output: z.strictObject({ registers: z.array(register).max(200) }) },
  /** Opens the system's dialog; an empty list when the person closes it. */
  'data.choose': { input: nothing, output: pickedFiles },
  'data.quality': { input: registerYear, output: qualityReportSchema },
  'data.rows': {
    input: z.strictObject({ register: registerName, year, first: z.int().min(0).max(1_000_000_000) }),
    output: rows,
  },
  /** A job: what is removed is overwritten, and its room given back. */
  'data.remove': { input: registerYear, output: z.strictObject({ jobId: z.uuid() }) },
} as const;
