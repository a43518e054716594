import path from 'node:path';
import type { AlkireFosterMeasures } from '../../../shared/domain/assess/alkireFoster.ts';
import { assess, type Assessment, type ProblemCountSummary } from '../../../shared/domain/assess/assess.ts';
import { needsPreparation } from '../../../shared/domain/assess/prepare.ts';
import type { ImputeBy } from '../../../shared/schemas/method.ts';
import { withPlaces } from '../areafile/methodFault.ts';
import { fieldText, jsonText, numberText } from '../areafile/numberText.ts';
import { WORKING_COPY_COLUMN, workingCopyPath, workingJsonPath } from '../files/workingCopy.ts';
import { writeWhole } from '../files/writeWhole.ts';
import type { AreaInput } from './areaInput.ts';
import { type MethodInput, methodInput } from './methodInput.ts';

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

/** What was done to the areas before they were assessed: part of summary.json when anything was. */
export interface Preparation {
  readonly imputed: readonly { readonly indicator: string; readonly by: ImputeBy; readonly areas: number }[];
  readonly excluded: readonly { readonly area: string; readonly reason: string }[];
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
  const table = (name: string): string =>
    given.workingCopy ? workingCopyPath(path.join(given.out, name)) : path.join(given.out, name);
  const summaryFile = path.join(given.out, 'summary.json');
  const preparation = preparationOf(made, input.file.areas);
  const prepares = needsPreparation(method);
  const told = {
    ...(given.workingCopy ? { status: 'ej röjandekontrollerad' } : {}),
    ...summary,
    ...(prepares ? preparation : {}),
  };
  const areaColumn = given.workingCopy ? WORKING_COPY_COLUMN : 'area';
  const files = [
    { path: table('scores.csv'), content: scoresCsv(input.file.areas, assessment, made, areaColumn) },
    ...(summary.kind === 'problem-count'
      ? [{ path: table('k-curve.csv'), content: kCurveCsv(summary, given.workingCopy) }]
      : []),
    ...(prepares ? [{ path: table('imputed.csv'), content: imputedCsv(input.file.areas, made, areaColumn) }] : []),
    { path: given.workingCopy ? workingJsonPath(summaryFile) : summaryFile, content: jsonText(told) },
  ];
  const names = files.map((one) => one.path);
  given.beforeWriting?.(names);
  await writeWhole(files);
  return { assessment, preparation, files: names };
}

/** Every filled value by indicator and rule, and every excluded area with its reason. */
function preparationOf({ ids, imputedBy, excluded }: MethodInput, areas: readonly string[]): Preparation {
  const counts = new Map<string, { indicator: string; by: ImputeBy; areas: number }>();
  ids.forEach((indicator, j) =>
    areas.forEach((_code, i) => {
      const by = imputedBy(j, i);
      if (by === undefined) return;
      const own = counts.get(`${indicator} ${by}`) ?? { indicator, by, areas: 0 };
      counts.set(`${indicator} ${by}`, own);
      own.areas += 1;
    }),
  );
  return {
    imputed: [...counts.values()],
    excluded: areas.flatMap((area, i) => ((excluded[i] ?? '') === '' ? [] : [{ area, reason: excluded[i] ?? '' }])),
  };
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
  const prepares = needsPreparation(made.method);
  const header = [areaColumn, 'score', 'rank', 'level', ...ids.map((id) => fieldText(`contribution_${id}`))];
  yield `${[...header, ...(prepares ? ['imputed', 'excluded'] : [])].join(',')}\n`;
  const placeOf = new Map(made.positions.map((position, i) => [position, i]));
  for (const [position, area] of all.entries()) {
    const i = placeOf.get(position) ?? -1;
    const rank = ranks[i] ?? 0;
    const row = [
      fieldText(area),
      numberText(scores[i] ?? Number.NaN),
      rank === 0 ? '' : String(rank),
      fieldText(levels[i] ?? ''),
      ...contributions.map((column) => numberText(column[i] ?? Number.NaN)),
    ];
    const filled = ids.filter((_id, j) => made.imputedBy(j, position) !== undefined).length;
    if (prepares) row.push(String(filled), fieldText(made.excluded[position] ?? ''));
    yield `${row.join(',')}\n`;
  }
}

/** One row for every value that was not there and has been filled in. */
function* imputedCsv(
  all: readonly string[],
  { ids, columns, positions, imputedBy }: MethodInput,
  areaColumn: string,
): Generator<string> {
  yield `${[areaColumn, 'indicator', 'value', 'by'].join(',')}\n`;
  for (const [i, position] of positions.entries())
    for (const [j, id] of ids.entries()) {
      const by = imputedBy(j, position);
      if (by === undefined) continue;
      yield `${[fieldText(all[position] ?? ''), fieldText(id), numberText(columns[j]?.[i] ?? Number.NaN), by].join(',')}\n`;
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
