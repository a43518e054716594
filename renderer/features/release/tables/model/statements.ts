import type { Draft } from '../../../../../shared/ipc/tables.ts';
import { idsOf, measuresOf } from '../../../../../shared/schemas/releasedIds.ts';
import type { ReleaseTable } from '../../../../../shared/schemas/releasePlan.ts';
import type { ReleaseStatement } from '../../../../../shared/schemas/releaseStatement.ts';

const namesOf = (table: ReleaseTable): string[] => measuresOf(table).map(({ kind, id = '' }) => `${kind} ${id}`);

/** The draft with its lists standing on a table by the ids that it leaves under now; of a measure that is gone they say the old one. */
export function following(draft: Draft, before: string, now: ReleaseTable): Draft {
  const old = draft.tables.find(({ id }) => id === before);
  if (old === undefined || draft.statements === undefined) return draft;
  const [names, ids] = [namesOf(now), idsOf(now)];
  const oldNames = namesOf(old);
  const renamed = new Map(idsOf(old).map((id, m) => [id, ids[names.indexOf(oldNames[m] ?? '')] ?? id]));
  const statements = draft.statements.map((one) => ({
    ...one,
    from: one.from.map((figure) => ({ ...figure, table: renamed.get(figure.table) ?? figure.table })),
  }));
  return { ...draft, statements };
}

/** The tables of the draft that a list is worked out from, and the ids of those that are not there. */
export function tablesBehind(
  { from }: ReleaseStatement,
  tables: readonly ReleaseTable[],
): { readonly there: readonly ReleaseTable[]; readonly lacking: readonly string[] } {
  const wanted = new Set(from.map(({ table }) => table));
  const there = tables.filter((table) => idsOf(table).some((id) => wanted.has(id)));
  const known = new Set(there.flatMap(idsOf));
  return { there, lacking: [...wanted].filter((id) => !known.has(id)) };
}
