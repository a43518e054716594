import path from 'node:path';
import {
  type CalibrationTarget,
  type Calibrated,
  calibrateThresholds,
} from '../../../shared/domain/assess/calibrate.ts';
import { thresholdsOf, withThresholds } from '../../../shared/domain/assess/problemRules.ts';
import { TOLERANCE } from '../../../shared/domain/assess/presence.ts';
import { DataError, UserError } from '../../../shared/errors/errors.ts';
import { problemCountMethodSchema } from '../../../shared/schemas/method.ts';
import { type AreaFile, readAreaFile } from '../areafile/areaFile.ts';
import { columnsFor, withPlaces } from '../areafile/methodFault.ts';
import { jsonText } from '../areafile/numberText.ts';
import type { TableInput } from '../formats/readTable.ts';
import { writeWhole } from '../files/writeWhole.ts';
import { readJsonFileWithPlaces } from '../jsonfile/readJson.ts';
import { baseColumns } from './baseYear.ts';
import { requireNoPreparation } from './methodInput.ts';

export interface CalibrateFiles {
  /** AREAS.csv of the base year. */
  readonly areas: string;
  /** METHOD.json of a problem count. */
  readonly method: string;
  readonly list?: string | undefined;
  readonly column?: string | undefined;
  readonly counts?: readonly { readonly from: number; readonly areas: number }[] | undefined;
  /** Folder for method.json and summary.json. */
  readonly out: string;
}

/** Thresholds that best reproduce a base year's list or counts, as a method file and a summary of the fit. @throws DataError, UserError */
export async function calibrateFiles(given: CalibrateFiles, dialect: TableInput) {
  const json = await readJsonFileWithPlaces(given.method, problemCountMethodSchema);
  const method = json.value;
  requireNoPreparation(method);
  const file = readAreaFile(given.areas, dialect);
  const columns = columnsFor(
    json,
    file,
    method.indicators.map(({ id }, i) => ({ id, path: ['indicators', i, 'id'] })),
  );
  const target = targetOf(given, file, dialect);
  const start = withPlaces(json, file, () =>
    thresholdsOf(method, columns, baseColumns(json, given.method, { dialect, ofYear: undefined })),
  );
  const found = withPlaces(json, file, () => calibrateThresholds(method, columns, start, target));
  const calibrated = {
    ...withThresholds(method, found.thresholds),
    note: 'Exempel, inte officiella gränsvärden: sökta så att de återger ett basårs lista. / Example thresholds, not official.',
  };
  const summary = {
    version: 1,
    official: false,
    areas: file.areas.length,
    thresholds: method.indicators.map(({ id }, j) => ({
      id,
      threshold: found.thresholds[j] as number,
      from: start[j] as number,
      percentile: percentileOf(columns[j] as Float64Array, found.thresholds[j] as number),
    })),
    fit: fitOf(target, found, method.k, file.areas),
  };
  const files = [
    { path: path.join(given.out, 'method.json'), content: jsonText(calibrated) },
    { path: path.join(given.out, 'summary.json'), content: jsonText(summary) },
  ];
  await writeWhole(files);
  return { summary, files: files.map((one) => one.path) };
}

function targetOf(given: CalibrateFiles, file: AreaFile, dialect: TableInput): CalibrationTarget {
  if ((given.list === undefined) === (given.counts === undefined)) throw new UserError('input', 'calibrate.oneTarget');
  if (given.counts !== undefined) return { kind: 'counts', counts: given.counts };
  const list = readAreaFile(given.list ?? '', dialect);
  const row = new Map(file.areas.map((code, i) => [code, i]));
  const flags = given.column === undefined ? undefined : list.numbers(given.column);
  const flagged = new Uint8Array(file.areas.length);
  list.areas.forEach((area, i) => {
    const at = row.get(area);
    if (at === undefined) throw new DataError(list.placeOf({ area }), 'calibrate.unknownArea');
    const flag = flags === undefined ? 1 : (flags[i] as number);
    if (flag !== 1 && flag !== 0 && !Number.isNaN(flag))
      throw new DataError(list.placeOf({ area, column: given.column }), 'calibrate.badFlag');
    flagged[at] = flag === 1 ? 1 : 0;
  });
  if (!flagged.includes(1)) throw new UserError('input', 'calibrate.noneFlagged');
  return { kind: 'list', flagged };
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
