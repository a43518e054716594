import path from 'node:path';
import { groupFiles } from '../../groups/groupFiles.ts';
import { indicatorWords } from '../../groups/indicatorWords.ts';
import { fileHash } from '../contentHash.ts';
import { areasContent, bordersContent, registersContent, valuesContent } from '../projectContent.ts';
import { RESULT_FILES } from '../results/resultFiles.ts';
import type { RunContext, Unit } from '../unit.ts';

/** One unit per grouping of the plan, as `sigill groups` does it. */
export const groupsUnits = (context: RunContext): readonly Unit[] =>
  (context.plan.groups ?? []).map(({ id, specification, previous, stability }, i): Unit => {
    const { plan, project, out, folder, language } = context;
    const level = plan.level ?? 'regso';
    const spec = path.resolve(folder, specification);
    const earlier = previous === undefined ? undefined : path.resolve(folder, previous);
    return {
      step: 'groups',
      id,
      place: ['groups', i],
      inputs: async () => ({
        specification: await fileHash(spec),
        previous: earlier === undefined ? null : await fileHash(earlier),
        stability: stability ?? 0,
        language,
        year: plan.year,
        level,
        values: valuesContent(project, level, plan.year),
        areas: areasContent(project, [plan.year]),
        borders: bordersContent(project, level, plan.year),
        people: registersContent(project, plan.year),
      }),
      work: async (progress) => {
        const { summary, files } = await groupFiles(
          {
            from: { project, level, year: plan.year },
            spec,
            out: path.join(out, RESULT_FILES.groups, id),
            previous: earlier,
            chooseFrom: [],
            draws: stability ?? 0,
            drawsPerK: 20,
            references: 20,
            words: indicatorWords(language),
            language,
          },
          progress,
        );
        return { files, counts: { groups: summary.k, areas: summary.areas } };
      },
    };
  });
