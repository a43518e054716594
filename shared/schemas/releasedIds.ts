import type { ReleaseMeasure, ReleaseTable } from './releasePlan.ts';

const COUNT: ReleaseMeasure = { kind: 'count' };

/** What stands in the cells of a table, each as one block. */
export const measuresOf = ({ content }: ReleaseTable): readonly ReleaseMeasure[] =>
  content.kind === 'register' ? (content.measures ?? [COUNT]) : [COUNT];

/** Ids under which the tables of an entry of the plan leave. */
export function idsOf(table: ReleaseTable): readonly string[] {
  const measures = measuresOf(table);
  return measures.map(({ id }) => (measures.length === 1 ? table.id : `${table.id}-${id ?? 'antal'}`));
}
