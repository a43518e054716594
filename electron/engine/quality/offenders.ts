import type { QualityFinding, QualityPlace, QualityReport } from '../../../shared/schemas/quality.ts';
import type { RegisterSpecification } from '../../../shared/schemas/specification.ts';
import { areaVersions, versionFrame } from '../areas/store.ts';
import type { DeliveryContext } from '../import/delivery.ts';
import { KeySet } from '../import/keySet.ts';
import { ownLabour } from '../import/pieces/labour.ts';
import { openSource } from '../import/pieces/openSource.ts';
import { lineOf } from '../import/pieces/piece.ts';
import type { Project } from '../project/project.ts';
import { type Column, MISSING_INTEGER } from '../store/columns.ts';
import { yearBefore } from './profileStore.ts';

/*
 * Where the rows stand that a rule stops an import for. Only looked for when it does: the rows are found in the store, which
 * still holds them, and their lines by reading the files once more.
 */

const PLACES = 5;

/** Says of each row of a chunk of the column whether it offends. */
type Offends = (column: Column, row: number) => boolean;

const isMissing: Offends = ({ type, values }, row) =>
  type === 'integer'
    ? values[row] === MISSING_INTEGER
    : type === 'category' || type === 'area'
      ? values[row] === 0
      : Number.isNaN(values[row]);

/** Offends when the row's code is among them; looked up once for each dictionary. */
function codeIn(wanted: (code: string) => boolean): Offends {
  let dictionary: readonly string[] | undefined;
  let offending: readonly boolean[] = [];
  return (column, row) => {
    if (!('dictionary' in column)) return false;
    if (column.dictionary !== dictionary) {
      ({ dictionary } = column);
      offending = dictionary.map((code, i) => i > 0 && wanted(code));
    }
    return offending[column.values[row] as number] ?? false;
  };
}

function offendsFor(
  project: Project,
  specification: RegisterSpecification,
  { rule, variable }: QualityFinding,
  { year, register, areas }: QualityReport,
): Offends | undefined {
  if (rule === 'missing' || rule === 'missing-drift') return isMissing;
  if (rule === 'unknown-area' || rule === 'wrong-area-version' || rule === 'other-division') {
    const area = areas.find((one) => one.variable === variable);
    if (area === undefined) return undefined;
    const codes = (versions: readonly string[]): ReadonlySet<string> =>
      new Set(versions.flatMap((version) => versionFrame(project, version).areas[area.level].map(({ code }) => code)));
    const right = codes(area.version === null ? [] : [area.version]);
    const all = codes(areaVersions(project));
    return codeIn((code) => !right.has(code) && all.has(code) === (rule === 'wrong-area-version'));
  }
  if (rule === 'new-codes') {
    const before = yearBefore(project, register, year)?.profile?.columns.find((one) => one.variable === variable);
    const known = new Set(before !== undefined && 'codes' in before ? before.codes.map(([code]) => code) : []);
    return codeIn((code) => !known.has(code));
  }
  if (rule === 'negative') return (column, row) => !isMissing(column, row) && (column.values[row] as number) < 0;
  if (rule !== 'orphan') return undefined;
  const link = specification.links?.find((one) => one.variable === variable);
  if (link === undefined) return undefined;
  const keys = new KeySet();
  project.store.scan(link.register, year, [link.to], ({ columns }) => {
    for (const key of columns[0]?.values ?? []) if (!Number.isNaN(key)) keys.add(key);
  });
  return ({ values }, row) => !Number.isNaN(values[row]) && !keys.has(values[row] as number);
}

function firstRows(project: Project, report: QualityReport, variable: string, offends: Offends): readonly number[] {
  const rows: number[] = [];
  project.store.scan(report.register, report.year, [variable], ({ first, rows: count, columns: [column] }) => {
    if (column === undefined) return;
    for (let row = 0; row < count && rows.length < PLACES; row += 1) if (offends(column, row)) rows.push(first + row);
  });
  return rows;
}

/** What is needed to read the files once more. */
export interface Reread {
  readonly paths: readonly string[];
  readonly context: Pick<DeliveryContext, 'knownAreas' | 'progress' | 'pseudonyms' | 'refusedLines'>;
}

/** The lines of kept rows, which are counted over the files of the register-year in their order. */
async function linesOf(
  specification: RegisterSpecification,
  report: QualityReport,
  rows: readonly number[],
  { paths, context }: Reread,
): Promise<readonly { readonly file: string; readonly line: number }[]> {
  const files = new Set(report.files.map(({ name }) => name));
  const labour = ownLabour();
  const found: { file: string; line: number }[] = [];
  let kept = 0;
  try {
    for (const path of paths) {
      const source = await openSource(path, specification, context.knownAreas, labour, context.pseudonyms.of(path));
      if (!files.has(source.file)) continue;
      // Those refused after reading too (year, key that occurs twice), and notes below the table.
      const refused = context.refusedLines.get(source.file);
      for await (const piece of source.pieces()) {
        context.progress.check();
        for (let row = 0; row < piece.rows; row += 1) {
          const line = lineOf(piece, row);
          if (refused?.has(line) === true) continue;
          if (rows.includes(kept)) found.push({ file: source.file, line });
          kept += 1;
        }
        if (found.length === rows.length) return found;
      }
    }
  } finally {
    await labour.close();
  }
  return found;
}

/** The first places of a finding that stops the import: file, line and column of the file. */
export async function placesOf(
  project: Project,
  specification: RegisterSpecification,
  finding: QualityFinding,
  report: QualityReport,
  reread: Reread,
): Promise<readonly QualityPlace[]> {
  const { variable, rule } = finding;
  if (rule === 'duplicate-key' || rule === 'refused-rows')
    return report.refused
      .filter((one) => rule === 'refused-rows' || one.rule === 'duplicate')
      .flatMap(({ places }) => places)
      .slice(0, PLACES);
  if (variable === null) return [];
  const offends = offendsFor(project, specification, finding, report);
  if (offends === undefined) return [];
  const rows = firstRows(project, report, variable, offends);
  const column = report.columns.find((one) => one.variable === variable)?.source ?? variable;
  const lines = await linesOf(specification, report, rows, reread);
  return lines.map(({ file, line }) => ({ file, line, column }));
}
