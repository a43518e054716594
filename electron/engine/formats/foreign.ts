import { DataError } from '../../../shared/errors/errors.ts';
import type { TextKey } from '../../../shared/texts/text.ts';
import { type FileFormat, FOREIGN_FORMATS, type ForeignFormat } from './recognise.ts';

const TEXTS: Readonly<Record<ForeignFormat, TextKey>> = {
  sas: 'formats.sas',
  xpt: 'formats.sas',
  spss: 'formats.spss',
  stata: 'formats.stata',
  excel: 'formats.excel',
  'excel-old': 'formats.excel',
  ods: 'formats.excel',
  r: 'formats.r',
  zip: 'formats.zip',
  archive: 'formats.archive',
  sqlite: 'formats.database',
  geopackage: 'formats.geopackage',
  duckdb: 'formats.duckdb',
  arrow: 'formats.arrow',
  access: 'formats.access',
  pdf: 'formats.pdf',
  html: 'formats.html',
  xml: 'formats.xml',
  json: 'formats.json',
  binary: 'delimited.binaryFile',
};

const isForeign = (format: FileFormat): format is ForeignFormat =>
  (FOREIGN_FORMATS as readonly FileFormat[]).includes(format);

/** Refuses a format that Sigill does not read, with a sentence that says how to export from the program that wrote it. */
export function refuseForeign(file: string, format: FileFormat): void {
  if (isForeign(format)) throw new DataError({ file }, TEXTS[format]);
}
