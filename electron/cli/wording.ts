import type { Command, CommanderError, Option } from 'commander';
import { type Language, type TextKey, text } from '../../shared/texts/text.ts';

/* The command line's own words, which come in English from the library, in the user's language. */

const TITLES: Readonly<Record<string, TextKey>> = {
  'Usage:': 'cli.usage',
  'Arguments:': 'cli.arguments',
  'Options:': 'cli.options',
  'Commands:': 'cli.commands',
};

/** Wrong use, by the library's code for it. */
const FAULTS: Readonly<Record<string, TextKey>> = {
  'commander.missingArgument': 'cli.missingArgument',
  'commander.optionMissingArgument': 'cli.optionMissingArgument',
  'commander.missingMandatoryOptionValue': 'cli.missingOption',
  'commander.unknownOption': 'cli.unknownOption',
  'commander.unknownCommand': 'cli.unknownCommand',
  'commander.excessArguments': 'cli.excessArguments',
  'commander.conflictingOption': 'cli.conflictingOption',
  'commander.invalidArgument': 'cli.invalidValue',
};

/** Dresses the program before its commands are registered, since they take over what stands then. */
export function inLanguage(program: Command, language: Language): Command {
  return program
    .description(text(language, 'cli.description'))
    .helpOption('-h, --help', text(language, 'cli.help'))
    .helpCommand('help [command]', text(language, 'cli.helpCommand'))
    .configureHelp({
      styleTitle: (title) => {
        const key = TITLES[title];
        return key === undefined ? title : text(language, key);
      },
      optionDescription: (option: Option) =>
        option.defaultValue === undefined
          ? option.description
          : `${option.description} (${text(language, 'cli.default', { value: String(option.defaultValue) })})`,
    })
    .configureOutput({ outputError: () => undefined });
}

/** What was wrong with the arguments, in words; undefined when nothing was (help was asked for). */
export function describeFault(fault: CommanderError, language: Language): string | undefined {
  if (fault.code === 'commander.help' || fault.code === 'commander.helpDisplayed' || fault.code === 'commander.version')
    return undefined;
  const named = /'([^']*)'/u.exec(fault.message)?.[1] ?? '';
  const choices = /Allowed choices are (.*)\.$/u.exec(fault.message)?.[1] ?? '';
  const opening = language === 'sv' ? '”' : '“';
  const allowed = choices
    .split(', ')
    .map((choice) => `${opening}${choice}”`)
    .join(', ');
  const sentence = text(language, FAULTS[fault.code] ?? 'cli.wrongUse', { name: named, allowed });
  return `${sentence}\n${text(language, 'cli.seeHelp')}`;
}
