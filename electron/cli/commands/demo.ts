import { text } from '../../../shared/texts/text.ts';
import { createDemonstration } from '../../engine/demonstration/create.ts';
import type { SigillCommand } from '../command.ts';
import { interruptible } from '../interruptible.ts';
import { demonstrationText } from '../demonstration/summary.ts';
import { wholeNumber } from '../numbers.ts';

interface Given {
  readonly out: string;
  readonly persons: string;
  readonly seed: string;
  readonly years: string;
  readonly json?: true;
}

export const demo: SigillCommand = {
  register(program, surroundings) {
    const { language, print, progress } = surroundings;
    program
      .command('demo')
      .description(text(language, 'demo.description'))
      .option('--out <folder>', text(language, 'demo.option.out'), 'demo')
      .option('--persons <number>', text(language, 'synth.option.persons'), '500000')
      .option('--seed <number>', text(language, 'synth.option.seed'), '1')
      .option('--years <list>', text(language, 'synth.option.years'), '2022,2023')
      .option('--json', text(language, 'synth.option.json'))
      .addHelpText('after', text(language, 'demo.example'))
      .action(async ({ out, persons, seed, years, json }: Given) => {
        const demonstration = await interruptible(surroundings, 'cli.interrupted', () =>
          createDemonstration(
            {
              folder: out,
              persons: wholeNumber(persons),
              seed: wholeNumber(seed),
              years: years.split(',').map(wholeNumber),
              language,
            },
            progress,
          ),
        );
        print(json === true ? JSON.stringify(demonstration) : demonstrationText(demonstration, language));
      });
  },
};
