import { create } from 'zustand';
import { DEMONSTRATION_PASSPHRASE } from '../../../shared/domain/demonstration.ts';
import type { Output } from '../../../shared/ipc/contract.ts';
import type { AppError, Result } from '../../../shared/ipc/result.ts';
import { request } from '../connection/client.ts';
import { useAreas } from './areas.ts';
import { useJobs } from './jobs.ts';

export type ProjectSummary = Output<'project.open'>;
export type RecentProject = Output<'project.recent'>['projects'][number];

interface ProjectState {
  readonly summary: ProjectSummary | null;
  /** Projects opened before on this computer; null until they have been looked for. */
  readonly recent: readonly RecentProject[] | null;
  readonly findRecent: () => Promise<void>;
  /** Opens the file; on success its finest level and latest year with indicators are shown. */
  readonly open: (fileId: string, passphrase: string) => Promise<AppError | null>;
  /** Reads anew what is in the open project, if one is open. */
  readonly refresh: () => Promise<void>;
  readonly close: () => Promise<void>;
}

const showFirst = (summary: ProjectSummary): void => {
  const year = summary.indicatorYears.at(-1);
  const level = summary.levels.includes('regso') ? 'regso' : summary.levels[0];
  if (year !== undefined && level !== undefined) void useAreas.getState().show(level, year);
};

export const useProject = create<ProjectState>()((set) => ({
  summary: null,
  recent: null,
  findRecent: async () => {
    const answer = await request('project.recent', {});
    set({ recent: answer.ok ? answer.data.projects : [] });
  },
  open: async (fileId, passphrase) => {
    const answer: Result<ProjectSummary> = await request('project.open', { fileId, passphrase });
    if (!answer.ok) return answer.error;
    set({ summary: answer.data });
    showFirst(answer.data);
    return null;
  },
  refresh: async () => {
    const answer = await request('project.summary', {});
    if (!answer.ok || answer.data === null) return;
    set({ summary: answer.data });
    showFirst(answer.data);
  },
  close: async () => {
    await request('project.close', {});
    useAreas.getState().forget();
    set({ summary: null });
  },
}));

/**
 * Opens the demonstration country when the job that makes it is done, on whatever screen the person then is, unless a
 * project has been opened in the meantime. Returns a function that stops.
 */
export function openWhatJobsMake(): () => void {
  return useJobs.subscribe(({ ended }, before) => {
    if (ended === before.ended || ended?.outcome !== 'done' || ended.fileId === null) return;
    if (useProject.getState().summary === null) void useProject.getState().open(ended.fileId, DEMONSTRATION_PASSPHRASE);
  });
}
