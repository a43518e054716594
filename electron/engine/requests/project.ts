import { type Level, LEVELS } from '../../../shared/domain/areas/level.ts';
import type { Output } from '../../../shared/ipc/contract.ts';
import { areaFrame } from '../areas/store.ts';
import { storedYears } from '../indicators/store.ts';
import type { Project } from '../project/project.ts';
import { answer, type RequestHandlers } from './request.ts';
import type { Session } from './session.ts';

type ProjectRequest = 'project.open' | 'project.refused' | 'project.close' | 'project.summary';

/** The levels that can be shown: those with computed values, or before there are any, those that have areas. */
function levelsOf(project: Project, stored: ReturnType<typeof storedYears>, years: readonly number[]): Level[] {
  if (stored.length > 0) return LEVELS.filter((level) => stored.some((values) => values.level === level));
  const newest = years.at(-1);
  if (newest === undefined) return [];
  const { areas } = areaFrame(project, newest);
  return LEVELS.filter((level) => areas[level].length > 0);
}

/** What is in a project, as the window shows it: names and counts. */
export function summaryOf(project: Project): Output<'project.open'> {
  const registers = project.store.registers();
  const years = [...new Set(registers.map(({ year }) => year))].sort((a, b) => a - b);
  const stored = storedYears(project);
  const persons = registers.filter(({ register }) => register === 'person').sort((a, b) => b.year - a.year);
  return {
    name: project.name,
    synthetic: project.synthetic,
    persons: persons[0]?.rows ?? 0,
    years: [...years],
    registers: registers.map(({ register, year, rows, importedAt }) => ({ register, year, rows, importedAt })),
    levels: levelsOf(project, stored, years),
    indicatorYears: [...new Set(stored.map(({ year }) => year))].sort((a, b) => a - b),
    indicatorCount: stored.reduce((most, { indicators }) => Math.max(most, indicators), 0),
  };
}

export const projectRequests = (session: Session): Pick<RequestHandlers, ProjectRequest> => ({
  'project.open': async ({ path, passphrase, onlySynthetic }) =>
    answer(summaryOf(await session.open(path, passphrase, onlySynthetic))),
  'project.refused': ({ what }) => {
    session.projectOrNull()?.appendLog('window-refused', { what });
    return answer({});
  },
  'project.close': async () => {
    await session.close();
    return answer({});
  },
  'project.summary': () => {
    const project = session.projectOrNull();
    return answer(project === null ? null : summaryOf(project));
  },
});
