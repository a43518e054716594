import { UserError } from '../../../shared/errors/errors.ts';
import { shownNumber } from '../../../shared/domain/assess/why/sentence.ts';
import { text, type TextKey } from '../../../shared/texts/text.ts';
import { jsonText } from '../../engine/areafile/numberText.ts';
import { calibrateFiles } from '../../engine/assess/calibrateFiles.ts';
import type { SigillCommand } from '../command.ts';
import { addSourceOptions, type SourceGiven, withAreas } from '../assess/areaSource.ts';
import { outFolder } from '../assess/outFolder.ts';
import { preparationTexts } from '../assess/prepared.ts';

interface Given extends SourceGiven {
  readonly method: string;
  readonly list?: string;
  readonly column?: string;
  readonly counts?: readonly string[];
  readonly out: string;
  readonly json?: true;
}

export const calibrate: SigillCommand = {
  register(program, surroundings) {
    const { language, print, remark } = surroundings;
    const say = (key: TextKey): string => text(language, key);
    const command = program
      .command('calibrate')
      .description(say('calibrate.description'))
      .requiredOption('--method <file>', say('calibrate.option.method'))
      .option('--list <file>', say('calibrate.option.list'))
      .option('--column <name>', say('calibrate.option.column'))
      .option('--counts <from:areas...>', say('calibrate.option.counts'))
      .requiredOption('--out <folder>', say('calibrate.option.out'))
      .option('--json', say('assess.option.json'));
    addSourceOptions(command, surroundings)
      .addHelpText('after', say('calibrate.example'))
      .action(async (given: Given) => {
        const { method, list, column } = given;
        const counts = given.counts === undefined ? undefined : countsOf(given.counts);
        const { summary, preparation, files } = await withAreas(surroundings, given, (input, project) =>
          calibrateFiles({ ...outFolder(given, project, 'calibration'), method, list, column, counts }, input),
        );
        for (const sentence of preparationTexts(preparation, language)) remark(sentence);
        if (summary.listExcluded !== undefined && summary.listExcluded.length > 0)
          remark(text(language, 'calibrate.listExcluded', { areas: summary.listExcluded.length }));
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
