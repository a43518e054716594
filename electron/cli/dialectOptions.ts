import { type Command, Option } from 'commander';
import { type Language, text } from '../../shared/texts/text.ts';
import { DELIMITERS, type DialectOverrides } from '../engine/delimited/dialect.ts';
import { ENCODINGS } from '../engine/delimited/encoding.ts';
import type { TableInput } from '../engine/formats/readTable.ts';
import { UserError } from '../../shared/errors/errors.ts';

/** What a person says about how a delimited file is written; the rest is found out. */
export interface DialectGiven {
  readonly delimiter?: (typeof DELIMITERS)[number];
  readonly decimal?: ',' | '.';
  readonly encoding?: (typeof ENCODINGS)[number];
}

/** Adds `--delimiter`, `--decimal` and `--encoding` to a command that reads a delimited file. */
export const addDialectOptions = (command: Command, language: Language): Command =>
  command
    .addOption(new Option('--delimiter <sign>', text(language, 'dialect.delimiter')).choices(DELIMITERS))
    .addOption(new Option('--decimal <sign>', text(language, 'dialect.decimal')).choices([',', '.']))
    .addOption(new Option('--encoding <name>', text(language, 'dialect.encoding')).choices(ENCODINGS));

export const dialectOf = ({ delimiter, decimal, encoding }: DialectGiven): DialectOverrides => ({
  delimiter,
  decimal,
  encoding,
});

/** The same for a command that reads a file of areas, which may also be a statistical table. */
export interface AreasGiven extends DialectGiven {
  readonly select?: readonly string[];
}

export const addAreasOptions = (command: Command, language: Language): Command =>
  addDialectOptions(command, language).option('--select <variable=value...>', text(language, 'statistics.select'));

export function areasInputOf(given: AreasGiven): TableInput {
  const select = new Map(
    (given.select ?? []).map((written) => {
      const at = written.indexOf('=');
      if (at < 1 || at === written.length - 1) throw new UserError('input', 'statistics.badSelect');
      return [written.slice(0, at).trim(), written.slice(at + 1).trim()] as const;
    }),
  );
  return { ...dialectOf(given), select };
}
