import path from 'node:path';
import { text } from '../../../shared/texts/text.ts';
import { createProject, type Project } from '../../engine/project/project.ts';
import { describeProject } from '../../engine/project/description.ts';
import { qualityOf, type RegisterQuality } from '../../engine/quality/summary.ts';
import type { SigillCommand, Surroundings } from '../command.ts';
import { passphraseOption, readNewPassphrase } from '../passphrase.ts';
import { registerDamage } from '../project/damage.ts';
import { registerKeys } from '../project/keys.ts';
import { registerLog } from '../project/log.ts';
import { registerLook } from '../project/look.ts';
import { registerSpace } from '../project/space.ts';
import { type Given, withProject } from '../project/opened.ts';

function printQuality({ language, print }: Surroundings, quality: readonly RegisterQuality[]): void {
  const number = (value: number, decimals = 0): string =>
    value.toLocaleString(language === 'sv' ? 'sv-SE' : 'en-GB', {
      minimumFractionDigits: decimals,
      maximumFractionDigits: decimals,
    });
  for (const { register, year, rows, missing, counts } of quality) {
    const count = (measure: string): string =>
      number(counts.find((one) => one.subject === '' && one.measure === measure)?.value ?? 0);
    const parameters = { register, year, read: count('rowsRead'), refused: count('rowsRefused') };
    print(text(language, 'project.info.qualityRows', parameters));
    for (const [variable, absent] of Object.entries(missing))
      if (absent > 0) {
        const share = number((100 * absent) / rows, 1);
        print(text(language, 'project.info.qualityMissing', { variable, missing: number(absent), share }));
      }
  }
}

function printInfo(surroundings: Surroundings, opened: Project, given: Given & { readonly quality?: true }): void {
  const { language, print } = surroundings;
  const description = describeProject(opened);
  if (given.json === true) {
    const quality = given.quality === true ? { quality: qualityOf(opened) } : {};
    print(JSON.stringify({ ...description, ...quality }));
    return;
  }
  const number = (value: number): string => value.toLocaleString(language === 'sv' ? 'sv-SE' : 'en-GB');
  print(`${description.name} (${description.id})`);
  print(text(language, `project.origin.${description.origin}`));
  for (const { register, year, rows, variables } of description.registers)
    print(text(language, 'project.info.register', { register, year, rows: number(rows), variables: variables.length }));
  if (description.registers.length === 0) print(text(language, 'project.info.noRegisters'));
  if (given.quality === true) printQuality(surroundings, qualityOf(opened));
  print(
    description.log.brokenAt === null
      ? text(language, 'project.info.log', { entries: description.log.entries, head: description.log.head })
      : text(language, 'project.info.brokenLog', { position: description.log.brokenAt }),
  );
}

export const project: SigillCommand = {
  register(program, surroundings) {
    const { language, print } = surroundings;
    const group = program
      .command('project')
      .description(text(language, 'project.help'))
      .addHelpText('after', text(language, 'project.example'));

    passphraseOption(group.command('create <file>').description(text(language, 'project.create.help')), surroundings)
      .option('--name <name>', text(language, 'project.create.name'))
      .option('--json', text(language, 'project.json'))
      .addHelpText('after', text(language, 'project.create.example'))
      .action(async (file: string, given: Given & { readonly name?: string }) => {
        const passphrase = await readNewPassphrase(surroundings, given.passphraseFile, 'SIGILL_PASSPHRASE');
        const name = given.name ?? path.basename(file, '.sigill');
        const made = createProject(file, { passphrase, name });
        try {
          if (given.json === true) print(JSON.stringify({ id: made.id, name: made.name, createdAt: made.createdAt }));
          else
            print(
              text(language, 'project.create.done', {
                file: path.basename(file),
                keyFile: `${path.basename(file)}-key`,
              }),
            );
        } finally {
          made.close();
        }
      });

    passphraseOption(group.command('info <file>').description(text(language, 'project.info.help')), surroundings)
      .option('--quality', text(language, 'project.info.quality'))
      .option('--json', text(language, 'project.json'))
      .addHelpText('after', text(language, 'project.info.example'))
      .action((file: string, given: Given & { readonly quality?: true }) =>
        withProject(surroundings, file, given, (opened) => {
          printInfo(surroundings, opened, given);
        }),
      );
    registerKeys(group, surroundings);
    registerSpace(group, surroundings);
    registerDamage(group, surroundings);
    registerLook(group, surroundings);
    registerLog(group, surroundings);
  },
};
