import path from 'node:path';
import { UserError } from '../../../shared/errors/errors.ts';
import { text } from '../../../shared/texts/text.ts';
import { jsonText } from '../../engine/areafile/numberText.ts';
import { type AreaExplained, explainArea } from '../../engine/assess/explainArea.ts';
import { workingJsonPath } from '../../engine/files/workingCopy.ts';
import { writeWhole } from '../../engine/files/writeWhole.ts';
import type { Project } from '../../engine/project/project.ts';
import { explainedLines } from '../assess/explained.ts';
import { addSourceOptions, type SourceGiven, withAreas } from '../assess/areaSource.ts';
import type { SigillCommand } from '../command.ts';

interface Given extends SourceGiven {
  readonly method: string;
  readonly area: string;
  readonly top: string;
  readonly out?: string;
  readonly json?: true;
}

export const explain: SigillCommand = {
  register(program, surroundings) {
    const { language, print } = surroundings;
    const command = program
      .command('explain')
      .description(text(language, 'explain.description'))
      .requiredOption('--area <code>', text(language, 'explain.option.area'))
      .requiredOption('--method <file>', text(language, 'assess.option.method'))
      .option('--top <share>', text(language, 'explain.option.top'), '0.05')
      .option('--out <file>', text(language, 'explain.option.out'))
      .option('--json', text(language, 'explain.option.json'));
    addSourceOptions(command, surroundings)
      .addHelpText('after', text(language, 'explain.example'))
      .action(async (given: Given) => {
        const top = /^\d+([.,]\d+)?$/u.test(given.top) ? Number(given.top.replace(',', '.')) : Number.NaN;
        if (!(top > 0 && top < 1)) throw new UserError('input', 'explain.badTop');
        await withAreas(surroundings, given, async (input, project) => {
          mayLeave(given, project);
          const explained = await explainArea({ method: given.method, area: given.area, top }, input);
          project?.appendLog('explain', { area: given.area, level: given.level, year: given.year ?? '' });
          if (given.out !== undefined) print(`  ${await written(given.out, explained, project)}`);
          else if (given.json === true) print(jsonText(explained).trimEnd());
          else
            for (const line of explainedLines(explained, {
              language,
              nameOf: (id) => input.indicatorName(id, language),
            }))
              print(line);
        });
      });
  },
};

/** From a project: to the screen of a person, or as a working copy; a pipe is a way out. */
function mayLeave(given: Given, project: Project | undefined): void {
  if (project === undefined || given.workingCopy === true) return;
  if (given.out !== undefined) throw new UserError('refused', 'indicators.needsWorkingCopy');
  if (given.json === true || !process.stdout.isTTY) throw new UserError('refused', 'explain.onlyScreen');
}

async function written(asked: string, explained: AreaExplained, project: Project | undefined): Promise<string> {
  const target = project === undefined ? asked : workingJsonPath(asked);
  const content = project === undefined ? explained : { status: 'ej röjandekontrollerad', ...explained };
  if (project !== undefined)
    project.appendLog('working-copy', { kind: 'explain', file: path.basename(target), area: explained.area });
  await writeWhole([{ path: target, content: jsonText(content) }]);
  return target;
}
