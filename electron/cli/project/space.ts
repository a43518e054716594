import path from 'node:path';
import { type Command, Option } from 'commander';
import { UserError } from '../../../shared/errors/errors.ts';
import { text } from '../../../shared/texts/text.ts';
import { backUpProject } from '../../engine/project/backup.ts';
import type { Project } from '../../engine/project/project.ts';
import { compactProject, removeRegister, type Shrunk } from '../../engine/project/space.ts';
import type { Surroundings } from '../command.ts';
import { passphraseOption } from '../passphrase.ts';
import { type Given, withProject } from './opened.ts';

const asYear = (given: string): number => {
  if (!/^\d{4}$/u.test(given)) throw new UserError('input', 'project.remove.badYear');
  return Number(given);
};

function megabytes({ language }: Surroundings, bytes: number): string {
  return (bytes / 1e6).toLocaleString(language === 'sv' ? 'sv-SE' : 'en-GB', {
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  });
}

function printShrunk(surroundings: Surroundings, file: string, { before, after }: Shrunk): void {
  surroundings.print(
    text(surroundings.language, 'project.shrunk', {
      file: path.basename(file),
      before: megabytes(surroundings, before),
      after: megabytes(surroundings, after),
    }),
  );
}

/** `project remove`, `project compact` and `project backup`. */
export function registerSpace(group: Command, surroundings: Surroundings): void {
  const { language, print, progress } = surroundings;
  const json = text(language, 'project.json');

  passphraseOption(group.command('remove <file>').description(text(language, 'project.remove.help')), surroundings)
    .requiredOption('--register <name>', text(language, 'project.remove.register'))
    .addOption(new Option('--year <year>', text(language, 'project.remove.year')).argParser(asYear))
    .addOption(new Option('--all-years', text(language, 'project.remove.allYears')).conflicts('year'))
    .option('--json', json)
    .addHelpText('after', text(language, 'project.remove.example'))
    .action(
      async (
        file: string,
        given: Given & { readonly register: string; readonly year?: number; readonly allYears?: true },
      ) => {
        if (given.year === undefined && given.allYears !== true)
          throw new UserError('input', 'project.remove.whichYear');
        const remove = async (project: Project): Promise<void> => {
          const removed = await removeRegister(project, given.register, given.year, progress);
          if (given.json === true) {
            print(JSON.stringify({ register: given.register, ...removed }));
            return;
          }
          for (const year of removed.years)
            print(text(language, 'project.remove.done', { register: given.register, year }));
          printShrunk(surroundings, file, removed);
        };
        await withProject(surroundings, file, given, remove, 'cli.interrupted.project');
      },
    );

  passphraseOption(group.command('compact <file>').description(text(language, 'project.compact.help')), surroundings)
    .option('--json', json)
    .addHelpText('after', text(language, 'project.compact.example'))
    .action((file: string, given: Given) =>
      withProject(
        surroundings,
        file,
        given,
        async (project) => {
          const shrunk = await compactProject(project, progress);
          if (given.json === true) print(JSON.stringify(shrunk));
          else printShrunk(surroundings, file, shrunk);
        },
        'project.compact.interrupted',
      ),
    );

  passphraseOption(group.command('backup <file>').description(text(language, 'project.backup.help')), surroundings)
    .requiredOption('--out <file>', text(language, 'project.backup.out'))
    .option('--json', json)
    .addHelpText('after', text(language, 'project.backup.example'))
    .action((file: string, given: Given & { readonly out: string }) =>
      withProject(
        surroundings,
        file,
        given,
        async (project, passphrase) => {
          const backup = await backUpProject(project, given.out, passphrase, progress);
          if (given.json === true) print(JSON.stringify(backup));
          else
            print(
              text(language, 'project.backup.done', {
                file: path.basename(given.out),
                keyFile: `${path.basename(given.out)}-key`,
                size: megabytes(surroundings, backup.bytes),
              }),
            );
        },
        'project.backup.interrupted',
      ),
    );
}
