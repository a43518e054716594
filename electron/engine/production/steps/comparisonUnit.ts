import path from 'node:path';
import { workingJsonPath } from '../../files/workingCopy.ts';
import { writeWhole } from '../../files/writeWhole.ts';
import { fileHash } from '../contentHash.ts';
import { areasContent, valuesContent, registersContent } from '../projectContent.ts';
import { compareProjectYears, compareRuns } from '../results/compareYears.ts';
import { differencesText } from '../results/toldDifferences.ts';
import type { RunContext, Unit } from '../unit.ts';
import { noteCopy } from '../workingCopies.ts';

/** Last year beside this one, as `sigill diff` holds them against each other. */
export const comparisonUnit = (context: RunContext): readonly Unit[] => {
  const { plan, project, out, folder, language } = context;
  const { comparison } = plan;
  if (comparison === undefined) return [];
  const level = plan.level ?? 'regso';
  const methods = (plan.assessments ?? []).map(({ id, method }) => ({ id, file: path.resolve(folder, method) }));
  const inputs = async (): Promise<unknown> => {
    const own = {
      level,
      year: plan.year,
      methods: await Promise.all(methods.map(async ({ id, file }) => [id, await fileHash(file)])),
      groups: (plan.groups ?? []).map(({ id }) => id),
      values: valuesContent(project, level, plan.year),
      people: registersContent(project, plan.year),
    };
    if ('with' in comparison)
      return {
        ...own,
        with: comparison.with,
        before: valuesContent(project, level, comparison.with),
        areas: areasContent(project, [comparison.with, plan.year]),
      };
    const manifest = workingJsonPath(path.resolve(folder, comparison.run, 'manifest.json'));
    return { ...own, run: await fileHash(manifest), areas: areasContent(project, [plan.year]) };
  };
  return [
    {
      step: 'comparison',
      id: '',
      place: ['comparison'],
      inputs,
      work: async (progress) => {
        progress.check();
        const differences =
          'with' in comparison
            ? await compareProjectYears(project, comparison.with, { level, year: plan.year, methods, language })
            : await compareRuns(path.resolve(folder, comparison.run), out);
        const target = workingJsonPath(path.join(out, 'comparison', 'differences.json'));
        noteCopy(context, 'comparison', [target]);
        await writeWhole([{ path: target, content: differencesText(differences) }]);
        return {
          files: [target],
          counts: {
            sameAreas: differences.areas.same.length,
            bordersMoved: differences.areas.bordersMoved.length,
            compared: differences.indicators.filter(({ state }) => state === 'compared').length,
            moved: Math.max(0, ...differences.assessments.map(({ moved }) => moved.length)),
          },
        };
      },
    },
  ];
};
