import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Dimension } from '../../../../shared/domain/tables/dimension.ts';
import { cellCount, nodesOf } from '../../../../shared/domain/tables/table.ts';
import { DataError, UserError } from '../../../../shared/errors/errors.ts';
import { type Certificate, certificateSchema } from '../../../../shared/schemas/certificate.ts';
import type { LedgerTable } from '../../../../shared/schemas/ledger.ts';
import type { ReleasePlan, ReleaseTable } from '../../../../shared/schemas/releasePlan.ts';
import { readTable, type TableInput } from '../../formats/readTable.ts';
import type { Progress } from '../../jobs/progress.ts';
import type { Project } from '../../project/project.ts';
import { TOTAL } from '../areaTable.ts';
import { idsOf } from '../../../../shared/schemas/releasedIds.ts';
import { withLedger } from '../ledger/ledger.ts';
import { certificateName } from '../packageFiles.ts';
import { readPackageFolder } from '../packageFolder.ts';
import { agree, personWithRole, readOrganisation } from '../persons/organisation.ts';
import type { PersonSecrets } from '../persons/personKey.ts';
import { sha256Of } from '../signing.ts';
import { verifyPackage } from '../verifyPackage.ts';
import { recount } from './recount.ts';
import { notingRefusals } from './refusals.ts';
import { checkAnchor, saveAnchor } from './releaseStore.ts';
import { subjectOf } from './subject.ts';

export interface EnterOptions {
  /** Says what each table counts, in the same words as a release. */
  readonly plan: ReleasePlan;
  /** The organisation's folder. */
  readonly folder: string;
  readonly person: PersonSecrets;
}

export interface Entered {
  readonly tables: readonly { readonly id: string; readonly cells: number; readonly published: number }[];
}

const tableIn = ({ tables }: ReleasePlan, id: string): ReleaseTable => {
  const found = tables.find((table) => table.id === id || idsOf(table).includes(id));
  if (found === undefined) throw new UserError('input', 'flow.noSuchTable', { table: id });
  return found;
};

/** Notes tables that somebody outside has already, so that every later release is attacked together with them. */
function note(
  project: Project,
  { folder, person }: EnterOptions,
  source: string,
  fileSha256: string,
  tables: LedgerTable[],
): Promise<Entered> {
  const now = (): Date => project.now();
  return notingRefusals({ project, folder, person, now }, 'enter', async () => {
    const { organisation, ledger } = readOrganisation(folder);
    checkAnchor(project, organisation, ledger);
    personWithRole(organisation.persons.document, person, 'analyst', now());
    const after = await withLedger(ledger.file, (writer) => {
      agree(organisation, writer.ledger);
      return writer.append({ action: 'entered', body: { source, fileSha256, tables } }, person, now());
    });
    saveAnchor(project, organisation, after);
    project.appendLog('release-entered', { source, tables: tables.map(({ id }) => id) });
    return {
      tables: tables.map(({ id, values }) => ({
        id,
        cells: values.length,
        published: values.filter((value) => value !== null).length,
      })),
    };
  });
}

/** Enters the tables of a package that was made before there was a ledger, or by another organisation. */
export async function enterPackage(
  project: Project,
  packageFolder: string,
  options: EnterOptions,
  progress: Progress,
): Promise<Entered> {
  const { findings, manifest } = await verifyPackage(packageFolder, progress);
  if (manifest === null || findings.length > 0) throw new UserError('refused', 'verify.doesNotHold');
  const { files } = await readPackageFolder(packageFolder);
  const tables = manifest.tables.flatMap(({ id, title, year }): LedgerTable[] => {
    const bytes = files.get(certificateName(id)) ?? Buffer.alloc(0);
    const certificate: Certificate = certificateSchema.parse(JSON.parse(bytes.toString('utf8')));
    const { dimensions, values, leastHidden, rules, bounds, measure, about } = certificate;
    // What was worked out from the package's tables follows from them.
    if (about.measure.kind === 'statement') return [];
    const open = (bounds ?? []).filter(({ cell }) => cell < values.length);
    const isOpen = new Set(open.map(({ cell }) => cell));
    const entered: LedgerTable = {
      id,
      title,
      subject: subjectOf(project, year, tableIn(options.plan, id)),
      measure: {
        name: measure,
        kind: about.measure.kind === 'sum' ? 'sum' : 'frequency',
        decimals: about.measure.decimals,
        signed: values.some((value) => value !== null && value < 0),
      },
      ...(open.length === 0 ? {} : { bounds: open }),
      dimensions: dimensions.map(({ column, codes, parents }) => ({ column, codes, parents })),
      values: values.map((value, cell) => (isOpen.has(cell) ? null : value)),
      leastHidden: Math.max(0, Math.floor(leastHidden ?? 0)),
      minFrequency: rules.minFrequency,
    };
    return [entered];
  });
  const hash = sha256Of(files.get('manifest.json') ?? Buffer.alloc(0));
  return note(project, options, path.basename(path.resolve(packageFolder)), hash, tables);
}

/** A count as it stands in a published table; null where it is hidden or missing. */
function countOf(written: string, file: string, line: number, column: string): number | null {
  const bare = written.replaceAll(/[\s\u00A0]/gu, '');
  if (bare === '' || /^(?:\.+|-|x|\*|:)$/iu.test(bare)) return null;
  if (!/^\d{1,15}$/u.test(bare)) throw new DataError({ file, line, column }, 'flow.enter.notCount');
  return Number(bare);
}

/** Every combination of the divisions, as a published table has columns: codes, and names, joined by "|". */
function combinations(divisions: readonly Dimension[]): { readonly code: string; readonly label: string }[] {
  return Array.from({ length: cellCount(divisions) }, (_, cell) => {
    const nodes = nodesOf(divisions, cell);
    const of = (d: number, list: readonly string[] | undefined): string =>
      list?.[nodes[d] ?? 0] ?? divisions[d]?.codes[nodes[d] ?? 0] ?? '';
    return {
      code: divisions.map(({ codes }, d) => of(d, codes)).join('|'),
      label: divisions.map(({ labels }, d) => of(d, labels)).join('|'),
    };
  });
}

const NATION_CODES = new Set(['00', '0', 'SE', 'RIKET', TOTAL.toUpperCase()]);

/**
 * Enters a table that was published elsewhere: areas in the first column, one column per category (delimited, PX or
 * JSON-stat). Columns are found by the category's code or name, or by `match` (category to column). Areas and categories that the
 * file does not have are cells that nobody has seen.
 */
export async function enterTable(
  project: Project,
  file: string,
  id: string,
  input: TableInput,
  match: ReadonlyMap<string, string>,
  options: EnterOptions,
): Promise<Entered> {
  const table = tableIn(options.plan, id);
  const subject = subjectOf(project, options.plan.year, table);
  const { rules } = readOrganisation(options.folder).organisation.rules.document;
  const shape = recount(project, subject, { minFrequency: rules.minFrequency });
  if (shape === null) throw new UserError('input', 'flow.enter.noRegister', { register: subject.register });
  const [areas, ...divisions] = shape.dimensions;
  const division = combinations(divisions);
  const read = readTable(file, input);
  const { header, rows, file: name } = read;
  const place = new Map(areas?.codes.map((code, i) => [code, i]));
  const columns = division.map(({ code, label }) => {
    const wanted = [match.get(code), code, label].filter((one) => one !== undefined);
    const at = header.findIndex(
      (column, c) => c > 0 && wanted.some((one) => one.toLowerCase() === column.toLowerCase()),
    );
    return at;
  });
  if (columns.every((at) => at < 0))
    throw new DataError({ file: name, line: 1 }, 'flow.enter.noColumn', {
      categories: division.map(({ code }) => code).join(', '),
    });
  const width = columns.length;
  const values = Array.from(shape.values, (): number | null => null);
  for (const [r, row] of rows.entries()) {
    const written = (row[0] ?? '').trim();
    const area = place.get(NATION_CODES.has(written.toUpperCase()) ? TOTAL : written);
    if (area === undefined)
      throw new DataError({ file: name, line: read.lineOf(r), column: 1 }, 'flow.enter.unknownArea');
    for (const [c, at] of columns.entries())
      if (at >= 0) values[area * width + c] = countOf(row[at] ?? '', name, read.lineOf(r), header[at] ?? '');
  }
  const entered: LedgerTable = {
    id,
    title: table.title,
    subject,
    dimensions: shape.dimensions.map(({ column, codes, parents }) => ({
      column,
      codes: [...codes],
      parents: parents.map((parent) => (parent < 0 ? null : (codes[parent] ?? null))),
    })),
    values,
    leastHidden: 0,
    minFrequency: rules.minFrequency,
  };
  return note(project, options, name, sha256Of(readFileSync(file)), [entered]);
}
