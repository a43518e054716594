import path from 'node:path';
import type { StepName } from '../../../shared/schemas/productionPlan.ts';
import type { LogDetails } from '../project/log.ts';
import type { Project } from '../project/project.ts';
import { fileHash } from './contentHash.ts';
import type { Done } from './unit.ts';

/*
 * What has been done is remembered in the project's own log: it is chained, it commits together with what was done, and a run
 * that was killed begins again from there.
 */

export interface StepRecord {
  /** Place in the log. */
  readonly position: number;
  readonly fingerprint: string;
  /** Files within the run's folder, with the hash of their bytes; null for those that vary. */
  readonly outputs: readonly { readonly name: string; readonly sha256: string | null }[];
  readonly details: LogDetails;
}

export const PRODUCTION = 'production';
const ACTION = PRODUCTION;
export const unitName = (step: StepName, id: string): string => (id === '' ? step : `${step} ${id}`);

const VARYING = '-';

/** The newest record of every unit of a run folder. */
export function stepRecords(project: Project, run: string): ReadonlyMap<string, StepRecord> {
  const records = new Map<string, StepRecord>();
  for (const { position, action, details } of project.log()) {
    if (action !== ACTION || details['run'] !== run) continue;
    const outputs = details['outputs'];
    records.set(String(details['unit']), {
      position,
      fingerprint: String(details['fingerprint']),
      outputs: (Array.isArray(outputs) ? (outputs as readonly string[]) : []).map((one) => {
        const sha256 = one.slice(0, one.indexOf(' '));
        return { name: one.slice(one.indexOf(' ') + 1), sha256: sha256 === VARYING ? null : sha256 };
      }),
      details,
    });
  }
  return records;
}

/** A file's path within the run's folder, with / between its parts on every system. */
export const nameWithin = (out: string, file: string): string => path.relative(out, file).split(path.sep).join('/');

/** The run's name, its folder, the unit and what it followed from. */
export interface RecordHead {
  readonly run: string;
  readonly out: string;
  readonly unit: string;
  readonly fingerprint: string;
}

/** Notes that a unit without files is done; within a transaction it stands or falls with what was done. */
export function recordNow(project: Project, { run, unit, fingerprint }: RecordHead, counts: LogDetails): void {
  project.appendLog(ACTION, { ...counts, run, unit, fingerprint, outputs: [] });
}

/** Notes that a unit is done, with the files that it wrote. */
export async function recordStep(project: Project, head: RecordHead, done: Done): Promise<void> {
  const { run, out, unit, fingerprint } = head;
  const varying = new Set(done.varying);
  const outputs: string[] = [];
  for (const file of done.files)
    outputs.push(`${varying.has(file) ? VARYING : ((await fileHash(file)) ?? '')} ${nameWithin(out, file)}`);
  project.appendLog(ACTION, { ...done.counts, run, unit, fingerprint, outputs });
}

/** True when every file of a record is there as it was written. */
export async function filesStand(out: string, { outputs }: StepRecord): Promise<boolean> {
  for (const { name, sha256 } of outputs) {
    const found = await fileHash(path.join(out, name));
    if (found === undefined || (sha256 !== null && found !== sha256)) return false;
  }
  return true;
}
