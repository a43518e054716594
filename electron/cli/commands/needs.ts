import { UserError } from '../../../shared/errors/errors.ts';
import { text, type TextKey } from '../../../shared/texts/text.ts';
import { jsonText } from '../../engine/areafile/numberText.ts';
import { needsFiles } from '../../engine/needs/needsFiles.ts';
import type { SigillCommand } from '../command.ts';
import { addDialectOptions, type DialectGiven, dialectOf } from '../dialectOptions.ts';

interface Given extends DialectGiven {
  readonly areas: string;
  readonly method: string;
  readonly veryLarge?: string;
  readonly population?: string;
  readonly groups?: string;
  readonly out: string;
  readonly json?: true;
}

export const needs: SigillCommand = {
  register(program, { language, print }) {
    const say = (key: TextKey): string => text(language, key);
    const command = program
      .command('needs')
      .description(say('needs.description'))
      .requiredOption('--areas <file>', say('assess.option.areas'))
      .requiredOption('--method <file>', say('needs.option.method'))
      .option('--very-large <count>', say('needs.option.veryLarge'))
      .option('--population <column>', say('needs.option.population'))
      .option('--groups <file>', say('needs.option.groups'))
      .requiredOption('--out <folder>', say('needs.option.out'))
      .option('--json', say('assess.option.json'));
    addDialectOptions(command, language)
      .addHelpText('after', say('needs.example'))
      .action(async (given: Given) => {
        const veryLarge = given.veryLarge === undefined ? undefined : Number(given.veryLarge.replace(',', '.'));
        if (veryLarge !== undefined && !(veryLarge > 0))
          throw new UserError('input', 'uncertainty.badNumber', { option: '--very-large', least: 0, most: 1e6 });
        const { summary, files } = await needsFiles({ ...given, veryLarge }, dialectOf(given));
        if (given.json === true) {
          print(jsonText(summary).trimEnd());
          return;
        }
        for (const one of summary.classes)
          if (one.areas > 0 || one.class !== 'unjudged')
            print(`  ${String(one.areas).padStart(6)}  ${text(language, `needs.class.${one.class}`)}`);
        print(say('needs.factors'));
        for (const { id, areas, alone } of summary.factors)
          print(`  ${String(areas).padStart(6)}  ${text(language, 'needs.factor', { id, alone: alone.length })}`);
        for (const file of files) print(`  ${file}`);
      });
  },
};
