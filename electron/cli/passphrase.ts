import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Command } from 'commander';
import { DataError, UserError } from '../../shared/errors/errors.ts';
import { type TextKey, text } from '../../shared/texts/text.ts';
import type { Surroundings } from './command.ts';
import { askHidden } from './hiddenInput.ts';

/*
 * A passphrase comes from a file, the environment or a prompt, and never from an argument: arguments are seen by every
 * process on the machine and kept in the shell's history.
 */

/** The option that every command with a project has. */
export interface PassphraseOption {
  readonly passphraseFile?: string;
}

/** Adds `--passphrase-file FILE` to a command. */
export const passphraseOption = (command: Command, { language }: Surroundings): Command =>
  command.option('--passphrase-file <file>', text(language, 'passphrase.option'));

/** The first line of a file. */
export function firstLineOf(file: string): string {
  const name = path.basename(file);
  let content: string;
  try {
    content = readFileSync(file, 'utf8');
  } catch {
    throw new DataError({ file: name }, 'passphrase.fileMissing');
  }
  const line = content.replace(/^\uFEFF/u, '').split(/\r?\n/u)[0] ?? '';
  if (line === '') throw new DataError({ file: name }, 'passphrase.fileEmpty');
  return line;
}

/** Asks for a passphrase on the terminal. */
export async function promptedPassphrase(surroundings: Surroundings, question: TextKey): Promise<string> {
  const { language } = surroundings;
  if (!process.stdin.isTTY) throw new UserError('input', 'passphrase.none');
  const typed = await askHidden(process.stdin, process.stderr, `${text(language, question)} `);
  if (typed === '') throw new UserError('input', 'passphrase.none');
  return typed;
}

/** The passphrase of an existing project: from `--passphrase-file`, else SIGILL_PASSPHRASE, else asked for. */
export async function readPassphrase(surroundings: Surroundings, option: PassphraseOption): Promise<string> {
  if (option.passphraseFile !== undefined) return firstLineOf(option.passphraseFile);
  const given = surroundings.environment['SIGILL_PASSPHRASE'];
  if (given !== undefined && given !== '') return given;
  return promptedPassphrase(surroundings, 'passphrase.ask');
}

/** A passphrase to be set: as `readPassphrase` with the names given here, but asked for twice. */
export async function readNewPassphrase(
  surroundings: Surroundings,
  file: string | undefined,
  variable: string,
): Promise<string> {
  if (file !== undefined) return firstLineOf(file);
  const given = surroundings.environment[variable];
  if (given !== undefined && given !== '') return given;
  const typed = await promptedPassphrase(surroundings, 'passphrase.askNew');
  if ((await promptedPassphrase(surroundings, 'passphrase.askAgain')) !== typed)
    throw new UserError('input', 'passphrase.notAlike');
  return typed;
}
