import path from 'node:path';
import { PRODUCT_VERSION } from '../../../shared/product/version.ts';
import { releasePlanSchema } from '../../../shared/schemas/releasePlan.ts';
import { resourceFolder } from '../indicators/shipped.ts';
import type { Progress } from '../jobs/progress.ts';
import { readJsonFile } from '../jsonfile/readJson.ts';
import type { Project } from '../project/project.ts';
import { makePackage } from '../release/makePackage.ts';
import { CAUTIOUS_RULES } from '../release/shippedRules.ts';
import { titleOf } from '../release/statements/describeStatement.ts';
import { statementIds } from '../release/statements/releaseStatements.ts';
import { verifyPackage } from '../release/verifyPackage.ts';

export interface ReleaseSummary {
  readonly tables: readonly {
    readonly id: string;
    readonly title: { readonly sv: string; readonly en: string };
    readonly cells: number;
    /** Every hidden cell; `primary` of them because they are small. */
    readonly hidden: number;
    readonly primary: number;
  }[];
  readonly leftOut: readonly { readonly id: string; readonly cells: number }[];
  /** Of the key that sealed the package. */
  readonly fingerprint: string;
  /** Whether the package holds when it is checked from its folder alone. */
  readonly verified: boolean;
}

/** Packs the shipped tables for the year; a table that cannot be proven safe is left out, and said to be. */
export async function releaseDemonstration(
  project: Project,
  year: number,
  folder: string,
  progress: Progress,
): Promise<Omit<ReleaseSummary, 'verified'>> {
  const shipped = await readJsonFile(path.join(resourceFolder('tables'), 'demonstration.json'), releasePlanSchema);
  const plan = { ...shipped, year };
  const options = { folder, productVersion: PRODUCT_VERSION, leaveOutUnprovable: true };
  const { tables, leftOut, fingerprint } = await makePackage(project, plan, CAUTIOUS_RULES, options, progress);
  const titles = new Map([
    ...plan.tables.map(({ id, title }) => [id, title] as const),
    ...(plan.statements ?? []).flatMap((statement) =>
      statementIds(statement).map((id, i) => [id, titleOf(statement, statement.content.show[i] ?? 'level')] as const),
    ),
  ]);
  return {
    tables: tables.map(({ id, cells, primary, secondary }) => ({
      id,
      title: titles.get(id) ?? { sv: id, en: id },
      cells,
      hidden: primary + secondary,
      primary,
    })),
    leftOut: leftOut.map(({ id, cells }) => ({ id, cells })),
    fingerprint,
  };
}

export async function verifyDemonstration(folder: string, fingerprint: string, progress: Progress): Promise<boolean> {
  return (await verifyPackage(folder, progress, { seal: fingerprint })).findings.length === 0;
}
