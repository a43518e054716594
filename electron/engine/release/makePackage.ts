import { jointFaults, linkFaults, type LinkedTable } from '../../../shared/domain/disclosure/linked.ts';
import { UserError } from '../../../shared/errors/errors.ts';
import type { ReleasePlan } from '../../../shared/schemas/releasePlan.ts';
import type { RuleSet } from '../../../shared/schemas/ruleSet.ts';
import { text } from '../../../shared/texts/text.ts';
import type { Progress } from '../jobs/progress.ts';
import type { Project } from '../project/project.ts';
import { countTable, registerOf } from './countTable.ts';
import { contentFiles, manifestOf, sealedFiles } from './packageFiles.ts';
import { writePackageFolder } from './packageFolder.ts';
import { describeTable } from './describeTable.ts';
import { type LeftOut, protectTable, type TableReport } from './protectTable.ts';
import { withReleaseKey } from './releaseKey.ts';
import { fingerprint, publicKeyOf } from './signing.ts';
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

/** Why a protected table may not lie beside those already packed: each alone is proven, but one would undo the other. */
function undoing(
  id: string,
  linked: LinkedTable,
  packed: readonly { readonly id: string; readonly linked: LinkedTable }[],
): LeftOut | null {
  for (const earlier of packed) {
    const least = Math.max(linked.checked.rules.minFrequency, earlier.linked.checked.rules.minFrequency);
    const faults = linkFaults(earlier.linked, linked, least);
    if (faults.length > 0) return { id, cells: faults.length, cell: faults[0] ?? '', beside: earlier.id };
  }
  const faults = jointFaults(
    packed.map(({ linked: earlier }) => earlier),
    linked,
  );
  if (faults.length === 0) return null;
  return { id, cells: faults.length, cell: faults[0] ?? '', beside: packed.map((earlier) => earlier.id).join(', ') };
}

function refuse({ id, cells, cell, beside }: LeftOut): never {
  if (beside === null) throw new UserError('refused', 'release.notProvable', { table: id, cells, cell });
  throw new UserError('refused', 'release.undoes', { table: id, other: beside, cells, cell });
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
  const tables: PackagedTable[] = [];
  const reports: TableReport[] = [];
  const leftOut: LeftOut[] = [];
  const packed: { readonly id: string; readonly linked: LinkedTable }[] = [];
  for (const [i, table] of plan.tables.entries()) {
    progress.check();
    progress.report('release.step.tables', i, plan.tables.length);
    const counted = countTable(project, plan.year, table);
    const described = { unit: registerOf(project, table), about: describeTable(project, plan.year, table, counted) };
    const outcome = protectTable(plan, table, counted, described, ruleSet, progress);
    const fault = 'leftOut' in outcome ? outcome.leftOut : undoing(table.id, outcome.linked, packed);
    if (fault !== null) {
      if (!leaveOutUnprovable) refuse(fault);
      leftOut.push(fault);
    } else if ('table' in outcome) {
      tables.push(outcome.table);
      packed.push({ id: table.id, linked: outcome.linked });
      reports.push(outcome.report);
    }
  }
  if (tables.length === 0) throw new UserError('refused', 'release.nothingProvable');
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
