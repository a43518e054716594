import { type Language, text } from '../../../../../shared/texts/text.ts';
import type { ShownPackage, ShownTable } from '../shown/shown.ts';

/** What has to be said beside a table wherever it is shown: how it is protected, and what it may not be used for. */
export function tableNotes(
  table: ShownTable,
  language: Language,
  { stamp, synthetic }: Pick<ShownPackage, 'stamp' | 'synthetic'>,
): string[] {
  return [
    ...(stamp === null ? [] : [stamp]),
    ...(synthetic ? [text(language, 'packaged.synthetic')] : []),
    ...(table.statement === null ? countNotes(table, language) : statementNotes(table, table.statement, language)),
  ];
}

function countNotes({ hidden, method, rules }: ShownTable, language: Language): string[] {
  return [
    ...(hidden === 0 ? [] : [text(language, 'packaged.hiddenNote')]),
    text(language, `packaged.protection.${method}`, {
      limit: rules.minFrequency,
      rules: rules.id,
      version: rules.version,
    }),
  ];
}

/** From which tables a list or profile follows, and what its numbers stand for. */
function statementNotes(
  { hidden, meanings }: ShownTable,
  { from, part, limits }: NonNullable<ShownTable['statement']>,
  language: Language,
): string[] {
  const tables = [...new Set(from.map(({ table }) => table))].join(', ');
  const ofGroups = part === 'profile' || part === 'means' || part === 'needs';
  const named = meanings.map(({ value, label }) => `${String(value)} = ${label[language]}`).join('; ');
  return [
    ...(named === '' ? [] : [text(language, 'statement.meanings', { meanings: named })]),
    ofGroups
      ? text(language, 'statement.basisGroups', { tables, members: limits.groupMembers })
      : text(language, 'statement.basis', { tables }),
    ...(hidden === 0 ? [] : [text(language, 'statement.hidden')]),
  ];
}
