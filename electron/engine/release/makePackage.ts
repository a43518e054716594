import { protectFrequencyTable } from '../../../shared/domain/disclosure/protect.ts';
import type { FrequencyRules } from '../../../shared/domain/disclosure/rules.ts';
import type { FrequencyTable } from '../../../shared/domain/tables/table.ts';
import { UserError } from '../../../shared/errors/errors.ts';
import type { ReleasePlan, ReleaseTable } from '../../../shared/schemas/releasePlan.ts';
import type { RuleSet } from '../../../shared/schemas/ruleSet.ts';
import { text } from '../../../shared/texts/text.ts';
import type { Progress } from '../jobs/progress.ts';
import type { Project } from '../project/project.ts';
import { countTable } from './countTable.ts';
import { packageFiles, type PackagedTable } from './packageFiles.ts';
import { writePackageFolder } from './packageFolder.ts';
import { withReleaseKey } from './releaseKey.ts';
import { fingerprint, publicKeyOf } from './signing.ts';

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
  | { readonly table: PackagedTable; readonly report: PackageReport['tables'][number] }
  | { readonly leftOut: LeftOut };

function protect(
  { year }: ReleasePlan,
  table: ReleaseTable,
  counted: FrequencyTable,
  ruleSet: RuleSet,
  progress: Progress,
): Protected {
  const started = performance.now();
  const outcome = protectFrequencyTable(counted, rulesOf(ruleSet, table), progress);
  if (!outcome.ok) {
    const cells = new Set(outcome.reasons.map(({ cell }) => cell));
    return { leftOut: { id: table.id, cells: cells.size, cell: [...cells][0] ?? '' } };
  }
  const { statuses } = outcome.working;
  return {
    table: { id: table.id, title: table.title, year, checked: outcome.checked },
    report: {
      id: table.id,
      cells: statuses.length,
      primary: statuses.filter((status) => status === 'primary').length,
      secondary: statuses.filter((status) => status === 'secondary').length,
      seconds: (performance.now() - started) / 1000,
    },
  };
}

/**
 * Counts, protects, attacks and packs the tables of a plan. All or nothing: if one table cannot be proven safe, nothing is
 * written. Only for projects whose every record was made by `synth`, until the review by two persons exists; the package
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
  for (const [i, table] of plan.tables.entries()) {
    progress.check();
    progress.report('release.step.tables', i, plan.tables.length);
    const outcome = protect(plan, table, countTable(project, plan.year, table), ruleSet, progress);
    if ('leftOut' in outcome) {
      const { id, cells, cell } = outcome.leftOut;
      if (!leaveOutUnprovable) throw new UserError('refused', 'release.notProvable', { table: id, cells, cell });
      leftOut.push(outcome.leftOut);
    } else {
      tables.push(outcome.table);
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
  const { files, publicKey } = withReleaseKey(project, (secret) => ({
    files: packageFiles(content, secret),
    publicKey: publicKeyOf(secret),
  }));
  await writePackageFolder(folder, files);
  project.appendLog('release-test-package', { tables: tables.map(({ id }) => id), key: fingerprint(publicKey) });
  progress.report('release.step.package', 1, 1);
  return { tables: reports, leftOut, fingerprint: fingerprint(publicKey) };
}
