import { UserError } from '../../../shared/errors/errors.ts';
import { text, type TextKey } from '../../../shared/texts/text.ts';
import { jsonText } from '../../engine/areafile/numberText.ts';
import { needsFiles } from '../../engine/needs/needsFiles.ts';
import type { SigillCommand } from '../command.ts';
import { addSourceOptions, type SourceGiven, withAreas } from '../assess/areaSource.ts';
import { outFolder } from '../assess/outFolder.ts';
import { preparationTexts } from '../assess/prepared.ts';

interface Given extends SourceGiven {
  readonly method: string;
  readonly veryLarge?: string;
  readonly groups?: string;
  readonly out: string;
  readonly json?: true;
}

export const needs: SigillCommand = {
  register(program, surroundings) {
    const { language, print, remark } = surroundings;
    const say = (key: TextKey): string => text(language, key);
    const command = program
      .command('needs')
      .description(say('needs.description'))
      .requiredOption('--method <file>', say('needs.option.method'))
      .option('--very-large <count>', say('needs.option.veryLarge'))
      .option('--groups <file>', say('needs.option.groups'))
      .requiredOption('--out <folder>', say('needs.option.out'))
      .option('--json', say('assess.option.json'));
    addSourceOptions(command, surroundings)
      .addHelpText('after', say('needs.example'))
      .action(async (given: Given) => {
        const veryLarge = given.veryLarge === undefined ? undefined : Number(given.veryLarge.replace(',', '.'));
        if (veryLarge !== undefined && !(veryLarge > 0))
          throw new UserError('input', 'uncertainty.badNumber', { option: '--very-large', least: 0, most: 1e6 });
        const { summary, preparation, files } = await withAreas(surroundings, given, (input, project) =>
          needsFiles(
            { ...outFolder(given, project, 'needs'), method: given.method, groups: given.groups, veryLarge },
            input,
          ),
        );
        for (const sentence of preparationTexts(preparation, language)) remark(sentence);
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
