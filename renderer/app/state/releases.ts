import { create } from 'zustand';
import type { Output } from '../../../shared/ipc/contract.ts';
import { request } from '../connection/client.ts';
import { useJobs } from './jobs.ts';
import { useProject } from './project.ts';

export type ReleaseState = Output<'release.state'>;

interface Releases {
  /** Null while no project is open, or before it has been asked. */
  readonly state: ReleaseState | null;
  /** Asks the open project anew, as when its draft has changed. */
  readonly refresh: () => Promise<void>;
}

export const useReleases = create<Releases>()((set) => ({
  state: null,
  refresh: async () => {
    const answer = useProject.getState().summary === null ? null : await request('release.state', {});
    set({ state: answer?.ok === true && useProject.getState().summary !== null ? answer.data : null });
  },
}));

// What a job or another project may have changed.
useProject.subscribe(({ summary }, before) => {
  if (summary !== before.summary) void useReleases.getState().refresh();
});
useJobs.subscribe(({ ended }, before) => {
  if (ended !== before.ended && ended !== null) void useReleases.getState().refresh();
});
