import { statSync } from 'node:fs';
import path from 'node:path';
import { DataError } from '../../../shared/errors/errors.ts';
import { type ProductionPlan, productionPlanSchema } from '../../../shared/schemas/productionPlan.ts';
import type { Path } from '../jsonfile/parseJson.ts';
import { type JsonFile, readJsonFileWithPlaces } from '../jsonfile/readJson.ts';

interface Named {
  readonly place: Path;
  readonly file: string;
  readonly kind: 'file' | 'folder';
}

/** Every file and folder that the plan takes something from, with its place in the plan. */
function* namedIn(plan: ProductionPlan): Generator<Named> {
  for (const [i, { files, specification }] of (plan.import ?? []).entries()) {
    for (const [j, file] of files.entries()) yield { place: ['import', i, 'files', j], file, kind: 'file' };
    if (specification !== undefined) yield { place: ['import', i, 'specification'], file: specification, kind: 'file' };
  }
  if (plan.indicators?.definitions !== undefined)
    yield { place: ['indicators', 'definitions'], file: plan.indicators.definitions, kind: 'folder' };
  for (const [i, { method }] of (plan.assessments ?? []).entries())
    yield { place: ['assessments', i, 'method'], file: method, kind: 'file' };
  for (const [i, { specification, previous }] of (plan.groups ?? []).entries()) {
    yield { place: ['groups', i, 'specification'], file: specification, kind: 'file' };
    if (previous !== undefined) yield { place: ['groups', i, 'previous'], file: previous, kind: 'file' };
  }
  if (plan.comparison !== undefined && 'run' in plan.comparison)
    yield { place: ['comparison', 'run'], file: plan.comparison.run, kind: 'folder' };
  if (plan.release !== undefined) {
    yield { place: ['release', 'tables'], file: plan.release.tables, kind: 'file' };
    if (plan.release.organisation !== undefined)
      yield { place: ['release', 'organisation'], file: plan.release.organisation, kind: 'folder' };
  }
}

function kindOf(file: string): 'file' | 'folder' | 'none' {
  const found = statSync(file, { throwIfNoEntry: false });
  return found === undefined ? 'none' : found.isDirectory() ? 'folder' : 'file';
}

/**
 * Reads PLAN.json and sees that it can be carried out as far as that can be seen from it: every file is there, no name stands
 * twice, and what is held against an earlier year is later. @throws DataError with line and column of the plan
 */
export async function readPlan(file: string): Promise<JsonFile<ProductionPlan>> {
  const json = await readJsonFileWithPlaces(file, productionPlanSchema);
  const plan = json.value;
  const folder = path.dirname(path.resolve(file));
  for (const { place, file: named, kind } of namedIn(plan)) {
    const found = kindOf(path.resolve(folder, named));
    if (found === 'none') throw new DataError(json.placeOf(place), 'production.notThere', { file: named });
    if (found !== kind)
      throw new DataError(json.placeOf(place), kind === 'file' ? 'file.isFolder' : 'production.notFolder');
  }
  for (const part of ['assessments', 'groups'] as const) {
    const seen = new Set<string>();
    for (const [i, { id }] of (plan[part] ?? []).entries()) {
      if (seen.has(id)) throw new DataError(json.placeOf([part, i, 'id']), 'production.twice', { id });
      seen.add(id);
    }
  }
  if (path.extname(plan.project) !== '.sigill')
    throw new DataError(json.placeOf(['project']), 'project.badName', { file: plan.project });
  const notEarlier = (year: number | undefined, place: Path): void => {
    if (year !== undefined && year >= plan.year)
      throw new DataError(json.placeOf(place), 'production.notEarlier', { year: plan.year });
  };
  notEarlier(plan.drift?.with, ['drift', 'with']);
  if (plan.comparison !== undefined && 'with' in plan.comparison)
    notEarlier(plan.comparison.with, ['comparison', 'with']);
  for (const [i, year] of (plan.indicators?.years ?? []).entries())
    if (year > plan.year)
      throw new DataError(json.placeOf(['indicators', 'years', i]), 'production.laterYear', { year: plan.year });
  return json;
}
