import path from 'node:path';
import { UserError } from '../../../../shared/errors/errors.ts';
import type { LedgerEntry } from '../../../../shared/schemas/ledger.ts';
import type { PersonSecrets } from '../persons/personKey.ts';
import { appendLine, asOnlyWriter, lineOf, type ReadEntry, type ReadLedger, readLedgerFile } from './ledgerFile.ts';
import { type LedgerState, NO_HEAD, stateOf } from './ledgerState.ts';

type Distribute<T> = T extends LedgerEntry ? Pick<T, 'action' | 'body'> : never;

/** What is to be entered; position, time, chain, actor and signature are added here. */
export type NewEntry = Distribute<LedgerEntry>;

export interface Ledger {
  readonly file: string;
  readonly state: LedgerState;
  readonly entries: readonly ReadEntry[];
}

function checked(file: string, { entries, fault }: ReadLedger): Ledger {
  const name = path.basename(file);
  if (fault?.fault === 'changed') throw new UserError('refused', 'ledger.changed', { file: name, line: fault.line });
  if (fault?.fault === 'removed')
    throw new UserError('refused', 'ledger.removed', {
      file: name,
      first: Math.min(fault.line, fault.next),
      last: Math.max(fault.line, fault.next) - 1,
    });
  const outcome = stateOf(entries);
  if (!outcome.ok) throw new UserError('refused', `ledger.fault.${outcome.fault}`, { file: name, line: outcome.line });
  return { file, state: outcome.state, entries };
}

/** Reads a ledger and checks all of it. Throws UserErrors that name the line that was changed or removed. */
export const readLedger = (file: string): Ledger => checked(file, readLedgerFile(file));

/** A writer's hold on the ledger: what stands in it, and the way to add to it. */
export interface LedgerWriter {
  readonly ledger: Ledger;
  /** Adds an entry and gives the ledger with it. */
  append(entry: NewEntry, actor: PersonSecrets, at: Date): Ledger;
}

/** Places, chains and signs the entry, and adds it if the whole ledger with it is in order. */
function add(
  file: string,
  before: { readonly entries: readonly ReadEntry[]; readonly wholeBytes: number },
  entry: NewEntry,
  actor: PersonSecrets,
  at: Date,
): { readonly ledger: Ledger; readonly wholeBytes: number } {
  const head = before.entries.at(-1);
  const last = head === undefined ? NO_HEAD : { position: head.entry.position, hash: head.hash, at: head.entry.at };
  const time = at.toISOString();
  if (time < last.at) throw new UserError('refused', 'ledger.clock', { last: last.at, now: time });
  const whole: LedgerEntry = {
    position: last.position + 1,
    at: time,
    previous: last.hash,
    actor: actor.signingKey,
    ...entry,
  };
  const line = lineOf(whole, actor.signing);
  const placed = { entry: whole, hash: '' };
  const outcome = stateOf([...before.entries, placed]);
  if (!outcome.ok) throw new UserError('refused', `ledger.refuses.${outcome.fault}`, {});
  const hash = appendLine(file, before.wholeBytes, line);
  const entries = [...before.entries, { entry: whole, hash }];
  const state = { ...outcome.state, head: { ...outcome.state.head, hash } };
  return { ledger: { file, state, entries }, wholeBytes: before.wholeBytes + line.length };
}

/** Opens the ledger for `use` alone; everything that `use` decides on stays true until it has written. */
export const withLedger = <T>(file: string, use: (writer: LedgerWriter) => Promise<T> | T): Promise<T> =>
  asOnlyWriter(file, () => {
    const read = readLedgerFile(file);
    let ledger = checked(file, read);
    let { wholeBytes } = read;
    return use({
      get ledger() {
        return ledger;
      },
      append(entry, actor, at) {
        ({ ledger, wholeBytes } = add(file, { entries: ledger.entries, wholeBytes }, entry, actor, at));
        return ledger;
      },
    });
  });

/** Begins a ledger with the entry that founds it; refuses a file that exists. */
export const foundLedger = (
  file: string,
  body: Extract<NewEntry, { action: 'founded' }>['body'],
  actor: PersonSecrets,
  at: Date,
): Promise<Ledger> =>
  asOnlyWriter(file, () => add(file, { entries: [], wholeBytes: 0 }, { action: 'founded', body }, actor, at).ledger);
