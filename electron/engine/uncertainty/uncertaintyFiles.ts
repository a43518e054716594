import { assessIndex, type IndexAssessment } from '../../../shared/domain/assess/assessIndex.ts';
import { needsPreparation } from '../../../shared/domain/assess/prepare.ts';
import type { WeightDraw } from '../../../shared/domain/uncertainty/draws.ts';
import { rankUncertainty, type RankUncertainty } from '../../../shared/domain/uncertainty/rankTally.ts';
import { type Variant, variantOf } from '../../../shared/domain/uncertainty/variant.ts';
import { DataError, UserError } from '../../../shared/errors/errors.ts';
import { type IndexMethod, indexMethodSchema } from '../../../shared/schemas/method.ts';
import { readAreaFile } from '../areafile/areaFile.ts';
import { withPlaces } from '../areafile/methodFault.ts';
import { fieldText, numberText } from '../areafile/numberText.ts';
import type { AreaInput } from '../assess/areaInput.ts';
import { type MethodInput, methodInputOf } from '../assess/methodInput.ts';
import { imputedCsv, preparationCells, preparationOf } from '../assess/preparation.ts';
import { areaColumnOf, type OutFolder, writeResult } from '../files/outFolder.ts';
import type { Progress } from '../jobs/progress.ts';
import { replicateThreadCount, tallyInThreads } from './replicateThreads.ts';
import { type SensitivityAsked, sensitivityCsv, sensitivityOf, type Way } from './sensitivityOf.ts';

/** The folder gets uncertainty.csv and summary.json, and sensitivity.csv where it is asked for. */
export interface UncertaintyFiles extends OutFolder {
  /** METHOD.json of an index: the assessment whose ranks are asked about. */
  readonly method: string;
  /** Other ways to carry it out (METHOD.json each), drawn as often as the first. */
  readonly also: readonly string[];
  /** CSV file like AREAS.csv with the standard error of each value; a project has its own. Without either there is no register noise. */
  readonly errors?: string | undefined;
  /** Leaves out the register noise that a project knows of. */
  readonly withoutNoise?: boolean | undefined;
  readonly replicates: number;
  readonly seed: number;
  readonly weights: WeightDraw;
  /** Share of the areas that is the top, e.g. .05. */
  readonly top: number;
  /** An area is certainly in the top when at least this share of the replicates puts it there. */
  readonly sure: number;
  /** As many as pay by themselves unless said otherwise. */
  readonly threads?: number | undefined;
  /** What the ranks hang on; weights are then drawn up and down, each by itself. */
  readonly sensitivity?: SensitivityAsked | undefined;
}

/** Standard errors of an indicator in the order of all areas. */
type Errors = (id: string) => Float64Array;

/**
 * How sure the ranks of an index are: replicates with weights, ways of carrying it out and register noise drawn. The same seed
 * gives the same files with any number of threads. An area that the method excludes takes no part; one that only another way
 * excludes has no rank in the replicates of that way. A value that has been filled in has no noise of its own.
 * @throws DataError for a file that cannot be used, UserError('cancelled')
 */
export async function uncertaintyFiles(given: UncertaintyFiles, input: AreaInput, progress: Progress) {
  const errors = given.errors === undefined ? input.standardErrors : errorsOf(given.errors, input);
  const noise = given.withoutNoise === true ? undefined : errors;
  const made = await methodInputOf(given.method, input, indexMethodSchema);
  const variant = variantFrom(made, made, input, noise);
  const others: Way[] = [];
  for (const name of given.also) {
    const other = await methodInputOf(name, input, indexMethodSchema);
    others.push({ made: other, variant: variantFrom(other, made, input, noise) });
  }
  const { method, areas } = made;
  const assessment = withPlaces(made.json, input.file, () => assessIndex(method, areas, made.columns));
  const n = areas.length;
  const hangsOn = given.sensitivity && {
    ...given.sensitivity,
    ...sensitivityOf(
      given.sensitivity,
      [{ made, variant }, ...others],
      { areas, spread: spreadOf(given.weights), seed: given.seed, assessed: assessment.ranks },
      progress,
    ),
  };
  const tally = await tallyInThreads(
    {
      areas,
      variants: [variant, ...others.map((one) => one.variant)],
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
  const sure = areas.filter((_area, i) => (uncertainty.inTop[i] ?? 0) >= given.sure);
  const possible = areas.filter((_area, i) => (uncertainty.inTop[i] ?? 0) > 1 - given.sure);
  const all = input.file.areas;
  const preparation = preparationOf(made, all);
  const prepares = needsPreparation(method);
  const summary = {
    version: 1,
    method,
    alternatives: others.map((one) => one.made.method),
    replicates: given.replicates,
    seed: given.seed,
    weights: given.weights,
    registerNoise: noise !== undefined,
    areas: all.length,
    scored: assessment.order.length,
    top: { share: given.top, ranks: topRanks },
    sure: { from: given.sure, areas: sure },
    possible: { above: 1 - given.sure, count: possible.length },
    ...(hangsOn === undefined ? {} : { sensitivity: hangsOn }),
    ...(prepares ? preparation : {}),
  };
  const areaColumn = areaColumnOf(given);
  const files = await writeResult(given, [
    { name: 'uncertainty.csv', content: uncertaintyCsv(all, made, assessment, uncertainty, areaColumn) },
    ...(hangsOn === undefined
      ? []
      : [{ name: 'sensitivity.csv', content: sensitivityCsv(hangsOn, given.workingCopy) }]),
    ...(prepares ? [{ name: 'imputed.csv', content: imputedCsv(all, made, areaColumn) }] : []),
    { name: 'summary.json', content: summary },
  ]);
  return { summary, preparation, files };
}

function spreadOf(weights: WeightDraw): number {
  if (weights.kind === 'relative') return weights.spread;
  throw new UserError('input', 'uncertainty.sensitivityNeedsSpread');
}

/** One way over the areas that take part in the assessment; those that this way excludes lack all values. */
function variantFrom(
  { json, method, ids, columns, positions }: MethodInput<IndexMethod>,
  assessed: MethodInput,
  { file }: AreaInput,
  errors: Errors | undefined,
): Variant {
  const place = new Map(positions.map((position, i) => [position, i]));
  const own = columns.map((column) =>
    Float64Array.from(assessed.positions, (position) => column[place.get(position) ?? -1] ?? Number.NaN),
  );
  const noise =
    errors === undefined
      ? undefined
      : ids.map((id) => {
          const all = errors(id);
          return Float64Array.from(assessed.positions, (position) => all[position] ?? Number.NaN);
        });
  return withPlaces(json, file, () => variantOf(method, assessed.areas, own, noise));
}

/** Standard errors by indicator in the order of the areas; an area or an indicator that the file lacks has none. */
function errorsOf(name: string, { file, dialect }: AreaInput): Errors {
  const errorFile = readAreaFile(name, dialect);
  const row = new Map(errorFile.areas.map((code, i) => [code, i]));
  return (id) => {
    if (!errorFile.has(id)) return new Float64Array(file.areas.length);
    const column = errorFile.numbers(id);
    const negative = column.findIndex((value) => value < 0);
    if (negative >= 0)
      throw new DataError(
        errorFile.placeOf({ area: errorFile.areas[negative], column: id }),
        'uncertainty.negativeError',
      );
    return Float64Array.from(file.areas, (code) => column[row.get(code) ?? -1] ?? 0);
  };
}

/** Rows in the order of all areas; one that takes no part has no numbers. */
function* uncertaintyCsv(
  all: readonly string[],
  made: MethodInput,
  { scores, ranks }: IndexAssessment,
  { low, median, high, inTop, meanShift }: RankUncertainty,
  areaColumn: string,
): Generator<string> {
  const prepared = preparationCells(made);
  const numbers = ['score', 'rank', 'rank_low', 'rank_median', 'rank_high', 'share_in_top', 'mean_shift'];
  yield `${[areaColumn, ...numbers, ...prepared.header].join(',')}\n`;
  const placeOf = new Map(made.positions.map((position, i) => [position, i]));
  const rank = (value: number | undefined): string => (value === undefined || value === 0 ? '' : String(value));
  for (const [position, area] of all.entries()) {
    const i = placeOf.get(position) ?? -1;
    yield `${[
      fieldText(area),
      numberText(scores[i] ?? Number.NaN),
      rank(ranks[i]),
      rank(low[i]),
      rank(median[i]),
      rank(high[i]),
      numberText(inTop[i] ?? Number.NaN),
      numberText(meanShift[i] ?? Number.NaN),
      ...prepared.of(position),
    ].join(',')}\n`;
  }
}
