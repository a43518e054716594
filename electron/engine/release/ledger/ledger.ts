import path from 'node:path';
import { UserError } from '../../../../shared/errors/errors.ts';
import type { LedgerEntry } from '../../../../shared/schemas/ledger.ts';
import type { PersonSecrets } from '../persons/personKey.ts';
import {
  appendLine,
  asOnlyWriter,
  type ChainFault,
  lineOf,
  type ReadEntry,
  type ReadLedger,
  readLedgerFile,
} from './ledgerFile.ts';
import { type LedgerState, NO_HEAD, stateOf } from './ledgerState.ts';

type Distribute<T> = T extends LedgerEntry ? Pick<T, 'action' | 'body'> : never;

/** What is to be entered; position, time, chain, actor and signature are added here. */
export type NewEntry = Distribute<LedgerEntry>;

export interface Ledger {
  readonly file: string;
  readonly state: LedgerState;
  readonly entries: readonly ReadEntry[];
}

/** The first thing that is wrong with a ledger, as it is told, and the line. */
export interface LedgerFault {
  readonly error: UserError;
  readonly line: number;
}

/** What a ledger says up to the first fault in it. */
export interface Judged {
  readonly entries: readonly ReadEntry[];
  /** Null when not even the first line holds. */
  readonly state: LedgerState | null;
  readonly fault: LedgerFault | null;
}

function chainFault(file: string, fault: ChainFault): LedgerFault {
  const { line } = fault;
  if (fault.fault === 'changed') return { error: new UserError('refused', 'ledger.changed', { file, line }), line };
  const [first, last] = [Math.min(line, fault.next), Math.max(line, fault.next) - 1];
  return { error: new UserError('refused', 'ledger.removed', { file, first, last }), line };
}

/** Holds a ledger against its chain, its signatures and the rules of who may enter what. */
export function judged(file: string, { entries, fault }: ReadLedger): Judged {
  const name = path.basename(file);
  const outcome = stateOf(entries);
  if (outcome.ok || (fault !== null && entries.length === 0)) {
    const state = outcome.ok ? outcome.state : null;
    return { entries, state, fault: fault === null ? null : chainFault(name, fault) };
  }
  const { line } = outcome;
  const before = entries.slice(0, line - 1);
  const held = stateOf(before);
  const error = new UserError('refused', `ledger.fault.${outcome.fault}`, { file: name, line });
  return { entries: before, state: held.ok ? held.state : null, fault: { error, line } };
}

function checked(file: string, read: ReadLedger): Ledger {
  const { entries, state, fault } = judged(file, read);
  if (fault !== null) throw fault.error;
  if (state === null) throw new RangeError('a ledger without fault has a state');
  return { file, state, entries };
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
