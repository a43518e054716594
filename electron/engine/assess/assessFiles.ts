import type { AlkireFosterMeasures } from '../../../shared/domain/assess/alkireFoster.ts';
import { assess, type Assessment, type ProblemCountSummary } from '../../../shared/domain/assess/assess.ts';
import { needsPreparation } from '../../../shared/domain/assess/prepare.ts';
import { withPlaces } from '../areafile/methodFault.ts';
import { fieldText, numberText } from '../areafile/numberText.ts';
import { areaColumnOf, type OutFolder, writeResult } from '../files/outFolder.ts';
import type { AreaInput } from './areaInput.ts';
import { type MethodInput, methodInput } from './methodInput.ts';
import { imputedCsv, type Preparation, preparationCells, preparationOf } from './preparation.ts';

/** The folder gets scores.csv and summary.json, and k-curve.csv of a problem count. */
export interface AssessFiles extends OutFolder {
  /** METHOD.json. */
  readonly method: string;
}

export interface AssessedFiles {
  readonly assessment: Assessment;
  readonly preparation: Preparation;
  /** Paths of the files written. */
  readonly files: readonly string[];
}

/** Assesses areas as METHOD.json says and writes the result. @throws DataError */
export async function assessFiles(given: AssessFiles, input: AreaInput): Promise<AssessedFiles> {
  const made = await methodInput(given.method, input);
  const { json, method, columns, people, base } = made;
  const assessment = withPlaces(json, input.file, () => assess(method, made.areas, columns, people, base));
  const { summary } = assessment;
  const preparation = preparationOf(made, input.file.areas);
  const prepares = needsPreparation(method);
  const areaColumn = areaColumnOf(given);
  const files = await writeResult(given, [
    { name: 'scores.csv', content: scoresCsv(input.file.areas, assessment, made, areaColumn) },
    ...(summary.kind === 'problem-count'
      ? [{ name: 'k-curve.csv', content: kCurveCsv(summary, given.workingCopy) }]
      : []),
    ...(prepares ? [{ name: 'imputed.csv', content: imputedCsv(input.file.areas, made, areaColumn) }] : []),
    { name: 'summary.json', content: { ...summary, ...(prepares ? preparation : {}) } },
  ]);
  return { assessment, preparation, files };
}

/**
 * `area,score,rank,level,contribution_<id>…`, rows in the order of the areas; with rules for missing values or exclusions also
 * how many of the area's values have been filled in, and why it takes no part.
 */
function* scoresCsv(
  all: readonly string[],
  assessment: Assessment,
  made: MethodInput,
  areaColumn: string,
): Generator<string> {
  const { scores, ranks, levels, ids, contributions } = assessment;
  const prepared = preparationCells(made);
  const header = [areaColumn, 'score', 'rank', 'level', ...ids.map((id) => fieldText(`contribution_${id}`))];
  yield `${[...header, ...prepared.header].join(',')}\n`;
  const placeOf = new Map(made.positions.map((position, i) => [position, i]));
  for (const [position, area] of all.entries()) {
    const i = placeOf.get(position) ?? -1;
    const rank = ranks[i] ?? 0;
    yield `${[
      fieldText(area),
      numberText(scores[i] ?? Number.NaN),
      rank === 0 ? '' : String(rank),
      fieldText(levels[i] ?? ''),
      ...contributions.map((column) => numberText(column[i] ?? Number.NaN)),
      ...prepared.of(position),
    ].join(',')}\n`;
  }
}

/** Every cut-off at once: H, A, M0 and per factor the raw and censored headcount and the part of M0; by areas, and by people where known. */
function* kCurveCsv({ kCurve, byPopulation }: ProblemCountSummary, workingCopy: boolean): Generator<string> {
  const factors = kCurve[0]?.factors.map(({ id }) => id) ?? [];
  const each = (measure: string): string[] => factors.map((id) => fieldText(`${measure}_${id}`));
  const first = workingCopy ? 'weighting_ej_rojandekontrollerad' : 'weighting';
  yield `${[first, 'k', 'flagged', 'H', 'A', 'M0', ...each('raw'), ...each('censored'), ...each('contribution')].join(',')}\n`;
  const row = (weighting: string, one: AlkireFosterMeasures): string =>
    `${[
      weighting,
      ...[one.k, one.flagged, one.headcount, one.intensity, one.adjustedHeadcount].map(numberText),
      ...one.factors.map((factor) => numberText(factor.rawHeadcount)),
      ...one.factors.map((factor) => numberText(factor.censoredHeadcount)),
      ...one.factors.map((factor) => numberText(factor.contribution)),
    ].join(',')}\n`;
  for (const one of kCurve) yield row('areas', one);
  for (const one of byPopulation?.kCurve ?? []) yield row('people', one);
}
