import { type Command, Option } from 'commander';
import { type Language, text } from '../../shared/texts/text.ts';
import { DELIMITERS, type DialectOverrides } from '../engine/delimited/dialect.ts';
import { ENCODINGS } from '../engine/delimited/encoding.ts';

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
