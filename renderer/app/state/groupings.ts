import type { Input, Output } from '../../../shared/ipc/contract.ts';
import { request } from '../connection/client.ts';
import { savedStore } from '../saving/savedStore.ts';

export type SavedGrouping = Output<'groups.save'>;

/** Groupings that have been saved in the project. */
export const useGroupings = savedStore<SavedGrouping, Input<'groups.save'>>({
  list: async () => {
    const answer = await request('groups.list', {});
    return answer.ok ? { ok: true, data: answer.data.groupings } : answer;
  },
  save: (grouping) => request('groups.save', grouping),
  remove: (id) => request('groups.remove', { id }),
});

/** A saved grouping's numbers in the order of other areas; 0 for an area that it does not know. */
export function groupsFor(
  { areas, groups }: Pick<SavedGrouping, 'areas' | 'groups'>,
  codes: readonly string[],
): Int32Array {
  const place = new Map(areas.map((code, at) => [code, at]));
  return Int32Array.from(codes, (code) => groups[place.get(code) ?? -1] ?? 0);
}
