import path from 'node:path';
import type { LedgerReleaseState, ShownLedger } from '../../../../shared/ipc/ledger.ts';
import type { LedgerEntry, LedgerTable } from '../../../../shared/schemas/ledger.ts';
import type { Person, PersonList } from '../../../../shared/schemas/organisation.ts';
import { readFolder } from '../persons/organisation.ts';
import { fingerprint } from '../signing.ts';
import { judged } from './ledger.ts';
import { readLedgerFile } from './ledgerFile.ts';
import { type LedgerRelease, type LedgerState, personAt } from './ledgerState.ts';

type Shown = ShownLedger['entries'][number];
type Fact = Shown['facts'][number];

/** How far a release has come. */
export function releaseStateOf({ decision, sealed, withdrawn }: LedgerRelease): LedgerReleaseState {
  if (withdrawn !== null) return 'withdrawn';
  if (sealed !== null) return 'sealed';
  return decision === null ? 'submitted' : decision.document.outcome;
}

const shownTable = ({ id, title, values }: LedgerTable): Shown['tables'][number] => ({
  id,
  title,
  cells: values.length,
  hidden: values.filter((value) => value === null).length,
});

/** Who came and who ended with a new list. */
function changesIn(next: PersonList, before: PersonList | null): Fact[] {
  const known = new Map(before?.persons.map((person) => [person.signingKey, person]));
  return next.persons.flatMap((person): Fact[] => {
    const was = known.get(person.signingKey);
    if (was === undefined) return [{ term: 'added', value: person.name }];
    return was.until === null && person.until !== null ? [{ term: 'ended', value: person.name }] : [];
  });
}

/** The lists of persons as they followed on each other, so that each entry is told by the list of its time. */
interface Told {
  list: PersonList | null;
}

const nameOf = (list: PersonList | null, key: string): string =>
  list?.persons.find(({ signingKey }) => signingKey === key)?.name ?? '';

/** What became of a release, or did not. */
function factsOfStep(entry: Exclude<LedgerEntry, { action: 'founded' | 'persons' | 'rules' }>, told: Told): Fact[] {
  if (entry.action === 'submitted') return [{ term: 'reviewer', value: nameOf(told.list, entry.body.reviewer) }];
  if (entry.action === 'decided') {
    const { decision, reasons } = entry.body;
    const { text } = reasons.document;
    return [
      { term: 'decidedBy', value: nameOf(told.list, decision.signedBy) },
      { term: 'outcome', value: decision.document.outcome },
      ...(text === '' ? [] : [{ term: 'reasons', value: text } as const]),
    ];
  }
  if (entry.action === 'sealed') return [{ term: 'hash', value: entry.body.manifestSha256 }];
  if (entry.action === 'withdrawn') return [{ term: 'reasons', value: entry.body.reason }];
  if (entry.action === 'entered')
    return [
      { term: 'source', value: entry.body.source },
      { term: 'hash', value: entry.body.fileSha256 },
    ];
  return [
    { term: 'step', value: entry.body.action },
    { term: 'rule', value: entry.body.rule },
  ];
}

function factsOf(entry: LedgerEntry, told: Told): Fact[] {
  if (entry.action === 'rules') {
    const { number, rules } = entry.body.rules.document;
    return [{ term: 'rules', value: `${rules.id} (${String(number)})` }];
  }
  if (entry.action !== 'founded' && entry.action !== 'persons') return factsOfStep(entry, told);
  const list = entry.body.persons.document;
  const facts = changesIn(list, told.list);
  told.list = list;
  return entry.action === 'founded' ? [{ term: 'organisation', value: list.name }, ...facts] : facts;
}

const tablesOf = (entry: LedgerEntry): Shown['tables'] =>
  entry.action === 'sealed' || entry.action === 'entered' ? entry.body.tables.map(shownTable) : [];

function shownEntry(entry: LedgerEntry, state: LedgerState | null, told: Told): Shown {
  const facts = factsOf(entry, told);
  const person: Person | undefined = told.list === null ? undefined : personAt(told.list, entry.actor, entry.at);
  const release = 'release' in entry.body ? entry.body.release : null;
  const known = release === null ? undefined : state?.releases.get(release);
  return {
    position: entry.position,
    at: entry.at,
    action: entry.action,
    who: person?.name ?? nameOf(told.list, entry.actor),
    role: person?.role ?? null,
    release,
    state: known === undefined ? null : releaseStateOf(known),
    facts,
    tables: tablesOf(entry),
  };
}

/** The organisation's ledger as a person reads it: every entry up to the first fault, and what the fault is. */
export function readTimeline(folder: string): ShownLedger {
  const { persons, ledgerFile } = readFolder(folder);
  const { entries, state, fault } = judged(ledgerFile, readLedgerFile(ledgerFile));
  const told: Told = { list: null };
  return {
    organisation: persons.document.name,
    fingerprint: fingerprint(persons.document.administrator),
    file: path.basename(ledgerFile),
    fault:
      fault === null
        ? null
        : { key: fault.error.key, parameters: { ...fault.error.parameters }, line: Math.max(1, fault.line) },
    entries: entries.map(({ entry }) => shownEntry(entry, state, told)),
    tables: state?.tables.length ?? 0,
  };
}
