import { text } from '../../../shared/texts/text.ts';
import { synthesise } from '../../engine/synth/synth.ts';
import type { SigillCommand } from '../command.ts';
import { wholeNumber } from '../numbers.ts';

interface Given {
  readonly out: string;
  readonly persons: string;
  readonly seed: string;
  readonly years: string;
  readonly json?: true;
}

export const synth: SigillCommand = {
  register(program, { language, print, progress }) {
    program
      .command('synth')
      .description(text(language, 'synth.description'))
      .requiredOption('--out <folder>', text(language, 'synth.option.out'))
      .option('--persons <number>', text(language, 'synth.option.persons'), '500000')
      .option('--seed <number>', text(language, 'synth.option.seed'), '1')
      .option('--years <list>', text(language, 'synth.option.years'), '2023')
      .option('--json', text(language, 'synth.option.json'))
      .addHelpText('after', text(language, 'synth.example'))
      .action(async ({ out, persons, seed, years, json }: Given) => {
        const { manifest, areas, rows } = await synthesise(
          {
            folder: out,
            persons: wholeNumber(persons),
            seed: wholeNumber(seed),
            years: years.split(',').map(wholeNumber),
          },
          progress,
        );
        if (json === true) {
          print(JSON.stringify({ ...manifest, areas, rows }));
          return;
        }
        const number = (value: number): string => value.toLocaleString(language === 'sv' ? 'sv-SE' : 'en-GB');
        print(text(language, 'synth.done', { areas: number(areas), persons: number(manifest.persons), folder: out }));
        for (const { name, bytes } of manifest.files) {
          const count = rows[name] === undefined ? '' : text(language, 'synth.rows', { rows: number(rows[name]) });
          print(`  ${name.padEnd(22)} ${`${(bytes / 1e6).toFixed(1)} MB`.padStart(10)}  ${count}`);
        }
      });
  },
};
