import path from 'node:path';
import type { Command } from 'commander';
import { UserError } from '../../../shared/errors/errors.ts';
import { text } from '../../../shared/texts/text.ts';
import { checkProject, type FileHealth, isSound, isWhole } from '../../engine/project/damage.ts';
import { rescueProject } from '../../engine/project/rescue.ts';
import type { Surroundings } from '../command.ts';
import { interruptible } from '../interruptible.ts';
import { passphraseOption, readPassphrase } from '../passphrase.ts';
import type { Given } from './opened.ts';

function printHealth({ language, print }: Surroundings, file: string, health: FileHealth): void {
  for (const one of health.registers) {
    const { register, year } = one;
    if (isWhole(one)) print(text(language, 'project.check.whole', { register, year }));
    if (one.undescribed) print(text(language, 'project.check.undescribed', { register, year }));
    for (const { variable, chunks } of one.damaged)
      print(text(language, 'project.check.damagedColumn', { register, year, variable, chunks: chunks.join(', ') }));
  }
  for (const table of health.tables) print(text(language, 'project.check.damagedTable', { table }));
  if (!health.structure) print(text(language, 'project.check.structure'));
  if (isSound(health)) print(text(language, 'project.check.sound', { file: path.basename(file) }));
}

/** `project check` and `project rescue`. */
export function registerDamage(group: Command, surroundings: Surroundings): void {
  const { language, print, progress } = surroundings;

  passphraseOption(group.command('check <file>').description(text(language, 'project.check.help')), surroundings)
    .option('--json', text(language, 'project.json'))
    .addHelpText('after', text(language, 'project.check.example'))
    .action(async (file: string, given: Given) => {
      const passphrase = await readPassphrase(surroundings, given);
      const health = await interruptible(surroundings, 'project.check.interrupted', () =>
        checkProject(file, passphrase, progress),
      );
      if (given.json === true) print(JSON.stringify({ sound: isSound(health), ...health }));
      else printHealth(surroundings, file, health);
      if (!isSound(health)) throw new UserError('refused', 'project.check.damaged', { file: path.basename(file) });
    });

  passphraseOption(group.command('rescue <file>').description(text(language, 'project.rescue.help')), surroundings)
    .requiredOption('--out <file>', text(language, 'project.rescue.out'))
    .option('--json', text(language, 'project.json'))
    .addHelpText('after', text(language, 'project.rescue.example'))
    .action(async (file: string, given: Given & { readonly out: string }) => {
      const passphrase = await readPassphrase(surroundings, given);
      const rescue = await interruptible(surroundings, 'project.rescue.interrupted', () =>
        rescueProject(file, given.out, { passphrase }, progress),
      );
      if (given.json === true) {
        print(JSON.stringify(rescue));
        return;
      }
      printHealth(surroundings, file, rescue.health);
      for (const { register, year } of rescue.lost) print(text(language, 'project.rescue.lost', { register, year }));
      print(text(language, 'project.rescue.done', { file: path.basename(given.out), kept: rescue.kept.length }));
    });
}
