import { UserError } from '../../../shared/errors/errors.ts';
import type { ReleasePlan } from '../../../shared/schemas/releasePlan.ts';
import type { RuleSet } from '../../../shared/schemas/ruleSet.ts';
import { text } from '../../../shared/texts/text.ts';
import { loadSolvers } from '../disclosure/highsSolver.ts';
import type { Progress } from '../jobs/progress.ts';
import type { Project } from '../project/project.ts';
import { bordersSource } from './bordersOf.ts';
import { holdTogether, type Together } from './flow/together.ts';
import { contentFiles, manifestOf, sealedFiles } from './packageFiles.ts';
import { writePackageFolder } from './packageFolder.ts';
import { groupsOf, protectGroup, type ProtectedGroup } from './protectPlan.ts';
import type { LeftOut, TableReport } from './protectTable.ts';
import { withReleaseKey } from './releaseKey.ts';
import { fingerprint, publicKeyOf } from './signing.ts';
import { releaseStatements, statementIds } from './statements/releaseStatements.ts';
import type { PackagedTable } from './writers/writer.ts';

export interface PackageReport {
  readonly tables: readonly TableReport[];
  /** Tables that could not be proven safe, when the user chose to do without them. */
  readonly leftOut: readonly LeftOut[];
  readonly fingerprint: string;
}

export interface PackageOptions {
  readonly folder: string;
  readonly productVersion: string;
  /** Pack what can be proven safe without the rest; else one table that cannot stops the whole release. */
  readonly leaveOutUnprovable: boolean;
}

function refuse({ id, cells, cell, beside }: LeftOut): never {
  if (beside === null) throw new UserError('refused', 'release.notProvable', { table: id, cells, cell });
  throw new UserError('refused', 'release.undoes', { table: id, other: beside, cells, cell });
}

/** Everything up to the division of an area's code says to the attack which ground is meant. */
const DIVISION = /^[^|:]*:/u;

/** Why a group may not lie beside those kept before it. */
function undoing(faults: Together['faults'], group: ProtectedGroup, kept: readonly ProtectedGroup[]): LeftOut {
  const own = new Set(group.tables.map(({ id }) => id));
  const named = faults.flatMap(({ table, other }) => [table, other]).find((id) => !own.has(id));
  const cells = new Set(faults.map(({ cell }) => cell));
  return {
    id: group.plan[0] ?? '',
    cells: cells.size,
    cell: (faults[0]?.cell ?? '').replace(DIVISION, ''),
    beside: named ?? kept.flatMap(({ plan }) => plan).join(', '),
  };
}

/** The groups that may lie in one package, attacked together: all of them, or else each that those before it leave room for. */
async function holdingTogether(
  project: Project,
  groups: readonly ProtectedGroup[],
  progress: Progress,
  gone: (fault: LeftOut) => void,
): Promise<readonly ProtectedGroup[]> {
  const faultsOf = async (tried: readonly ProtectedGroup[]): Promise<Together['faults']> =>
    (
      await holdTogether(
        project,
        tried.flatMap(({ fresh }) => fresh),
        [],
        progress,
      )
    ).faults;
  if ((await faultsOf(groups)).length === 0) return groups;
  const kept: ProtectedGroup[] = [];
  for (const group of groups) {
    const faults = await faultsOf([...kept, group]);
    if (faults.length === 0) kept.push(group);
    else gone(undoing(faults, group, kept));
  }
  return kept;
}

/** The statements whose tables are all there; where tables may be left out, so may what stands on them. */
function statementsOn(
  { statements = [] }: ReleasePlan,
  tables: readonly PackagedTable[],
  leaveOut: boolean,
  leftOut: LeftOut[],
): NonNullable<ReleasePlan['statements']> {
  const there = new Set(tables.map(({ id }) => id));
  const gone = new Set(leftOut.map(({ id }) => id));
  return statements.filter((statement) => {
    const lost = statement.from.find(({ table }) => !there.has(table) && gone.has(table));
    if (!leaveOut || lost === undefined) return true;
    for (const id of statementIds(statement)) leftOut.push({ id, cells: 0, cell: '', beside: lost.table });
    return false;
  });
}

/**
 * Counts, protects, attacks and packs the tables of a plan. All or nothing: if one table cannot be proven safe, by itself
 * or beside the others, nothing is written. Only for projects whose every record was made by `synth`, until the review by two persons exists; the package
 * says in its name, its files and its manifest that it may not be handed out.
 */
export async function makePackage(
  project: Project,
  plan: ReleasePlan,
  ruleSet: RuleSet,
  { folder, productVersion, leaveOutUnprovable }: PackageOptions,
  progress: Progress,
): Promise<PackageReport> {
  if (!project.synthetic) {
    project.appendLog('release-refused', { reason: 'not synthetic', tables: plan.tables.map(({ id }) => id) });
    throw new UserError('refused', 'release.onlySynthetic');
  }
  const leftOut: LeftOut[] = [];
  const protectedGroups: ProtectedGroup[] = [];
  const groups = groupsOf(plan.tables);
  const solvers = await loadSolvers();
  const bordersOf = bordersSource(project, plan.year);
  for (const [i, wanted] of groups.entries()) {
    progress.check();
    progress.report('release.step.tables', i, groups.length);
    const outcome = protectGroup(project, plan, wanted, ruleSet, solvers, progress, bordersOf);
    if ('group' in outcome) protectedGroups.push(outcome.group);
    else if (leaveOutUnprovable) leftOut.push(outcome.leftOut);
    else refuse(outcome.leftOut);
  }
  const kept = await holdingTogether(project, protectedGroups, progress, (fault) => {
    if (!leaveOutUnprovable) refuse(fault);
    leftOut.push(fault);
  });
  const proven = kept.flatMap((group) => group.tables);
  if (proven.length === 0) throw new UserError('refused', 'release.nothingProvable');
  const stated = releaseStatements(
    project,
    statementsOn(plan, proven, leaveOutUnprovable, leftOut),
    proven,
    kept.flatMap((group) => group.fresh),
    progress,
  );
  const { tables } = stated;
  const reports = [...kept.flatMap((group) => group.reports), ...stated.reports];
  progress.report('release.step.package', 0, 1);
  const content = {
    title: plan.title,
    stamp: text('sv', 'release.stamp'),
    synthetic: project.synthetic,
    madeAt: project.now(),
    productVersion,
    tables,
    formats: plan.formats,
  };
  const written = await contentFiles(content);
  const manifest = manifestOf(content, written);
  const { files, publicKey } = withReleaseKey(project, (secret) => ({
    files: sealedFiles(manifest, written, secret),
    publicKey: publicKeyOf(secret),
  }));
  await writePackageFolder(folder, files);
  project.appendLog('release-test-package', { tables: tables.map(({ id }) => id), key: fingerprint(publicKey) });
  progress.report('release.step.package', 1, 1);
  return { tables: reports, leftOut, fingerprint: fingerprint(publicKey) };
}
