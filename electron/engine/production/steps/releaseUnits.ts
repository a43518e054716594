import { rm } from 'node:fs/promises';
import path from 'node:path';
import { UserError } from '../../../../shared/errors/errors.ts';
import { PRODUCT_VERSION } from '../../../../shared/product/version.ts';
import { type ReleasePlan, releasePlanSchema } from '../../../../shared/schemas/releasePlan.ts';
import { jsonText } from '../../areafile/numberText.ts';
import { workingJsonPath } from '../../files/workingCopy.ts';
import { writeWhole } from '../../files/writeWhole.ts';
import type { Progress } from '../../jobs/progress.ts';
import { readJsonFile } from '../../jsonfile/readJson.ts';
import { countTable } from '../../release/countTable.ts';
import { assemble } from '../../release/flow/assemble.ts';
import { checkAnchor } from '../../release/flow/releaseStore.ts';
import { makePackage } from '../../release/makePackage.ts';
import { readPackageFolder } from '../../release/packageFolder.ts';
import { readOrganisation } from '../../release/persons/organisation.ts';
import { MANIFEST_FILE, SEAL_FILE } from '../../release/seal.ts';
import { CAUTIOUS_RULES } from '../../release/shippedRules.ts';
import { verifyPackage } from '../../release/verifyPackage.ts';
import { fileHash, hashOf } from '../contentHash.ts';
import { areasContent, registersContent, valuesContent } from '../projectContent.ts';
import type { Done, RunContext, Unit } from '../unit.ts';
import { noteCopy } from '../workingCopies.ts';

type Release = NonNullable<RunContext['plan']['release']>;

/** Bytes that follow from clock and keys. */
const VARYING_IN_PACKAGE: ReadonlySet<string> = new Set([MANIFEST_FILE, SEAL_FILE]);
const VARYING_FORMS = /\.(?:pdf|docx|xlsx)$/u;

/** The release's tables, for the plan's own year. */
const tablesOf = async ({ plan, folder }: RunContext, { tables }: Release): Promise<ReleasePlan> => ({
  ...(await readJsonFile(path.resolve(folder, tables), releasePlanSchema)),
  year: plan.year,
});

const counted = (context: RunContext): unknown => {
  const { plan, project } = context;
  return {
    year: plan.year,
    registers: registersContent(project, plan.year),
    values: (['deso', 'regso', 'municipality'] as const).map((level) => valuesContent(project, level, plan.year)),
    areas: areasContent(project, [plan.year]),
  };
};

/** Counts every table: what cannot be counted is said before anything is protected. */
function tablesUnit(context: RunContext, release: Release): Unit {
  const { folder, project, out, plan } = context;
  return {
    step: 'tables',
    id: '',
    place: ['release', 'tables'],
    inputs: async () => ({
      tables: await fileHash(path.resolve(folder, release.tables)),
      counted: counted(context),
    }),
    work: async (progress) => {
      const { tables } = await tablesOf(context, release);
      const told = tables.map((table) => {
        progress.check();
        const { values } = countTable(project, plan.year, table);
        return { id: table.id, cells: values.length, counts: hashOf([...values]) };
      });
      const target = workingJsonPath(path.join(out, 'tables', 'counted.json'));
      noteCopy(context, 'tables', [target]);
      await writeWhole([{ path: target, content: jsonText({ status: 'ej röjandekontrollerad', tables: told }) }]);
      return {
        files: [target],
        counts: { tables: told.length, cells: told.reduce((sum, { cells }) => sum + cells, 0) },
      };
    },
  };
}

/** Protects the tables and attacks them together with everything in the organisation's ledger. */
async function protectForRelease(
  context: RunContext,
  release: Release & { readonly organisation: string },
  progress: Progress,
): Promise<Done> {
  const { project, out, folder } = context;
  const { organisation, ledger } = readOrganisation(path.resolve(folder, release.organisation));
  checkAnchor(project, organisation, ledger);
  const plan = await tablesOf(context, release);
  const { report, together } = await assemble(
    project,
    plan,
    organisation.rules.document.rules,
    ledger.state.tables,
    progress,
  );
  const target = workingJsonPath(path.join(out, 'release', 'protection.json'));
  const tables = report.map(({ id, cells, primary, secondary }) => ({ id, cells, primary, secondary }));
  const { earlier, attacked, differences } = together;
  noteCopy(context, 'protection', [target]);
  await writeWhole([
    {
      path: target,
      content: jsonText({ status: 'ej röjandekontrollerad', tables, together: { earlier, attacked, differences } }),
    },
  ]);
  return { files: [target], counts: countsOf(tables) };
}

const countsOf = (tables: readonly { cells: number; primary: number; secondary: number }[]): Done['counts'] => ({
  tables: tables.length,
  cells: tables.reduce((sum, { cells }) => sum + cells, 0),
  hidden: tables.reduce((sum, { primary, secondary }) => sum + primary + secondary, 0),
});

const packageFolder = (out: string): string => path.join(out, 'release', 'trial-package');

/** A trial package of made-up data, in place of the one of an earlier run. */
async function packForTrial(context: RunContext, release: Release, progress: Progress): Promise<Done> {
  const target = packageFolder(context.out);
  const plan = await tablesOf(context, release);
  await rm(target, { recursive: true, force: true });
  const { tables, leftOut } = await makePackage(
    context.project,
    plan,
    CAUTIOUS_RULES,
    { folder: target, productVersion: PRODUCT_VERSION, leaveOutUnprovable: release.leaveOut === true },
    progress,
  );
  const { files } = await readPackageFolder(target);
  const names = [...files.keys()].sort();
  return {
    files: names.map((name) => path.join(target, name)),
    varying: names
      .filter((name) => VARYING_IN_PACKAGE.has(name) || VARYING_FORMS.test(name))
      .map((name) => path.join(target, name)),
    counts: { ...countsOf(tables), leftOut: leftOut.length },
  };
}

function protectionUnit(context: RunContext, release: Release): Unit {
  const { folder, project } = context;
  const { organisation } = release;
  return {
    step: 'protection',
    id: '',
    place: ['release'],
    inputs: async () => ({
      tables: await fileHash(path.resolve(folder, release.tables)),
      counted: counted(context),
      leaveOut: release.leaveOut === true,
      rules:
        organisation === undefined
          ? CAUTIOUS_RULES
          : (() => {
              const { organisation: own, ledger } = readOrganisation(path.resolve(folder, organisation));
              return [own.rules.document, ledger.state.head.hash];
            })(),
    }),
    work: (progress) => {
      if (organisation !== undefined) return protectForRelease(context, { ...release, organisation }, progress);
      if (!project.synthetic) throw new UserError('input', 'production.needsOrganisation');
      return packForTrial(context, release, progress);
    },
  };
}

/** The draft: what `sigill submit` takes, by a person with a key of their own; or the trial package, verified from its folder. */
function draftUnit(context: RunContext, release: Release): Unit {
  const { out, folder } = context;
  const draft = path.join(out, 'release', 'draft-tables.json');
  return {
    step: 'release',
    id: '',
    place: ['release'],
    inputs: async () => ({
      tables: await fileHash(path.resolve(folder, release.tables)),
      year: context.plan.year,
      counted: counted(context),
      organisation: release.organisation ?? null,
    }),
    work: async (progress) => {
      const plan = await tablesOf(context, release);
      if (release.organisation !== undefined) {
        await writeWhole([{ path: draft, content: jsonText(plan) }]);
        return { files: [draft], counts: { tables: plan.tables.length } };
      }
      const { findings } = await verifyPackage(packageFolder(out), progress);
      if (findings.length > 0) throw new UserError('refused', 'production.packageFails', { count: findings.length });
      return { files: [], counts: { verified: 1 } };
    },
  };
}

export const releaseUnits = (context: RunContext): readonly Unit[] => {
  const { release } = context.plan;
  if (release === undefined) return [];
  return [tablesUnit(context, release), protectionUnit(context, release), draftUnit(context, release)];
};
