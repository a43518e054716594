import { create } from 'zustand';
import type { Output } from '../../../../shared/ipc/contract.ts';
import type { AppError } from '../../../../shared/ipc/result.ts';
import { request } from '../../../app/connection/client.ts';

export type Ledger = Output<'ledger.read'>;
export type LedgerEntry = Ledger['entries'][number];

interface LedgerState {
  /** Of the organisation with this id. */
  readonly of: string | null;
  readonly ledger: Ledger | null;
  readonly failure: AppError | null;
  readonly read: (organisation: string) => Promise<void>;
}

export const useLedger = create<LedgerState>()((set, get) => ({
  of: null,
  ledger: null,
  failure: null,
  read: async (organisation) => {
    if (get().of !== organisation) set({ of: organisation, ledger: null, failure: null });
    const answer = await request('ledger.read', { organisation });
    if (get().of !== organisation) return;
    if (answer.ok) set({ ledger: answer.data, failure: null });
    else set({ ledger: null, failure: answer.error });
  },
}));

/** What is looked for in the ledger; empty texts and `all` let everything through. */
export interface LedgerFilter {
  readonly kind: LedgerEntry['action'] | 'all';
  readonly person: string;
  readonly search: string;
}

export const NO_FILTER: LedgerFilter = { kind: 'all', person: '', search: '' };

/** Everything that is written of an entry, for searching. */
const wordsOf = ({ who, release, facts, tables }: LedgerEntry): string =>
  [
    who,
    release ?? '',
    ...facts.map(({ value }) => value),
    ...tables.flatMap(({ id, title }) => [id, title.sv, title.en]),
  ]
    .join('\n')
    .toLowerCase();

/** The entries that the filter lets through, newest first. */
export const filtered = (
  entries: readonly LedgerEntry[],
  { kind, person, search }: LedgerFilter,
): readonly LedgerEntry[] =>
  entries
    .filter(
      (entry) =>
        (kind === 'all' || entry.action === kind) &&
        (person === '' || entry.who === person) &&
        wordsOf(entry).includes(search.trim().toLowerCase()),
    )
    .toReversed();

/** Entries of one day together, in the order in which they are given. */
export function byDay(
  entries: readonly LedgerEntry[],
  dayOf: (at: string) => string,
): readonly { readonly day: string; readonly entries: LedgerEntry[] }[] {
  const days: { day: string; entries: LedgerEntry[] }[] = [];
  for (const entry of entries) {
    const day = dayOf(entry.at);
    const last = days.at(-1);
    if (last?.day === day) last.entries.push(entry);
    else days.push({ day, entries: [entry] });
  }
  return days;
}
