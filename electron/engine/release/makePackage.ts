import { jointFaults, linkFaults, type LinkedTable } from '../../../shared/domain/disclosure/linked.ts';
import { protectFrequencyTable } from '../../../shared/domain/disclosure/protect.ts';
import type { FrequencyRules } from '../../../shared/domain/disclosure/rules.ts';
import type { FrequencyTable } from '../../../shared/domain/tables/table.ts';
import { UserError } from '../../../shared/errors/errors.ts';
import type { ReleasePlan, ReleaseTable } from '../../../shared/schemas/releasePlan.ts';
import type { RuleSet } from '../../../shared/schemas/ruleSet.ts';
import { text } from '../../../shared/texts/text.ts';
import type { Progress } from '../jobs/progress.ts';
import type { Project } from '../project/project.ts';
import { countTable, registerOf } from './countTable.ts';
import { contentFiles, manifestOf, sealedFiles } from './packageFiles.ts';
import { writePackageFolder } from './packageFolder.ts';
import { withReleaseKey } from './releaseKey.ts';
import { fingerprint, publicKeyOf } from './signing.ts';
import type { PackagedTable } from './writers/writer.ts';

export interface PackageReport {
  readonly tables: readonly {
    readonly id: string;
    readonly cells: number;
    readonly primary: number;
    readonly secondary: number;
    readonly seconds: number;
  }[];
  /** Tables that could not be proven safe, when the user chose to do without them. */
  readonly leftOut: readonly LeftOut[];
  readonly fingerprint: string;
}

export interface LeftOut {
  readonly id: string;
  /** How many cells could not be protected, and one of them by its codes. */
  readonly cells: number;
  readonly cell: string;
  /** The packed table that, held against this one, would tell too much; null: it cannot be protected by itself. */
  readonly beside: string | null;
}

export interface PackageOptions {
  readonly folder: string;
  readonly productVersion: string;
  /** Pack what can be proven safe without the rest; else one table that cannot stops the whole release. */
  readonly leaveOutUnprovable: boolean;
}

function rulesOf(ruleSet: RuleSet, table: ReleaseTable): FrequencyRules {
  const minFrequency = table.minFrequency ?? ruleSet.minFrequency;
  if (minFrequency < ruleSet.minFrequency)
    throw new UserError('refused', 'release.tooLoose', { limit: minFrequency, least: ruleSet.minFrequency });
  return {
    ruleSet: { name: ruleSet.id, version: ruleSet.version },
    minFrequency,
    zeroUnsafe: false,
    knowledge: 'default',
  };
}

type Protected =
  | { readonly table: PackagedTable; readonly linked: LinkedTable; readonly report: PackageReport['tables'][number] }
  | { readonly leftOut: LeftOut };

function protect(
  { year }: ReleasePlan,
  table: ReleaseTable,
  counted: FrequencyTable,
  unit: string,
  ruleSet: RuleSet,
  progress: Progress,
): Protected {
  const started = performance.now();
  const outcome = protectFrequencyTable(counted, rulesOf(ruleSet, table), progress);
  if (!outcome.ok) {
    const cells = new Set(outcome.reasons.map(({ cell }) => cell));
    return { leftOut: { id: table.id, cells: cells.size, cell: [...cells][0] ?? '', beside: null } };
  }
  const { statuses } = outcome.working;
  return {
    table: { id: table.id, title: table.title, year, checked: outcome.checked },
    linked: { table: counted, checked: outcome.checked, unit },
    report: {
      id: table.id,
      cells: statuses.length,
      primary: statuses.filter((status) => status === 'primary').length,
      secondary: statuses.filter((status) => status === 'secondary').length,
      seconds: (performance.now() - started) / 1000,
    },
  };
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
  const reports: PackageReport['tables'][number][] = [];
  const leftOut: LeftOut[] = [];
  const packed: { readonly id: string; readonly linked: LinkedTable }[] = [];
  for (const [i, table] of plan.tables.entries()) {
    progress.check();
    progress.report('release.step.tables', i, plan.tables.length);
    const counted = countTable(project, plan.year, table);
    const outcome = protect(plan, table, counted, registerOf(project, table), ruleSet, progress);
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
