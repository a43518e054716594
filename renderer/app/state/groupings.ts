import { create } from 'zustand';
import type { Input, Output } from '../../../shared/ipc/contract.ts';
import type { AppError } from '../../../shared/ipc/result.ts';
import { request } from '../connection/client.ts';

export type SavedGrouping = Output<'groups.save'>;
type ToSave = Input<'groups.save'>;

interface GroupingsState {
  readonly list: readonly SavedGrouping[];
  /** The one on screen, as it was last opened or saved. */
  readonly current: SavedGrouping | null;
  readonly failure: AppError | null;
  readonly refresh: () => Promise<void>;
  readonly pick: (saved: SavedGrouping | null) => void;
  /** True when it was saved. */
  readonly save: (grouping: ToSave) => Promise<boolean>;
  readonly remove: (id: string) => Promise<void>;
}

/** Groupings that have been saved in the project. */
export const useGroupings = create<GroupingsState>()((set, get) => ({
  list: [],
  current: null,
  failure: null,
  refresh: async () => {
    const answer = await request('groups.list', {});
    if (answer.ok) set({ list: answer.data.groupings, failure: null });
    else set({ failure: answer.error });
  },
  pick: (current) => {
    set({ current });
  },
  save: async (grouping) => {
    const answer = await request('groups.save', grouping);
    if (!answer.ok) {
      set({ failure: answer.error });
      return false;
    }
    set({ current: answer.data, failure: null });
    await get().refresh();
    return true;
  },
  remove: async (id) => {
    const answer = await request('groups.remove', { id });
    if (!answer.ok) {
      set({ failure: answer.error });
      return;
    }
    if (get().current?.id === id) set({ current: null });
    await get().refresh();
  },
}));

/** A saved grouping's numbers in the order of other areas; 0 for an area that it does not know. */
export function groupsFor(
  { areas, groups }: Pick<SavedGrouping, 'areas' | 'groups'>,
  codes: readonly string[],
): Int32Array {
  const place = new Map(areas.map((code, at) => [code, at]));
  return Int32Array.from(codes, (code) => groups[place.get(code) ?? -1] ?? 0);
}
