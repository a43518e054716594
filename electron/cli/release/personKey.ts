import type { Command } from 'commander';
import { text } from '../../../shared/texts/text.ts';
import { type PersonSecrets, withPersonKey } from '../../engine/release/persons/personKey.ts';
import type { Surroundings } from '../command.ts';
import { firstLineOf, promptedPassphrase } from '../passphrase.ts';

/** The options of every command that a person signs. */
export interface KeyOptions {
  readonly key: string;
  readonly keyPassphraseFile?: string;
}

/** Adds `--key FILE` and `--key-passphrase-file FILE` to a command. */
export const keyOptions = (command: Command, { language }: Surroundings): Command =>
  command
    .requiredOption('--key <file>', text(language, 'persons.option.key'))
    .option('--key-passphrase-file <file>', text(language, 'persons.option.keyPassphraseFile'));

/** Runs `use` with the person's keys; the passphrase comes from a file, SIGILL_KEY_PASSPHRASE or a prompt. */
export async function asPerson<T>(
  surroundings: Surroundings,
  { key, keyPassphraseFile }: KeyOptions,
  use: (person: PersonSecrets) => T | Promise<T>,
): Promise<T> {
  const given = surroundings.environment['SIGILL_KEY_PASSPHRASE'];
  const passphrase =
    keyPassphraseFile === undefined
      ? given === undefined || given === ''
        ? await promptedPassphrase(surroundings, 'persons.askPassphrase')
        : given
      : firstLineOf(keyPassphraseFile);
  return withPersonKey(key, passphrase, use);
}
