import path from 'node:path';
import { assessIndex, type IndexAssessment } from '../../../shared/domain/assess/assessIndex.ts';
import type { WeightDraw } from '../../../shared/domain/uncertainty/draws.ts';
import { rankUncertainty, type RankUncertainty } from '../../../shared/domain/uncertainty/rankTally.ts';
import { type Variant, variantOf } from '../../../shared/domain/uncertainty/variant.ts';
import { DataError } from '../../../shared/errors/errors.ts';
import { type IndexMethod, indexMethodSchema } from '../../../shared/schemas/method.ts';
import { type AreaFile, readAreaFile } from '../areafile/areaFile.ts';
import { columnsFor, withPlaces } from '../areafile/methodFault.ts';
import { fieldText, jsonText, numberText } from '../areafile/numberText.ts';
import { requireNoPreparation } from '../assess/methodInput.ts';
import type { DialectOverrides } from '../delimited/dialect.ts';
import { writeWhole } from '../files/writeWhole.ts';
import type { Progress } from '../jobs/progress.ts';
import { readJsonFileWithPlaces } from '../jsonfile/readJson.ts';
import { replicateThreadCount, tallyInThreads } from './replicateThreads.ts';

export interface UncertaintyFiles {
  /** AREAS.csv. */
  readonly areas: string;
  /** METHOD.json of an index: the assessment whose ranks are asked about. */
  readonly method: string;
  /** Other ways to carry it out (METHOD.json each), drawn as often as the first. */
  readonly also: readonly string[];
  /** CSV file like AREAS.csv with the standard error of each value; without it there is no register noise. */
  readonly errors?: string | undefined;
  /** Folder for uncertainty.csv and summary.json. */
  readonly out: string;
  readonly replicates: number;
  readonly seed: number;
  readonly weights: WeightDraw;
  /** Share of the areas that is the top, e.g. .05. */
  readonly top: number;
  /** An area is certainly in the top when at least this share of the replicates puts it there. */
  readonly sure: number;
  /** As many as pay by themselves unless said otherwise. */
  readonly threads?: number | undefined;
}

/**
 * How sure the ranks of an index are: replicates with weights, ways of carrying it out and register noise drawn. The same seed
 * gives the same files with any number of threads.
 * @throws DataError for a file that cannot be used, UserError('cancelled')
 */
export async function uncertaintyFiles(given: UncertaintyFiles, dialect: DialectOverrides, progress: Progress) {
  const file = readAreaFile(given.areas, dialect);
  const errors = given.errors === undefined ? undefined : errorsOf(readAreaFile(given.errors, dialect), file);
  const [first, ...others] = await Promise.all(
    [given.method, ...given.also].map((name) => variantFrom(name, file, errors)),
  );
  if (first === undefined) throw new RangeError('uncertaintyFiles: no method');
  const { assessment } = first;
  const n = file.areas.length;
  const tally = await tallyInThreads(
    {
      areas: file.areas,
      variants: [first.variant, ...others.map(({ variant }) => variant)],
      weights: given.weights,
      seed: given.seed,
      assessed: assessment.ranks,
    },
    given.replicates,
    given.threads ?? replicateThreadCount(n, given.replicates),
    progress,
  );
  const topRanks = Math.max(1, Math.round(given.top * assessment.order.length));
  const uncertainty = rankUncertainty(tally, topRanks);
  const sure = file.areas.filter((_area, i) => (uncertainty.inTop[i] ?? 0) >= given.sure);
  const possible = file.areas.filter((_area, i) => (uncertainty.inTop[i] ?? 0) > 1 - given.sure);
  const summary = {
    version: 1,
    method: first.method,
    alternatives: others.map(({ method }) => method),
    replicates: given.replicates,
    seed: given.seed,
    weights: given.weights,
    registerNoise: errors !== undefined,
    areas: n,
    scored: assessment.order.length,
    top: { share: given.top, ranks: topRanks },
    sure: { from: given.sure, areas: sure },
    possible: { above: 1 - given.sure, count: possible.length },
  };
  const table = path.join(given.out, 'uncertainty.csv');
  const summaryFile = path.join(given.out, 'summary.json');
  await writeWhole([
    { path: table, content: uncertaintyCsv(file.areas, assessment, uncertainty) },
    { path: summaryFile, content: jsonText(summary) },
  ]);
  return { summary, files: [table, summaryFile] };
}

async function variantFrom(
  name: string,
  file: AreaFile,
  errors: ((id: string) => Float64Array) | undefined,
): Promise<{ method: IndexMethod; variant: Variant; assessment: IndexAssessment }> {
  const json = await readJsonFileWithPlaces(name, indexMethodSchema);
  const method = json.value;
  requireNoPreparation(method);
  const columns = columnsFor(
    json,
    file,
    method.indicators.map(({ id }, i) => ({ id, path: ['indicators', i, 'id'] })),
  );
  return withPlaces(json, file, () => ({
    method,
    variant: variantOf(
      method,
      file.areas,
      columns,
      errors === undefined ? undefined : method.indicators.map(({ id }) => errors(id)),
    ),
    assessment: assessIndex(method, file.areas, columns),
  }));
}

/** Standard errors by indicator in the order of the areas; an area or an indicator that the file lacks has none. */
function errorsOf(errorFile: AreaFile, { areas }: AreaFile): (id: string) => Float64Array {
  const row = new Map(errorFile.areas.map((code, i) => [code, i]));
  return (id) => {
    if (!errorFile.has(id)) return new Float64Array(areas.length);
    const column = errorFile.numbers(id);
    const negative = column.findIndex((value) => value < 0);
    if (negative >= 0)
      throw new DataError(
        errorFile.placeOf({ area: errorFile.areas[negative], column: id }),
        'uncertainty.negativeError',
      );
    return Float64Array.from(areas, (code) => column[row.get(code) ?? -1] ?? 0);
  };
}

function* uncertaintyCsv(
  areas: readonly string[],
  { scores, ranks }: IndexAssessment,
  { low, median, high, inTop, meanShift }: RankUncertainty,
): Generator<string> {
  yield 'area,score,rank,rank_low,rank_median,rank_high,share_in_top,mean_shift\n';
  const rank = (value: number | undefined): string => (value === undefined || value === 0 ? '' : String(value));
  for (const [i, area] of areas.entries())
    yield `${[
      fieldText(area),
      numberText(scores[i] as number),
      rank(ranks[i]),
      rank(low[i]),
      rank(median[i]),
      rank(high[i]),
      numberText(inTop[i] as number),
      numberText(meanShift[i] as number),
    ].join(',')}\n`;
}
