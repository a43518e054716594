import { copyFileSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databaseOf } from '../../electron/engine/project/database.ts';
import { changePassphrase } from '../../electron/engine/project/keyHolders.ts';
import { openProject, type Project } from '../../electron/engine/project/project.ts';
import { generator } from '../../shared/domain/random/generator.ts';
import { UserError } from '../../shared/errors/errors.ts';
import { personFile, PERSONS, takeIn, write } from '../support/deliveries.ts';
import { filesWith, type Outcome, workAndKill } from '../support/killing.ts';
import { newProject, PASSPHRASE, reopen, temporaryFolder, TEST_COST } from '../support/project.ts';

const LONG = process.env['SIGILL_LONG'] === '1';
const ROWS = 150_000;
const ROWS_BEFORE = 80_000;
const MARKER = 'Vårdnadsmarkör-7319';
const NEXT = 'en helt ny lösenfras';

const SPECIFICATION = {
  ...PERSONS,
  columns: PERSONS.columns.map((column) =>
    column.source === 'Kon' ? { source: 'Kon', type: 'category' as const } : column,
  ),
};

/** What a project holds, but for the log entries of its being opened and of what was to be done. */
const stateOf = (project: Project): string =>
  JSON.stringify({
    log: project
      .log()
      .map(({ action }) => action)
      .filter((action) => !['open', 'compact', 'backup', 'passphrase'].includes(action)),
    registers: project.store.registers(),
    values: project.store
      .registers()
      .map(({ register, year }) =>
        project.store
          .read(register, year, ['LopNr', 'Inkomst', 'Kon'])
          .map(({ values }) => Buffer.from(values.buffer).toString('base64')),
      ),
  });

let data: ReturnType<typeof temporaryFolder>;
let folder: ReturnType<typeof temporaryFolder>;
let temporary: ReturnType<typeof temporaryFolder>;
let spec = '';
let file = '';
let before = '';
const from = (name: string): string => path.join(folder.path, name);

function fresh(name: string): string {
  for (const end of ['', '-key']) copyFileSync(from(`test.sigill${end}`), from(`${name}.sigill${end}`));
  return from(`${name}.sigill`);
}

/** Takes everything of that name away again, so that 200 projects do not fill the disk. */
function away(name: string): void {
  for (const entry of readdirSync(folder.path)) if (entry.startsWith(`${name}.`)) rmSync(from(entry));
}

/** Opens it as whoever comes next does, and sees that it is sound and that nothing readable is left. */
function inspected(
  name: string,
  passphrase = PASSPHRASE,
): { readonly state: string; readonly rows: readonly number[] } {
  expect(filesWith(MARKER, [folder.path, temporary.path])).toEqual([]);
  const project = openProject(from(`${name}.sigill`), { passphrase });
  expect(databaseOf(project).pragma('integrity_check', { simple: true })).toBe('ok');
  expect(project.brokenLogEntry()).toBeUndefined();
  const found = { state: stateOf(project), rows: project.store.registers().map(({ rows }) => rows) };
  project.close();
  return found;
}

function opensWith(name: string, passphrase: string): boolean {
  try {
    openProject(from(`${name}.sigill`), { passphrase }).close();
    return true;
  } catch (cause) {
    if (cause instanceof UserError && cause.key === 'project.wrongPassphrase') return false;
    throw cause;
  }
}

/** Kills a piece of work at random moments of its normal length, and once not at all. */
async function kills(
  label: string,
  count: number,
  work: (name: string) => readonly string[],
  look: (name: string, outcome: Outcome) => void,
): Promise<void> {
  const whole = await workAndKill(
    fresh(`${label}whole`),
    work(`${label}whole`),
    Number.POSITIVE_INFINITY,
    temporary.path,
  );
  expect(whole.done).toBe(true);
  look(`${label}whole`, whole);
  away(`${label}whole`);
  const random = generator(20_241_015, label);
  for (let i = 0; i < count; i += 1) {
    const name = `${label}${String(i)}`;
    const outcome = await workAndKill(fresh(name), work(name), random.uniform() * whole.milliseconds, temporary.path);
    look(name, outcome);
    away(name);
  }
  // What a process that is killed leaves in its folder for temporary files would be readable there.
  expect(readdirSync(temporary.path).filter((name) => !name.startsWith('node-compile-cache'))).toEqual([]);
}

beforeAll(async () => {
  data = temporaryFolder();
  folder = temporaryFolder();
  temporary = temporaryFolder();
  const rows = Array.from(
    { length: ROWS },
    (_, i) => `${i + 1};2023;;${MARKER};${i % 100};${(i * 7919) % 97_711},${i % 10}`,
  );
  file = write(data.path, 'person.csv', personFile(rows));
  spec = write(data.path, 'spec.json', JSON.stringify(SPECIFICATION));
  const project = newProject(folder.path);
  // Something is there already and is to be replaced, so that old pages are overwritten too.
  const former = rows.slice(0, ROWS_BEFORE);
  await takeIn(project, [write(data.path, 'forra.csv', personFile(former))], SPECIFICATION);
  const other = former.slice(0, 70_000).map((row) => row.replace(';2023;', ';2022;'));
  await takeIn(project, [write(data.path, 'annat.csv', personFile(other))], SPECIFICATION);
  before = stateOf(project);
  project.close();
});
afterAll(() => {
  for (const one of [data, folder, temporary]) one.remove();
});

describe('a project whose process is killed', { timeout: LONG ? 3_600_000 : 300_000 }, () => {
  it('in the middle of an import has what was last committed, and nothing readable is left', async () => {
    let killedWithin = 0;
    await kills(
      'import',
      LONG ? 200 : 20,
      () => ['import', spec, file],
      (name, { done }) => {
        const { state, rows } = inspected(name);
        const taken = rows[1] === ROWS;
        expect(taken || state === before).toBe(true);
        expect(done && !taken).toBe(false);
        if (!taken) killedWithin += 1;
      },
    );
    expect(killedWithin).toBeGreaterThan(0);
  });

  it('in the middle of an import beside the window has what was last committed, and nothing readable is left', async () => {
    await kills(
      'beside',
      LONG ? 50 : 3,
      () => ['importBeside', spec, file],
      (name, { done }) => {
        const { state, rows } = inspected(name);
        const taken = rows[1] === ROWS;
        expect(taken || state === before).toBe(true);
        expect(done && !taken).toBe(false);
        expect(readdirSync(folder.path).filter((entry) => /-(?:wal|shm|journal)$/u.test(entry))).toEqual([]);
      },
    );
  });

  it('while a register-year is removed has all of it or nothing of it', async () => {
    await kills(
      'remove',
      LONG ? 50 : 3,
      () => ['remove', 'person', '2022'],
      (name, { done }) => {
        const { state, rows } = inspected(name);
        const removed = rows.length === 1;
        expect(removed ? rows : state).toEqual(removed ? [ROWS_BEFORE] : before);
        expect(done && !removed).toBe(false);
      },
    );
  });

  it('while space is given back holds what it held', async () => {
    const project = reopen(folder.path);
    const database = databaseOf(project);
    // Free pages in front of others that must move.
    database.exec('create table filling (content blob)');
    const fill = database.prepare('insert into filling values (zeroblob(4000000))');
    for (let i = 0; i < 4; i += 1) fill.run();
    await takeIn(project, [path.join(data.path, 'forra.csv')], SPECIFICATION, true);
    database.exec('drop table filling');
    before = stateOf(project);
    project.close();
    await kills(
      'compact',
      LONG ? 50 : 3,
      () => ['compact'],
      (name) => {
        expect(inspected(name).state).toBe(before);
      },
    );
  });

  it('while it is copied is as it was, and the copy is whole or not there', async () => {
    await kills(
      'backup',
      LONG ? 50 : 3,
      (name) => ['backup', from(`${name}.kopia.sigill`)],
      (name, { done }) => {
        expect(inspected(name).state).toBe(before);
        const copied = readdirSync(folder.path).includes(`${name}.kopia.sigill`);
        expect(copied ? inspected(`${name}.kopia`).state : before).toBe(before);
        expect(done && !copied).toBe(false);
      },
    );
  });

  it('while a passphrase is changed opens with the old one or the new one', async () => {
    await kills(
      'passphrase',
      LONG ? 50 : 3,
      () => ['passphrase', NEXT],
      (name, { done }) => {
        const passphrase = opensWith(name, PASSPHRASE) ? PASSPHRASE : NEXT;
        expect(done && passphrase !== NEXT).toBe(false);
        expect(inspected(name, passphrase).state).toBe(before);
        const project = openProject(from(`${name}.sigill`), { passphrase });
        changePassphrase(project, passphrase, PASSPHRASE, TEST_COST);
        project.close();
      },
    );
  });

  it('does not hold up the next one, who is told nothing of it', async () => {
    const target = fresh('held');
    await workAndKill(target, ['wait', '20000'], 100, temporary.path);
    expect(readdirSync(folder.path)).toContain('held.sigill-open');
    reopen(folder.path, 'held.sigill').close();
    expect(readdirSync(folder.path)).not.toContain('held.sigill-open');
  });

  it('but while it runs, the next one is told who holds it', async () => {
    const target = fresh('busy');
    const running = workAndKill(target, ['wait', '20000'], 1500, temporary.path);
    for (let i = 0; i < 100 && !readdirSync(folder.path).includes('busy.sigill-open'); i += 1)
      await new Promise((resolve) => setTimeout(resolve, 50));
    expect(() => reopen(folder.path, 'busy.sigill')).toThrow('project.inUseBy');
    await running;
  });
});
