import { UserError } from '../../../shared/errors/errors.ts';
import { splitBySex } from '../indicators/bySex.ts';
import { computeIndicators, yearsOf } from '../indicators/compute.ts';
import { definitionsInUse, isBySex } from '../indicators/held/heldDefinitions.ts';
import { storedYears } from '../indicators/store.ts';
import type { Progress } from '../jobs/progress.ts';
import type { Project } from '../project/project.ts';

/**
 * Computes what the project goes by on all its years; what stands for the same definition and data is left as it is. For women
 * and men too when that is asked for or was done before.
 */
export function computeAgain(project: Project, bySex: boolean, progress: Progress): void {
  if (project.store.registers().length === 0) throw new UserError('input', 'indicators.noData');
  const whole = definitionsInUse(project);
  const definitions = bySex || isBySex(project) ? splitBySex(whole) : whole;
  const deso = storedYears(project).some(({ level }) => level === 'deso');
  const years = yearsOf(project);
  const { computed, reused } = computeIndicators(project, { definitions, years, deso }, progress);
  if (computed + reused === 0) throw new UserError('input', 'indicators.nothingComputed', { years: years.join(', ') });
}
