import path from 'node:path';
import { UserError } from '../../../shared/errors/errors.ts';
import { databaseOf, identityOfOpen } from './database.ts';
import { loginName } from './holding.ts';
import { boundTo, type HolderKey, type KeyFile, MOST_HOLDERS, readKeyFile, writeKeyFile } from './keyFile.ts';
import { type KeyCost, KEY_COST, unwrapKey, workOf, wrapKey } from './keyWrap.ts';
import { appendToLog, type LogDetails } from './log.ts';
import type { ProjectPorts } from './ports.ts';
import type { Project } from './project.ts';

/*
 * Who can open a project: each holder has a passphrase of their own to the one data key, so that nobody has to tell theirs
 * to anyone and none of the data is rewritten when a passphrase changes. Whoever changes something here shows a
 * passphrase first, also when the project is open. Every change is in the log.
 */

export interface KeyHolder {
  /** '' for the only holder of a project that an older version made. */
  readonly name: string;
  readonly cost: KeyCost;
  /** True when the passphrase is cheaper to guess than a new one would be. */
  readonly weak: boolean;
}

interface Unlocked {
  readonly dataKey: Buffer;
  readonly content: KeyFile;
  readonly holder: HolderKey;
}

/** Tries the passphrase for every holder. Each try costs a derivation, whether it is right or wrong. */
function unlock(file: string, identity: Uint8Array, passphrase: string): Unlocked {
  const content = readKeyFile(file, identity);
  for (const holder of content.holders) {
    const dataKey = unwrapKey(holder, passphrase, boundTo(content, holder.name));
    if (dataKey !== undefined) return { dataKey, content, holder };
  }
  throw new UserError('input', 'project.wrongPassphrase', { file: path.basename(file) });
}

/**
 * The data key of a project; the caller overwrites it with zeros after use. `identity`: first bytes of the project
 * file. Throws when the passphrase is wrong, or the key file is missing, damaged or another project's.
 */
export const readDataKey = (file: string, identity: Uint8Array, passphrase: string): Buffer =>
  unlock(file, identity, passphrase).dataKey;

/** The same, with the name of the holder whose passphrase it was: who opened the project stands in its log. */
export function readDataKeyOf(
  file: string,
  identity: Uint8Array,
  passphrase: string,
): { readonly dataKey: Buffer; readonly holder: string } {
  const { dataKey, holder } = unlock(file, identity, passphrase);
  return { dataKey, holder: holder.name };
}

/** The key file of a new project, with its first holder. */
export function writeFirstKey(
  file: string,
  identity: Uint8Array,
  dataKey: Uint8Array,
  name: string,
  passphrase: string,
  ports: ProjectPorts,
  cost: KeyCost,
): void {
  const head = { version: 2, project: Buffer.from(identity).toString('base64') } as const;
  const wrapped = wrapKey(dataKey, passphrase, boundTo(head, checkName(name)), ports, cost);
  writeKeyFile(file, { ...head, holders: [{ name: checkName(name), ...wrapped }] });
}

const SHORTEST_PASSPHRASE = 12;

export function checkPassphrase(passphrase: string): void {
  if (passphrase.length < SHORTEST_PASSPHRASE)
    throw new UserError('input', 'project.shortPassphrase', { least: SHORTEST_PASSPHRASE });
}

function checkName(name: string): string {
  const trimmed = name.trim().normalize('NFC');
  if (trimmed === '' || trimmed.length > 60 || /\p{Cc}/u.test(trimmed))
    throw new UserError('input', 'project.holders.badName');
  return trimmed;
}

const holderOf = ({ name, derivation: { N, r, p } }: HolderKey): KeyHolder => {
  const cost = { N, r, p };
  return { name, cost, weak: workOf(cost) < workOf(KEY_COST) };
};

/** Everybody who can open the project. */
export const keyHolders = (project: Project): readonly KeyHolder[] =>
  readKeyFile(project.path, identityOfOpen(project)).holders.map(holderOf);

/**
 * Unlocks with `passphrase`, writes the holders that `change` gives, and notes it in the log: the entry stands or falls
 * with the key file. A holder of the first form gets a name, since the file is written in the present form.
 */
function changeHolders(
  project: Project,
  passphrase: string,
  cost: KeyCost,
  change: (
    own: string,
    others: readonly HolderKey[],
    wrap: (name: string, passphrase: string) => HolderKey,
  ) => { readonly holders: readonly HolderKey[]; readonly action: string; readonly details: LogDetails },
): void {
  const database = databaseOf(project);
  if (database.inTransaction) throw new UserError('refused', 'project.busy');
  const { dataKey, content, holder } = unlock(project.path, identityOfOpen(project), passphrase);
  try {
    const head = { version: 2, project: content.project } as const;
    const wrap = (name: string, phrase: string): HolderKey => ({
      name,
      ...wrapKey(dataKey, phrase, boundTo(head, name), project, cost),
    });
    const own = holder.name === '' ? checkName(loginName() || '1') : holder.name;
    const others = content.holders.filter((other) => other !== holder);
    database.transaction(() => {
      const { holders, action, details } = change(own, content.version === 1 ? [] : others, wrap);
      appendToLog(database, project.now(), action, details);
      writeKeyFile(project.path, { project: content.project, holders });
    })();
  } finally {
    dataKey.fill(0);
  }
}

/** Gives the holder whose passphrase is `present` another one; the data is not rewritten, the old one no longer opens it. */
export function changePassphrase(project: Project, present: string, next: string, cost: KeyCost = KEY_COST): void {
  checkPassphrase(next);
  changeHolders(project, present, cost, (own, others, wrap) => ({
    holders: [...others, wrap(own, next)],
    action: 'passphrase',
    details: { holder: own },
  }));
}

/** Wraps the key of the holder whose passphrase this is with the present work factor; false when it has it already. */
export function strengthenKey(project: Project, passphrase: string, cost: KeyCost = KEY_COST): boolean {
  const { dataKey, holder } = unlock(project.path, identityOfOpen(project), passphrase);
  dataKey.fill(0);
  if (workOf(holder.derivation) >= workOf(cost)) return false;
  changeHolders(project, passphrase, cost, (own, others, wrap) => ({
    holders: [...others, wrap(own, passphrase)],
    action: 'strengthen-key',
    details: { holder: own, N: cost.N, r: cost.r, p: cost.p },
  }));
  return true;
}

/** Lets another passphrase open the project too. `passphrase`: that of a holder. */
export function addKeyHolder(
  project: Project,
  passphrase: string,
  name: string,
  theirs: string,
  cost: KeyCost = KEY_COST,
): void {
  checkPassphrase(theirs);
  const added = checkName(name);
  changeHolders(project, passphrase, cost, (own, others, wrap) => {
    const known = [own, ...others.map((other) => other.name)];
    if (known.includes(added)) throw new UserError('input', 'project.holders.known', { name: added });
    if (known.length >= MOST_HOLDERS) throw new UserError('input', 'project.holders.most', { most: MOST_HOLDERS });
    return {
      holders: [...others, wrap(own, passphrase), wrap(added, theirs)],
      action: 'add-key-holder',
      details: { holder: added, by: own },
    };
  });
}

/** Takes a holder's passphrase away; the last one stays. An older copy of the key file still opens with it. */
export function removeKeyHolder(project: Project, passphrase: string, name: string, cost: KeyCost = KEY_COST): void {
  const removed = checkName(name);
  changeHolders(project, passphrase, cost, (own, others, wrap) => {
    const all = [...others, wrap(own, passphrase)];
    const left = all.filter((holder) => holder.name !== removed);
    if (left.length === all.length) throw new UserError('input', 'project.holders.unknown', { name: removed });
    if (left.length === 0) throw new UserError('refused', 'project.holders.last');
    return { holders: left, action: 'remove-key-holder', details: { holder: removed, by: own } };
  });
}
