import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createProject } from '../../electron/engine/project/project.ts';
import { bytesOf, personRows, plannedYear, type PlanText, writePlan } from '../support/plannedYear.ts';
import { PASSPHRASE, temporaryFolder, TEST_COST } from '../support/project.ts';
import { sigill } from '../support/sigill.ts';

const base = temporaryFolder();
const pass = path.join(base.path, 'losen.txt');
let plannedIn = '';
let plan: PlanText;

async function run(name: string, changed: PlanText, arrange: (folder: string) => void = () => undefined) {
  const folder = path.join(base.path, name);
  cpSync(plannedIn, folder, { recursive: true });
  createProject(path.join(folder, 'prov.sigill'), { passphrase: PASSPHRASE, name: 'Prov', cost: TEST_COST }).close();
  arrange(folder);
  const file = writePlan(folder, { ...plan, ...changed });
  const done = await sigill('run', file, '--working-copy', '--passphrase-file', pass);
  return { ...done, folder, out: path.join(folder, 'korning'), project: path.join(folder, 'prov.sigill') };
}

beforeAll(async () => {
  writeFileSync(pass, `${PASSPHRASE}\n`);
  plannedIn = path.join(base.path, 'plan');
  mkdirSync(plannedIn);
  const { release: _release, comparison: _comparison, drift: _drift, ...rest } = await plannedYear(plannedIn);
  plan = rest;
});
afterAll(() => {
  base.remove();
});

describe('sigill diff', () => {
  it('holds two runs against each other, and the same two years of one project to the same differences', async () => {
    const early = await run('tidig', { year: 2022, indicators: {}, name: '2022' });
    const late = await run('sen', { comparison: { with: 2022 } });
    expect([early.code, early.err, late.code, late.err]).toEqual([0, '', 0, '']);
    const told = await sigill('diff', early.out, late.out);
    expect([told.code, told.err]).toEqual([0, '']);
    expect(told.out).toContain('2022 → 2023');
    expect(told.out).toContain('12 areas are the same');
    expect(told.out).toContain('Assessment index: the same method');
    expect(told.out).toContain('Grouping grupper: the same way of grouping');
    // Values in files have 15 digits, those in a project all.
    const parse = (written: string): unknown =>
      JSON.parse(written, (_key, held: unknown) => (typeof held === 'number' ? Number(held.toPrecision(9)) : held));
    const json = await sigill('diff', early.out, late.out, '--json');
    const runs = parse(json.out) as { assessments: unknown; indicators: unknown; areas: { same: number } };
    const years = await sigill(
      'diff',
      '2022',
      '2023',
      '--project',
      late.project,
      '--passphrase-file',
      pass,
      '--json',
      '--method',
      path.join(late.folder, 'index.json'),
      path.join(late.folder, 'problem.json'),
    );
    expect(years.err).toBe('');
    const ofProject = parse(years.out) as typeof runs;
    expect(ofProject.indicators).toEqual(runs.indicators);
    const inRun = parse(
      readFileSync(path.join(late.out, 'comparison', 'differences.ej-rojandekontrollerad.json'), 'utf8'),
    ) as typeof runs;
    expect(inRun).toEqual(ofProject);
    expect(runs.areas.same).toBe(12);
  });

  it('says that areas were renamed and that a definition is another, and does not compare it', async () => {
    const first = await run('forst', {});
    const other = await run('annan', { indicators: { definitions: 'egna' } }, (folder) => {
      const key = path.join(folder, 'nyckel.csv');
      writeFileSync(key, readFileSync(key, 'utf8').replaceAll('N6001R001', 'Nytt namn'));
      mkdirSync(path.join(folder, 'egna'));
      const shipped = path.resolve(import.meta.dirname, '../../resources/indicators/share-65-plus.json');
      const own = readFileSync(shipped, 'utf8').replaceAll('65', '67');
      writeFileSync(path.join(folder, 'egna', 'share-65-plus.json'), own.replace('share-67-plus', 'share-65-plus'));
    });
    expect([first.code, first.err, other.code, other.err]).toEqual([0, '', 0, '']);
    const told = await sigill('diff', first.out, other.out);
    expect(told.out).toContain('Renamed: 1 (6001R001 (N6001R001 → Nytt namn))');
    expect(told.out).toContain('Changed definition, not compared: 1 (share-65-plus)');
  });

  it('says what is missing: a year without values, a folder that is no run', async () => {
    const { project } = await run('saknar', {});
    const missing = await sigill('diff', '2021', '2023', '--project', project, '--passphrase-file', pass);
    expect([missing.code, missing.err]).toEqual([2, expect.stringContaining('2021')]);
    const none = await sigill('diff', base.path, base.path);
    expect([none.code, none.err]).toEqual([2, expect.stringContaining('holds no run')]);
  });

  it('stops a run at a limit on how far an indicator may drift, and names the indicator', async () => {
    const limits = [{ rule: 'location', indicator: 'mean-age', above: 0.5, then: 'stop' }];
    const older = (folder: string): void => {
      writeFileSync(path.join(folder, 'person_2023.csv'), personRows(2023, 7, 5));
    };
    const stopped = await run('drift', { drift: { limits }, quality: {} }, older);
    expect([stopped.code, stopped.err]).toEqual([1, expect.stringContaining('mean-age')]);
    expect(stopped.err).toContain('location');
    const names = Object.keys(bytesOf(stopped.out));
    expect(names).toContain(path.join('quality', 'indicators.ej-rojandekontrollerad.json'));
    expect(names.some((name) => name.startsWith('assessments'))).toBe(false);
    const warned = await run('drift-varnar', { drift: {}, quality: {} }, older);
    expect([warned.code, warned.err]).toEqual([0, '']);
  });
});
