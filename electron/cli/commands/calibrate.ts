import { UserError } from '../../../shared/errors/errors.ts';
import { shownNumber } from '../../../shared/domain/assess/why/sentence.ts';
import { text, type TextKey } from '../../../shared/texts/text.ts';
import { jsonText } from '../../engine/areafile/numberText.ts';
import { calibrateFiles } from '../../engine/assess/calibrateFiles.ts';
import type { SigillCommand } from '../command.ts';
import { addAreasOptions, type AreasGiven, areasInputOf } from '../dialectOptions.ts';

interface Given extends AreasGiven {
  readonly areas: string;
  readonly method: string;
  readonly list?: string;
  readonly column?: string;
  readonly counts?: readonly string[];
  readonly out: string;
  readonly json?: true;
}

export const calibrate: SigillCommand = {
  register(program, { language, print }) {
    const say = (key: TextKey): string => text(language, key);
    const command = program
      .command('calibrate')
      .description(say('calibrate.description'))
      .requiredOption('--areas <file>', say('assess.option.areas'))
      .requiredOption('--method <file>', say('calibrate.option.method'))
      .option('--list <file>', say('calibrate.option.list'))
      .option('--column <name>', say('calibrate.option.column'))
      .option('--counts <from:areas...>', say('calibrate.option.counts'))
      .requiredOption('--out <folder>', say('calibrate.option.out'))
      .option('--json', say('assess.option.json'));
    addAreasOptions(command, language)
      .addHelpText('after', say('calibrate.example'))
      .action(async (given: Given) => {
        const { summary, files } = await calibrateFiles(
          { ...given, counts: given.counts === undefined ? undefined : countsOf(given.counts) },
          areasInputOf(given),
        );
        if (given.json === true) {
          print(jsonText(summary).trimEnd());
          return;
        }
        const { fit, thresholds } = summary;
        if (fit.confusion !== undefined)
          print(
            text(language, 'calibrate.list', {
              jaccard: shownNumber(fit.jaccard, language),
              hits: fit.confusion.flaggedInBoth,
              wanted: fit.confusion.flaggedInBoth + fit.confusion.flaggedInListOnly,
              missed: fit.confusion.flaggedInListOnly,
              extra: fit.confusion.flaggedByThresholdsOnly,
            }),
          );
        for (const { from, areas, wanted } of fit.counts ?? [])
          print(text(language, 'calibrate.count', { from, areas, wanted }));
        for (const { id, threshold, percentile } of thresholds)
          print(
            text(language, 'calibrate.threshold', {
              name: id,
              threshold: threshold.toLocaleString(language === 'sv' ? 'sv-SE' : 'en-GB', { maximumFractionDigits: 15 }),
              percentile: shownNumber(percentile, language),
            }),
          );
        print(say('calibrate.note'));
        for (const file of files) print(`  ${file}`);
      });
  },
};

function countsOf(written: readonly string[]): { from: number; areas: number }[] {
  const pairs = written.map((pair) => {
    const parts = /^(\d+(?:[.,]\d+)?):(\d{1,9})$/u.exec(pair);
    if (parts === null) throw new UserError('input', 'calibrate.badCounts');
    return { from: Number(parts[1]?.replace(',', '.')), areas: Number(parts[2]) };
  });
  if (new Set(pairs.map(({ from }) => from)).size !== pairs.length || pairs.some(({ from }) => from === 0))
    throw new UserError('input', 'calibrate.badCounts');
  return pairs;
}
