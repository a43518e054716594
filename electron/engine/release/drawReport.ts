import type { Language } from '../../../shared/texts/text.ts';
import { UserError } from '../../../shared/errors/errors.ts';
import type { Progress } from '../jobs/progress.ts';
import type { PackagedFile } from './packageFolder.ts';
import { areaCards } from './writers/report/cards.ts';
import { docxOf } from './writers/report/docx.ts';
import { htmlOf } from './writers/report/html.ts';
import type { Report } from './writers/report/model.ts';
import { pdfOf } from './writers/report/pdf.ts';
import { type Chapter, reportOf } from './writers/report/report.ts';
import type { ShownPackage } from './writers/shown/shown.ts';
import { nameStamp } from './writers/writer.ts';

/** Forms in which a report is drawn. */
export const REPORT_FORMATS = ['html', 'pdf', 'docx'] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];

export interface DrawOptions {
  readonly language: Language;
  /** All of them where absent. */
  readonly formats?: readonly ReportFormat[] | undefined;
  readonly chapters?: readonly Chapter[] | undefined;
  /** Packages of earlier years. */
  readonly earlier?: readonly ShownPackage[] | undefined;
  readonly dated?: boolean | undefined;
  /** Cards of these municipalities, or of all; none where absent. */
  readonly cards?: readonly string[] | 'all' | undefined;
  /** Stands in the name of every file of what may not be handed out. */
  readonly mark?: string | undefined;
}

const DRAWN: Readonly<Record<ReportFormat, (report: Report) => Buffer | Promise<Buffer>>> = {
  html: htmlOf,
  pdf: pdfOf,
  docx: docxOf,
};

/** Stands for the time in the properties of what is not dated: the last day of the tables' year. */
const lastDayOf = ({ tables }: ShownPackage): Date =>
  new Date(Date.UTC(Math.max(...tables.map(({ year }) => year)), 11, 31));

/**
 * The files of a report, and of cards where they are asked for, from shown tables alone. The same tables and options give the same bytes
 * when the report is not dated. Cards are a page or a PDF; a Word document of them would not hold its pages.
 */
export async function drawReport(
  shown: ShownPackage,
  options: DrawOptions,
  progress: Progress,
): Promise<readonly PackagedFile[]> {
  const { language, formats = REPORT_FORMATS, cards, dated = true, mark = nameStamp(shown) } = options;
  const whole = dated ? shown : { ...shown, madeAt: lastDayOf(shown) };
  const files: PackagedFile[] = [];
  const report = reportOf(whole, options);
  for (const format of formats) {
    progress.check();
    files.push({ name: `rapport${mark}.${format}`, bytes: await DRAWN[format](report) });
  }
  if (cards === undefined) return files;
  const before = files.length;
  for (const { code, report: own } of areaCards(whole, language, cards === 'all' ? null : cards)) {
    progress.check();
    for (const format of formats.filter((one) => one !== 'docx'))
      files.push({ name: `omradeskort/${code}${mark}.${format}`, bytes: await DRAWN[format](own) });
  }
  if (files.length === before) throw new UserError('input', 'report.noCards');
  return files;
}
