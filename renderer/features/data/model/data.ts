import { create } from 'zustand';
import { request } from '../../../app/connection/client.ts';
import { useJobs } from '../../../app/state/jobs.ts';
import { useProject } from '../../../app/state/project.ts';
import type { AppError } from '../../../../shared/ipc/result.ts';
import { inOrder, type Register } from './registers.ts';

/** What the screen shows: all registers, or one year of one of them. */
export type View =
  | { readonly kind: 'registers' }
  | { readonly kind: 'year'; readonly register: string; readonly year: number };

interface DataState {
  readonly view: View;
  /** Null until they have been read. */
  readonly registers: readonly Register[] | null;
  readonly failure: AppError | null;
  /** The job that removes a register-year, latest. */
  readonly removal: string | null;
  readonly show: (view: View) => void;
  readonly load: () => Promise<void>;
  readonly remove: (register: string, year: number) => Promise<AppError | null>;
}

const START = { view: { kind: 'registers' }, registers: null, failure: null, removal: null } as const;

export const useData = create<DataState>()((set) => ({
  ...START,
  show: (view) => {
    set({ view });
  },
  load: async () => {
    const answer = await request('data.registers', {});
    if (answer.ok) set({ registers: inOrder(answer.data.registers), failure: null });
    else set({ failure: answer.error });
  },
  remove: async (register, year) => {
    const answer = await request('data.remove', { register, year });
    if (!answer.ok) return answer.error;
    set({ view: { kind: 'registers' }, removal: answer.data.jobId });
    useJobs.getState().begin(answer.data.jobId);
    return null;
  },
}));

/** Reads anew what the project holds when something has been removed from it. Returns a function that stops. */
export const followRemovals = (): (() => void) =>
  useJobs.subscribe(({ ended }, before) => {
    const { removal, load } = useData.getState();
    if (ended === before.ended || ended === null || ended.jobId !== removal) return;
    void load();
    void useProject.getState().refresh();
  });

// Nothing of one project is left standing when another is opened.
useProject.subscribe(({ summary }, before) => {
  if (summary === null && before.summary !== null) useData.setState(START);
});
