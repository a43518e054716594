import { type Command, Option } from 'commander';
import { type Language, text } from '../../shared/texts/text.ts';
import { UserError } from '../../shared/errors/errors.ts';
import { delimiterSchema } from '../../shared/schemas/dialect.ts';
import type { Specification } from '../../shared/schemas/specification.ts';
import { DELIMITERS, type DialectOverrides, type Quote } from '../engine/delimited/dialect.ts';
import { ENCODINGS } from '../engine/delimited/encoding.ts';
import type { TableInput } from '../engine/formats/readTable.ts';

/** What a person says about how a delimited file is written; the rest is found out. */
export interface DialectGiven {
  readonly delimiter?: (typeof DELIMITERS)[number];
  readonly decimal?: ',' | '.';
  readonly encoding?: (typeof ENCODINGS)[number];
}

export interface ImportDialectGiven extends Omit<DialectGiven, 'delimiter'> {
  readonly delimiter?: string;
  readonly quote?: Quote;
}

/** Adds `--delimiter`, `--decimal` and `--encoding` to a command that reads a delimited file. */
export const addDialectOptions = (command: Command, language: Language): Command =>
  command
    .addOption(new Option('--delimiter <sign>', text(language, 'dialect.delimiter')).choices(DELIMITERS))
    .addOption(new Option('--decimal <sign>', text(language, 'dialect.decimal')).choices([',', '.']))
    .addOption(new Option('--encoding <name>', text(language, 'dialect.encoding')).choices(ENCODINGS));

export const dialectOf = ({
  delimiter,
  decimal,
  encoding,
}: DialectGiven): Pick<DialectOverrides, 'delimiter' | 'decimal' | 'encoding'> => ({
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

/** The same for an import, which takes any delimiter of one byte (`tab` for a tabulator) and another quote. */
export const addImportDialectOptions = (command: Command, language: Language): Command =>
  command
    .addOption(
      new Option('--delimiter <sign>', text(language, 'dialect.delimiter')).argParser((sign: string) =>
        sign === 'tab' || sign === String.raw`\t` ? '\t' : sign,
      ),
    )
    .addOption(new Option('--decimal <sign>', text(language, 'dialect.decimal')).choices([',', '.']))
    .addOption(new Option('--encoding <name>', text(language, 'dialect.encoding')).choices(ENCODINGS))
    .addOption(new Option('--quote <sign>', text(language, 'import.option.quote')).choices(['"', "'", 'none']));

/** The specification with what the command line says instead of its own. */
export function withDialect<S extends Specification>(specification: S, given: ImportDialectGiven): S {
  if (specification.kind === 'geometry') return specification;
  const { delimiter, decimal, encoding, quote } = given;
  if (delimiter !== undefined && !delimiterSchema.safeParse(delimiter).success)
    throw new UserError('input', 'import.badDelimiter');
  const said = Object.entries({ delimiter, decimal, encoding, quote }).filter(([, value]) => value !== undefined);
  return { ...specification, dialect: { ...specification.dialect, ...Object.fromEntries(said) } };
}
