import path from 'node:path';
import { compareResults } from '../../../../shared/domain/years/compareResults.ts';
import { UserError } from '../../../../shared/errors/errors.ts';
import { jsonText } from '../../areafile/numberText.ts';
import { workingJsonPath } from '../../files/workingCopy.ts';
import { writeWhole } from '../../files/writeWhole.ts';
import { indicatorMatrix } from '../../indicators/matrix.ts';
import { storedYears } from '../../indicators/store.ts';
import { indicatorFindings, type NationValues } from '../../quality/indicatorDrift.ts';
import { areasContent, registersContent, valuesContent } from '../projectContent.ts';
import { divisionsIn } from '../results/compareYears.ts';
import { projectResults } from '../results/projectResults.ts';
import type { RunContext, Unit } from '../unit.ts';
import { noteCopy } from '../workingCopies.ts';

/** The year that the plan's is held against; undefined for a first year. */
function earlierYear({ plan, project }: RunContext): number | undefined {
  const level = plan.level ?? 'regso';
  return (
    plan.drift?.with ??
    storedYears(project).findLast((stored) => stored.level === level && stored.year < plan.year)?.year
  );
}

function nationValues({ project, plan }: RunContext, before: number): ReadonlyMap<string, NationValues> {
  const [then, now] = [before, plan.year].map((year) => {
    const { ids, columns, n } = indicatorMatrix(project, 'nation', year);
    return new Map(ids.map((id, j) => [id, { value: columns[j]?.[0] ?? Number.NaN, n: n[j]?.[0] ?? Number.NaN }]));
  });
  const none = { value: Number.NaN, n: Number.NaN };
  return new Map(
    [...(now ?? [])].map(([id, is]) => {
      const was = then?.get(id) ?? none;
      return [id, { value: [was.value, is.value], n: [was.n, is.n] } as const];
    }),
  );
}

/** The gate for what has been computed: how far every indicator has moved, and a stop where a limit that stops is passed. */
export const driftUnit = (context: RunContext): readonly Unit[] => {
  const { plan, project, out, language } = context;
  const { drift } = plan;
  if (drift === undefined) return [];
  const level = plan.level ?? 'regso';
  return [
    {
      step: 'drift',
      id: '',
      place: ['drift'],
      inputs: () => {
        const before = earlierYear(context);
        return {
          drift,
          level,
          year: plan.year,
          before: before ?? null,
          values: [before ?? plan.year, plan.year].map((year) => [
            valuesContent(project, level, year),
            valuesContent(project, 'nation', year),
          ]),
          areas: areasContent(project, [before ?? plan.year, plan.year]),
          people: registersContent(project, plan.year),
        };
      },
      work: async (progress) => {
        progress.check();
        const before = earlierYear(context);
        const target = workingJsonPath(path.join(out, 'quality', 'indicators.json'));
        const write = async (content: Record<string, unknown>): Promise<void> => {
          noteCopy(context, 'quality', [target]);
          await writeWhole([
            { path: target, content: jsonText({ status: 'ej röjandekontrollerad', year: plan.year, ...content }) },
          ]);
        };
        if (before === undefined) {
          await write({ comparedWith: null, findings: [] });
          return { files: [target], counts: { warned: 0 } };
        }
        const of = (year: number) => projectResults(project, { level, year, methods: [], language });
        const years = [await of(before), await of(plan.year)] as const;
        const differences = compareResults(...years, divisionsIn(project, level, before, plan.year));
        const findings = indicatorFindings(differences, years, nationValues(context, before), drift.limits ?? []);
        await write({ comparedWith: before, findings, indicators: differences.indicators });
        const stops = findings.filter(({ state }) => state === 'stop');
        const [first] = stops;
        if (first !== undefined)
          throw new UserError('refused', 'production.driftStopped', {
            count: stops.length,
            rule: first.rule,
            indicator: first.indicator,
            year: before,
            file: path.basename(target),
          });
        return {
          files: [target],
          counts: {
            compared: differences.indicators.length,
            warned: findings.filter(({ state }) => state === 'warn').length,
          },
        };
      },
    },
  ];
};
