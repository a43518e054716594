import { UserError } from '../../../shared/errors/errors.ts';
import { openProject, type Project } from '../project/project.ts';

/** The one project that is open in this thread. */
export interface Session {
  /** Closes what was open and opens this one. */
  open(file: string, passphrase: string, onlySynthetic: boolean): Project;
  /** The open project; refuses when there is none. */
  project(): Project;
  projectOrNull(): Project | null;
  close(): void;
}

export function createSession(): Session {
  let current: Project | undefined;
  const close = (): void => {
    current?.close();
    current = undefined;
  };
  return {
    open: (file, passphrase, onlySynthetic) => {
      close();
      const project = openProject(file, { passphrase });
      if (onlySynthetic && !project.synthetic) {
        project.close();
        throw new UserError('refused', 'shell.onlySynthetic');
      }
      current = project;
      return project;
    },
    project: () => {
      if (current === undefined) throw new UserError('refused', 'shell.noProject');
      return current;
    },
    projectOrNull: () => current ?? null,
    close,
  };
}
