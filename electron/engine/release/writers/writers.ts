import { readmeWriter } from './readme.ts';
import { xlsxWriter } from './sheets/xlsx.ts';
import { csvWriter, excelCsvWriter } from './text/csv.ts';
import { jsonStatWriter } from './text/jsonStat.ts';
import { pxWriter } from './text/px.ts';
import type { PackageWriter } from './writer.ts';

/** Every format of a package, in the order in which the files are written. Certificates are written beside them, always. */
export const writers: readonly PackageWriter[] = [
  csvWriter,
  excelCsvWriter,
  xlsxWriter,
  pxWriter,
  jsonStatWriter,
  readmeWriter,
];

/** The writers of the formats asked for, all of them where nothing is asked; the text for people goes with every package. */
export function wantedWriters(formats: readonly string[] | undefined): readonly PackageWriter[] {
  if (formats === undefined) return writers;
  return writers.filter(({ format }) => format === readmeWriter.format || formats.includes(format));
}
