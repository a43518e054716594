import { DataError, UserError } from '../../../shared/errors/errors.ts';
import type { QualityFinding, QualityReport } from '../../../shared/schemas/quality.ts';
import type { RegisterSpecification } from '../../../shared/schemas/specification.ts';
import type { Delivery, DeliveryContext } from '../import/delivery.ts';
import { checkNames, variablesOf } from '../import/columnNames.ts';
import { databaseOf } from '../project/database.ts';
import type { Project } from '../project/project.ts';
import type { ColumnProfile } from './columnProfile.ts';
import { identifyingColumns } from './identifying.ts';
import { keepProfile } from './keepProfile.ts';
import { placesOf } from './offenders.ts';
import { qualityReport } from './report.ts';
import { scanProfile } from './scanProfile.ts';
import { findingParameters, placesText } from './wording.ts';

/** A rule of the specification stopped the import; the project is as before. Says rule, rows, limit, places; no value. */
export class ImportStopped extends UserError {
  readonly findings: readonly QualityFinding[];

  constructor(first: QualityFinding, findings: readonly QualityFinding[]) {
    const places = first.places.length === 0 ? '' : `(${placesText(first.places)})`;
    super('refused', `quality.stop.${first.rule}`, { ...findingParameters('sv', first), places });
    this.name = 'ImportStopped';
    this.findings = findings;
  }
}

const pseudonymisedVariables = (specification: RegisterSpecification): ReadonlySet<string> =>
  new Set(
    specification.columns.flatMap((column) =>
      column.type === 'key' && column.pseudonymise === true ? [column.variable ?? column.source] : [],
    ),
  );

/** Refuses columns that identify persons, by all that has been read of them. */
function refuseIdentifying(
  specification: RegisterSpecification,
  columns: readonly ColumnProfile[],
  file: string,
): readonly string[] {
  const declared = new Set(
    specification.columns.flatMap((column) =>
      column.type !== 'ignore' && column.identifying === false ? [column.variable ?? column.source] : [],
    ),
  );
  const found = identifyingColumns(columns, pseudonymisedVariables(specification));
  for (const { variable, source, kind, certain } of found)
    if (certain) throw new DataError({ file, column: source }, `quality.identifies.${kind}`);
    else if (!declared.has(variable)) throw new DataError({ file, column: source }, `quality.mayIdentify.${kind}`);
  return found.map(({ variable, kind }) => `${variable}: ${kind}`);
}

export interface Completed {
  readonly reports: readonly QualityReport[];
  /** Columns that look as if they identified somebody, and that the specification says do not. */
  readonly declared: readonly string[];
}

/**
 * Describes what an import has taken in, refuses what identifies persons, and holds the rules against it: throws
 * ImportStopped when one says stop. Runs within the import's transaction, so that the project is as before then.
 */
export async function completeQuality(
  project: Project,
  specification: RegisterSpecification,
  delivery: Delivery,
  context: DeliveryContext,
  profiles: ReadonlyMap<number, readonly ColumnProfile[]>,
): Promise<Completed> {
  const { progress } = context;
  const reports: QualityReport[] = [];
  const declared: string[] = [];
  const fileNames = databaseOf(project).prepare<[string, number], string>(
    `select name from source_file join register_year on register_year.id = source_file.register_year
     where register = ? and year = ? order by position`,
  );
  for (const [i, { register, year }] of delivery.registers.entries()) {
    progress.report('quality.step', i, delivery.registers.length);
    const columns = profiles.get(year) ?? scanProfile(project.store, specification, year, () => progress.check());
    const names = fileNames.pluck().all(register, year);
    const file = delivery.files.find(({ name }) => names.includes(name));
    for (const one of delivery.files)
      if (names.includes(one.name) && one.header !== undefined) checkNames(specification, one.name, one.header, year);
    declared.push(...refuseIdentifying(specification, columns, file?.name ?? ''));
    keepProfile(
      project,
      specification,
      year,
      columns,
      variablesOf(specification, file?.header ?? []),
      delivery.badRows,
    );
    const report = qualityReport(project, register, year, () => progress.check());
    await stopIfTold(project, specification, delivery, context, report);
    reports.push(report);
  }
  progress.report('quality.step', delivery.registers.length, delivery.registers.length);
  return { reports, declared };
}

async function stopIfTold(
  project: Project,
  specification: RegisterSpecification,
  delivery: Delivery,
  context: DeliveryContext,
  report: QualityReport,
): Promise<void> {
  const stops = report.findings.filter(({ state }) => state === 'stop');
  if (stops.length === 0) return;
  const reread = { paths: delivery.files.map(({ path }) => path), context };
  const placed: QualityFinding[] = [];
  for (const finding of stops)
    placed.push({ ...finding, places: [...(await placesOf(project, specification, finding, report, reread))] });
  throw new ImportStopped(placed[0] as QualityFinding, placed);
}
