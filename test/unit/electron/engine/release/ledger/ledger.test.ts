import { appendFileSync, copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readLedger, withLedger } from '../../../../../../electron/engine/release/ledger/ledger.ts';
import {
  endPerson,
  mendFolder,
  readOrganisation,
  signRules,
} from '../../../../../../electron/engine/release/persons/organisation.ts';
import { signDocument } from '../../../../../../electron/engine/release/persons/signed.ts';
import { packagedJson } from '../../../../../../electron/engine/release/seal.ts';
import { CAUTIOUS_RULES } from '../../../../../../electron/engine/release/shippedRules.ts';
import { newOrganisation, type TestOrganisation } from '../../../../../support/organisation.ts';
import { temporaryFolder } from '../../../../../support/project.ts';

let folder: ReturnType<typeof temporaryFolder>;
let organisation: TestOrganisation;

beforeEach(async () => {
  folder = temporaryFolder();
  organisation = await newOrganisation(folder.path);
});
afterEach(() => {
  folder.remove();
});

const lines = (): string[] => readFileSync(organisation.ledger, 'utf8').split('\n').slice(0, -1);
const put = (all: readonly string[]): void => {
  writeFileSync(organisation.ledger, all.map((line) => `${line}\n`).join(''));
};
const read = () => readLedger(organisation.ledger).state;

const refusal = (name: string, at = organisation.ports.now()) =>
  organisation.as(name, (actor) =>
    withLedger(organisation.ledger, (writer) =>
      writer.append({ action: 'refused', body: { release: null, action: 'seal', rule: 'x' } }, actor, at),
    ),
  );

describe('the ledger', () => {
  it('holds who was taken in, in order, each entry signed and chained', () => {
    const { head, persons } = read();
    expect(head.position).toBe(5);
    expect(persons.document.persons.map(({ name, role }) => `${name} ${role}`)).toEqual([
      'adam administrator',
      'anna analyst',
      'alva analyst',
      'gunnar reviewer',
      'greta reviewer',
    ]);
    expect(readOrganisation(organisation.folder).ledger.state.head).toEqual(head);
  });

  it('names the line that was changed, whatever byte of it', () => {
    const own = lines();
    const changed = own[2] ?? '';
    for (const at of [3, 20, 140, 160, Math.floor(changed.length / 2), changed.length - 1]) {
      const other = changed[at] === 'a' ? 'b' : 'a';
      put(own.with(2, changed.slice(0, at) + other + changed.slice(at + 1)));
      expect(() => read()).toThrow(
        expect.objectContaining({
          key: 'ledger.changed',
          parameters: expect.objectContaining({ line: 3 }) as object,
        }) as Error,
      );
    }
  });

  it('names the lines that were removed or changed places', () => {
    const own = lines();
    put(own.filter((_, i) => i !== 1 && i !== 2));
    expect(() => read()).toThrow(
      expect.objectContaining({
        key: 'ledger.removed',
        parameters: expect.objectContaining({ first: 2, last: 3 }) as object,
      }) as Error,
    );
    put([...own.slice(0, 2), own[3] ?? '', own[2] ?? '', ...own.slice(4)]);
    expect(() => read()).toThrow(expect.objectContaining({ key: 'ledger.removed' }) as Error);
    put(own.slice(1));
    expect(() => read()).toThrow(
      expect.objectContaining({
        key: 'ledger.removed',
        parameters: expect.objectContaining({ first: 1, last: 1 }) as object,
      }) as Error,
    );
  });

  it('knows a line that was replaced by another one of the same person', async () => {
    const before = readFileSync(organisation.ledger);
    await refusal('anna');
    const other = lines()[5] ?? '';
    writeFileSync(organisation.ledger, before);
    await refusal('anna');
    await refusal('anna');
    const own = lines();
    put(own.with(5, other));
    expect(() => read()).toThrow(
      expect.objectContaining({
        key: 'ledger.changed',
        parameters: expect.objectContaining({ line: 6 }) as object,
      }) as Error,
    );
  });

  it('takes what a killed writer left after the last line for nothing, and goes on from there', async () => {
    appendFileSync(organisation.ledger, '{"signature":"00');
    expect(read().head.position).toBe(5);
    await refusal('anna');
    expect(read().head.position).toBe(6);
    expect(lines()).toHaveLength(6);
  });

  it('takes two writers one after the other', async () => {
    await Promise.all([refusal('anna'), refusal('alva'), refusal('anna'), refusal('gunnar')].map((one) => one));
    expect(read().head.position).toBe(9);
  });

  it('refuses a clock set back before its last entry', async () => {
    await expect(refusal('anna', new Date('2024-02-01T00:00:00Z'))).rejects.toMatchObject({ key: 'ledger.clock' });
    expect(read().head.position).toBe(5);
  });

  it('refuses who is not in the list, has left, or has another role', async () => {
    organisation.key('mallory');
    await expect(refusal('mallory')).rejects.toMatchObject({ key: 'ledger.refuses.actor' });
    await organisation.as('adam', (adam) => endPerson(organisation.folder, 'alva', adam, organisation.ports.now()));
    await expect(refusal('alva')).rejects.toMatchObject({ key: 'ledger.refuses.actor' });
    await expect(
      organisation.as('anna', (anna) => endPerson(organisation.folder, 'gunnar', anna, organisation.ports.now())),
    ).rejects.toMatchObject({ key: 'organisation.wrongRole.administrator' });
  });

  it('cannot be reached when it is gone, and then says so', () => {
    expect(() => readLedger(path.join(folder.path, 'ingen.jsonl'))).toThrow(
      expect.objectContaining({ key: 'ledger.unreachable' }) as Error,
    );
  });
});

describe('the organisation', () => {
  it('sees a list that someone else signed, or an older one that was put back, and mends the folder from the ledger', async () => {
    const file = path.join(organisation.folder, 'organisation.json');
    const older = path.join(folder.path, 'äldre.json');
    copyFileSync(file, older);
    await organisation.add('agnes', 'analyst');
    const { persons } = readOrganisation(organisation.folder).organisation;
    copyFileSync(older, file);
    expect(() => readOrganisation(organisation.folder)).toThrow(
      expect.objectContaining({ key: 'organisation.notInLedger' }) as Error,
    );
    mendFolder(organisation.folder);
    expect(readOrganisation(organisation.folder).organisation.persons).toEqual(persons);

    organisation.key('mallory');
    const forged = await organisation.as('mallory', (mallory) => signDocument(persons.document, mallory.signing));
    writeFileSync(file, packagedJson(forged));
    expect(() => readOrganisation(organisation.folder)).toThrow(
      expect.objectContaining({ key: 'organisation.notAdministrator' }) as Error,
    );
    const { signingKey } = await organisation.as('mallory', (mallory) => mallory);
    const own = { ...persons.document, administrator: signingKey };
    writeFileSync(
      file,
      packagedJson(await organisation.as('mallory', (mallory) => signDocument(own, mallory.signing))),
    );
    expect(() => readOrganisation(organisation.folder)).toThrow(
      expect.objectContaining({ key: 'organisation.notAdministrator' }) as Error,
    );
    writeFileSync(file, packagedJson({ ...persons, document: { ...persons.document, name: 'Annan' } }));
    expect(() => readOrganisation(organisation.folder)).toThrow(
      expect.objectContaining({ key: 'organisation.damaged' }) as Error,
    );
  });

  it('numbers its rule sets, and loosens them only when that is said', async () => {
    const sign = (minFrequency: number, loosen: boolean) =>
      organisation.as('adam', (adam) =>
        signRules(organisation.folder, { ...CAUTIOUS_RULES, minFrequency }, adam, organisation.ports.now(), { loosen }),
      );
    await expect(sign(3, false)).rejects.toMatchObject({ key: 'organisation.looser' });
    expect((await sign(10, false)).number).toBe(2);
    expect((await sign(3, true)).number).toBe(3);
    expect(readOrganisation(organisation.folder).organisation.rules.document.rules.minFrequency).toBe(3);
  });
});
