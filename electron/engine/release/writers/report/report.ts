import { type Language, text } from '../../../../../shared/texts/text.ts';
import { packageFacts } from '../shown/about.ts';
import type { ShownPackage } from '../shown/shown.ts';
import { recurringChapter } from './chapters/areas.ts';
import { changeChapter } from './chapters/change.ts';
import { methodChapter } from './chapters/method.ts';
import { lossTable, protectionChapter, protectionSaid } from './chapters/protection.ts';
import { qualityChapter } from './chapters/quality.ts';
import { summaryChapter } from './chapters/summary.ts';
import { factorChapters } from './chapters/tables.ts';
import { type Block, heading, type Part, type Report, says } from './model.ts';

/** The chapters of a report, in their order. */
export const CHAPTERS = ['summary', 'areas', 'factors', 'change', 'quality', 'protection', 'method'] as const;
export type Chapter = (typeof CHAPTERS)[number];

export interface ReportOptions {
  readonly language: Language;
  /** All of them where absent. */
  readonly chapters?: readonly Chapter[] | undefined;
  /** Packages of earlier years, for the chapter on change. */
  readonly earlier?: readonly ShownPackage[] | undefined;
  /** False: nothing in the report tells when it was made, so that it follows from its tables alone. */
  readonly dated?: boolean | undefined;
}

function chapterBlocks(whole: ShownPackage, chapter: Chapter, { language, earlier = [] }: ReportOptions) {
  const written: Readonly<Record<Chapter, () => readonly Block[]>> = {
    summary: () => summaryChapter(whole, language),
    areas: () => recurringChapter(whole, language),
    factors: () => factorChapters(whole, language),
    change: () => changeChapter(whole, earlier, language),
    quality: () => qualityChapter(whole, language),
    protection: () => protectionChapter(whole, language),
    method: () => methodChapter(whole, language, earlier.length > 0),
  };
  return written[chapter]();
}

/** What the tables say in the other language: a summary, how they are protected, and what that cost. */
function otherPart(whole: ShownPackage, language: Language): Part {
  return {
    language,
    blocks: [
      heading(2, text(language, 'packaged.report.summary')),
      says(`${whole.title[language]}. ${text(language, 'packaged.report.intro', { tables: whole.tables.length })}`),
      ...summaryChapter(whole, language).slice(1),
      ...protectionSaid(whole, language),
      lossTable(whole, language),
    ],
  };
}

/** The report of a package, in one language with a summary in English when that is Swedish. */
export function reportOf(whole: ShownPackage, options: ReportOptions): Report {
  const { language, chapters = CHAPTERS, dated = true } = options;
  const { title, stamp, tables, madeAt, productVersion } = whole;
  const facts = packageFacts(whole, language, dated);
  const own: Block[] = [
    heading(1, title[language]),
    ...(stamp === null ? [] : [{ kind: 'stamp', text: stamp } as const]),
    says(text(language, 'packaged.report.intro', { tables: tables.length })),
    { kind: 'facts', facts },
    { kind: 'contents', text: text(language, 'packaged.report.contents') },
    ...CHAPTERS.filter((chapter) => chapters.includes(chapter)).flatMap((chapter) =>
      chapterBlocks(whole, chapter, options),
    ),
    heading(2, text(language, 'packaged.report.check')),
    says(text(language, 'packaged.report.checkText')),
  ];
  const parts: Part[] = [{ language, blocks: own }];
  if (language === 'sv') parts.push(otherPart(whole, 'en'));
  return { title: title[language], language, stamp, program: `Sigill ${productVersion}`, madeAt, parts };
}

const packaged = new WeakMap<ShownPackage, Report>();

/** The report that lies in a package, made once for all forms of it. */
export function packagedReport(whole: ShownPackage): Report {
  const known = packaged.get(whole);
  if (known !== undefined) return known;
  const made = reportOf(whole, { language: 'sv' });
  packaged.set(whole, made);
  return made;
}
