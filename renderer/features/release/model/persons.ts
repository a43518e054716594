import { create } from 'zustand';
import type { Output } from '../../../../shared/ipc/contract.ts';
import type { AppError } from '../../../../shared/ipc/result.ts';
import { request } from '../../../app/connection/client.ts';

export type Organisation = Output<'organisation.read'>;

interface Persons {
  readonly of: string | null;
  readonly organisation: Organisation | null;
  readonly failure: AppError | null;
  readonly read: (organisation: string) => Promise<void>;
}

/** The persons and rules of the organisation with an id. */
export const usePersons = create<Persons>()((set, get) => ({
  of: null,
  organisation: null,
  failure: null,
  read: async (organisation) => {
    if (get().of !== organisation) set({ of: organisation, organisation: null, failure: null });
    const answer = await request('organisation.read', { organisation });
    if (get().of !== organisation) return;
    if (answer.ok) set({ organisation: answer.data, failure: null });
    else set({ organisation: null, failure: answer.error });
  },
}));
