import type { ReleaseFigure, StatementContent } from '../../../../schemas/releaseStatement.ts';
import { admit } from '../../checkedMark.ts';
import { assertChecked, type CheckedContent, type CheckedTable } from '../../checkedTable.ts';
import { statementRules } from '../../rules.ts';
import { deriveStatement, type NotDerived } from './derive.ts';
import type { PublicTable } from './publicFigures.ts';
import type { Said } from './said.ts';

/** What anyone sees of a checked table. */
export const publicPart = ({ dimensions, values, certificate }: CheckedTable): PublicTable => ({
  dimensions,
  values,
  intervals: certificate.hidden.flatMap((cell, i) => {
    const own = certificate.intervals[i];
    return own === undefined ? [] : [{ cell, min: own.min, max: own.max }];
  }),
});

export type CheckedStatement =
  | { readonly ok: true; readonly parts: readonly { readonly said: Said; readonly checked: CheckedTable }[] }
  | { readonly ok: false; readonly fault: NotDerived };

/**
 * Lists, groups, profiles and needs as checked tables. They are worked out here, from the published cells and proven intervals of
 * checked tables and nothing else, so that no caller can hand over labels of its own; those tables are their basis.
 * @throws RangeError for a table that has not passed
 */
export function checkDerived(
  {
    title,
    from,
    content,
  }: { readonly title: string; readonly from: readonly ReleaseFigure[]; readonly content: StatementContent },
  basis: ReadonlyMap<string, CheckedTable>,
): CheckedStatement {
  for (const table of basis.values()) assertChecked(table);
  const [first] = basis.values();
  if (first === undefined) return { ok: false, fault: { reason: 'noTable', about: from[0]?.table ?? '' } };
  const tables = new Map([...basis].map(([id, table]) => [id, publicPart(table)]));
  const derived = deriveStatement(content, from, tables, statementRules(first.rules));
  if (!derived.ok) return derived;
  const columns = { areas: 'omrade', factors: 'faktor', groups: 'grupp', indicators: 'indikator', said: 'uppgift' };
  const contents = derived.said.map((said): CheckedContent => {
    const hidden = said.values.flatMap((value, cell) => (value === null ? [cell] : []));
    return {
      title,
      measure: said.part,
      kind: said.kind,
      decimals: said.decimals,
      dimensions: said.dimensions.map(({ along, codes }) => ({
        column: columns[along],
        codes: [...codes],
        labels: null,
        parents: codes.map(() => null),
        further: [],
      })),
      values: [...said.values],
      states: said.values.map((value) => (value === null ? 'hidden' : 'published')),
      method: { kind: 'suppress' },
      rules: first.rules,
      certificate: { hidden, intervals: [], bounds: [], equations: [], others: [], least: null, waived: [] },
      counts: { cells: said.values.length, published: said.values.length - hidden.length, hidden: hidden.length },
      basis: [...basis.values()],
    };
  });
  const checked = admit(contents) as unknown as readonly CheckedTable[];
  return {
    ok: true,
    parts: derived.said.flatMap((said, i) => {
      const own = checked[i];
      return own === undefined ? [] : [{ said, checked: own }];
    }),
  };
}
