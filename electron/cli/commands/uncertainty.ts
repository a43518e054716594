import { UserError } from '../../../shared/errors/errors.ts';
import { text, type TextKey } from '../../../shared/texts/text.ts';
import { jsonText } from '../../engine/areafile/numberText.ts';
import { uncertaintyFiles } from '../../engine/uncertainty/uncertaintyFiles.ts';
import type { SigillCommand } from '../command.ts';
import { addDialectOptions, type DialectGiven, dialectOf } from '../dialectOptions.ts';

interface Given extends DialectGiven {
  readonly areas: string;
  readonly method: string;
  readonly also?: string[];
  readonly errors?: string;
  readonly out: string;
  readonly replicates: string;
  readonly seed: string;
  readonly spread: string;
  readonly concentration?: string;
  readonly top: string;
  readonly sure: string;
  readonly threads?: string;
  readonly json?: true;
}

export const uncertainty: SigillCommand = {
  register(program, { language, print, progress }) {
    const say = (key: TextKey): string => text(language, key);
    const command = program
      .command('uncertainty')
      .description(say('uncertainty.description'))
      .requiredOption('--areas <file>', say('assess.option.areas'))
      .requiredOption('--method <file>', say('uncertainty.option.method'))
      .option('--also <files...>', say('uncertainty.option.also'))
      .option('--errors <file>', say('uncertainty.option.errors'))
      .requiredOption('--out <folder>', say('uncertainty.option.out'))
      .option('--replicates <number>', say('uncertainty.option.replicates'), '10000')
      .option('--seed <number>', say('uncertainty.option.seed'), '1')
      .option('--spread <share>', say('uncertainty.option.spread'), '0.25')
      .option('--concentration <number>', say('uncertainty.option.concentration'))
      .option('--top <share>', say('uncertainty.option.top'), '0.05')
      .option('--sure <share>', say('uncertainty.option.sure'), '0.8')
      .option('--threads <number>', say('uncertainty.option.threads'))
      .option('--json', say('assess.option.json'));
    addDialectOptions(command, language)
      .addHelpText('after', say('uncertainty.example'))
      .action(async (given: Given) => {
        const { summary, files } = await uncertaintyFiles(
          {
            ...given,
            also: given.also ?? [],
            replicates: within('--replicates', given.replicates, 1, 1_000_000, true),
            seed: within('--seed', given.seed, 0, 4_294_967_295, true),
            weights:
              given.concentration === undefined
                ? { kind: 'relative', spread: within('--spread', given.spread, 0, 1) }
                : { kind: 'dirichlet', concentration: within('--concentration', given.concentration, 0.1, 1e6) },
            top: within('--top', given.top, 0.0001, 1),
            sure: within('--sure', given.sure, 0.5, 1),
            threads: given.threads === undefined ? undefined : within('--threads', given.threads, 1, 64, true),
          },
          dialectOf(given),
          progress,
        );
        if (given.json === true) {
          print(jsonText(summary).trimEnd());
          return;
        }
        print(text(language, 'uncertainty.done', { replicates: summary.replicates, areas: summary.scored }));
        print(
          text(language, 'uncertainty.sure', {
            ranks: summary.top.ranks,
            sure: summary.sure.areas.length,
            possible: summary.possible.count,
            percent: Math.round(100 * summary.sure.from),
            rest: Math.round(100 * summary.possible.above),
          }),
        );
        for (const file of files) print(`  ${file}`);
      });
  },
};

function within(option: string, written: string, least: number, most: number, whole = false): number {
  const value = /^\d+([.,]\d+)?$/u.test(written) ? Number(written.replace(',', '.')) : Number.NaN;
  if (!(value >= least && value <= most) || (whole && !Number.isInteger(value)))
    throw new UserError('input', 'uncertainty.badNumber', { option, least, most });
  return value;
}
