import type { Preview, PreviewOptions } from '../../../shared/schemas/preview.ts';
import { refuseForeign } from '../formats/foreign.ts';
import { recognise } from '../formats/recognise.ts';
import { previewParquet } from './previewParquet.ts';
import { readJsonStat } from '../formats/statistics/jsonStat.ts';
import { readPx } from '../formats/statistics/px.ts';
import { previewStatistics } from './previewStatistics.ts';
import { previewDelimited } from './previewDelimited.ts';
import { type FileSample, sampleFile } from './sample.ts';

/**
 * What a file is and seems to hold, from a bounded sample of it: the first 256 KB, six pieces of 48 KB spread evenly and
 * the last 64 KB, or of a gzip file the first 1 MB unpacked; a file up to 640 KB is looked at whole. A file of any size
 * takes well under a second.
 * @throws DataError when it cannot be read, or is of a format that Sigill does not read
 */
export async function previewFile(path: string, options: PreviewOptions = {}): Promise<Preview> {
  const sample = sampleFile(path);
  const format = recognise(sample.parts[0]?.bytes ?? new Uint8Array(0));
  refuseForeign(sample.file, format);
  if (format === 'parquet') return previewParquet(path, sample, options);
  if (format === 'px') return previewStatistics(readPx(path), format, sample, options);
  if (format === 'json-stat') return previewStatistics(readJsonStat(path), format, sample, options);
  if (format === 'geojson') return previewGeojson(sample);
  return previewDelimited(sample, options);
}

/** Borders of areas are read as they are: there is nothing to guess. */
const previewGeojson = (sample: FileSample): Preview => ({
  version: 1,
  file: { name: sample.file, bytes: sample.size, gzip: sample.gzip },
  format: 'geojson',
  dialect: null,
  sample: { bytes: sample.parts[0]?.bytes.length ?? 0, rows: 0, parts: 1, whole: false },
  rows: { count: 0, exact: false },
  columns: [],
  firstRows: [],
  fits: [{ specification: 'regso', kind: 'geometry', score: 1, missing: [], extra: [] }],
  year: { value: null, from: 'unknown' },
  problems: [],
});
