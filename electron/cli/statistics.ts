import { UserError } from '../../shared/errors/errors.ts';
import { text } from '../../shared/texts/text.ts';
import { importStatistics } from '../engine/compile/importStatistics.ts';
import { readDefinitions } from '../engine/indicators/definitions.ts';
import { shippedAndOwn } from '../engine/indicators/held/heldDefinitions.ts';
import { errorOf } from '../engine/indicators/problem.ts';
import type { Project } from '../engine/project/project.ts';
import type { Surroundings } from './command.ts';

/** `sigill import PROJECT --statistics FILE`: takes an area statistics file in. */
export async function takeStatistics(
  { language, print, progress }: Surroundings,
  project: Project,
  given: { readonly statistics: string; readonly definitions?: string | undefined; readonly json?: true },
): Promise<void> {
  const { sources, problems } =
    given.definitions === undefined ? { sources: [], problems: [] } : readDefinitions(given.definitions);
  const [problem] = problems;
  if (problem !== undefined) throw errorOf(problem);
  const { indicators, years, rows } = await importStatistics(
    project,
    given.statistics,
    shippedAndOwn(project, sources),
    progress,
  );
  if (indicators.length === 0) throw new UserError('input', 'statistics.nothing');
  if (given.json === true) print(JSON.stringify({ indicators, years, rows }));
  else print(text(language, 'statistics.done', { indicators: indicators.length, years: years.join(', '), rows }));
}
