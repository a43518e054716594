import { geojsonWriter } from './maps/geojson.ts';
import { geopackageWriter } from './maps/geopackage.ts';
import { pngWriter, svgWriter } from './pictures/pictures.ts';
import { readmeWriter } from './readme.ts';
import { docxWriter } from './report/docx.ts';
import { htmlWriter } from './report/html.ts';
import { pdfWriter } from './report/pdf.ts';
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
  geojsonWriter,
  geopackageWriter,
  svgWriter,
  pngWriter,
  htmlWriter,
  pdfWriter,
  docxWriter,
  readmeWriter,
];

/** Formats that are drawn with borders: they go with the file that the borders are had back from. */
const DRAWN_WITH_BORDERS: ReadonlySet<string> = new Set(['geopackage', 'svg', 'png', 'html', 'pdf', 'docx']);

/**
 * The writers of the formats asked for, all of them where nothing is asked. The text for people goes with every package, and
 * the borders with whatever is drawn with them.
 */
export function wantedWriters(formats: readonly string[] | undefined): readonly PackageWriter[] {
  if (formats === undefined) return writers;
  const wanted = new Set([...formats, readmeWriter.format]);
  if (formats.some((format) => DRAWN_WITH_BORDERS.has(format))) wanted.add(geojsonWriter.format);
  return writers.filter(({ format }) => wanted.has(format));
}
