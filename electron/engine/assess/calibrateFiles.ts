import {
  type CalibrationTarget,
  type Calibrated,
  calibrateThresholds,
} from '../../../shared/domain/assess/calibrate.ts';
import { thresholdsOf, withThresholds } from '../../../shared/domain/assess/problemRules.ts';
import { TOLERANCE } from '../../../shared/domain/assess/presence.ts';
import { DataError, UserError } from '../../../shared/errors/errors.ts';
import { problemCountMethodSchema } from '../../../shared/schemas/method.ts';
import { needsPreparation } from '../../../shared/domain/assess/prepare.ts';
import { readAreaFile } from '../areafile/areaFile.ts';
import { withPlaces } from '../areafile/methodFault.ts';
import { type OutFolder, writeResult } from '../files/outFolder.ts';
import type { AreaInput } from './areaInput.ts';
import { type MethodInput, methodInputOf } from './methodInput.ts';
import { preparationOf } from './preparation.ts';

/** The folder gets method.json and summary.json. */
export interface CalibrateFiles extends OutFolder {
  /** METHOD.json of a problem count. */
  readonly method: string;
  readonly list?: string | undefined;
  readonly column?: string | undefined;
  readonly counts?: readonly { readonly from: number; readonly areas: number }[] | undefined;
}

/**
 * Thresholds that best reproduce a base year's list or counts, as a method file and a summary of the fit. Areas that the method
 * excludes take no part, nor do they when the list has them. @throws DataError, UserError
 */
export async function calibrateFiles(given: CalibrateFiles, input: AreaInput) {
  const made = await methodInputOf(given.method, input, problemCountMethodSchema);
  const { json, method, areas, columns } = made;
  const { target, listExcluded } = targetOf(given, made, input);
  const start = withPlaces(json, input.file, () => thresholdsOf(method, columns, made.base));
  const found = withPlaces(json, input.file, () => calibrateThresholds(method, columns, start, target));
  const calibrated = {
    ...withThresholds(method, found.thresholds),
    note: 'Exempel, inte officiella gränsvärden: sökta så att de återger ett basårs lista. / Example thresholds, not official.',
  };
  const preparation = preparationOf(made, input.file.areas);
  const summary = {
    version: 1,
    official: false,
    areas: areas.length,
    thresholds: method.indicators.map(({ id }, j) => ({
      id,
      threshold: found.thresholds[j] as number,
      from: start[j] as number,
      percentile: percentileOf(columns[j] as Float64Array, found.thresholds[j] as number),
    })),
    fit: fitOf(target, found, method.k, areas),
    ...(needsPreparation(method) ? { ...preparation, listExcluded } : {}),
  };
  const files = await writeResult(given, [
    { name: 'method.json', content: calibrated },
    { name: 'summary.json', content: summary },
  ]);
  return { summary, preparation, files };
}

function targetOf(
  given: CalibrateFiles,
  { areas, excluded }: MethodInput,
  { file, dialect }: AreaInput,
): { readonly target: CalibrationTarget; readonly listExcluded: readonly string[] } {
  if ((given.list === undefined) === (given.counts === undefined)) throw new UserError('input', 'calibrate.oneTarget');
  if (given.counts !== undefined) return { target: { kind: 'counts', counts: given.counts }, listExcluded: [] };
  const list = readAreaFile(given.list ?? '', dialect);
  const known = new Map(file.areas.map((code, i) => [code, i]));
  const row = new Map(areas.map((code, i) => [code, i]));
  const flags = given.column === undefined ? undefined : list.numbers(given.column);
  const flagged = new Uint8Array(areas.length);
  const listExcluded: string[] = [];
  list.areas.forEach((area, i) => {
    const position = known.get(area);
    if (position === undefined) throw new DataError(list.placeOf({ area }), 'calibrate.unknownArea');
    const flag = flags === undefined ? 1 : (flags[i] as number);
    if (flag !== 1 && flag !== 0 && !Number.isNaN(flag))
      throw new DataError(list.placeOf({ area, column: given.column }), 'calibrate.badFlag');
    if (flag !== 1) return;
    const at = row.get(area);
    if (at !== undefined) flagged[at] = 1;
    else if ((excluded[position] ?? '') !== '') listExcluded.push(area);
  });
  if (!flagged.includes(1)) throw new UserError('input', 'calibrate.noneFlagged');
  return { target: { kind: 'list', flagged }, listExcluded };
}

/** Share of the values that are at most the threshold, in percent. */
function percentileOf(column: Float64Array, threshold: number): number {
  const there = column.filter((value) => !Number.isNaN(value));
  return (100 * there.filter((value) => value <= threshold).length) / there.length;
}

function fitOf(target: CalibrationTarget, { counts, judged, loss }: Calibrated, k: number, areas: readonly string[]) {
  const reaches = (from: number): boolean[] => Array.from(counts, (c, i) => judged[i] === 1 && c >= from - TOLERANCE);
  if (target.kind === 'counts')
    return {
      loss,
      counts: target.counts.map(({ from, areas: wanted }) => ({
        from,
        wanted,
        areas: reaches(from).filter(Boolean).length,
      })),
    };
  const got = reaches(k);
  const those = (wanted: 0 | 1, is: boolean): string[] =>
    areas.filter((_code, i) => target.flagged[i] === wanted && got[i] === is);
  return {
    loss,
    k,
    jaccard: 1 - loss,
    confusion: {
      flaggedInBoth: those(1, true).length,
      flaggedInListOnly: those(1, false).length,
      flaggedByThresholdsOnly: those(0, true).length,
      flaggedInNeither: those(0, false).length,
    },
    missed: those(1, false),
    extra: those(0, true),
  };
}
