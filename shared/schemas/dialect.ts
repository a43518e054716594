import { z } from 'zod';

/* How a delimited text file is written: what a person may say of it in a specification or on the command line. */

/** ISO-8859-1 is Windows-1252 but for 0x80-0x9F, which are controls there. */
export const encodingSchema = z.enum(['utf-8', 'utf-16le', 'utf-16be', 'windows-1252', 'iso-8859-1']);

/** Any sign of one byte that is no letter, digit, quote, line end or part of a number. */
export const delimiterSchema = z
  .string()
  .max(1)
  .regex(/^(?=\p{ASCII}$)(?!["'\r\n+.-])[\p{Cc}\p{P}\p{S} ]$/u);

export const quoteSchema = z.enum(['"', "'", 'none']);

/** The sign between thousands; a blank stands for every kind of blank, '' for none. */
export const thousandsSchema = z.enum(['', ' ', '.', ',', "'"]);

/** How the file is written, where it is not to be found out. */
export const dialectSchema = z.strictObject({
  delimiter: delimiterSchema.optional(),
  decimal: z.enum([',', '.']).optional(),
  encoding: encodingSchema.optional(),
  quote: quoteSchema.optional(),
  thousands: thousandsSchema.optional(),
  /** False when no row names the columns: the specification's columns are then those of the file, in their order. */
  header: z.boolean().optional(),
  /** Line of the header row, or of the first row where there is none, when titles stand above it. */
  headerLine: z.int().min(1).max(1000).optional(),
  /**
   * True when notes stand below the data block: then the records at the very end of the file that would be refused anyway, and
   * that have a single filled field or follow a blank line, are counted as notes. No row that can be read is ever one.
   */
  footnotes: z.boolean().optional(),
});
