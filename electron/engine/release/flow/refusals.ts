import { UserError } from '../../../../shared/errors/errors.ts';
import type { Project } from '../../project/project.ts';
import { withLedger } from '../ledger/ledger.ts';
import { readFolder } from '../persons/organisation.ts';
import type { PersonSecrets } from '../persons/personKey.ts';

/** Whose refusal is noted, and where. */
export interface Journal {
  /** Null where the person works without a project, as the reviewer does. */
  readonly project: Project | null;
  readonly folder: string;
  readonly person: PersonSecrets;
  readonly now: () => Date;
}

/**
 * Runs a step of the flow; when a rule refuses it, the refusal is noted before it is told: in the project's log, and in the
 * ledger when it can be reached and takes it. What was refused stays refused if noting it fails.
 */
export async function notingRefusals<T>(
  { project, folder, person, now }: Journal,
  action: 'submit' | 'approve' | 'reject' | 'seal' | 'withdraw' | 'enter',
  step: (about: (release: string) => void) => Promise<T>,
): Promise<T> {
  let release: string | null = null;
  try {
    return await step((id) => {
      release = id;
    });
  } catch (cause) {
    if (!(cause instanceof UserError) || cause.kind !== 'refused') throw cause;
    project?.appendLog('release-refused', {
      step: action,
      reason: cause.key,
      person: person.signingKey,
      ...(release === null ? {} : { release }),
    });
    try {
      await withLedger(readFolder(folder).ledgerFile, (writer) =>
        writer.append({ action: 'refused', body: { release, action, rule: cause.key } }, person, now()),
      );
    } catch (second) {
      // A ledger that is gone, damaged or ahead of the clock, or a person who is not in it: often why it was refused at all.
      if (!(second instanceof UserError)) throw second;
    }
    throw cause;
  }
}
