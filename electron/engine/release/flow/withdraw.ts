import { UserError } from '../../../../shared/errors/errors.ts';
import { databaseOf } from '../../project/database.ts';
import type { Project } from '../../project/project.ts';
import { withLedger } from '../ledger/ledger.ts';
import { agree, readOrganisation } from '../persons/organisation.ts';
import type { PersonSecrets } from '../persons/personKey.ts';
import { notingRefusals } from './refusals.ts';
import { checkAnchor, saveAnchor, saveRelease, storedRelease } from './releaseStore.ts';

export interface WithdrawOptions {
  readonly release: string;
  readonly reason: string;
  readonly folder: string;
  readonly person: PersonSecrets;
  readonly now: () => Date;
}

export interface Withdrawn {
  /** True when it had left: then nothing is taken back, and its cells stay known in every later attack. */
  readonly hadLeft: boolean;
}

/**
 * Withdraws a release: one not yet sealed can no longer be, and `verify` with the ledger says so of one that has left. The
 * project, where it is at hand, is told too.
 */
export function withdrawRelease(project: Project | null, options: WithdrawOptions): Promise<Withdrawn> {
  const { release, reason, folder, person, now } = options;
  return notingRefusals({ project, folder, person, now }, 'withdraw', async (about) => {
    about(release);
    const { organisation, ledger } = readOrganisation(folder);
    if (project !== null) checkAnchor(project, organisation, ledger);
    const known = ledger.state.releases.get(release);
    if (known === undefined) throw new UserError('refused', 'flow.otherRelease');
    if (known.withdrawn !== null) throw new UserError('refused', 'flow.withdrawn');
    const after = await withLedger(ledger.file, (writer) => {
      agree(organisation, writer.ledger);
      return writer.append({ action: 'withdrawn', body: { release, reason } }, person, now());
    });
    const held = project !== null && databaseOf(project).prepare('select 1 from release where id = ?').get(release);
    if (project !== null && held !== undefined && held !== false) {
      saveRelease(project, { ...storedRelease(project, release), state: 'withdrawn' }, now());
      saveAnchor(project, organisation, after);
    }
    return { hadLeft: known.sealed !== null };
  });
}
