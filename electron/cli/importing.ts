import { UserError } from '../../shared/errors/errors.ts';
import type { QualityReport } from '../../shared/schemas/quality.ts';
import { type Specification, specificationSchema } from '../../shared/schemas/specification.ts';
import { text } from '../../shared/texts/text.ts';
import { discardPseudonymKey } from '../engine/identifiers/pseudonymKey.ts';
import { compareFiles } from '../engine/import/compareFiles.ts';
import type { ImportOptions } from '../engine/import/import.ts';
import { pseudonymising } from '../engine/import/pseudonymKeys.ts';
import { readSpecification } from '../engine/import/readSpecification.ts';
import { specificationForFile } from '../engine/import/savedSpecifications.ts';
import type { Project } from '../engine/project/project.ts';
import { findingText } from '../engine/quality/wording.ts';
import type { Surroundings } from './command.ts';
import { printReport, remarkOtherPseudonyms } from './commands/quality.ts';

/* What `sigill import` does besides taking files in. */

interface Asked {
  readonly spec?: string;
  readonly ownAreas?: string;
  readonly pseudonymise?: readonly string[];
  readonly json?: true;
}

/** A key to own areas has always the same form, so its name is all that must be said. */
function ownAreasSpecification(name: string, spec: string | undefined): Specification {
  if (spec !== undefined) throw new UserError('input', 'areas.own.orSpecification');
  const parsed = specificationSchema.safeParse({ version: 1, kind: 'own-areas', name });
  if (!parsed.success) throw new UserError('input', 'areas.own.badName');
  return parsed.data;
}

/** The specification that is given, or the one in the project that the first file fits, with the columns to pseudonymise. */
export async function specificationFor(
  { language, remark }: Surroundings,
  project: Project,
  files: readonly string[],
  { spec, ownAreas, pseudonymise }: Asked,
): Promise<Specification> {
  if (ownAreas !== undefined) return ownAreasSpecification(ownAreas, spec);
  let specification: Specification;
  if (spec === undefined) {
    const [first] = files;
    if (first === undefined) throw new UserError('input', 'import.noFiles');
    const saved = await specificationForFile(project, first);
    remark(text(language, 'import.usesSpecification', { name: saved.name, revision: saved.revision }));
    ({ specification } = saved);
  } else specification = await readSpecification(spec, pseudonymise);
  for (const column of pseudonymise ?? []) {
    const changed = specification.kind === 'register' ? pseudonymising(specification, column) : undefined;
    if (changed === undefined) throw new UserError('input', 'import.pseudonymise.notThere', { column });
    specification = changed;
  }
  return specification;
}

/** The rest is in the report; what stops and what is about the register as a whole comes first. */
const MOST_REMARKED = 20;

/** What passed a limit, in words. */
export function remarkFindings({ language, remark }: Surroundings, reports: readonly QualityReport[]): void {
  for (const report of reports) {
    remarkOtherPseudonyms(report, language, remark);
    const told = report.findings.filter(({ state }) => state !== 'ok');
    for (const finding of told.slice(0, MOST_REMARKED))
      remark(`  ${text(language, `quality.state.${finding.state}`)}: ${findingText(language, finding)}`);
    if (told.length > MOST_REMARKED)
      remark(`  ${text(language, 'import.moreFindings', { count: told.length - MOST_REMARKED })}`);
  }
}

export function discardKey({ language, print }: Surroundings, project: Project, { json }: Asked): void {
  const discarded = discardPseudonymKey(project);
  if (json === true) print(JSON.stringify({ discarded }));
  else print(text(language, discarded ? 'import.keyDiscarded' : 'import.noKey'));
}

/** Shows what an import would find, and takes nothing in. */
export async function showDifferences(
  surroundings: Surroundings,
  project: Project,
  options: ImportOptions,
  json: boolean,
): Promise<void> {
  const { language, print, progress } = surroundings;
  const reports = await compareFiles(project, options, progress);
  if (json) {
    print(JSON.stringify({ reports }));
    return;
  }
  for (const report of reports) printReport(surroundings, report);
  print(text(language, 'import.compare.nothing'));
}
