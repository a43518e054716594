import { createHmac, hkdfSync } from 'node:crypto';
import { z } from 'zod';
import { UserError } from '../../../../shared/errors/errors.ts';
import { releasePlanSchema, type ReleasePlan } from '../../../../shared/schemas/releasePlan.ts';
import {
  RELEASE_STATES,
  type ReleaseState,
  type Statement,
  statementSchema,
} from '../../../../shared/schemas/releaseFlow.ts';
import { databaseOf } from '../../project/database.ts';
import type { Project } from '../../project/project.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Organisation } from '../persons/organisation.ts';
import { withReleaseKey } from '../releaseKey.ts';

/** A release as the project holds it. */
export interface StoredRelease {
  readonly id: string;
  readonly state: ReleaseState;
  readonly changedAt: string;
  readonly plan: ReleasePlan;
  /** Null until it is submitted. */
  readonly statement: Statement | null;
  /** The reviewer's reasons, when there is a decision. */
  readonly reasons: string | null;
}

interface Row {
  readonly id: string;
  readonly state: string;
  readonly changed_at: string;
  readonly plan: string;
  readonly statement: string | null;
  readonly reasons: string | null;
}

const releaseOf = ({ id, state, changed_at: changedAt, plan, statement, reasons }: Row): StoredRelease => ({
  id,
  state: z.enum(RELEASE_STATES).parse(state),
  changedAt,
  plan: releasePlanSchema.parse(JSON.parse(plan)),
  statement: statement === null ? null : statementSchema.parse(JSON.parse(statement)),
  reasons,
});

export const releasesOf = (project: Project): readonly StoredRelease[] =>
  databaseOf(project)
    .prepare<[], Row>('select id, state, changed_at, plan, statement, reasons from release order by changed_at, id')
    .all()
    .map(releaseOf);

export function storedRelease(project: Project, id: string): StoredRelease {
  const found = databaseOf(project)
    .prepare<[string], Row>('select id, state, changed_at, plan, statement, reasons from release where id = ?')
    .get(id);
  if (found === undefined) throw new UserError('refused', 'flow.otherRelease');
  return releaseOf(found);
}

/** Writes a release as it now is, and says so in the project's log. */
export function saveRelease(project: Project, release: Omit<StoredRelease, 'changedAt'>, at: Date): void {
  databaseOf(project)
    .prepare(
      `insert into release (id, state, changed_at, plan, statement, reasons)
       values (:id, :state, :changedAt, :plan, :statement, :reasons)
       on conflict (id) do update set state = excluded.state, changed_at = excluded.changed_at,
         statement = excluded.statement, reasons = excluded.reasons`,
    )
    .run({
      id: release.id,
      state: release.state,
      changedAt: at.toISOString(),
      plan: JSON.stringify(release.plan),
      statement: release.statement === null ? null : JSON.stringify(release.statement),
      reasons: release.reasons,
    });
  project.appendLog(`release-${release.state}`, { release: release.id });
}

/** Takes a release away that was begun and cancelled before anybody had seen it. */
export function forgetRelease(project: Project, id: string): void {
  const database = databaseOf(project);
  database.transaction(() => {
    database.prepare("delete from release where id = ? and state in ('draft', 'checked')").run(id);
    project.appendLog('release-cancelled', { release: id });
  })();
}

interface Anchor {
  readonly organisation: string;
  readonly administrator: string;
  readonly position: number;
  readonly head: string;
}

/**
 * Refuses a ledger that is not the project's: another organisation's, or one that lacks the newest entry that the project
 * has seen, because it is an older copy or was cut.
 */
export function checkAnchor(project: Project, { persons }: Organisation, { entries, state }: Ledger): void {
  const anchor = databaseOf(project)
    .prepare<[], Anchor>('select organisation, administrator, position, head from release_ledger')
    .get();
  if (anchor === undefined) return;
  const { id, administrator } = persons.document;
  if (anchor.organisation !== id || anchor.administrator !== administrator)
    throw new UserError('refused', 'flow.otherOrganisation');
  if (entries[anchor.position - 1]?.hash !== anchor.head)
    throw new UserError('refused', 'flow.olderLedger', { seen: anchor.position, entries: state.head.position });
}

/** Remembers the newest entry of the ledger. */
export function saveAnchor(project: Project, { persons }: Organisation, { state }: Ledger): void {
  const { id, administrator } = persons.document;
  databaseOf(project)
    .prepare(
      `insert into release_ledger (only, organisation, administrator, position, head)
       values (1, ?, ?, ?, ?)
       on conflict (only) do update set position = excluded.position, head = excluded.head`,
    )
    .run(id, administrator, state.head.position, state.head.hash);
}

const derived = (project: Project, what: string): Buffer =>
  withReleaseKey(project, (secret) =>
    Buffer.from(hkdfSync('sha256', secret, Buffer.alloc(0), `sigill-release-1 ${what}`, 32)),
  );

/** A commitment to something unreleased: nobody without the project can find by trying what it is to. */
export function commitment(project: Project, hash: string): string {
  const key = derived(project, 'commitment');
  try {
    return createHmac('sha256', key).update(hash).digest('hex');
  } finally {
    key.fill(0);
  }
}

/** A number for a release that nobody outside the project can guess. */
export function blindOf(project: Project, release: string): string {
  const key = derived(project, 'blind');
  try {
    return createHmac('sha256', key).update(release).digest('hex');
  } finally {
    key.fill(0);
  }
}
