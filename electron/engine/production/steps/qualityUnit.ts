import path from 'node:path';
import { UserError } from '../../../../shared/errors/errors.ts';
import type { QualityFinding } from '../../../../shared/schemas/quality.ts';
import { jsonText } from '../../areafile/numberText.ts';
import { workingJsonPath } from '../../files/workingCopy.ts';
import { writeWhole } from '../../files/writeWhole.ts';
import { qualityReport } from '../../quality/report.ts';
import { areasContent, registersContent } from '../projectContent.ts';
import type { RunContext, Unit } from '../unit.ts';
import { noteCopy } from '../workingCopies.ts';

interface RegisterFindings {
  readonly register: string;
  readonly year: number;
  readonly comparedWith: number | null;
  readonly rows: number;
  readonly findings: readonly QualityFinding[];
}

function findingsOf({ plan, project }: RunContext, check: () => void): readonly RegisterFindings[] {
  const registers = project.store.registers().filter(({ year }) => year === plan.year);
  if (registers.length === 0) throw new UserError('input', 'production.noRegisters', { year: plan.year });
  return registers.map(({ register, year, rows }) => {
    const limits = (plan.quality?.limits ?? [])
      .filter((limit) => limit.register === undefined || limit.register === register)
      .map(({ register: _of, ...limit }) => limit);
    const { findings, comparison } = qualityReport(project, register, year, check, limits);
    return { register, year, comparedWith: comparison?.year ?? null, rows, findings };
  });
}

/** The gate for what has been delivered: writes what was found, and stops where a limit that stops is passed. */
export const qualityUnit = (context: RunContext): readonly Unit[] => {
  const { plan, project, out } = context;
  if (plan.quality === undefined) return [];
  return [
    {
      step: 'quality',
      id: '',
      place: ['quality'],
      inputs: () => ({
        limits: plan.quality,
        year: plan.year,
        registers: registersContent(project, plan.year),
        areas: areasContent(project, [plan.year]),
      }),
      work: async (progress) => {
        const registers = findingsOf(context, () => progress.check());
        const target = workingJsonPath(path.join(out, 'quality', 'registers.json'));
        noteCopy(context, 'quality', [target]);
        await writeWhole([
          { path: target, content: jsonText({ status: 'ej röjandekontrollerad', year: plan.year, registers }) },
        ]);
        const all = registers.flatMap(({ register, findings }) => findings.map((one) => ({ ...one, register })));
        const [first, ...others] = all.filter(({ state }) => state === 'stop');
        if (first !== undefined)
          throw new UserError('refused', 'production.qualityStopped', {
            count: others.length + 1,
            register: first.register,
            rule: first.rule,
            variable: first.variable ?? '-',
            file: path.basename(target),
          });
        const warned = all.filter(({ state }) => state === 'warn').length;
        return { files: [target], counts: { registers: registers.length, warned } };
      },
    },
  ];
};
