import { shownNumber } from '../../../shared/domain/assess/why/sentence.ts';
import { text, type TextKey } from '../../../shared/texts/text.ts';
import { jsonText } from '../../engine/areafile/numberText.ts';
import { clusterFiles } from '../../engine/spatial/clusterFiles.ts';
import { addSourceOptions, type SourceGiven, withAreas } from '../assess/areaSource.ts';
import { outFolder } from '../assess/outFolder.ts';
import type { SigillCommand } from '../command.ts';
import { numberWithin } from '../numberWithin.ts';

interface Given extends SourceGiven {
  readonly indicators: readonly string[];
  readonly permutations: string;
  readonly seed: string;
  readonly rate: string;
  readonly out: string;
  readonly json?: true;
}

export const spatial: SigillCommand = {
  register(program, surroundings) {
    const { language, print, progress } = surroundings;
    const say = (key: TextKey): string => text(language, key);
    const command = program
      .command('spatial')
      .description(say('spatial.description'))
      .requiredOption('--indicators <ids...>', say('spatial.option.indicators'))
      .requiredOption('--out <folder>', say('spatial.option.out'))
      .option('--permutations <number>', say('spatial.option.permutations'), '999')
      .option('--seed <number>', say('uncertainty.option.seed'), '1')
      .option('--rate <share>', say('spatial.option.rate'), '0.05')
      .option('--json', say('assess.option.json'));
    addSourceOptions(command, surroundings)
      .addHelpText('after', say('spatial.example'))
      .action(async (given: Given) => {
        const asked = {
          indicators: given.indicators,
          permutations: numberWithin('--permutations', given.permutations, 99, 99_999, true),
          seed: numberWithin('--seed', given.seed, 0, 4_294_967_295, true),
          rate: numberWithin('--rate', given.rate, 0.0001, 0.5),
        };
        const { summary, files } = await withAreas(surroundings, given, (input, project) =>
          clusterFiles({ ...asked, ...outFolder(given, project, 'spatial') }, input, progress),
        );
        if (given.json === true) {
          print(jsonText(summary).trimEnd());
          return;
        }
        for (const { id, moran, p, kinds } of summary.indicators) {
          print(
            text(language, 'spatial.moran', { id, moran: shownNumber(moran, language), p: shownNumber(p, language) }),
          );
          for (const { kind, areas } of kinds)
            if (areas > 0) print(`  ${String(areas).padStart(6)}  ${text(language, `spatial.kind.${kind}`)}`);
        }
        for (const file of files) print(`  ${file}`);
      });
  },
};
