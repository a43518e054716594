import type { WeightDraw } from '../../../shared/domain/uncertainty/draws.ts';
import type { Sensitivity } from '../../../shared/domain/uncertainty/sensitivity.ts';
import { type Language, text, type TextKey } from '../../../shared/texts/text.ts';
import { jsonText } from '../../engine/areafile/numberText.ts';
import type { SensitivityAsked } from '../../engine/uncertainty/sensitivityOf.ts';
import { uncertaintyFiles } from '../../engine/uncertainty/uncertaintyFiles.ts';
import type { SigillCommand } from '../command.ts';
import { numberWithin } from '../numberWithin.ts';
import { addSourceOptions, type SourceGiven, withAreas } from '../assess/areaSource.ts';
import { outFolder } from '../assess/outFolder.ts';
import { preparationTexts } from '../assess/prepared.ts';

interface Given extends SourceGiven {
  readonly method: string;
  readonly also?: string[];
  readonly errors?: string;
  readonly withoutNoise?: true;
  readonly out: string;
  readonly replicates: string;
  readonly seed: string;
  readonly spread: string;
  readonly concentration?: string;
  readonly top: string;
  readonly sure: string;
  readonly threads?: string;
  readonly sensitivity?: string | true;
  readonly sensitivityRows: string;
  readonly json?: true;
}

export const uncertainty: SigillCommand = {
  register(program, surroundings) {
    const { language, print, remark, progress } = surroundings;
    const say = (key: TextKey): string => text(language, key);
    const command = program
      .command('uncertainty')
      .description(say('uncertainty.description'))
      .requiredOption('--method <file>', say('uncertainty.option.method'))
      .option('--also <files...>', say('uncertainty.option.also'))
      .option('--errors <file>', say('uncertainty.option.errors'))
      .option('--without-noise', say('uncertainty.option.withoutNoise'))
      .requiredOption('--out <folder>', say('uncertainty.option.out'))
      .option('--replicates <number>', say('uncertainty.option.replicates'), '10000')
      .option('--seed <number>', say('uncertainty.option.seed'), '1')
      .option('--spread <share>', say('uncertainty.option.spread'), '0.25')
      .option('--concentration <number>', say('uncertainty.option.concentration'))
      .option('--top <share>', say('uncertainty.option.top'), '0.05')
      .option('--sure <share>', say('uncertainty.option.sure'), '0.8')
      .option('--threads <number>', say('uncertainty.option.threads'))
      .option('--sensitivity [area]', say('uncertainty.option.sensitivity'))
      .option('--sensitivity-rows <number>', say('uncertainty.option.sensitivityRows'), '512')
      .option('--json', say('assess.option.json'));
    addSourceOptions(command, surroundings)
      .addHelpText('after', say('uncertainty.example'))
      .action(async (given: Given) => {
        const asked = {
          method: given.method,
          also: given.also ?? [],
          errors: given.errors,
          withoutNoise: given.withoutNoise,
          replicates: numberWithin('--replicates', given.replicates, 1, 1_000_000, true),
          seed: numberWithin('--seed', given.seed, 0, 4_294_967_295, true),
          weights: weightsOf(given),
          top: numberWithin('--top', given.top, 0.0001, 1),
          sure: numberWithin('--sure', given.sure, 0.5, 1),
          threads: given.threads === undefined ? undefined : numberWithin('--threads', given.threads, 1, 64, true),
          sensitivity: sensitivityAsked(given),
        };
        const { summary, preparation, files } = await withAreas(surroundings, given, (input, project) =>
          uncertaintyFiles({ ...asked, ...outFolder(given, project, 'uncertainty') }, input, progress),
        );
        for (const sentence of preparationTexts(preparation, language)) remark(sentence);
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
        if (summary.sensitivity !== undefined)
          for (const line of hangsOnTexts(summary.sensitivity, language)) print(line);
        for (const file of files) print(`  ${file}`);
      });
  },
};

const weightsOf = ({ concentration, spread }: Given): WeightDraw =>
  concentration === undefined
    ? { kind: 'relative', spread: numberWithin('--spread', spread, 0, 1) }
    : { kind: 'dirichlet', concentration: numberWithin('--concentration', concentration, 0.1, 1e6) };

function sensitivityAsked({ sensitivity, sensitivityRows }: Given): SensitivityAsked | undefined {
  const rows = numberWithin('--sensitivity-rows', sensitivityRows, 32, 16_384, true);
  return sensitivity === undefined ? undefined : { rows, area: sensitivity === true ? undefined : sensitivity };
}

/** What the ranks hang on, from the factor that they hang on most. */
function hangsOnTexts({ area, mean, factors }: Sensitivity & SensitivityAsked, language: Language): readonly string[] {
  if (factors.length === 0) return [text(language, 'uncertainty.nothingVaries')];
  const number = (value: number): string => value.toLocaleString(language, { maximumFractionDigits: 1 });
  const percent = (share: number): string => number(100 * share);
  const head =
    area === undefined
      ? text(language, 'uncertainty.hangsOn', { mean: number(mean) })
      : text(language, 'uncertainty.areaHangsOn', { area, mean: number(mean) });
  const sorted = factors.toSorted((a, b) => b.total - a.total);
  return [
    head,
    ...sorted.map(({ factor, first, total, totalInterval }) =>
      text(language, 'uncertainty.factor', {
        factor:
          factor.kind === 'weight'
            ? text(language, 'uncertainty.factor.weight', { id: factor.id })
            : text(language, `uncertainty.factor.${factor.kind}`),
        first: percent(first),
        total: percent(total),
        low: percent(totalInterval.low),
        high: percent(totalInterval.high),
      }),
    ),
  ];
}
