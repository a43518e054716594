import { existsSync } from 'node:fs';
import type { ProductionPlan } from '../../../shared/schemas/productionPlan.ts';
import type { JsonFile } from '../jsonfile/readJson.ts';
import type { RunEvent, RunOutcome } from './runPlan.ts';

/** What a dry run can say of a plan whose project has not been made: all of it is to be done. Undefined when the project is there. */
export function withoutProject(project: string, { value: plan }: JsonFile<ProductionPlan>): RunOutcome | undefined {
  if (existsSync(project)) return undefined;
  const todo = (step: RunEvent['step'], unit: string = step): RunEvent => ({ step, unit, state: 'todo', counts: {} });
  const units: RunEvent[] = [
    ...(plan.import ?? []).map((_one, i) => todo('import', `import ${String(i + 1)}`)),
    ...(plan.quality === undefined ? [] : [todo('quality')]),
    ...(plan.indicators === undefined ? [] : [todo('indicators')]),
    ...(plan.drift === undefined ? [] : [todo('drift')]),
    ...(plan.assessments ?? []).map(({ id }) => todo('assessment', `assessment ${id}`)),
    ...(plan.groups ?? []).map(({ id }) => todo('groups', `groups ${id}`)),
    ...(plan.comparison === undefined ? [] : [todo('comparison')]),
    ...(plan.release === undefined ? [] : [todo('tables'), todo('protection'), todo('release')]),
  ];
  return { units, manifest: null };
}
