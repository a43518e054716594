import { type Language, text } from '../../../shared/texts/text.ts';
import type { TriedSuggestion } from '../../engine/disclosure/suggestFile.ts';

/** Which categories to join, one paragraph per suggestion, best first. */
export function* suggestionLines(suggestions: readonly TriedSuggestion[], language: Language): Generator<string> {
  if (suggestions.length === 0) yield text(language, 'protect.suggest.none');
  const several = new Set(suggestions.map(({ table, measure }) => `${table}|${measure}`)).size > 1;
  for (const { table, measure, column, groups, unsafe, cells, hidden } of suggestions) {
    if (several) yield `${table}, ${measure}`;
    yield text(language, 'protect.suggest.column', {
      column,
      before: unsafe.before,
      after: unsafe.after,
      cellsBefore: cells.before,
      cellsAfter: cells.after,
    });
    for (const codes of groups) yield `  ${codes.join(' + ')}`;
    if (hidden !== null) yield text(language, 'protect.suggest.hidden', hidden);
  }
  yield text(language, 'protect.suggest.note');
}
