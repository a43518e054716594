import path from 'node:path';
import { Option } from 'commander';
import { COMPARED_LEVELS, type Level } from '../../../shared/domain/areas/level.ts';
import type { ResultDifferences } from '../../../shared/domain/years/compareResults.ts';
import { UserError } from '../../../shared/errors/errors.ts';
import { text } from '../../../shared/texts/text.ts';
import { workingJsonPath } from '../../engine/files/workingCopy.ts';
import { writeWhole } from '../../engine/files/writeWhole.ts';
import { compareProjectYears, compareRuns } from '../../engine/production/results/compareYears.ts';
import { differencesText } from '../../engine/production/results/toldDifferences.ts';
import { openProject } from '../../engine/project/project.ts';
import type { SigillCommand, Surroundings } from '../command.ts';
import { type PassphraseOption, passphraseOption, readPassphrase } from '../passphrase.ts';
import { diffLines } from '../production/diffText.ts';

interface Given extends PassphraseOption {
  readonly project?: string;
  readonly level: Level;
  readonly method?: readonly string[];
  readonly out?: string;
  readonly workingCopy?: true;
  readonly json?: true;
}

const yearOf = (written: string): number => {
  if (!/^\d{4}$/u.test(written)) throw new UserError('input', 'diff.badYear', { written });
  return Number(written);
};

/** Tells the differences on the screen and, as a working copy, in a file. `note` says in the log that a file is written. */
async function show(
  { language, print }: Surroundings,
  differences: ResultDifferences,
  given: Given,
  note: (file: string) => void,
): Promise<void> {
  if (given.out !== undefined) {
    const target = workingJsonPath(given.out);
    note(target);
    await writeWhole([{ path: target, content: differencesText(differences) }]);
  }
  if (given.json === true) print(differencesText(differences).trimEnd());
  else for (const line of diffLines(differences, language)) print(line);
}

async function ofProject(surroundings: Surroundings, before: string, after: string, given: Given): Promise<void> {
  const [from, to] = [yearOf(before), yearOf(after)];
  const project = openProject(given.project ?? '', { passphrase: await readPassphrase(surroundings, given) });
  try {
    const methods = (given.method ?? []).map((file) => ({ id: path.parse(file).name, file }));
    const { language } = surroundings;
    const wanted = { level: given.level, year: to, methods, language };
    const differences = await compareProjectYears(project, from, wanted);
    await show(surroundings, differences, given, (file) => {
      project.appendLog('working-copy', {
        kind: 'differences',
        file: path.basename(file),
        level: given.level,
        years: [String(from), String(to)],
      });
    });
  } finally {
    project.close();
  }
}

export const diff: SigillCommand = {
  register(program, surroundings) {
    const { language } = surroundings;
    passphraseOption(program.command('diff').description(text(language, 'diff.help')), surroundings)
      .argument('<before>', text(language, 'diff.argument.before'))
      .argument('<after>', text(language, 'diff.argument.after'))
      .option('--project <file>', text(language, 'diff.option.project'))
      .addOption(
        new Option('--level <level>', text(language, 'areas.option.level')).choices(COMPARED_LEVELS).default('regso'),
      )
      .option('--method <file...>', text(language, 'diff.option.method'))
      .option('--out <file>', text(language, 'diff.option.out'))
      .option('--working-copy', text(language, 'diff.option.workingCopy'))
      .option('--json', text(language, 'production.option.json'))
      .addHelpText('after', text(language, 'diff.example'))
      .action(async (before: string, after: string, given: Given) => {
        if (given.project === undefined && given.method !== undefined) throw new UserError('input', 'diff.methodOfRun');
        if (given.out !== undefined && given.workingCopy !== true)
          throw new UserError('refused', 'indicators.needsWorkingCopy');
        if (given.project !== undefined) await ofProject(surroundings, before, after, given);
        else await show(surroundings, await compareRuns(before, after), given, () => undefined);
      });
  },
};
