import { type Language, text } from '../../../../../shared/texts/text.ts';
import { tableNotes } from '../text/notes.ts';
import type { ShownPackage, ShownTable } from './shown.ts';

/** A line of what a package says about itself: what it is about, and what is said. */
export type Fact = readonly [label: string, content: string];

const minute = (instant: string): string => `${instant.slice(0, 16).replace('T', ' ')} UTC`;

/** Who made a package, when (where `dated`), by which rules, and who stands behind it. */
export function packageFacts(whole: ShownPackage, language: Language, dated = true): Fact[] {
  const { stamp, synthetic, approvals, madeAt, productVersion, tables } = whole;
  const fact = (key: Parameters<typeof text>[1], content: string): Fact => [text(language, key), content];
  const rules = new Set(tables.map((table) => `${table.rules.id} ${String(table.rules.version)}`));
  const facts: Fact[] = [];
  if (stamp !== null) facts.push(fact('packaged.about.stamp', stamp));
  if (synthetic) facts.push(fact('packaged.about.data', text(language, 'packaged.synthetic')));
  facts.push(
    ...(dated ? [fact('packaged.about.made', minute(madeAt.toISOString()))] : []),
    fact('packaged.about.program', `Sigill ${productVersion}`),
    fact('packaged.about.rules', [...rules].join(', ')),
  );
  if (approvals === null) facts.push(fact('packaged.about.approvals', text(language, 'packaged.about.notApproved')));
  else {
    const { organisation, submittedBy, submittedAt, decidedBy, decidedAt } = approvals;
    facts.push(
      fact('packaged.about.organisation', organisation),
      fact('packaged.about.submitted', `${submittedBy}, ${minute(submittedAt)}`),
      fact('packaged.about.approved', `${decidedBy}, ${minute(decidedAt)}`),
    );
  }
  return facts;
}

/** A share in per cent with one decimal, as it is written in the language. */
export const percent = (part: number, of: number, language: Language): string => {
  const written = (of === 0 ? 0 : (100 * part) / of).toFixed(1);
  return language === 'sv' ? `${written.replace('.', ',')} %` : `${written}%`;
};

/** What protection took from a table: hidden cells in all, and among those that are no sums of others. */
export function lossOf(table: ShownTable, language: Language): string {
  const { dimensions, values, hidden } = table;
  // Positions of the cells that are no sums of others: a dimension at a time, the leaves of each.
  let cells = [0];
  for (const { codes, parents } of dimensions) {
    const above = new Set(parents);
    const leaves = codes.flatMap((code, node) => (above.has(code) ? [] : [node]));
    cells = cells.flatMap((at) => leaves.map((node) => at * codes.length + node));
  }
  const inner = cells.length;
  const innerHidden = cells.filter((at) => values[at] === null).length;
  return text(language, 'packaged.about.loss', {
    hidden,
    cells: values.length,
    share: percent(hidden, values.length, language),
    innerHidden,
    inner,
    innerShare: percent(innerHidden, inner, language),
  });
}

/** Everything that has to be said of a table beside its figures. */
export const tableFacts = (table: ShownTable, whole: ShownPackage, language: Language): string[] => [
  ...tableNotes(table, language, whole),
  lossOf(table, language),
];
