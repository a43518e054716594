import type { LedgerEntry, LedgerStatement, LedgerTable } from '../../../../shared/schemas/ledger.ts';
import type { LedgerAction } from '../../../../shared/schemas/ledgerNames.ts';
import type { OrganisationRules, Person, PersonList, Role, Signed } from '../../../../shared/schemas/organisation.ts';
import type { Decision } from '../../../../shared/schemas/releaseFlow.ts';
import { isWhole } from '../persons/signed.ts';
import { BEGINNING, type ReadEntry } from './ledgerFile.ts';

/** Who may enter what. A refusal is noted in the name of whoever was refused. */
const ALLOWED: Readonly<Record<LedgerAction, readonly Role[]>> = {
  founded: ['administrator'],
  persons: ['administrator'],
  rules: ['administrator'],
  submitted: ['analyst'],
  decided: ['analyst'],
  sealed: ['analyst'],
  withdrawn: ['analyst', 'reviewer', 'administrator'],
  entered: ['analyst'],
  refused: ['analyst', 'reviewer', 'administrator'],
};

/** A table that somebody outside has, with where it stands in the ledger. */
export interface EarlierTable {
  readonly table: LedgerTable;
  readonly position: number;
  /** The release that let it out; null when it was entered from elsewhere. */
  readonly release: string | null;
}

/** A list or profile that somebody outside has, with the release that let it out. */
export interface EarlierStatement {
  readonly statement: LedgerStatement;
  readonly position: number;
  readonly release: string;
}

/** How far a release has come, as the ledger tells it. */
export interface LedgerRelease {
  readonly submittedBy: string;
  readonly commitment: string;
  readonly reviewer: string;
  readonly decision: Signed<Decision> | null;
  readonly sealed: { readonly position: number; readonly at: string; readonly manifestSha256: string } | null;
  readonly withdrawn: { readonly at: string; readonly reason: string } | null;
}

export interface LedgerHead {
  readonly position: number;
  readonly hash: string;
  readonly at: string;
}

/** Everything that the ledger says, in the order in which it was said. */
export interface LedgerState {
  readonly persons: Signed<PersonList>;
  readonly rules: Signed<OrganisationRules>;
  readonly releases: ReadonlyMap<string, LedgerRelease>;
  readonly tables: readonly EarlierTable[];
  readonly statements: readonly EarlierStatement[];
  readonly head: LedgerHead;
}

/** Why an entry may not stand where it stands; the entries before it are in order. */
export type EntryFault = 'actor' | 'role' | 'order' | 'document' | 'clock';

/** The person of a key who is in the list and may act at the time. */
export const personAt = (list: PersonList, key: string, at: string): Person | undefined =>
  list.persons.find(
    ({ signingKey, since, until }) => signingKey === key && since <= at && (until === null || at < until),
  );

interface Building {
  persons: Signed<PersonList>;
  rules: Signed<OrganisationRules>;
  readonly releases: Map<string, LedgerRelease>;
  readonly tables: EarlierTable[];
  readonly statements: EarlierStatement[];
}

const byAdministrator = (document: Signed<PersonList> | Signed<OrganisationRules>, administrator: string): boolean =>
  document.signedBy === administrator && isWhole(document);

/** One key, one person, one role; the administrator's own key among them. */
function soundList({ administrator, persons }: PersonList): boolean {
  const keys = new Set(persons.flatMap(({ signingKey, sealingKey }) => [signingKey, sealingKey]));
  return (
    keys.size === 2 * persons.length &&
    persons.some(({ signingKey, role }) => signingKey === administrator && role === 'administrator')
  );
}

/** Nobody vanishes from the list, changes key or role, or comes back. */
function follows(next: PersonList, before: PersonList): boolean {
  const now = new Map(next.persons.map((person) => [person.signingKey, person]));
  return (
    next.id === before.id &&
    next.administrator === before.administrator &&
    next.number === before.number + 1 &&
    before.persons.every((person) => {
      const kept = now.get(person.signingKey);
      return (
        kept !== undefined &&
        kept.role === person.role &&
        kept.sealingKey === person.sealingKey &&
        kept.since === person.since &&
        (person.until === null || kept.until === person.until)
      );
    })
  );
}

function begin(entry: LedgerEntry): Building | EntryFault {
  if (entry.action !== 'founded') return 'order';
  const { persons, rules } = entry.body;
  const { administrator, id } = persons.document;
  const sound =
    entry.actor === administrator &&
    byAdministrator(persons, administrator) &&
    byAdministrator(rules, administrator) &&
    rules.document.organisation === id &&
    soundList(persons.document);
  return sound ? { persons, rules, releases: new Map(), tables: [], statements: [] } : 'document';
}

function addTables(state: Building, tables: readonly LedgerTable[], position: number, release: string | null): void {
  for (const table of tables) state.tables.push({ table, position, release });
}

/** Takes one entry into the state, or tells why it may not stand there. */
function take(state: Building, entry: LedgerEntry): EntryFault | null {
  const { administrator, id } = state.persons.document;
  const person = personAt(state.persons.document, entry.actor, entry.at);
  if (person === undefined) return 'actor';
  if (!ALLOWED[entry.action].includes(person.role)) return 'role';
  if (entry.action === 'founded') return 'order';
  if (entry.action === 'persons') {
    const { persons } = entry.body;
    const sound =
      byAdministrator(persons, administrator) &&
      soundList(persons.document) &&
      follows(persons.document, state.persons.document);
    if (!sound) return 'document';
    state.persons = persons;
    return null;
  }
  if (entry.action === 'rules') {
    const { rules } = entry.body;
    const { document } = rules;
    const follow = document.organisation === id && document.number === state.rules.document.number + 1;
    if (!byAdministrator(rules, administrator) || !follow) return 'document';
    state.rules = rules;
    return null;
  }
  if (entry.action === 'submitted') {
    const { release, commitment, reviewer } = entry.body;
    if (state.releases.has(release)) return 'order';
    const nothing = { decision: null, sealed: null, withdrawn: null };
    state.releases.set(release, { submittedBy: entry.actor, commitment, reviewer, ...nothing });
    return null;
  }
  if (entry.action === 'entered') addTables(state, entry.body.tables, entry.position, null);
  if (entry.action === 'entered' || entry.action === 'refused') return null;
  return takeStep(state, entry);
}

type Step = Extract<LedgerEntry, { action: 'decided' | 'sealed' | 'withdrawn' }>;

function takeStep(state: Building, entry: Step): EntryFault | null {
  const { release } = entry.body;
  const known = state.releases.get(release);
  if (known === undefined || known.withdrawn !== null) return 'order';
  if (entry.action === 'withdrawn') {
    state.releases.set(release, { ...known, withdrawn: { at: entry.at, reason: entry.body.reason } });
    return null;
  }
  if (entry.actor !== known.submittedBy) return 'actor';
  if (entry.action === 'decided') {
    const { decision, reasons } = entry.body;
    const reviewer = personAt(state.persons.document, decision.signedBy, decision.document.decidedAt);
    if (known.decision !== null || decision.document.release !== release) return 'order';
    const sound =
      isWhole(decision) &&
      decision.signedBy === decision.document.decidedBy &&
      decision.signedBy === known.reviewer &&
      isWhole(reasons) &&
      reasons.signedBy === decision.signedBy &&
      reasons.document.statementSha256 === decision.document.statementSha256;
    if (!sound || reviewer?.role !== 'reviewer' || decision.signedBy === known.submittedBy) return 'document';
    state.releases.set(release, { ...known, decision });
    return null;
  }
  const { manifestSha256, statementSha256, tables, statements = [] } = entry.body;
  const approved = known.decision?.document;
  if (known.sealed !== null || approved === undefined || approved.outcome === 'rejected') return 'order';
  if (approved.statementSha256 !== statementSha256) return 'document';
  // What a list tells is known only beside the tables that it was worked out from.
  const left = new Set(tables.map(({ id }) => id));
  if (statements.some(({ from }) => from.some(({ table }) => !left.has(table)))) return 'document';
  state.releases.set(release, { ...known, sealed: { position: entry.position, at: entry.at, manifestSha256 } });
  addTables(state, tables, entry.position, release);
  for (const statement of statements) state.statements.push({ statement, position: entry.position, release });
  return null;
}

export type StateOutcome =
  | { readonly ok: true; readonly state: LedgerState }
  | { readonly ok: false; readonly fault: EntryFault; readonly line: number };

/** Reads the entries as a whole: that each actor was in the list, with the right role, and that each step follows. */
export function stateOf(entries: readonly ReadEntry[]): StateOutcome {
  const [first, ...rest] = entries;
  if (first === undefined) return { ok: false, fault: 'order', line: 1 };
  const state = begin(first.entry);
  if (typeof state === 'string') return { ok: false, fault: state, line: 1 };
  let head: LedgerHead = { position: 1, hash: first.hash, at: first.entry.at };
  for (const { entry, hash } of rest) {
    const fault = entry.at < head.at ? 'clock' : take(state, entry);
    if (fault !== null) return { ok: false, fault, line: entry.position };
    head = { position: entry.position, hash, at: entry.at };
  }
  return { ok: true, state: { ...state, head } };
}

/** The head of a ledger without entries. */
export const NO_HEAD: LedgerHead = { position: 0, hash: BEGINNING, at: '' };
