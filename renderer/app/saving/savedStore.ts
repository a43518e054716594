import { create, type StoreApi, type UseBoundStore } from 'zustand';
import type { AppError, Result } from '../../../shared/ipc/result.ts';

/** What has been saved by name in the project, of one kind, and which of it is on screen. */
export interface SavedState<Saved, ToSave> {
  readonly list: readonly Saved[];
  /** The one on screen, as it was last opened or saved. */
  readonly current: Saved | null;
  readonly failure: AppError | null;
  readonly refresh: () => Promise<void>;
  readonly pick: (saved: Saved | null) => void;
  /** True when it was saved. */
  readonly save: (toSave: ToSave) => Promise<boolean>;
  readonly remove: (id: string) => Promise<void>;
}

interface Requests<Saved, ToSave> {
  readonly list: () => Promise<Result<readonly Saved[]>>;
  readonly save: (toSave: ToSave) => Promise<Result<Saved>>;
  readonly remove: (id: string) => Promise<Result<unknown>>;
}

/** A store over the requests of one kind. A failure stays until something succeeds; the list is fetched anew after every change. */
export const savedStore = <Saved extends { readonly id: string }, ToSave>(
  requests: Requests<Saved, ToSave>,
): UseBoundStore<StoreApi<SavedState<Saved, ToSave>>> =>
  create<SavedState<Saved, ToSave>>()((set, get) => ({
    list: [],
    current: null,
    failure: null,
    refresh: async () => {
      const answer = await requests.list();
      if (answer.ok) set({ list: answer.data, failure: null });
      else set({ failure: answer.error });
    },
    pick: (current) => {
      set({ current });
    },
    save: async (toSave) => {
      const answer = await requests.save(toSave);
      if (!answer.ok) {
        set({ failure: answer.error });
        return false;
      }
      set({ current: answer.data, failure: null });
      await get().refresh();
      return true;
    },
    remove: async (id) => {
      const answer = await requests.remove(id);
      if (!answer.ok) {
        set({ failure: answer.error });
        return;
      }
      if (get().current?.id === id) set({ current: null });
      await get().refresh();
    },
  }));
