import type { TextKey } from '../../../shared/texts/text.ts';
import { openProject, type Project } from '../../engine/project/project.ts';
import type { Surroundings } from '../command.ts';
import { interruptible } from '../interruptible.ts';
import { type PassphraseOption, readPassphrase } from '../passphrase.ts';

/** What every command with a project takes. */
export interface Given extends PassphraseOption {
  readonly json?: true;
}

/**
 * Opens a project with the passphrase that was given or is asked for, and closes it whatever happens. `sentence`: the work gives way
 * to Ctrl-C, also while the project is being opened, and this says what that means.
 */
export async function withProject<T>(
  surroundings: Surroundings,
  file: string,
  given: Given,
  work: (project: Project, passphrase: string) => Promise<T> | T,
  sentence?: TextKey,
): Promise<T> {
  const passphrase = await readPassphrase(surroundings, given);
  const opened = async (): Promise<T> => {
    const project = openProject(file, { passphrase });
    try {
      return await work(project, passphrase);
    } finally {
      project.close();
    }
  };
  return sentence === undefined ? opened() : interruptible(surroundings, sentence, opened);
}
