import { UserError } from '../../../shared/errors/errors.ts';
import { type Language, text } from '../../../shared/texts/text.ts';
import { jsonText } from '../../engine/areafile/numberText.ts';
import { groupFiles, type GroupsSummary } from '../../engine/groups/groupFiles.ts';
import type { SigillCommand } from '../command.ts';
import { addAreasOptions, type AreasGiven, areasInputOf } from '../dialectOptions.ts';

interface Given extends AreasGiven {
  readonly areas: string;
  readonly spec: string;
  readonly out: string;
  readonly chooseK?: string;
  readonly json?: true;
}

const MOST_K = 200;

export const groups: SigillCommand = {
  register(program, { language, print, remark, progress }) {
    const command = program
      .command('groups')
      .description(text(language, 'groups.description'))
      .requiredOption('--areas <file>', text(language, 'groups.option.areas'))
      .requiredOption('--spec <file>', text(language, 'groups.option.spec'))
      .requiredOption('--out <folder>', text(language, 'groups.option.out'))
      .option('--choose-k <from..to>', text(language, 'groups.option.chooseK'))
      .option('--json', text(language, 'groups.option.json'));
    addAreasOptions(command, language)
      .addHelpText('after', text(language, 'groups.example'))
      .action(async (given: Given) => {
        const files = { ...given, chooseFrom: given.chooseK === undefined ? [] : rangeOf(given.chooseK) };
        const result = await groupFiles(files, areasInputOf(given), progress);
        for (const line of warnings(result.summary, language)) remark(line);
        if (given.json === true) {
          print(jsonText(result.summary).trimEnd());
          return;
        }
        for (const line of lines(result.summary, language)) print(line);
        for (const file of result.files) print(`  ${file}`);
      });
  },
};

/** `2..15` as the whole numbers from 2 to 15. */
export function rangeOf(written: string): number[] {
  const parts = /^(\d{1,3})\.\.(\d{1,3})$/u.exec(written.trim());
  const from = Number(parts?.[1]);
  const to = Number(parts?.[2]);
  if (!(from >= 2 && from <= to && to <= MOST_K)) throw new UserError('input', 'groups.badChooseK', { most: MOST_K });
  return Array.from({ length: to - from + 1 }, (_none, i) => from + i);
}

const decimals = (value: number, language: Language, digits: number): string =>
  Number.isFinite(value)
    ? value.toLocaleString(language === 'sv' ? 'sv-SE' : 'en-GB', {
        minimumFractionDigits: digits,
        maximumFractionDigits: digits,
      })
    : '-';

function* lines(summary: GroupsSummary, language: Language): Generator<string> {
  const { k, dropped, starts, foundTimes, sizes } = summary;
  const areas = summary.areas - dropped.length;
  const algorithm = text(language, `groups.algorithm.${summary.algorithm}`);
  yield starts === undefined || foundTimes === undefined
    ? text(language, 'groups.doneOnce', { k, areas, algorithm })
    : text(language, 'groups.done', { k, areas, algorithm, starts, foundTimes });
  yield text(language, 'groups.sizes', { sizes: sizes.join(', ') });
  yield text(language, 'groups.quality', {
    inertia: decimals(summary.inertia, language, 4),
    silhouette: decimals(summary.silhouette, language, 3),
  });
  if (summary.bic !== undefined && summary.logLikelihood !== undefined)
    yield text(language, 'groups.bic', {
      bic: decimals(summary.bic, language, 1),
      logLikelihood: decimals(summary.logLikelihood, language, 1),
    });
  if (!('chooseK' in summary) || summary.chooseK === undefined) return;
  yield text(language, 'groups.chooseKHead');
  for (const one of summary.chooseK)
    yield [
      String(one.k).padStart(4),
      decimals(one.inertia, language, 2).padStart(16),
      decimals(one.silhouette, language, 3).padStart(12),
      decimals(one.calinskiHarabasz, language, 1).padStart(12),
      decimals(one.daviesBouldin, language, 3).padStart(10),
      (one.foundTimes === undefined ? '-' : String(one.foundTimes)).padStart(8),
    ].join('');
}

function* warnings(summary: GroupsSummary, language: Language): Generator<string> {
  const { dropped, indicators, foundTimes, starts, parts, bridges } = summary;
  if (dropped.length > 0) yield text(language, 'groups.warn.dropped', { count: dropped.length });
  const imputed = indicators.reduce((sum, one) => sum + one.imputed, 0);
  if (imputed > 0) yield text(language, 'groups.warn.imputed', { count: imputed });
  if (foundTimes === 1 && starts !== undefined && starts > 1) yield text(language, 'groups.warn.foundOnce');
  if (parts !== undefined && bridges !== undefined && parts > 1)
    yield text(language, 'groups.parts', { parts, bridges: bridges.length });
}
