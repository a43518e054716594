import { LEVELS } from '../../../shared/domain/areas/level.ts';
import type { Output } from '../../../shared/ipc/contract.ts';
import type { Project } from '../project/project.ts';
import { answer, type RequestHandlers } from './request.ts';
import type { Session } from './session.ts';

type ProjectRequest = 'project.open' | 'project.close' | 'project.summary';

/** What is in a project, as the window shows it: names and counts. */
export function summaryOf(project: Project): Output<'project.summary'> {
  const registers = project.store.registers();
  const persons = registers.filter(({ register }) => register === 'person').sort((a, b) => b.year - a.year);
  return {
    name: project.name,
    synthetic: project.synthetic,
    persons: persons[0]?.rows ?? 0,
    years: [...new Set(registers.map(({ year }) => year))].sort((a, b) => a - b),
    registers: registers.map(({ register, year, rows, importedAt }) => ({ register, year, rows, importedAt })),
    levels: [...LEVELS],
    indicatorYears: [],
    indicatorCount: 0,
  };
}

export const projectRequests = (session: Session): Pick<RequestHandlers, ProjectRequest> => ({
  'project.open': ({ path, passphrase, onlySynthetic }) =>
    answer(summaryOf(session.open(path, passphrase, onlySynthetic))),
  'project.close': () => {
    session.close();
    return answer({});
  },
  'project.summary': () => answer(summaryOf(session.project())),
});
