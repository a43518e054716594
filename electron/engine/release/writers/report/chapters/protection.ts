import { type Language, text } from '../../../../../../shared/texts/text.ts';
import { written } from '../../pictures/frame.ts';
import { percent } from '../../shown/about.ts';
import type { ShownPackage } from '../../shown/shown.ts';
import { type Block, heading, type ReportTable, says } from '../model.ts';

const least = ({ tables }: ShownPackage): number => Math.min(...tables.map(({ rules }) => rules.minFrequency));
const hasHidden = ({ tables }: ShownPackage): boolean => tables.some(({ method }) => method === 'suppress');
const hasChanged = ({ tables }: ShownPackage): boolean => tables.some(({ method }) => method !== 'suppress');

/** How the tables are protected, by the methods that were used. */
export function protectionSaid(whole: ShownPackage, language: Language): readonly Block[] {
  const said: string[] = [];
  if (hasHidden(whole))
    said.push(
      text(language, 'packaged.report.methodText', { limit: least(whole) }),
      text(language, 'packaged.report.attackText'),
      text(language, 'packaged.hiddenNote'),
    );
  if (hasChanged(whole)) said.push(text(language, 'packaged.report.changedText'));
  return said.map(says);
}

/** Hidden cells of every table. */
export function lossTable(whole: ShownPackage, language: Language): ReportTable {
  return {
    kind: 'table',
    caption: text(language, 'packaged.report.lossCaption'),
    head: (['table', 'cells', 'hidden', 'share'] as const).map((key) => text(language, `packaged.report.loss.${key}`)),
    stub: 1,
    rows: whole.tables.map((table) => [
      `${table.title[language]}, ${String(table.year)}`,
      written(table.values.length, 0, language),
      written(table.hidden, 0, language),
      percent(table.hidden, table.values.length, language),
    ]),
  };
}

/** How the tables are protected, why that is safe, and what it cost. */
export const protectionChapter = (whole: ShownPackage, language: Language): readonly Block[] => [
  heading(2, text(language, 'report.chapter.protection')),
  ...protectionSaid(whole, language),
  heading(3, text(language, 'packaged.report.loss')),
  ...(hasHidden(whole) ? [says(text(language, 'packaged.report.lossText'))] : []),
  ...(hasChanged(whole) ? [says(text(language, 'packaged.report.lossChanged'))] : []),
  lossTable(whole, language),
];
