import type { VersionComparison } from '../../../../shared/domain/areas/compareVersions.ts';
import { compareResults, type ResultDifferences } from '../../../../shared/domain/years/compareResults.ts';
import { UserError } from '../../../../shared/errors/errors.ts';
import { compareProjectVersions } from '../../areas/compare.ts';
import { yearAreas } from '../../indicators/yearAreas.ts';
import type { Project } from '../../project/project.ts';
import { projectResults, type WantedResults } from './projectResults.ts';
import { divisionsOfRuns, readRunResults, type RunResults } from './runResults.ts';

/** The divisions of two years of a project; null where they are one, or where no list says what changed between them. */
export function divisionsIn(
  project: Project,
  level: WantedResults['level'],
  before: number,
  after: number,
): VersionComparison | null {
  const [from, to] = [yearAreas(project, before).frame.version, yearAreas(project, after).frame.version];
  if (from === to || level === 'nation') return null;
  try {
    return compareProjectVersions(project, level, from, to);
  } catch (cause) {
    if (cause instanceof UserError && cause.key === 'areas.noChangeList') return null;
    throw cause;
  }
}

/** Two years of a project. */
export async function compareProjectYears(
  project: Project,
  before: number,
  wanted: WantedResults,
): Promise<ResultDifferences> {
  const [then, now] = [
    await projectResults(project, { ...wanted, year: before }),
    await projectResults(project, wanted),
  ];
  return compareResults(then, now, divisionsIn(project, wanted.level, before, wanted.year));
}

function compareRead(before: RunResults, after: RunResults): ResultDifferences {
  if (before.results.level !== after.results.level)
    throw new UserError('input', 'diff.otherLevel', { before: before.results.level, after: after.results.level });
  return compareResults(before.results, after.results, divisionsOfRuns(before, after));
}

/** Two runs by what they left in their folders. */
export const compareRuns = async (before: string, after: string): Promise<ResultDifferences> =>
  compareRead(await readRunResults(before), await readRunResults(after));
