/** A record of a sample: its fields with quotes taken off, and the line on which it begins in its part. */
export interface SampleRecord {
  readonly line: number;
  readonly fields: readonly string[];
  /** True when the line is empty or blank. */
  readonly blank: boolean;
  readonly quoted: boolean;
  readonly fault: boolean;
}

export interface Splitting {
  readonly delimiter: string;
  readonly quote: '"' | "'";
  readonly newline: '\n' | '\r';
}

const LONGEST_QUOTED = 65_536;

/**
 * Splits text into records, quietly: a quoted field that does not end, or goes on after its closing quote, is noted as
 * a fault and read as plain text up to the line's end. `complete`: the text ends with its last record whole.
 */
export function splitRecords(text: string, splitting: Splitting, complete: boolean, most: number): SampleRecord[] {
  const { delimiter, quote, newline } = splitting;
  const records: SampleRecord[] = [];
  let line = 1;
  for (let at = 0; at < text.length && records.length < most;) {
    let end = text.indexOf(newline, at);
    const open = end < 0;
    if (open) end = text.length;
    const plain = text.slice(at, end > at && text[end - 1] === '\r' && newline === '\n' ? end - 1 : end);
    if (!plain.includes(quote)) {
      if (open && !complete) break;
      records.push({ line, fields: plain.split(delimiter), blank: plain.trim() === '', quoted: false, fault: false });
      at = end + 1;
      line += 1;
      continue;
    }
    const read = quotedRecord(text, at, splitting);
    if (read === undefined) {
      if (!complete && text.length - at < LONGEST_QUOTED) break;
      records.push({ line, fields: plain.split(delimiter), blank: false, quoted: true, fault: true });
      at = end + 1;
      line += 1;
      continue;
    }
    if (read.end >= text.length && !complete) break;
    records.push({ line, fields: read.fields, blank: false, quoted: read.quoted, fault: read.fault });
    line += 1 + read.breaks;
    at = read.end + 1;
  }
  return records;
}

interface QuotedRecord {
  readonly fields: string[];
  readonly quoted: boolean;
  readonly fault: boolean;
  readonly breaks: number;
  /** Position of the line end, or the text's length. */
  readonly end: number;
}

/** Reads a record that has quotes in it; undefined when a quoted field does not end. */
function quotedRecord(text: string, from: number, { delimiter, quote, newline }: Splitting): QuotedRecord | undefined {
  const fields: string[] = [];
  let quoted = false;
  let fault = false;
  let breaks = 0;
  let at = from;
  for (;;) {
    let field = '';
    const opened = text[at] === quote;
    if (opened) {
      quoted = true;
      at += 1;
      for (;;) {
        const close = text.indexOf(quote, at);
        if (close < 0 || close - at > LONGEST_QUOTED) return undefined;
        field += text.slice(at, close);
        at = close + 1;
        if (text[at] !== quote) break;
        field += quote;
        at += 1;
        if (field.length > LONGEST_QUOTED) return undefined;
      }
      breaks += field.split(newline).length - 1;
    }
    let end = at;
    while (end < text.length && text[end] !== delimiter && text[end] !== newline) end += 1;
    const stop = newline === '\n' && end > at && text[end - 1] === '\r' && text[end] !== delimiter ? end - 1 : end;
    if (stop > at) {
      if (opened) fault = true;
      field += text.slice(at, stop);
    }
    fields.push(field);
    if (end >= text.length || text[end] === newline) return { fields, quoted, fault, breaks, end };
    at = end + 1;
  }
}
