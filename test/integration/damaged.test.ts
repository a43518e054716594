import { copyFileSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { silent } from '../../electron/engine/jobs/progress.ts';
import { checkProject, isSound, isWhole } from '../../electron/engine/project/damage.ts';
import { openProject, type Project } from '../../electron/engine/project/project.ts';
import { rescueProject } from '../../electron/engine/project/rescue.ts';
import { generator } from '../../shared/domain/random/generator.ts';
import { UserError } from '../../shared/errors/errors.ts';
import { AREA_KEY, personFile, takeIn, takeInAreas, write } from '../support/deliveries.ts';
import { newProject, PASSPHRASE, reopen, temporaryFolder, TEST_COST } from '../support/project.ts';
import { sigill } from '../support/sigill.ts';

const LONG = process.env['SIGILL_LONG'] === '1';
const YEARS = [2021, 2022, 2023];
const PAGE = 16_384;

let folder: ReturnType<typeof temporaryFolder>;
let good: Buffer;
/** The values of every register-year as they were written. */
const values = new Map<string, string>();

const at = (name: string): string => path.join(folder.path, name);
const options = { passphrase: PASSPHRASE, cost: TEST_COST };

const valuesOf = (project: Project, year: number): string =>
  project.store
    .read('person', year, ['LopNr', 'Alder', 'Inkomst', 'Kon'])
    .map((column) => Buffer.from(column.values.buffer).toString('base64'))
    .join();

/** A copy of the project's two files with something done to the bytes. */
function damaged(change: (content: Buffer) => Buffer): string {
  writeFileSync(at('skadad.sigill'), change(Buffer.from(good)));
  copyFileSync(at('test.sigill-key'), at('skadad.sigill-key'));
  return at('skadad.sigill');
}

const flip =
  (position: number) =>
  (content: Buffer): Buffer => {
    content[position] = (content[position] as number) ^ 1;
    return content;
  };

/** The key of the refusal, or undefined when there was none; anything but a refusal is a fault of the program. */
async function refusal(work: () => unknown): Promise<string | undefined> {
  try {
    await work();
    return undefined;
  } catch (cause) {
    if (cause instanceof UserError) return cause.key;
    throw cause;
  }
}

beforeAll(async () => {
  folder = temporaryFolder();
  const project = newProject(folder.path);
  await takeInAreas(project, write(folder.path, 'nyckel.csv', AREA_KEY));
  for (const year of YEARS) {
    const rows = Array.from(
      { length: 70_000 },
      (_, i) => `${i + 1};${String(year)};;${(i % 2) + 1};${i % 100};${(i * 7919 + year) % 97_711},5`,
    );
    await takeIn(project, [write(folder.path, `${String(year)}.csv`, personFile(rows))]);
    values.set(String(year), valuesOf(project, year));
  }
  project.close();
  good = readFileSync(at('test.sigill'));
});
afterAll(() => folder.remove());

describe('a damaged project', { timeout: LONG ? 3_600_000 : 120_000 }, () => {
  it('that is not damaged is found whole, and checking changes no byte', async () => {
    const health = await checkProject(at('test.sigill'), PASSPHRASE, silent);
    expect(isSound(health)).toBe(true);
    expect(health.registers.map(({ year }) => year)).toEqual(YEARS);
    expect(readFileSync(at('test.sigill')).equals(good)).toBe(true);
  });

  it('with a changed byte anywhere says so, and everything that is whole is carried over', async () => {
    const random = generator(7, 'flips');
    let lost = 0;
    let kept = 0;
    for (let i = 0; i < (LONG ? 400 : 12); i += 1) {
      const file = damaged(flip(16 + random.integer(good.length - 16)));
      const opening = await refusal(() => {
        openProject(file, options).close();
      });
      expect([undefined, 'project.damaged']).toContain(opening);
      const target = at('raddad.sigill');
      const failed = await refusal(async () => {
        const { health } = await rescueProject(file, target, options, silent);
        // Every page that is in use carries something: a changed byte is noticed.
        expect(isSound(health)).toBe(false);
        const rescued = reopen(folder.path, 'raddad.sigill');
        const years = rescued.store.registers().map(({ year }) => year);
        expect(years).toEqual(health.registers.filter(isWhole).map(({ year }) => year));
        for (const year of years) expect(valuesOf(rescued, year)).toBe(values.get(String(year)));
        expect(rescued.brokenLogEntry()).toBeUndefined();
        expect(rescued.log().filter(({ action }) => action === 'rescue')).toHaveLength(1);
        rescued.close();
        lost += YEARS.length - years.length;
        kept += years.length;
      });
      // Only the first page is needed for everything.
      expect([undefined, 'project.damaged']).toContain(failed);
      for (const end of ['', '-key']) rmSync(`${target}${end}`, { force: true });
    }
    expect(kept).toBeGreaterThan(0);
    expect(lost).toBeGreaterThan(0);
  });

  it('whose first page is damaged cannot be read at all, and says so', async () => {
    for (const position of [20, 100, PAGE - 1]) {
      const file = damaged(flip(position));
      expect(await refusal(() => openProject(file, options))).toBe('project.damaged');
      expect(await refusal(() => checkProject(file, PASSPHRASE, silent))).toBe('project.damaged');
      expect(await refusal(() => rescueProject(file, at('raddad.sigill'), options, silent))).toBe('project.damaged');
    }
    // The salt at the beginning tells which key file belongs to it.
    expect(await refusal(() => openProject(damaged(flip(3)), options))).toBe('project.keyFileForeign');
  });

  it('whose key file is damaged says that', async () => {
    const file = damaged((content) => content);
    const key = readFileSync(at('test.sigill-key'), 'utf8');
    for (const [bad, expected] of [
      [key.slice(0, 200), 'project.keyFileDamaged'],
      [key.replace(/"key": "[A-Za-z]/u, '"key": "!'), 'project.keyFileDamaged'],
      [
        key.replace(/("tag": ")(.)/u, (_, head: string, sign: string) => head + (sign === 'A' ? 'B' : 'A')),
        'project.wrongPassphrase',
      ],
    ] as const) {
      writeFileSync(`${file}-key`, bad);
      expect(await refusal(() => openProject(file, options))).toBe(expected);
      expect(await refusal(() => checkProject(file, PASSPHRASE, silent))).toBe(expected);
    }
  });

  it('that has lost its end does not open, and gives what came before', async () => {
    let most = 0;
    for (const share of [0.95, 0.7, 0.4, 0.1]) {
      const file = damaged((content) => content);
      truncateSync(file, Math.floor(good.length * share));
      expect(await refusal(() => openProject(file, options))).toBe('project.damaged');
      const target = at('raddad.sigill');
      const { kept, health } = await rescueProject(file, target, options, silent);
      expect(isSound(health)).toBe(false);
      most = Math.max(most, kept.length);
      const rescued = reopen(folder.path, 'raddad.sigill');
      for (const { year } of kept) expect(valuesOf(rescued, year)).toBe(values.get(String(year)));
      rescued.close();
      for (const end of ['', '-key']) rmSync(`${target}${end}`);
    }
    expect(most).toBeGreaterThan(0);
  });

  it('is told and rescued on the command line', async () => {
    const passphrase = write(folder.path, 'passphrase', PASSPHRASE);
    const given = ['--passphrase-file', passphrase];
    const file = damaged(flip(Math.floor(good.length / 2)));
    const health = await checkProject(file, PASSPHRASE, silent);
    const bad = health.registers.find((one) => !isWhole(one));
    const column = bad?.damaged[0]?.variable ?? '';
    const checked = await sigill('project', 'check', file, ...given);
    expect(checked.code).toBe(1);
    expect(checked.out).toContain(`person ${String(bad?.year)}: the variable ${column} is damaged`);
    expect(checked.err).toContain('project rescue');
    const rescued = await sigill('project', 'rescue', file, '--out', at('ny.sigill'), ...given);
    expect([rescued.code, rescued.err]).toEqual([0, '']);
    expect(rescued.out).toContain(`person ${String(bad?.year)} could not be rescued`);
    expect(await sigill('project', 'check', at('ny.sigill'), ...given, '--json')).toMatchObject({ code: 0 });
    expect((await sigill('project', 'rescue', file, '--out', at('ny.sigill'), ...given)).code).toBe(2);
  });
});
