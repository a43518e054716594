import { UserError } from '../../../shared/errors/errors.ts';
import type { Companion } from '../jobs/companion.ts';
import { busyWith } from '../jobs/jobRequests.ts';
import { identityOfOpen } from '../project/database.ts';
import { openProject, type Project, shareProject } from '../project/project.ts';

/** The one project that is open in this thread. */
export interface Session {
  /** Closes what was open and opens this one. */
  open(file: string, passphrase: string, onlySynthetic: boolean): Promise<Project>;
  /** The open project; refuses when there is none. */
  project(): Project;
  projectOrNull(): Project | null;
  close(): Promise<void>;
}

const required = (project: Project | undefined): Project => {
  if (project === undefined) throw new UserError('refused', 'shell.noProject');
  return project;
};

/** `companion`: the thread of the long work, which joins every project that is opened here. */
export function createSession(companion?: Companion): Session {
  let current: Project | undefined;
  const close = async (): Promise<void> => {
    const job = companion?.busy();
    if (job !== undefined) throw busyWith(job);
    await companion?.leave();
    current?.close();
    current = undefined;
  };
  return {
    open: async (file, passphrase, onlySynthetic) => {
      await close();
      const whileKeyIsKnown = (project: Project, dataKey: Uint8Array): void => {
        if (onlySynthetic && !project.synthetic) throw new UserError('refused', 'shell.onlySynthetic');
        if (companion !== undefined && shareProject(project)) companion.join(file, identityOfOpen(project), dataKey);
      };
      current = openProject(file, { passphrase, whileKeyIsKnown });
      return current;
    },
    project: () => required(current),
    projectOrNull: () => current ?? null,
    close,
  };
}

/** In the thread of the long work: the project that it has joined. What opens and closes projects is asked of the engine's. */
export const joinedSession = (joined: () => Project | undefined): Session => ({
  open: () => Promise.reject(new UserError('refused', 'project.busy')),
  project: () => required(joined()),
  projectOrNull: () => joined() ?? null,
  close: () => Promise.reject(new UserError('refused', 'project.busy')),
});
