/*
 * Cells of an exported CSV file, RFC 4180, safe to open in a spreadsheet: a text that a spreadsheet would take for a
 * formula gets an apostrophe in front (OWASP ASVS 5.0, 1.2.10). Numbers are written as numbers and never pass here, so
 * that negative numbers stay numbers.
 */

const FORMULA_START = /^[=+\-@\t\r\0]/u;
const NEEDS_QUOTES = /[",;\n\r]/u;

/** A text cell, whatever of the usual delimiters stands between the cells. */
export function csvText(value: string): string {
  const safe = FORMULA_START.test(value) ? `'${value}` : value;
  return NEEDS_QUOTES.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
