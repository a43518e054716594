import type { Certificate } from '../../../shared/schemas/certificate.ts';
import { csvText } from './csvText.ts';
import { HEADER, HIDDEN_SYMBOL } from './tableFile.ts';

/** One field of a line, quoted or not, and the comma or end after it. */
const FIELD = /("(?:[^"]|"")*"|[^",]*)(,|$)/uy;

/** The fields of a line as they are written; null when the line is no line of such a file. */
function fieldsOf(line: string): string[] | null {
  const fields: string[] = [];
  FIELD.lastIndex = 0;
  for (;;) {
    const found = FIELD.exec(line);
    if (found === null) return null;
    fields.push(found[1] ?? '');
    if (found[2] === '') return FIELD.lastIndex === line.length ? fields : null;
  }
}

/**
 * How many lines of a table are not the cells of its certificate: header, order, area, area above, category and count.
 * Names are the table's own and stand in no certificate. A line too many or too few counts, and so does text after the last.
 */
export function linesThatDiffer(csv: Buffer, { dimensions, values }: Certificate): number {
  const [area, division] = dimensions;
  const [header, ...lines] = csv.toString('utf8').split('\n');
  if (area === undefined || division === undefined || dimensions.length !== 2) return values.length;
  const last = lines.pop();
  let differing = (header === HEADER ? 0 : 1) + (last === '' ? 0 : 1) + Math.abs(lines.length - values.length);
  const width = division.codes.length;
  for (const [i, value] of values.entries()) {
    const line = lines[i];
    if (line === undefined) continue;
    const node = Math.floor(i / width);
    const [code, , above, category, , count, ...more] = fieldsOf(line) ?? [];
    const agrees =
      more.length === 0 &&
      code === csvText(area.codes[node] ?? '') &&
      above === csvText(area.parents[node] ?? '') &&
      category === csvText(division.codes[i % width] ?? '') &&
      count === (value === null ? HIDDEN_SYMBOL : String(value));
    if (!agrees) differing += 1;
  }
  return differing;
}

/** Cells that break the certificate's own limit: a small count that is shown, or a hidden one that can be told to be small. */
export function smallCells({ rules, values, intervals }: Certificate): number {
  const shown = values.filter((value) => value !== null && value > 0 && value < rules.minFrequency);
  const told = intervals.filter(({ max }) => max !== null && max < rules.minFrequency);
  return shown.length + told.length;
}
