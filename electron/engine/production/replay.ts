import { rm } from 'node:fs/promises';
import path from 'node:path';
import { UserError } from '../../../shared/errors/errors.ts';
import { PRODUCT_VERSION } from '../../../shared/product/version.ts';
import type { ProductionPlan } from '../../../shared/schemas/productionPlan.ts';
import { type RunManifest, runManifestSchema } from '../../../shared/schemas/runManifest.ts';
import type { Language } from '../../../shared/texts/text.ts';
import { draftFolder } from '../files/draftFolder.ts';
import type { Progress } from '../jobs/progress.ts';
import { type JsonFile, readJsonFile } from '../jsonfile/readJson.ts';
import type { KeyCost } from '../project/keyWrap.ts';
import { fileHash, hashOf } from './contentHash.ts';
import { openForRun } from './openForRun.ts';
import { outOf, type RunEvent, runPlan } from './runPlan.ts';

export interface ReplayRequest {
  readonly planFile: string;
  readonly json: JsonFile<ProductionPlan>;
  readonly manifest: string;
  /** Of the project that is made for the replay and taken away again. */
  readonly passphrase: string;
  readonly language: Language;
  /** Lower only in tests. */
  readonly cost?: KeyCost;
}

export interface Replayed {
  readonly compared: number;
  readonly varying: number;
  /** What became otherwise, by its name in the run's folder. */
  readonly differing: readonly string[];
}

/** Refuses what could not become the same: another plan, other input, another version of the program. */
async function sameGround({ json, planFile }: ReplayRequest, manifest: RunManifest): Promise<void> {
  if (manifest.planHash !== hashOf(json.value)) throw new UserError('refused', 'production.replay.otherPlan');
  if (manifest.program !== PRODUCT_VERSION)
    throw new UserError('refused', 'production.replay.otherProgram', { was: manifest.program, is: PRODUCT_VERSION });
  for (const { file, sha256 } of manifest.inputs)
    if ((await fileHash(path.resolve(path.dirname(planFile), file))) !== sha256)
      throw new UserError('refused', 'production.replay.otherInput', { file });
}

/** Carries the plan out anew, from its first file, in a project and a folder of its own, and holds the bytes against the manifest's. */
export async function replayRun(
  request: ReplayRequest,
  progress: Progress,
  tell: (event: RunEvent) => void = () => undefined,
): Promise<Replayed> {
  const { planFile, json, passphrase, language, cost } = request;
  const manifest = await readJsonFile(request.manifest, runManifestSchema);
  await sameGround(request, manifest);
  const draft = await draftFolder(`${outOf(planFile, json.value.out)}.replay`);
  try {
    const out = path.join(draft, 'out');
    const project = openForRun(path.join(draft, 'replay.sigill'), passphrase, json.value.name, cost);
    let made: RunManifest;
    try {
      const folder = path.dirname(path.resolve(planFile));
      const context = { plan: json.value, json, folder, project, out, language };
      const { manifest: file } = await runPlan(context, { dryRun: false }, progress, tell);
      made = await readJsonFile(file ?? '', runManifestSchema);
    } finally {
      project.close();
    }
    const outputsOf = ({ steps }: RunManifest): Map<string, string | null> =>
      new Map(steps.flatMap(({ outputs }) => outputs.map(({ name, sha256 }) => [name, sha256] as const)));
    const [before, now] = [outputsOf(manifest), outputsOf(made)];
    const names = [...new Set([...before.keys(), ...now.keys()])].sort();
    return {
      compared: names.length,
      varying: names.filter((name) => before.get(name) === null).length,
      differing: names.filter((name) => before.get(name) !== now.get(name)),
    };
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}
