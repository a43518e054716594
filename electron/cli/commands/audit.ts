import { UserError } from '../../../shared/errors/errors.ts';
import { type Language, text } from '../../../shared/texts/text.ts';
import { type Audit, auditProblem } from '../../engine/disclosure/audit.ts';
import { readProblem } from '../../engine/disclosure/problemFile.ts';
import type { SigillCommand } from '../command.ts';

interface Given {
  readonly insiders?: true;
  readonly json?: true;
}

export const audit: SigillCommand = {
  register(program, { language, print, progress }) {
    program
      .command('audit')
      .description(text(language, 'audit.description'))
      .argument('<problem>', text(language, 'audit.argument.problem'))
      .option('--insiders', text(language, 'audit.option.insiders'))
      .option('--json', text(language, 'protect.option.json'))
      .addHelpText('after', text(language, 'audit.example'))
      .action(async (file: string, { insiders, json }: Given) => {
        const result = await auditProblem(await readProblem(file), insiders === true, progress);
        if (json === true) print(JSON.stringify(forMachines(result)));
        else for (const line of forPeople(result, language)) print(line);
        if (!result.holds) throw new UserError('refused', 'audit.doesNotHold');
      });
  },
};

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);

const forMachines = ({ cells, counts, insiders, holds }: Audit): unknown => ({
  version: 1,
  holds,
  counts,
  cells: cells.map(({ id, primary, min, max, verdict }) => ({
    id,
    primary,
    min: finite(min),
    max: finite(max),
    verdict,
  })),
  insiders: insiders && { units: insiders.units, faults: insiders.faults.map(({ unit, id }) => ({ unit, cell: id })) },
});

const bound = (value: number): string => {
  if (Number.isNaN(value)) return '?';
  return Number.isFinite(value) ? String(Number(value.toPrecision(12))) : value > 0 ? '+∞' : '-∞';
};

function* forPeople({ cells, counts, insiders }: Audit, language: Language): Generator<string> {
  for (const { id, primary, min, max, verdict } of cells) {
    const kind = text(language, primary ? 'audit.primary' : 'audit.secondary');
    yield `${id}\t[${bound(min)}, ${bound(max)}]\t${kind}\t${text(language, `audit.verdict.${verdict}`)}`;
  }
  yield text(language, 'audit.summary', counts);
  if (insiders === null) return;
  for (const { unit, id } of insiders.faults) yield text(language, 'audit.insiderFault', { unit, cell: id });
  yield text(language, 'audit.insiderSummary', { units: insiders.units, faults: insiders.faults.length });
}
