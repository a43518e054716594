import { readFileSync } from 'node:fs';
import path from 'node:path';
import { getHeapSnapshot } from 'node:v8';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  addKeyHolder,
  changePassphrase,
  readDataKey,
  removeKeyHolder,
} from '../../electron/engine/project/keyHolders.ts';
import { createCompanion } from '../../electron/engine/jobs/companion.ts';
import { identityOfOpen } from '../../electron/engine/project/database.ts';
import { openProject, shareProject } from '../../electron/engine/project/project.ts';
import type { EngineCall, EngineMessage } from '../../electron/engine/protocol.ts';
import { identityOf } from '../../electron/engine/project/encryptedFile.ts';
import type { ProjectPorts } from '../../electron/engine/project/ports.ts';
import { PASSPHRASE, newProject, reopen, seededPorts, temporaryFolder, TEST_COST } from '../support/project.ts';

/* Security item 22: keys are overwritten after use, are never made into strings, and are never written anywhere. */

let folder: ReturnType<typeof temporaryFolder>;
/** Every buffer of random bytes that the project was given, and what stood in it then. */
const given: { readonly buffer: Uint8Array; readonly copy: Uint8Array }[] = [];

beforeAll(() => {
  folder = temporaryFolder();
  const seeded = seededPorts(3);
  const ports: ProjectPorts = {
    now: () => seeded.now(),
    randomBytes: (size) => {
      const buffer = seeded.randomBytes(size);
      given.push({ buffer, copy: Uint8Array.from(buffer) });
      return buffer;
    },
  };
  const project = newProject(folder.path, 'test.sigill', ports);
  project.close();
});
afterAll(() => folder.remove());

/** The text of a heap snapshot, which holds every string that is alive. */
async function stringsAlive(): Promise<string> {
  const parts: string[] = [];
  for await (const part of getHeapSnapshot()) parts.push(String(part));
  return parts.join('');
}

describe('the data key', () => {
  const file = (): string => path.join(folder.path, 'test.sigill');

  it('is what the key file unwraps, and has been overwritten where it was made', () => {
    const dataKey = readDataKey(file(), identityOf(file()), PASSPHRASE);
    const made = given.filter(({ copy }) => copy.length === 32 && dataKey.equals(copy));
    dataKey.fill(0);
    expect(made).toHaveLength(1);
    expect(made[0]?.buffer.every((byte) => byte === 0)).toBe(true);
  });

  it('is no string anywhere in memory while the project is open', async () => {
    const project = reopen(folder.path);
    const alive = await stringsAlive();
    project.close();
    expect(alive.length).toBeGreaterThan(1_000_000);
    const keys = given.filter(({ copy }) => copy.length === 32).map(({ copy }) => Buffer.from(copy));
    expect(keys.length).toBeGreaterThan(0);
    // The salt is of the same size and no secret; the data key is the first one made.
    expect(alive.includes((keys[0] as Buffer).toString('hex'))).toBe(false);
    expect(alive.includes((keys[0] as Buffer).toString('base64'))).toBe(false);
  });

  it('is overwritten after every change of who can open the project', () => {
    const project = reopen(folder.path);
    const dataKey = Buffer.from((given[0] as { copy: Uint8Array }).copy);
    const wiped: Buffer[] = [];
    const fill = Buffer.prototype.fill;
    const spy = vi.spyOn(Buffer.prototype, 'fill').mockImplementation(function (this: Buffer, ...rest) {
      if (this.length === 32 && this.equals(dataKey)) wiped.push(this);
      return fill.apply(this, rest);
    });
    try {
      addKeyHolder(project, PASSPHRASE, 'Kassaskåpet', 'nyckeln i kassaskåpet', TEST_COST);
      expect(wiped).toHaveLength(1);
      removeKeyHolder(project, PASSPHRASE, 'Kassaskåpet', TEST_COST);
      expect(wiped).toHaveLength(2);
      changePassphrase(project, PASSPHRASE, PASSPHRASE, TEST_COST);
      expect(wiped).toHaveLength(3);
      expect(wiped.every((buffer) => buffer.every((byte) => byte === 0))).toBe(true);
    } finally {
      spy.mockRestore();
      project.close();
    }
  });

  it('is handed to the thread of the jobs in memory that is overwritten as soon as it has joined', async () => {
    const handed: Uint8Array[] = [];
    const companion = createCompanion();
    const dataKey = Buffer.from((given[0] as { copy: Uint8Array }).copy);
    const Shared = globalThis.SharedArrayBuffer;
    const spy = vi.spyOn(globalThis, 'SharedArrayBuffer').mockImplementation(function (length: number) {
      const made = new Shared(length);
      if (length === dataKey.length) handed.push(new Uint8Array(made));
      return made;
    });
    const project = openProject(file(), {
      passphrase: PASSPHRASE,
      whileKeyIsKnown: (opened, key) => {
        expect(shareProject(opened)).toBe(true);
        companion.join(opened.path, identityOfOpen(opened), key);
        expect(handed.map((buffer) => dataKey.equals(buffer))).toEqual([true]);
      },
    });
    spy.mockRestore();
    try {
      await vi.waitUntil(() => handed[0]?.every((byte) => byte === 0) === true, { timeout: 20_000, interval: 5 });
      // It has the project: it takes a call, and answers that there is no such register.
      const answers: EngineMessage[] = [];
      const call: EngineCall = {
        id: 7,
        request: 'data.remove',
        input: { register: 'person', year: 2023 },
        cancel: new Int32Array(new Shared(4)),
      };
      expect(await companion.take(call, 'data.remove', (message) => answers.push(message))).toBe(true);
      await vi.waitUntil(() => answers.length > 0, { timeout: 20_000, interval: 5 });
      expect(answers).toMatchObject([{ type: 'failed', id: 7, error: { key: 'store.noRegister' } }]);
    } finally {
      await companion.leave();
      project.close();
    }
  });

  it('stands in neither file, nor in the log; the passphrase neither', () => {
    const project = reopen(folder.path);
    const log = JSON.stringify(project.log());
    project.close();
    const dataKey = Buffer.from((given[0] as { copy: Uint8Array }).copy);
    for (const written of [readFileSync(file()), readFileSync(`${file()}-key`), Buffer.from(log)]) {
      expect(written.includes(dataKey)).toBe(false);
      expect(written.includes(dataKey.toString('hex'))).toBe(false);
      expect(written.includes(dataKey.toString('base64'))).toBe(false);
      expect(written.includes(PASSPHRASE)).toBe(false);
    }
  });
});
