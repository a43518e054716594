import { openProject, type Project } from '../../engine/project/project.ts';
import type { Surroundings } from '../command.ts';
import { type PassphraseOption, readPassphrase } from '../passphrase.ts';

/** What every command with a project takes. */
export interface Given extends PassphraseOption {
  readonly json?: true;
}

/** Opens a project with the passphrase that was given or is asked for, and closes it whatever happens. */
export async function withProject<T>(
  surroundings: Surroundings,
  file: string,
  given: Given,
  work: (project: Project, passphrase: string) => Promise<T> | T,
): Promise<T> {
  const passphrase = await readPassphrase(surroundings, given);
  const project = openProject(file, { passphrase });
  try {
    return await work(project, passphrase);
  } finally {
    project.close();
  }
}
