import path from 'node:path';
import { assessFiles } from '../../assess/assessFiles.ts';
import { projectInput } from '../../assess/areaInput.ts';
import { fileHash } from '../contentHash.ts';
import { areasContent, bordersContent, registersContent, valuesContent } from '../projectContent.ts';
import { RESULT_FILES } from '../results/resultFiles.ts';
import type { RunContext, Unit } from '../unit.ts';
import { noteCopy } from '../workingCopies.ts';

/** Years whose values a method may ask for: every one that has any, which is the safe side. */
const storedContent = ({ project, plan }: RunContext): unknown => {
  const level = plan.level ?? 'regso';
  const years = [...new Set(project.store.registers().map(({ year }) => year))].sort((a, b) => a - b);
  return years.map((year) => [year, valuesContent(project, level, year)]);
};

/** One unit per method of the plan, as `sigill assess` does it. */
export const assessmentUnits = (context: RunContext): readonly Unit[] =>
  (context.plan.assessments ?? []).map(({ id, method }, i): Unit => {
    const { plan, project, out, folder, language } = context;
    const level = plan.level ?? 'regso';
    const file = path.resolve(folder, method);
    return {
      step: 'assessment',
      id,
      place: ['assessments', i],
      inputs: async () => ({
        method: await fileHash(file),
        year: plan.year,
        level,
        values: storedContent(context),
        areas: areasContent(project, [plan.year]),
        borders: bordersContent(project, level, plan.year),
        people: registersContent(project, plan.year),
      }),
      work: async (progress) => {
        progress.check();
        const { assessment, files } = await assessFiles(
          {
            method: file,
            out: path.join(out, RESULT_FILES.assessments, id),
            workingCopy: true,
            beforeWriting: (names) => noteCopy(context, 'assessment', names),
          },
          projectInput(project, { level, year: plan.year }, language),
        );
        return {
          files,
          counts: { areas: assessment.summary.areas, scored: assessment.summary.scored },
        };
      },
    };
  });
