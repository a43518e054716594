import { copyFileSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { UserError } from '../../../../../shared/errors/errors.ts';
import { silent } from '../../../../../electron/engine/jobs/progress.ts';
import { backUpProject } from '../../../../../electron/engine/project/backup.ts';
import { databaseOf } from '../../../../../electron/engine/project/database.ts';
import type { Project } from '../../../../../electron/engine/project/project.ts';
import { compactProject, removeRegister } from '../../../../../electron/engine/project/space.ts';
import { personFile, takeIn, write } from '../../../../support/deliveries.ts';
import { newProject, PASSPHRASE, reopen, temporaryFolder } from '../../../../support/project.ts';

let folder: ReturnType<typeof temporaryFolder>;
let project: Project;
const at = (name: string): string => path.join(folder.path, name);

beforeAll(async () => {
  folder = temporaryFolder();
  project = newProject(folder.path);
  for (const year of ['2022', '2023']) {
    const rows = Array.from({ length: 70_000 }, (_, i) => `${i + 1};${year};;1;${i % 100};${(i * 7919) % 97_711},5`);
    await takeIn(project, [write(folder.path, `${year}.csv`, personFile(rows))]);
  }
});
afterAll(() => {
  project.close();
  folder.remove();
});

/** Says stop when it is asked the n-th time. */
const stopsAt = (n: number): typeof silent => {
  let asked = 0;
  return {
    report: () => undefined,
    check: () => {
      asked += 1;
      if (asked === n) throw new UserError('cancelled', 'error.cancelled');
    },
  };
};

describe('a backup', () => {
  it('is the same project, opens with the same passphrase, and is never written over', async () => {
    const backup = await backUpProject(project, at('kopia.sigill'), PASSPHRASE, silent);
    expect(backup.bytes).toBe(statSync(at('kopia.sigill')).size);
    const copy = reopen(folder.path, 'kopia.sigill');
    expect(copy.id).toBe(project.id);
    expect(copy.store.registers()).toEqual(project.store.registers());
    expect(copy.log().some(({ action }) => action === 'backup')).toBe(true);
    copy.close();
    await expect(backUpProject(project, at('kopia.sigill'), PASSPHRASE, silent)).rejects.toThrow('project.exists');
  });

  it('goes on over the key file that a killed one left, and over no other', async () => {
    copyFileSync(at('test.sigill-key'), at('ny.sigill-key'));
    await backUpProject(project, at('ny.sigill'), PASSPHRASE, silent);
    writeFileSync(at('annan.sigill-key'), 'x');
    await expect(backUpProject(project, at('annan.sigill'), PASSPHRASE, silent)).rejects.toThrow('project.exists');
    expect(readFileSync(at('annan.sigill-key'), 'utf8')).toBe('x');
  });

  it('that is stopped leaves nothing, and the project stays locked and usable', async () => {
    await expect(backUpProject(project, at('stopp.sigill'), PASSPHRASE, stopsAt(1))).rejects.toThrow('error.cancelled');
    expect(readdirSync(folder.path).filter((name) => name.startsWith('stopp'))).toEqual([]);
    expect(() => reopen(folder.path)).toThrow('project.inUseBy');
    expect(project.store.registers()).toHaveLength(2);
  });

  it('needs a passphrase of the project, a right name and a folder', async () => {
    await expect(backUpProject(project, at('a.sigill'), 'fel lösenfras', silent)).rejects.toThrow(
      'project.wrongPassphrase',
    );
    await expect(backUpProject(project, at('a.db'), PASSPHRASE, silent)).rejects.toThrow('project.badName');
    await expect(backUpProject(project, at('nej/a.sigill'), PASSPHRASE, silent)).rejects.toThrow('project.noFolder');
    expect(existsSync(at('a.sigill'))).toBe(false);
  });
});

describe('removing', () => {
  it('that is stopped has removed nothing', async () => {
    await expect(removeRegister(project, 'person', 2022, stopsAt(1))).rejects.toThrow('error.cancelled');
    expect(project.store.registers()).toHaveLength(2);
  });

  it('says when there is nothing to remove', async () => {
    await expect(removeRegister(project, 'person', 1999, silent)).rejects.toThrow('store.noRegister');
    await expect(removeRegister(project, 'hund', undefined, silent)).rejects.toThrow('store.noRegisterAtAll');
  });

  it('takes a year away, gives its space back, and tells the log', async () => {
    const removed = await removeRegister(project, 'person', 2022, silent);
    expect(removed).toMatchObject({ years: [2022], rows: 70_000 });
    expect(removed.after).toBeLessThan(removed.before * 0.75);
    expect(statSync(at('test.sigill')).size).toBe(removed.after);
    expect(databaseOf(project).pragma('freelist_count', { simple: true })).toBe(0);
    expect(project.store.read('person', 2023, ['LopNr'])[0]?.values[69_999]).toBe(70_000);
    expect(project.log().at(-1)).toMatchObject({ action: 'remove', details: { register: 'person', rows: 70_000 } });
  });
});

describe('compacting', () => {
  it('gives back what is free and keeps the file’s identity', async () => {
    const database = databaseOf(project);
    database.exec(
      'create table filling (content blob); insert into filling values (zeroblob(3000000)); drop table filling',
    );
    const { before, after } = await compactProject(project, silent);
    expect(after).toBeLessThan(before - 2_900_000);
    expect(await compactProject(project, silent)).toEqual({ before: after, after });
  });

  it('makes a file of an older kind able to shrink', async () => {
    const database = databaseOf(project);
    database.exec('pragma auto_vacuum = none; vacuum');
    expect(database.pragma('auto_vacuum', { simple: true })).toBe(0);
    await compactProject(project, silent);
    expect(database.pragma('auto_vacuum', { simple: true })).toBe(2);
    project.close();
    project = reopen(folder.path);
    expect(project.store.read('person', 2023, ['LopNr'])[0]?.values[0]).toBe(1);
  });
});

describe('removing that is stopped once the register is gone', () => {
  it('says that only the space is left to give back', async () => {
    await expect(removeRegister(project, 'person', 2023, stopsAt(2))).rejects.toThrow('project.remove.notGivenBack');
    expect(project.store.registers()).toEqual([]);
    const { before, after } = await compactProject(project, silent);
    expect(after).toBeLessThan(before);
  });
});
