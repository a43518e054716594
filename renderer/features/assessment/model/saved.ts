import { create } from 'zustand';
import type { Method } from '../../../../shared/schemas/method.ts';
import type { Output } from '../../../../shared/ipc/contract.ts';
import type { AppError } from '../../../../shared/ipc/result.ts';
import { request } from '../../../app/connection/client.ts';

export type SavedAssessment = Output<'assessment.save'>;

interface SavedState {
  readonly list: readonly SavedAssessment[];
  /** The one on screen, as it was last loaded or saved. */
  readonly current: SavedAssessment | null;
  readonly failure: AppError | null;
  readonly refresh: () => Promise<void>;
  readonly pick: (saved: SavedAssessment | null) => void;
  /** Without an id a new one. True when it was saved. */
  readonly save: (id: string | null, name: string, comment: string, method: Method) => Promise<boolean>;
  readonly remove: (id: string) => Promise<void>;
}

/** Assessments that have been saved in the project. */
export const useSaved = create<SavedState>()((set, get) => ({
  list: [],
  current: null,
  failure: null,
  refresh: async () => {
    const answer = await request('assessment.list', {});
    if (answer.ok) set({ list: answer.data.assessments, failure: null });
    else set({ failure: answer.error });
  },
  pick: (current) => {
    set({ current });
  },
  save: async (id, name, comment, method) => {
    const answer = await request('assessment.save', { id, name, comment, method });
    if (!answer.ok) {
      set({ failure: answer.error });
      return false;
    }
    set({ current: answer.data, failure: null });
    await get().refresh();
    return true;
  },
  remove: async (id) => {
    const answer = await request('assessment.remove', { id });
    if (!answer.ok) {
      set({ failure: answer.error });
      return;
    }
    if (get().current?.id === id) set({ current: null });
    await get().refresh();
  },
}));
