import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { z } from 'zod';
import { DataError, UserError } from '../../../../shared/errors/errors.ts';
import {
  type OrganisationRules,
  organisationRulesSchema,
  type Person,
  type PersonCard,
  personCardSchema,
  type PersonList,
  personListSchema,
  type Role,
  type Signed,
  signedSchema,
} from '../../../../shared/schemas/organisation.ts';
import type { RuleSet } from '../../../../shared/schemas/ruleSet.ts';
import { makeFolders } from '../../files/folders.ts';
import { writeWholeNow } from '../../files/writeWhole.ts';
import type { ProjectPorts } from '../../project/ports.ts';
import { randomId } from '../../project/project.ts';
import { foundLedger, type Ledger, readLedger, withLedger } from '../ledger/ledger.ts';
import { personAt } from '../ledger/ledgerState.ts';
import { loosened } from '../ruleSets.ts';
import { packagedJson } from '../seal.ts';
import { CAUTIOUS_RULES } from '../shippedRules.ts';
import type { PersonSecrets } from './personKey.ts';
import { sealingKeyOf } from './sealedBox.ts';
import { canonicalJson, isWhole, signDocument } from './signed.ts';

/*
 * An organisation is a folder: organisation.json (who may do what), regelverk.json (by which rules, and where the ledger
 * lies), and the ledger, which holds every version of both. The folder's files must be those that the ledger holds last, so
 * that an older list or rule set put back in the folder is seen.
 */

export const PERSONS_FILE = 'organisation.json';
export const RULES_FILE = 'regelverk.json';
const LEDGER_FILE = 'liggare.jsonl';

export interface Organisation {
  readonly folder: string;
  readonly persons: Signed<PersonList>;
  readonly rules: Signed<OrganisationRules>;
  readonly ledgerFile: string;
}

/** Readable and writable by the group: an organisation's files are shared by its persons. */
const SHARED = 0o660;

const MOST_BYTES = 4_194_304;

/** A signed document of a file; `damaged` is what is said when it is none or its signature does not hold. */
export function readSigned<T extends z.ZodType<{ readonly kind: string }>>(
  file: string,
  document: T,
  damaged: 'organisation.damaged' | 'persons.cardDamaged' | 'flow.decisionDamaged',
): Signed<z.output<T>> {
  const name = path.basename(file);
  if (!existsSync(file) || !statSync(file).isFile()) throw new DataError({ file: name }, 'file.notFound');
  try {
    if (statSync(file).size > MOST_BYTES) throw new RangeError('too long');
    const signed = signedSchema(document).parse(JSON.parse(readFileSync(file, 'utf8'))) as Signed<z.output<T>>;
    if (isWhole(signed)) return signed;
  } catch {
    // Said below: what exactly is wrong with a file that was changed helps only whoever changed it.
  }
  throw new UserError('refused', damaged, { file: name });
}

const ledgerFileOf = (folder: string, { document }: Signed<OrganisationRules>): string =>
  path.resolve(folder, document.ledger);

const save = (folder: string, name: string, signed: Signed<PersonList | OrganisationRules>): void => {
  writeWholeNow(path.join(folder, name), packagedJson(signed).toString('utf8'), SHARED);
};

/** Reads an organisation's folder and checks the signatures of its two files. The ledger is read by `readOrganisation`. */
export function readFolder(folder: string): Organisation {
  if (!existsSync(path.join(folder, PERSONS_FILE)))
    throw new DataError({ file: path.basename(path.resolve(folder)) }, 'organisation.noFolder');
  const persons = readSigned(path.join(folder, PERSONS_FILE), personListSchema, 'organisation.damaged');
  const rules = readSigned(path.join(folder, RULES_FILE), organisationRulesSchema, 'organisation.damaged');
  const { administrator, id } = persons.document;
  if (persons.signedBy !== administrator)
    throw new UserError('refused', 'organisation.notAdministrator', { file: PERSONS_FILE });
  if (rules.signedBy !== administrator || rules.document.organisation !== id)
    throw new UserError('refused', 'organisation.notAdministrator', { file: RULES_FILE });
  return { folder, persons, rules, ledgerFile: ledgerFileOf(folder, rules) };
}

const same = (one: unknown, other: unknown): boolean => canonicalJson(one) === canonicalJson(other);

/** Refuses when the folder's files are not those that the ledger holds last: forged, or older ones put back. */
export function agree({ persons, rules }: Organisation, { state }: Ledger): void {
  if (!same(persons, state.persons)) throw new UserError('refused', 'organisation.notInLedger', { file: PERSONS_FILE });
  if (!same(rules, state.rules)) throw new UserError('refused', 'organisation.notInLedger', { file: RULES_FILE });
}

/** The organisation with its ledger, all of it checked. */
export function readOrganisation(folder: string): { readonly organisation: Organisation; readonly ledger: Ledger } {
  const organisation = readFolder(folder);
  const ledger = readLedger(organisation.ledgerFile);
  agree(organisation, ledger);
  return { organisation, ledger };
}

/** Writes the folder's two files as the ledger holds them last: after a crash between the ledger and the folder. */
export function mendFolder(folder: string): void {
  const rules = path.join(folder, RULES_FILE);
  const file = existsSync(rules)
    ? ledgerFileOf(folder, readSigned(rules, organisationRulesSchema, 'organisation.damaged'))
    : path.join(folder, LEDGER_FILE);
  const { state } = readLedger(file);
  save(folder, PERSONS_FILE, state.persons);
  save(folder, RULES_FILE, state.rules);
}

/** The person of a key, active now and with the role; UserErrors 'organisation.unknownPerson' and 'organisation.wrongRole'. */
export function personWithRole(list: PersonList, key: PersonSecrets, role: Role, at: Date): Person {
  const person = personAt(list, key.signingKey, at.toISOString());
  if (person === undefined) throw new UserError('refused', 'organisation.unknownPerson', { name: key.name });
  if (person.role !== role) throw new UserError('refused', `organisation.wrongRole.${role}`, { name: person.name });
  return person;
}

const ownPerson = (key: PersonSecrets, at: Date): Person => ({
  name: key.name,
  role: 'administrator',
  signingKey: key.signingKey,
  sealingKey: sealingKeyOf(key.sealing),
  since: at.toISOString(),
  until: null,
});

/** Founds an organisation in a folder that must not hold one: the list with its administrator, the shipped rules, the ledger. */
export async function createOrganisation(
  folder: string,
  name: string,
  administrator: PersonSecrets,
  ports: ProjectPorts,
  ledger: string = LEDGER_FILE,
): Promise<Organisation> {
  for (const file of [PERSONS_FILE, RULES_FILE])
    if (existsSync(path.join(folder, file)))
      throw new UserError('input', 'organisation.exists', { folder: path.basename(path.resolve(folder)) });
  const ledgerFile = path.resolve(folder, ledger);
  if (existsSync(ledgerFile)) throw new UserError('input', 'organisation.ledgerExists', { file: ledger });
  const at = ports.now();
  const id = randomId(ports);
  const list: PersonList = personListSchema.parse({
    version: 1,
    kind: 'sigill-organisation',
    id,
    name,
    number: 1,
    administrator: administrator.signingKey,
    persons: [ownPerson(administrator, at)],
  });
  const persons = signDocument(list, administrator.signing);
  const rules = signDocument<OrganisationRules>(
    { version: 1, kind: 'sigill-rules', organisation: id, number: 1, rules: CAUTIOUS_RULES, ledger },
    administrator.signing,
  );
  makeFolders(folder);
  makeFolders(path.dirname(ledgerFile));
  await foundLedger(ledgerFile, { persons, rules }, administrator, at);
  save(folder, PERSONS_FILE, persons);
  save(folder, RULES_FILE, rules);
  return { folder, persons, rules, ledgerFile };
}

/** Signs a changed list, enters it in the ledger, and then writes it in the folder. */
async function changePersons(
  folder: string,
  administrator: PersonSecrets,
  at: Date,
  change: (list: PersonList) => readonly Person[],
): Promise<PersonList> {
  const { ledgerFile } = readFolder(folder);
  return withLedger(ledgerFile, (writer) => {
    const list = writer.ledger.state.persons.document;
    refuseOther(list, administrator);
    const next = personListSchema.parse({ ...list, number: list.number + 1, persons: change(list) });
    const persons = signDocument(next, administrator.signing);
    writer.append({ action: 'persons', body: { persons } }, administrator, at);
    save(folder, PERSONS_FILE, persons);
    return next;
  });
}

function refuseOther(list: PersonList, { signingKey, name }: PersonSecrets): void {
  if (signingKey !== list.administrator)
    throw new UserError('refused', 'organisation.wrongRole.administrator', { name });
}

export const readCard = (file: string): Signed<PersonCard> => {
  const card = readSigned(file, personCardSchema, 'persons.cardDamaged');
  if (card.signedBy !== card.document.signingKey)
    throw new UserError('refused', 'persons.cardDamaged', { file: path.basename(file) });
  return card;
};

/** Takes a person into the list by their card, with one role, for good or until `endPerson`. */
export const addPerson = (
  folder: string,
  { document }: Signed<PersonCard>,
  role: Role,
  administrator: PersonSecrets,
  at: Date,
): Promise<PersonList> =>
  changePersons(folder, administrator, at, ({ persons }) => {
    const { name, signingKey, sealingKey } = document;
    for (const known of persons) {
      if (known.signingKey === signingKey || known.sealingKey === sealingKey)
        throw new UserError('input', 'organisation.knownKey', { name: known.name });
      if (known.name === name && known.until === null) throw new UserError('input', 'organisation.knownName', { name });
    }
    return [...persons, { name, role, signingKey, sealingKey, since: at.toISOString(), until: null }];
  });

/** From now on the person may do nothing more; what they have signed still holds. */
export const endPerson = (folder: string, name: string, administrator: PersonSecrets, at: Date): Promise<PersonList> =>
  changePersons(folder, administrator, at, (list) => {
    const found = personByName(list, name);
    if (found.signingKey === list.administrator) throw new UserError('refused', 'organisation.administratorStays');
    return list.persons.map((person) => (person === found ? { ...person, until: at.toISOString() } : person));
  });

/** An active person by name. */
export function personByName({ persons }: PersonList, name: string): Person {
  const found = persons.find((person) => person.name === name && person.until === null);
  if (found === undefined) throw new UserError('input', 'organisation.noSuchPerson', { name });
  return found;
}

/**
 * Signs a rule set for the organisation. Rules that are looser than the shipped ones are refused unless `loosen` says that it
 * is meant. With `ledger` the ledger is said to lie elsewhere: its file must have been moved there first.
 */
export async function signRules(
  folder: string,
  rules: RuleSet,
  administrator: PersonSecrets,
  at: Date,
  { loosen, ledger }: { readonly loosen: boolean; readonly ledger?: string },
): Promise<OrganisationRules> {
  const present = readFolder(folder);
  const limits = loosened(rules, CAUTIOUS_RULES);
  if (limits.length > 0 && !loosen)
    throw new UserError('refused', 'organisation.looser', { limits: limits.join(', ') });
  const file = path.resolve(folder, ledger ?? present.rules.document.ledger);
  return withLedger(file, (writer) => {
    const { persons, rules: before } = writer.ledger.state;
    refuseOther(persons.document, administrator);
    const document: OrganisationRules = {
      ...before.document,
      number: before.document.number + 1,
      rules,
      ledger: ledger ?? before.document.ledger,
    };
    const signed = signDocument(document, administrator.signing);
    writer.append({ action: 'rules', body: { rules: signed } }, administrator, at);
    save(folder, RULES_FILE, signed);
    return document;
  });
}
