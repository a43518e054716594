import type { AssessmentWarning, IndexSummary } from '../../../shared/domain/assess/assess.ts';
import { shownNumber } from '../../../shared/domain/assess/why/sentence.ts';
import { type Language, text } from '../../../shared/texts/text.ts';
import { type AssessedFiles, assessFiles } from '../../engine/assess/assessFiles.ts';
import { jsonText } from '../../engine/areafile/numberText.ts';
import { alignedTable } from '../alignedTable.ts';
import type { SigillCommand } from '../command.ts';
import { addSourceOptions, type SourceGiven, withAreas } from '../assess/areaSource.ts';
import { outFolder } from '../assess/outFolder.ts';
import { preparationTexts } from '../assess/prepared.ts';

interface Given extends SourceGiven {
  readonly method: string;
  readonly out: string;
  readonly json?: true;
}

export const assess: SigillCommand = {
  register(program, surroundings) {
    const { language, print, remark } = surroundings;
    const command = program
      .command('assess')
      .description(text(language, 'assess.description'))
      .requiredOption('--method <file>', text(language, 'assess.option.method'))
      .requiredOption('--out <folder>', text(language, 'assess.option.out'))
      .option('--json', text(language, 'assess.option.json'));
    addSourceOptions(command, surroundings)
      .addHelpText('after', text(language, 'assess.example'))
      .action(async (given: Given) => {
        const result = await withAreas(surroundings, given, (input, project) =>
          assessFiles({ ...outFolder(given, project, 'assessment'), method: given.method }, input),
        );
        const { summary } = result.assessment;
        for (const sentence of preparationTexts(result.preparation, language)) remark(sentence);
        for (const warning of summary.warnings) remark(warningText(warning, language));
        if (given.json === true) print(jsonText(summary).trimEnd());
        else for (const line of lines(result, language)) print(line);
      });
  },
};

function* lines({ assessment, files }: AssessedFiles, language: Language): Generator<string> {
  const { summary } = assessment;
  yield text(language, 'assess.done', { areas: summary.areas, scored: summary.scored });
  if (summary.method.note !== undefined) yield summary.method.note;
  if (summary.kind === 'index') yield* weightLines(summary, language);
  if (summary.kind === 'problem-count') {
    for (const { name, from, areas } of summary.levels) yield text(language, 'assess.level', { name, from, areas });
    const { k, flagged } = summary.measures;
    yield text(language, 'assess.flagged', { k, areas: flagged });
  }
  if (summary.kind === 'sei')
    for (const { type, areas } of summary.levels)
      yield text(language, 'assess.typeCount', { type, name: text(language, `assess.areaType.${type}`), areas });
  for (const file of files) yield `  ${file}`;
}

/** Weight beside importance, and what a rule for the weights found. */
function* weightLines({ indicators, weighting }: IndexSummary, language: Language): Generator<string> {
  const percent = (share: number): string => (Number.isNaN(share) ? '' : shownNumber(100 * share, language));
  yield* alignedTable(
    [
      { title: text(language, 'explain.part'), align: 'left', most: 40 },
      { title: text(language, 'assess.weightPercent'), align: 'right' },
      { title: text(language, 'assess.importancePercent'), align: 'right' },
    ],
    indicators.map(({ id, effectiveWeight, importance }) => [id, percent(effectiveWeight), percent(importance)]),
  );
  for (const { group, consistencyRatio, explained, children } of weighting?.groups ?? []) {
    const id = group === '' ? text(language, 'assess.wholeIndex') : group;
    if (consistencyRatio !== undefined)
      yield text(language, 'assess.consistency', { id, ratio: shownNumber(consistencyRatio, language) });
    if (explained !== undefined)
      yield text(language, 'assess.loadings', {
        id,
        percent: percent(explained),
        list: children.map((one) => `${one.id} ${shownNumber(one.loading ?? Number.NaN, language)}`).join(', '),
      });
    if (children.some(({ sd }) => sd !== undefined))
      yield text(language, 'assess.panelSpread', {
        id,
        list: children
          .map((one) => `${one.id} ${percent(one.weight)} (${percent(one.least ?? 0)}–${percent(one.most ?? 0)})`)
          .join(', '),
      });
  }
}

const warningText = (
  { code, indicator, factor, group, areas, weight, importance }: AssessmentWarning,
  language: Language,
): string =>
  text(language, `assess.warn.${code}`, {
    id: indicator ?? factor ?? group ?? '',
    count: areas?.length ?? 0,
    weight: weight ?? 0,
    importance: importance ?? 0,
  });
