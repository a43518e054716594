import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { UserError } from '../../../../../shared/errors/errors.ts';
import {
  addKeyHolder,
  changePassphrase,
  keyHolders,
  removeKeyHolder,
  strengthenKey,
} from '../../../../../electron/engine/project/keyHolders.ts';
import { wrapKey } from '../../../../../electron/engine/project/keyWrap.ts';
import { openProject, type Project } from '../../../../../electron/engine/project/project.ts';
import {
  newProject,
  PASSPHRASE,
  reopen,
  seededPorts,
  temporaryFolder,
  TEST_COST,
} from '../../../../support/project.ts';

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());

const file = (): string => path.join(folder.path, 'test.sigill');
const THEIRS = 'nyckeln i kassaskåpet';

function refusal(work: () => unknown): string {
  try {
    work();
  } catch (cause) {
    if (cause instanceof UserError) return cause.key;
    throw cause;
  }
  return 'nothing';
}

const opens = (passphrase: string): boolean => {
  try {
    openProject(file(), { passphrase }).close();
    return true;
  } catch (cause) {
    expect(cause).toMatchObject({ key: 'project.wrongPassphrase' });
    return false;
  }
};

const names = (project: Project): readonly string[] => keyHolders(project).map(({ name }) => name);

describe('key holders', () => {
  it('change their passphrase without touching the data', () => {
    const project = newProject(folder.path);
    project.close();
    const before = readFileSync(file());
    const open = reopen(folder.path);
    expect(
      refusal(() => {
        changePassphrase(open, 'wrong', 'en helt ny fras', TEST_COST);
      }),
    ).toBe('project.wrongPassphrase');
    expect(
      refusal(() => {
        changePassphrase(open, PASSPHRASE, 'kort', TEST_COST);
      }),
    ).toBe('project.shortPassphrase');
    changePassphrase(open, PASSPHRASE, 'en helt ny fras', TEST_COST);
    expect(open.log().map(({ action }) => action)).toEqual(['create', 'open', 'passphrase']);
    open.close();
    expect(readFileSync(file()).length).toBe(before.length);
    expect([opens(PASSPHRASE), opens('en helt ny fras')]).toEqual([false, true]);
  });

  it('are added with a passphrase of their own, and taken away again', () => {
    const project = newProject(folder.path);
    const [own = ''] = names(project);
    addKeyHolder(project, PASSPHRASE, ' Kassaskåpet ', THEIRS, TEST_COST);
    expect(names(project)).toEqual([own, 'Kassaskåpet']);
    expect(
      refusal(() => {
        addKeyHolder(project, THEIRS, 'Kassaskåpet', 'något helt annat', TEST_COST);
      }),
    ).toBe('project.holders.known');
    expect(
      refusal(() => {
        addKeyHolder(project, THEIRS, '\n', 'något helt annat', TEST_COST);
      }),
    ).toBe('project.holders.badName');
    project.close();
    expect([opens(PASSPHRASE), opens(THEIRS), opens('något helt annat')]).toEqual([true, true, false]);

    const again = openProject(file(), { passphrase: THEIRS });
    expect(
      refusal(() => {
        removeKeyHolder(again, THEIRS, 'Ingen', TEST_COST);
      }),
    ).toBe('project.holders.unknown');
    removeKeyHolder(again, THEIRS, own, TEST_COST);
    expect(names(again)).toEqual(['Kassaskåpet']);
    expect(
      refusal(() => {
        removeKeyHolder(again, THEIRS, 'Kassaskåpet', TEST_COST);
      }),
    ).toBe('project.holders.last');
    expect(again.log().map(({ action }) => action)).toEqual([
      'create',
      'add-key-holder',
      'open',
      'open',
      'open',
      'remove-key-holder',
    ]);
    expect(again.brokenLogEntry()).toBeUndefined();
    again.close();
    expect([opens(PASSPHRASE), opens(THEIRS)]).toEqual([false, true]);
  });

  it('are at most eight', () => {
    const project = newProject(folder.path);
    for (let i = 1; i < 8; i += 1)
      addKeyHolder(project, PASSPHRASE, `H${String(i)}`, `${THEIRS}${String(i)}`, TEST_COST);
    expect(
      refusal(() => {
        addKeyHolder(project, PASSPHRASE, 'H8', THEIRS, TEST_COST);
      }),
    ).toBe('project.holders.most');
    project.close();
  });

  it('are told when their passphrase is cheap to guess, and can make it dearer', () => {
    const project = newProject(folder.path);
    const dearer = { ...TEST_COST, N: 2 * TEST_COST.N };
    expect(keyHolders(project)[0]).toMatchObject({ cost: TEST_COST, weak: true });
    expect(strengthenKey(project, PASSPHRASE, dearer)).toBe(true);
    expect(strengthenKey(project, PASSPHRASE, dearer)).toBe(false);
    expect(keyHolders(project)[0]?.cost).toEqual(dearer);
    project.close();
    expect(opens(PASSPHRASE)).toBe(true);
  });

  it('cannot be renamed or swapped in the file', () => {
    const project = newProject(folder.path);
    addKeyHolder(project, PASSPHRASE, 'A', THEIRS, TEST_COST);
    project.close();
    const key = `${file()}-key`;
    writeFileSync(key, readFileSync(key, 'utf8').replace('"name": "A"', '"name": "B"'));
    expect([opens(PASSPHRASE), opens(THEIRS)]).toEqual([true, false]);
  });
});

describe('a key file of the first form', () => {
  it('opens, and is written in the present form at the next change', () => {
    const known = new Uint8Array(32).fill(7);
    const seeded = seededPorts(1);
    let first = true;
    const ports = {
      now: () => seeded.now(),
      randomBytes: (size: number) => {
        const bytes = first ? Uint8Array.from(known) : seeded.randomBytes(size);
        first = false;
        return bytes;
      },
    };
    newProject(folder.path, 'test.sigill', ports).close();
    const project = readFileSync(file()).subarray(0, 16).toString('base64');
    const bound = ({ N, r, p, salt }: { N: number; r: number; p: number; salt: string }): Buffer =>
      Buffer.from(JSON.stringify(['sigill-key', 1, project, N, r, p, salt]));
    const old = { format: 'sigill-key', version: 1, project, ...wrapKey(known, PASSPHRASE, bound, seeded, TEST_COST) };
    writeFileSync(`${file()}-key`, JSON.stringify(old));
    const opened = reopen(folder.path);
    expect(names(opened)).toEqual(['']);
    addKeyHolder(opened, PASSPHRASE, 'Kassaskåpet', THEIRS, TEST_COST);
    opened.close();
    expect(JSON.parse(readFileSync(`${file()}-key`, 'utf8'))).toMatchObject({ version: 2 });
    expect([opens(PASSPHRASE), opens(THEIRS)]).toEqual([true, true]);
  });
});
