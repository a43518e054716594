import path from 'node:path';
import type { ProjectPorts } from '../../electron/engine/project/ports.ts';
import { addPerson, createOrganisation, readCard } from '../../electron/engine/release/persons/organisation.ts';
import {
  makePersonKey,
  type NewPersonKey,
  type PersonSecrets,
  withPersonKey,
} from '../../electron/engine/release/persons/personKey.ts';
import type { Role } from '../../shared/schemas/organisation.ts';
import { PASSPHRASE, seededPorts, TEST_COST } from './project.ts';

/** A clock that goes on by a minute at every look, and can be set. */
export function walkingPorts(seed: number): ProjectPorts & { set(at: string): void } {
  const { randomBytes } = seededPorts(seed);
  let at = Date.parse('2024-03-01T08:00:00.000Z');
  return {
    randomBytes,
    now: () => {
      at += 60_000;
      return new Date(at);
    },
    set: (time) => {
      at = Date.parse(time);
    },
  };
}

export interface TestOrganisation {
  readonly folder: string;
  readonly ports: ReturnType<typeof walkingPorts>;
  readonly ledger: string;
  key(name: string): NewPersonKey;
  /** Runs with the keys of the person whose file is NAME.personnyckel. */
  as<T>(name: string, use: (secrets: PersonSecrets) => T | Promise<T>): Promise<T>;
  add(name: string, role: Role): Promise<void>;
}

/** An organisation with an administrator (adam), two analysts (anna, alva) and two reviewers (gunnar, greta). */
export async function newOrganisation(within: string, seed = 1): Promise<TestOrganisation> {
  const ports = walkingPorts(seed);
  const folder = path.join(within, 'organisation');
  const fileOf = (name: string): string => path.join(within, `${name}.personnyckel`);
  const made: TestOrganisation = {
    folder,
    ports,
    ledger: path.join(folder, 'liggare.jsonl'),
    key: (name) => makePersonKey(fileOf(name), name, PASSPHRASE, ports, TEST_COST),
    as: (name, use) => withPersonKey(fileOf(name), PASSPHRASE, use),
    add: async (name, role) => {
      const { card } = made.key(name);
      await made.as('adam', (adam) => addPerson(folder, readCard(card), role, adam, ports.now()));
    },
  };
  made.key('adam');
  await made.as('adam', (adam) => createOrganisation(folder, 'Myndigheten', adam, ports));
  for (const name of ['anna', 'alva']) await made.add(name, 'analyst');
  for (const name of ['gunnar', 'greta']) await made.add(name, 'reviewer');
  return made;
}
