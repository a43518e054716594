import path from 'node:path';
import { UserError } from '../../../../shared/errors/errors.ts';
import { jsonText } from '../../areafile/numberText.ts';
import { workingCopyPath, workingJsonPath } from '../../files/workingCopy.ts';
import { writeWhole } from '../../files/writeWhole.ts';
import { splitBySex } from '../../indicators/bySex.ts';
import { computeIndicators } from '../../indicators/compute.ts';
import { readDefinitions } from '../../indicators/definitions.ts';
import { shippedAndOwn } from '../../indicators/held/heldDefinitions.ts';
import { definitionHash } from '../../indicators/identity.ts';
import { type DefinitionSource, errorOf } from '../../indicators/problem.ts';
import { longRows } from '../../indicators/workingCopy.ts';
import { areaRows, changeRows, definitionsIn, hasChanges } from '../results/writeResults.ts';
import { RESULT_FILES } from '../results/resultFiles.ts';
import { areasContent, registersContent } from '../projectContent.ts';
import type { RunContext, Unit } from '../unit.ts';
import { noteCopy } from '../workingCopies.ts';

/** The shipped definitions, the project's own, and those of the plan's folder. */
function definitionsOf({ plan, project, folder }: RunContext): readonly DefinitionSource[] {
  const from = plan.indicators?.definitions;
  if (from === undefined) return wanted(plan.indicators?.bySex, shippedAndOwn(project));
  const { sources, problems } = readDefinitions(path.resolve(folder, from));
  const [problem] = problems;
  if (problem !== undefined) throw errorOf(problem);
  return wanted(plan.indicators?.bySex, shippedAndOwn(project, sources));
}

const wanted = (bySex: true | undefined, sources: readonly DefinitionSource[]): readonly DefinitionSource[] =>
  bySex === true ? splitBySex(sources) : sources;

/** The plan's year and the years that it is held against, in order. */
export function yearsOfPlan({ plan }: RunContext): readonly number[] {
  const held = plan.comparison !== undefined && 'with' in plan.comparison ? [plan.comparison.with] : [];
  const drift = plan.drift?.with === undefined ? [] : [plan.drift.with];
  return [...new Set([...(plan.indicators?.years ?? []), ...held, ...drift, plan.year])].sort((a, b) => a - b);
}

/** Computes what has changed, and writes the year's areas, values and definitions for `sigill diff`. */
export const indicatorsUnit = (context: RunContext): readonly Unit[] => {
  const { plan, project, out } = context;
  if (plan.indicators === undefined) return [];
  const level = plan.level ?? 'regso';
  const years = yearsOfPlan(context);
  return [
    {
      step: 'indicators',
      id: '',
      place: ['indicators'],
      inputs: () => ({
        definitions: definitionsOf(context).map((source) => [
          source.definition.id,
          source.definition.revision,
          definitionHash(source),
          source.definition.estimate ?? null,
        ]),
        years,
        level,
        registers: registersContent(project, plan.year),
        areas: areasContent(project, years),
      }),
      work: async (progress) => {
        const definitions = definitionsOf(context);
        const known = new Set(project.store.registers().map(({ year }) => year));
        const missing = years.find((year) => !known.has(year));
        if (missing !== undefined) throw new UserError('input', 'production.noRegisters', { year: missing });
        const computed = computeIndicators(project, { definitions, years, deso: level === 'deso' }, progress);
        const own = computed.problems.find(({ file }) =>
          definitions.some((source) => source.own === true && source.file === file),
        );
        if (own !== undefined) throw errorOf(own);
        if (computed.computed + computed.reused === 0)
          throw new UserError('input', 'indicators.nothingComputed', { years: years.join(', ') });
        const to = (name: string): string => path.join(out, RESULT_FILES.folder, name);
        const files = [
          { path: workingCopyPath(to(RESULT_FILES.areas)), content: areaRows(project, level, plan.year) },
          { path: workingCopyPath(to(RESULT_FILES.indicators)), content: longRows(project, level, [plan.year]) },
          ...(hasChanges(project)
            ? [{ path: workingCopyPath(to(RESULT_FILES.changes)), content: changeRows(project) }]
            : []),
          {
            path: workingJsonPath(to(RESULT_FILES.definitions)),
            content: jsonText(definitionsIn(project, level, plan.year)),
          },
        ];
        const names = files.map((file) => file.path);
        noteCopy(context, 'indicators', names);
        await writeWhole(files);
        return {
          files: names,
          counts: {
            computed: computed.computed,
            reused: computed.reused,
            withoutValues: computed.problems.length,
          },
        };
      },
    },
  ];
};
