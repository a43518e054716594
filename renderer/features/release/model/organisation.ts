import { create } from 'zustand';
import type { AppError } from '../../../../shared/ipc/result.ts';
import { request } from '../../../app/connection/client.ts';

interface Organisation {
  /** The folder that the person has chosen; the window knows it by an id. */
  readonly chosen: { readonly fileId: string; readonly name: string } | null;
  readonly failure: AppError | null;
  readonly choose: () => Promise<void>;
  readonly setChosen: (chosen: { readonly fileId: string; readonly name: string }) => void;
}

/** The organisation whose persons, rules and ledger are worked with. */
export const useOrganisation = create<Organisation>()((set) => ({
  chosen: null,
  failure: null,
  setChosen: (chosen) => {
    set({ chosen, failure: null });
  },
  choose: async () => {
    const answer = await request('release.choose', { place: 'organisation' });
    if (!answer.ok) set({ failure: answer.error });
    else if (answer.data.chosen !== null) set({ chosen: answer.data.chosen, failure: null });
  },
}));
