import path from 'node:path';
import { type Command, Option } from 'commander';
import { text } from '../../../shared/texts/text.ts';
import {
  addKeyHolder,
  changePassphrase,
  type KeyHolder,
  keyHolders,
  removeKeyHolder,
  strengthenKey,
} from '../../engine/project/keyHolders.ts';
import type { Surroundings } from '../command.ts';
import { passphraseOption, readNewPassphrase } from '../passphrase.ts';
import { type Given, withProject } from './opened.ts';

interface NewPassphrase {
  readonly newPassphraseFile?: string;
}

const askNew = (surroundings: Surroundings, given: NewPassphrase): Promise<string> =>
  readNewPassphrase(surroundings, given.newPassphraseFile, 'SIGILL_NEW_PASSPHRASE');

function registerPassphrase(group: Command, surroundings: Surroundings): void {
  const { language, print } = surroundings;
  passphraseOption(
    group.command('passphrase <file>').description(text(language, 'project.passphrase.help')),
    surroundings,
  )
    .addOption(
      new Option('--new-passphrase-file <file>', text(language, 'project.passphrase.newFile')).conflicts('upgrade'),
    )
    .option('--upgrade', text(language, 'project.passphrase.upgrade'))
    .option('--json', text(language, 'project.json'))
    .addHelpText('after', text(language, 'project.passphrase.example'))
    .action((file: string, given: Given & NewPassphrase & { readonly upgrade?: true }) =>
      withProject(surroundings, file, given, async (project, present) => {
        const name = path.basename(file);
        if (given.upgrade === true) {
          const changed = strengthenKey(project, present);
          const key = changed ? 'project.passphrase.upgraded' : 'project.passphrase.strongAlready';
          print(given.json === true ? JSON.stringify({ changed }) : text(language, key, { file: name }));
          return;
        }
        changePassphrase(project, present, await askNew(surroundings, given));
        print(
          given.json === true
            ? JSON.stringify({ changed: true })
            : text(language, 'project.passphrase.done', { file: name }),
        );
      }),
    );
}

function printHolders({ language, print }: Surroundings, holders: readonly KeyHolder[], json: boolean): void {
  if (json) {
    print(JSON.stringify({ holders }));
    return;
  }
  for (const { name, weak } of holders)
    print(
      `${name === '' ? text(language, 'project.holders.unnamed') : name}${weak ? ` (${text(language, 'project.holders.weak')})` : ''}`,
    );
}

function registerHolders(group: Command, surroundings: Surroundings): void {
  const { language, print } = surroundings;
  passphraseOption(group.command('holders <file>').description(text(language, 'project.holders.help')), surroundings)
    .option('--add <name>', text(language, 'project.holders.add'))
    .addOption(new Option('--remove <name>', text(language, 'project.holders.remove')).conflicts('add'))
    .option('--new-passphrase-file <file>', text(language, 'project.holders.newFile'))
    .option('--json', text(language, 'project.json'))
    .addHelpText('after', text(language, 'project.holders.example'))
    .action((file: string, given: Given & NewPassphrase & { readonly add?: string; readonly remove?: string }) =>
      withProject(surroundings, file, given, async (project, passphrase) => {
        const json = given.json === true;
        if (given.add !== undefined) {
          addKeyHolder(project, passphrase, given.add, await askNew(surroundings, given));
          if (!json) print(text(language, 'project.holders.added', { name: given.add }));
        }
        if (given.remove !== undefined) {
          removeKeyHolder(project, passphrase, given.remove);
          if (!json) print(text(language, 'project.holders.removed', { name: given.remove }));
        }
        printHolders(surroundings, keyHolders(project), json);
      }),
    );
}

/** `project passphrase` and `project holders`. */
export function registerKeys(group: Command, surroundings: Surroundings): void {
  registerPassphrase(group, surroundings);
  registerHolders(group, surroundings);
}
