import type { Language } from '../../../../../../shared/texts/text.ts';
import { tableFinding } from '../../findings/finding.ts';
import type { ShownPackage } from '../../shown/shown.ts';
import { type Block, heading, says, wordsIn } from '../model.ts';

/** What each table says, in one sentence. */
export function summaryChapter({ tables }: ShownPackage, language: Language): readonly Block[] {
  const words = wordsIn(language);
  return [
    heading(2, words('report.chapter.summary')),
    says(words('report.summary.intro', { tables: tables.length })),
    ...tables
      .filter(({ statement }) => statement === null)
      .map((table) => says(`${tableFinding(table, language)} (${String(table.year)}).`)),
  ];
}
