import { copyFileSync, existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databaseOf } from '../../electron/engine/project/database.ts';
import { personFile, takeIn, write } from '../support/deliveries.ts';
import { newProject, PASSPHRASE, reopen, temporaryFolder } from '../support/project.ts';
import { type Outcome, sigill } from '../support/sigill.ts';

// Ctrl-C on the commands that work long on a project: a sentence, exit code 1, and everything as before.

describe('a command on a project that is interrupted', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let passphrase = '';
  let registers = '';
  const at = (name: string): string => path.join(folder.path, name);
  const file = (): string => at('test.sigill');

  beforeAll(async () => {
    folder = temporaryFolder();
    const project = newProject(folder.path);
    for (const year of ['2022', '2023']) {
      const rows = Array.from({ length: 70_000 }, (_, i) => `${i + 1};${year};;1;${i % 100};${i % 977},5`);
      await takeIn(project, [write(folder.path, `${year}.csv`, personFile(rows))]);
    }
    registers = JSON.stringify(project.store.registers());
    project.close();
    passphrase = write(folder.path, 'lösenfras', PASSPHRASE);
  });
  afterAll(() => folder.remove());

  /** Presses Ctrl-C as soon as the command has the project and lets the thread listen. */
  async function interrupted(...argv: string[]): Promise<Outcome> {
    const running = sigill(...argv, '--passphrase-file', passphrase);
    while (!existsSync(`${argv[2] ?? ''}-open`)) await setImmediate();
    process.emit('SIGINT');
    return running;
  }

  function isAsBefore(): void {
    expect(readdirSync(folder.path).filter((name) => /\.new|-journal$|-open$|kopia|ny\./u.test(name))).toEqual([]);
    const project = reopen(folder.path);
    expect(JSON.stringify(project.store.registers())).toBe(registers);
    expect(project.log().filter(({ action }) => action === 'remove')).toEqual([]);
    expect(project.brokenLogEntry()).toBeUndefined();
    project.close();
  }

  it.each([
    [['remove', '--register', 'person', '--all-years'], 'Interrupted. The project is as before.'],
    [['backup', '--out', 'kopia.sigill'], 'Interrupted. No copy has been written, and the project is as before.'],
    [['check'], 'Interrupted. The check was not finished; the project is as before.'],
    [['rescue', '--out', 'ny.sigill'], 'Interrupted. No new project has been made, and the damaged one is as before.'],
  ])('project %j', async ([command = '', ...rest], sentence) => {
    const given = rest.map((word) => (word.endsWith('.sigill') ? at(word) : word));
    expect(await interrupted('project', command, file(), ...given)).toEqual({ code: 1, out: '', err: `${sentence}\n` });
    isAsBefore();
  });

  it('project compact, with what has been given back staying so', async () => {
    for (const end of ['', '-key']) copyFileSync(`${file()}${end}`, at(`luft.sigill${end}`));
    const project = reopen(folder.path, 'luft.sigill');
    const database = databaseOf(project);
    database.exec('create table filling (content blob)');
    const fill = database.prepare('insert into filling values (zeroblob(4000000))');
    for (let i = 0; i < 4; i += 1) fill.run();
    database.exec('drop table filling');
    project.close();
    const outcome = await interrupted('project', 'compact', at('luft.sigill'));
    expect(outcome).toMatchObject({ code: 1, out: '' });
    expect(outcome.err).toContain('Interrupted. The project is whole');
    expect(await sigill('project', 'compact', at('luft.sigill'), '--passphrase-file', passphrase)).toMatchObject({
      code: 0,
    });
    const again = reopen(folder.path, 'luft.sigill');
    expect(JSON.stringify(again.store.registers())).toBe(registers);
    again.close();
  });
});
