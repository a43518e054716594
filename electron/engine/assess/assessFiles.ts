import path from 'node:path';
import type { AlkireFosterMeasures } from '../../../shared/domain/assess/alkireFoster.ts';
import { assess, type Assessment, type ProblemCountSummary } from '../../../shared/domain/assess/assess.ts';
import { withPlaces } from '../areafile/methodFault.ts';
import { fieldText, jsonText, numberText } from '../areafile/numberText.ts';
import { WORKING_COPY_COLUMN, workingCopyPath, workingJsonPath } from '../files/workingCopy.ts';
import { writeWhole } from '../files/writeWhole.ts';
import type { AreaInput } from './areaInput.ts';
import { methodInput } from './methodInput.ts';

export interface AssessFiles {
  /** METHOD.json. */
  readonly method: string;
  /** Folder for scores.csv and summary.json, and k-curve.csv of a problem count. */
  readonly out: string;
  /** The areas come from a project: the files say that they have not been checked. */
  readonly workingCopy: boolean;
  /** Told before anything is written. */
  readonly beforeWriting?: (files: readonly string[]) => void;
}

export interface AssessedFiles {
  readonly areas: readonly string[];
  readonly assessment: Assessment;
  /** Paths of the files written. */
  readonly files: readonly string[];
}

/** Assesses areas as METHOD.json says and writes the result. @throws DataError */
export async function assessFiles(given: AssessFiles, input: AreaInput): Promise<AssessedFiles> {
  const { json, method, columns, base } = await methodInput(given.method, input);
  const { file, people } = input;
  const assessment = withPlaces(json, file, () => assess(method, file.areas, columns, people, base));
  const { summary } = assessment;
  const areaColumn = given.workingCopy ? WORKING_COPY_COLUMN : 'area';
  const table = (name: string): string =>
    given.workingCopy ? workingCopyPath(path.join(given.out, name)) : path.join(given.out, name);
  const summaryFile = path.join(given.out, 'summary.json');
  const files = [
    { path: table('scores.csv'), content: scoresCsv(file.areas, assessment, areaColumn) },
    ...(summary.kind === 'problem-count'
      ? [{ path: table('k-curve.csv'), content: kCurveCsv(summary, given.workingCopy) }]
      : []),
    {
      path: given.workingCopy ? workingJsonPath(summaryFile) : summaryFile,
      content: jsonText(given.workingCopy ? { status: 'ej röjandekontrollerad', ...summary } : summary),
    },
  ];
  const names = files.map((one) => one.path);
  given.beforeWriting?.(names);
  await writeWhole(files);
  return { areas: file.areas, assessment, files: names };
}

/** `area,score,rank,level,contribution_<id>…`, rows in the order of the areas. */
function* scoresCsv(areas: readonly string[], assessment: Assessment, areaColumn: string): Generator<string> {
  const { scores, ranks, levels, ids, contributions } = assessment;
  yield `${[areaColumn, 'score', 'rank', 'level', ...ids.map((id) => fieldText(`contribution_${id}`))].join(',')}\n`;
  for (const [i, area] of areas.entries()) {
    const rank = ranks[i] as number;
    const row = [
      fieldText(area),
      numberText(scores[i] as number),
      rank === 0 ? '' : String(rank),
      fieldText(levels[i] ?? ''),
      ...contributions.map((column) => numberText(column[i] as number)),
    ];
    yield `${row.join(',')}\n`;
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
