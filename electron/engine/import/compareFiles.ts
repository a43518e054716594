import { UserError } from '../../../shared/errors/errors.ts';
import type { QualityReport } from '../../../shared/schemas/quality.ts';
import type { RegisterSpecification } from '../../../shared/schemas/specification.ts';
import type { Progress } from '../jobs/progress.ts';
import type { Project } from '../project/project.ts';
import { namedAsIn } from './columnNames.ts';
import { type ImportOptions, importWithin } from './import.ts';
import { headerOf } from './savedSpecifications.ts';

/** Takes the import back once the reports are there. */
class TakenBack extends Error {
  readonly reports: readonly QualityReport[];

  constructor(reports: readonly QualityReport[]) {
    super('An import was made to compare only');
    this.reports = reports;
  }
}

/** Lets the comparison come to its end: what would stop the import is a remark in its reports, and years that are there give way. */
const forComparison = (specification: RegisterSpecification): RegisterSpecification => ({
  ...specification,
  allowOtherColumns: true,
  toleratedBadRows: 1_000_000,
  rules: [
    ...(specification.rules ?? []).map((rule) => ({ ...rule, then: 'warn' as const })),
    ...((specification.rules ?? []).some(({ rule }) => rule === 'unknown-area')
      ? []
      : [{ rule: 'unknown-area' as const, above: 0, then: 'warn' as const }]),
  ],
});

/** Columns that the file does not have are not read, so that they show as vanished. */
function withoutAbsent(specification: RegisterSpecification, header: readonly string[]): RegisterSpecification {
  const there = new Set(header);
  const named = namedAsIn(specification, header).columns;
  const kept = specification.columns.filter((_, i) => there.has(named[i]?.source ?? ''));
  const variables = new Set(kept.map(({ source, variable }) => variable ?? source));
  const { unique, links } = specification;
  const whole = unique?.every((variable) => variables.has(variable)) === true;
  return {
    ...specification,
    columns: kept.length === 0 ? specification.columns : kept,
    unique: whole ? unique : undefined,
    links: links?.filter(({ variable }) => variables.has(variable)),
  };
}

/**
 * What an import of the files would find, column by column against last year: every row is read, described and compared, and
 * then all of it is taken back. Columns that the specification does not name show as new.
 */
export async function compareFiles(
  project: Project,
  options: ImportOptions,
  progress: Progress,
): Promise<readonly QualityReport[]> {
  if (options.specification.kind !== 'register') throw new UserError('input', 'import.compareRegisters');
  const [first] = options.files;
  if (first === undefined) throw new UserError('input', 'import.noFiles');
  const tolerant = forComparison(options.specification);
  // Columns that the file does not name are all there, or the file has another number of them.
  const unnamed = options.specification.dialect?.header === false;
  const specification = unnamed ? tolerant : withoutAbsent(tolerant, await headerOf(first));
  try {
    await importWithin(project, { ...options, specification, replace: true }, progress, ({ quality }) => {
      throw new TakenBack(quality);
    });
  } catch (cause) {
    if (cause instanceof TakenBack) return cause.reports;
    throw cause;
  }
  return [];
}
