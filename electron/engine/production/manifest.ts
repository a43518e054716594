import path from 'node:path';
import { PRODUCT_VERSION } from '../../../shared/product/version.ts';
import { jsonText } from '../areafile/numberText.ts';
import { workingJsonPath } from '../files/workingCopy.ts';
import { writeWhole } from '../files/writeWhole.ts';
import { fileHash, hashOf } from './contentHash.ts';
import { stepRecords, unitName } from './stepRecords.ts';
import type { RunContext, Unit } from './unit.ts';

/** Every file that the plan names, with the hash of its bytes as the run took it. */
async function inputsOf({ plan, folder }: RunContext): Promise<readonly { file: string; sha256: string }[]> {
  const named = [
    ...(plan.import ?? []).flatMap(({ files, specification }) => [...files, specification]),
    ...(plan.assessments ?? []).map(({ method }) => method),
    ...(plan.groups ?? []).flatMap(({ specification, previous }) => [specification, previous]),
    plan.release?.tables,
  ].filter((file) => file !== undefined);
  const unique = [...new Set(named)].sort();
  return Promise.all(
    unique.map(async (file) => ({ file, sha256: (await fileHash(path.resolve(folder, file))) ?? '' })),
  );
}

/**
 * Writes what the run was made of and what it made: plan, input, program, and every file with its hash, so that `sigill run --replay`
 * can make it anew and see that it becomes the same. Holds no time.
 */
export async function writeManifest(context: RunContext, units: readonly Unit[]): Promise<string> {
  const { plan, project, out } = context;
  const records = stepRecords(project, plan.out);
  const steps = units.map(({ step, id }) => {
    const record = records.get(unitName(step, id));
    return { unit: unitName(step, id), fingerprint: record?.fingerprint ?? '', outputs: record?.outputs ?? [] };
  });
  const target = workingJsonPath(path.join(out, 'manifest.json'));
  await writeWhole([
    {
      path: target,
      content: jsonText({
        status: 'ej röjandekontrollerad',
        version: 1,
        kind: 'sigill-run',
        program: PRODUCT_VERSION,
        plan,
        planHash: hashOf(plan),
        inputs: await inputsOf(context),
        steps,
        varying: steps.flatMap(({ outputs }) =>
          outputs.filter(({ sha256 }) => sha256 === null).map(({ name }) => name),
        ),
      }),
    },
  ]);
  return target;
}
