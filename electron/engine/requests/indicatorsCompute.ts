import { UserError } from '../../../shared/errors/errors.ts';
import type { IndicatorDefinition } from '../../../shared/schemas/indicator.ts';
import { indicatorOf, splitBySex } from '../indicators/bySex.ts';
import { computeIndicators, yearsOf } from '../indicators/compute.ts';
import type { DefinitionSource } from '../indicators/problem.ts';
import { shippedDefinitions } from '../indicators/shipped.ts';
import { storedYears } from '../indicators/store.ts';
import type { Progress } from '../jobs/progress.ts';
import { databaseOf } from '../project/database.ts';
import type { Project } from '../project/project.ts';

/** What the project goes by, with the file each stands in, not split by sex; the shipped ones before any computation. */
export function definitionsInUse(project: Project): readonly DefinitionSource[] {
  const current = databaseOf(project)
    .prepare<[], { file: string; definition: string }>(
      'select file, definition from indicator_definition where current = 1 order by id',
    )
    .all()
    .map(({ file, definition }) => ({ file, definition: JSON.parse(definition) as IndicatorDefinition }))
    .filter(({ definition }) => indicatorOf(definition.id).sex === undefined);
  return current.length > 0 ? current : shippedDefinitions();
}

/** Computes what the project goes by on all its years; what stands for the same definition and data is left as it is. */
export function computeAgain(project: Project, bySex: boolean, progress: Progress): void {
  if (project.store.registers().length === 0) throw new UserError('input', 'indicators.noData');
  const whole = definitionsInUse(project);
  const definitions = bySex ? splitBySex(whole) : whole;
  const deso = storedYears(project).some(({ level }) => level === 'deso');
  const years = yearsOf(project);
  const { computed, reused } = computeIndicators(project, { definitions, years, deso }, progress);
  if (computed + reused === 0) throw new UserError('input', 'indicators.nothingComputed', { years: years.join(', ') });
}
