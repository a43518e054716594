import path from 'node:path';
import type { PlannedImport } from '../../../../shared/schemas/productionPlan.ts';
import type { Specification } from '../../../../shared/schemas/specification.ts';
import { UserError } from '../../../../shared/errors/errors.ts';
import { importWithin } from '../../import/import.ts';
import { readSpecification } from '../../import/readSpecification.ts';
import { specificationForFile } from '../../import/savedSpecifications.ts';
import { pseudonymising } from '../../import/pseudonymKeys.ts';
import type { LogEntry } from '../../project/log.ts';
import { fileHash } from '../contentHash.ts';
import { PRODUCTION, type StepRecord } from '../stepRecords.ts';
import type { RunContext, Unit } from '../unit.ts';

const listOf = (value: unknown): readonly string[] => (Array.isArray(value) ? (value as readonly string[]) : []);

/** What an entry of the log put into the project or took away: register-years, or divisions of a kind. */
function touched({ action, details }: LogEntry): readonly string[] {
  if (action === 'remove') return listOf(details['years']).map((year) => `${String(details['register'])} ${year}`);
  if (action !== 'import') return [];
  const years = listOf(details['registers']).map((one) => one.split(' ').slice(0, 2).join(' '));
  return [...years, ...listOf(details['versions']).map((version) => `${String(details['kind'])} ${version}`)];
}

/** False when the project has since been given something else in that place, or had it removed, by anyone but this run. */
function stillThere({ project, plan }: RunContext, record: StepRecord): boolean {
  const own = new Set(listOf(record.details['took']));
  const log = project.log();
  return log.slice(record.position).every((entry, i, later) => {
    const next = later[i + 1];
    const byThisRun = next?.action === PRODUCTION && next.details['run'] === plan.out;
    return (entry.action === 'import' && byThisRun) || touched(entry).every((one) => !own.has(one));
  });
}

async function specificationOf(context: RunContext, planned: PlannedImport): Promise<Specification> {
  const { folder, project } = context;
  const { specification: file, files, pseudonymise = [] } = planned;
  if (file !== undefined) {
    let read = await readSpecification(path.resolve(folder, file), pseudonymise);
    for (const column of pseudonymise) {
      const changed = read.kind === 'register' ? pseudonymising(read, column) : undefined;
      if (changed === undefined) throw new UserError('input', 'import.pseudonymise.notThere', { column });
      read = changed;
    }
    return read;
  }
  return (await specificationForFile(project, path.resolve(folder, files[0] ?? ''))).specification;
}

/** One unit per import of the plan, in its order: what others refer to comes first there. */
export const importUnits = (context: RunContext): readonly Unit[] =>
  (context.plan.import ?? []).map((planned, i): Unit => {
    const files = planned.files.map((file) => path.resolve(context.folder, file));
    return {
      step: 'import',
      id: String(i + 1),
      place: ['import', i],
      inputs: async () => {
        const { pseudonymise } = planned;
        return {
          specification: planned.specification === undefined ? null : await specificationOf(context, planned),
          pseudonymise,
          files: await Promise.all(files.map(async (file) => [path.basename(file), await fileHash(file)])),
        };
      },
      holds: (record) => stillThere(context, record),
      work: async (progress, save) => {
        const specification = await specificationOf(context, planned);
        await importWithin(
          context.project,
          { specification, files, replace: planned.replace === true },
          progress,
          (imported) => {
            const took = imported.registers.map(({ register, year }) => `${register} ${String(year)}`);
            const versions = listOf(imported.details['versions']).map((version) => `${imported.kind} ${version}`);
            save({
              took: [...took, ...versions],
              rows: imported.registers.reduce((sum, { rows }) => sum + rows, 0),
              refused: imported.registers.reduce((sum, { refused }) => sum + refused, 0),
            });
            return imported;
          },
        );
        return undefined;
      },
    };
  });
