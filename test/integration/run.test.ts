import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createProject } from '../../electron/engine/project/project.ts';
import { generator } from '../../shared/domain/random/generator.ts';
import { bytesOf, personRows, plannedYear, type PlanText, runAndKill, writePlan } from '../support/plannedYear.ts';
import { PASSPHRASE, temporaryFolder, TEST_COST } from '../support/project.ts';
import { sigill as sigillAlone } from '../support/sigill.ts';

const LONG = process.env['SIGILL_LONG'] === '1';
const KILLS = LONG ? 50 : 4;
const base = temporaryFolder();
const pass = path.join(base.path, 'losen.txt');
let plan: PlanText;
let plannedIn = '';

/** A copy of all files of the plan, with an empty project whose key is cheap to derive. */
function fresh(name: string, changed: PlanText = {}): string {
  const folder = path.join(base.path, name);
  cpSync(plannedIn, folder, { recursive: true });
  createProject(path.join(folder, 'prov.sigill'), { passphrase: PASSPHRASE, name: 'Prov', cost: TEST_COST }).close();
  return writePlan(folder, { ...plan, ...changed });
}
const run = (file: string, ...more: string[]) =>
  sigillAlone('run', file, '--working-copy', '--passphrase-file', pass, ...more);
const statesOf = (out: string): string[] =>
  (JSON.parse(out) as { units: { unit: string; state: string }[] }).units.map(({ unit, state }) => `${unit}: ${state}`);
const outOf = (file: string): string => path.join(path.dirname(file), 'korning');

beforeAll(async () => {
  writeFileSync(pass, `${PASSPHRASE}\n`);
  plannedIn = path.join(base.path, 'plan');
  mkdirSync(plannedIn);
  plan = await plannedYear(plannedIn);
});
afterAll(() => {
  base.remove();
});

describe('sigill run', () => {
  it('carries out a whole plan, gives the same bytes a second time, and does not redo what is unchanged', async () => {
    const [first, second] = [fresh('en'), fresh('tva')];
    const done = await run(first, '--json', '--log', path.join(base.path, 'log.jsonl'));
    expect(done.err).toBe('');
    expect(done.code).toBe(0);
    expect(statesOf(done.out)).toEqual([
      'import 1: done',
      'import 2: done',
      'import 3: done',
      'quality: done',
      'indicators: done',
      'drift: done',
      'assessment index: done',
      'assessment problem: done',
      'groups grupper: done',
      'comparison: done',
      'tables: done',
      'protection: done',
      'release: done',
    ]);
    expect((await run(second)).code).toBe(0);
    expect(bytesOf(outOf(second))).toEqual(bytesOf(outOf(first)));
    const before = bytesOf(outOf(first));
    const again = await run(first, '--json');
    expect(statesOf(again.out).every((line) => line.endsWith(': unchanged'))).toBe(true);
    expect(bytesOf(outOf(first))).toEqual(before);
    const log = readFileSync(path.join(base.path, 'log.jsonl'), 'utf8').trim().split('\n');
    const events = log.map((line) => JSON.parse(line) as { event: string; state: string; step?: string });
    expect(events.at(0)).toMatchObject({ event: 'run', state: 'started', year: 2023 });
    expect(events.at(-1)).toMatchObject({ event: 'run', state: 'done' });
    expect(events.filter(({ event, state }) => event === 'step' && state === 'done')).toHaveLength(13);
  });

  it('replays from its manifest to the same bytes, and says when a file is no longer the one that was read', async () => {
    const file = fresh('replay');
    expect((await run(file)).code).toBe(0);
    const manifest = path.join(outOf(file), 'manifest.ej-rojandekontrollerad.json');
    const same = await run(file, '--replay', manifest, '--json');
    expect([same.code, same.err]).toEqual([0, '']);
    const [told] = same.out.trim().split('\n').slice(-1);
    expect(JSON.parse(told ?? '')).toMatchObject({ differing: [], varying: 0 });
    writeFileSync(path.join(path.dirname(file), 'person_2023.csv'), personRows(2023, 8));
    const other = await run(file, '--replay', manifest);
    expect(other.code).toBe(1);
    expect(other.err).toContain('person_2023.csv');
  });

  it('redoes what follows from a changed method and nothing else, and only a step when it is asked to', async () => {
    const file = fresh('andrad');
    const early = await run(file, '--only', 'assessment');
    expect(early.code).toBe(1);
    expect(early.err).toContain('import 1');
    expect((await run(file)).code).toBe(0);
    const method = path.join(path.dirname(file), 'index.json');
    writeFileSync(method, readFileSync(method, 'utf8').replace('"weight": 2', '"weight": 3'));
    const dry = await run(file, '--dry-run', '--json');
    expect(statesOf(dry.out)).toContain('assessment index: todo');
    expect(
      statesOf(dry.out)
        .slice(0, 5)
        .every((line) => line.endsWith('unchanged')),
    ).toBe(true);
    const only = await run(file, '--only', 'assessment', '--json');
    expect(statesOf(only.out).slice(-2)).toEqual(['assessment index: done', 'assessment problem: unchanged']);
    const rest = await run(file, '--json');
    expect(statesOf(rest.out).filter((line) => line.endsWith(': done'))).toEqual(['comparison: done']);
  });

  it('takes a corrected delivery in anew, and does again what follows from it', async () => {
    const imports = plan['import'] as Record<string, unknown>[];
    const file = fresh('rattad', { import: imports.map((one) => ({ ...one, replace: true })) });
    expect((await run(file)).code).toBe(0);
    writeFileSync(path.join(path.dirname(file), 'person_2023.csv'), personRows(2023, 9));
    const states = statesOf((await run(file, '--json')).out);
    expect(states).toContain('import 2: unchanged');
    expect(states).toContain('import 3: done');
    expect(states).toContain('assessment index: done');
  });

  it('stops at a limit of the quality gate with exit code 1, and says which', async () => {
    const limits = [{ rule: 'location-drift', variable: 'Alder', above: 0.3, then: 'stop' }];
    const file = fresh('grind', { quality: { limits } });
    writeFileSync(path.join(path.dirname(file), 'person_2023.csv'), personRows(2023, 7, 20));
    const stopped = await run(file);
    expect(stopped.code).toBe(1);
    expect(stopped.err).toContain('location-drift');
    expect(stopped.err).toContain('Alder');
    expect(Object.keys(bytesOf(outOf(file)))).toEqual([path.join('quality', 'registers.ej-rojandekontrollerad.json')]);
  });

  it('tells what is wrong in the plan by line and column', async () => {
    const missing = fresh('fel', { assessments: [{ id: 'index', method: 'finns-inte.json' }] });
    const line =
      readFileSync(missing, 'utf8')
        .split('\n')
        .findIndex((one) => one.includes('finns-inte')) + 1;
    const refused = await run(missing);
    expect(refused.code).toBe(2);
    expect(refused.err).toContain(`plan.json, line ${String(line)}`);
    const unknown = await run(fresh('okand', { assesments: [] }));
    expect([unknown.code, unknown.err]).toEqual([2, expect.stringContaining('plan.json, line')]);
    const years = await run(fresh('ar', { indicators: { years: [2021] } }));
    expect([years.code, years.err]).toEqual([2, expect.stringContaining('2021')]);
    expect(years.err).toContain('plan.json, line');
    const without = await sigillAlone('run', fresh('utan'), '--passphrase-file', pass);
    expect([without.code, without.err]).toEqual([1, expect.stringContaining('--working-copy')]);
  });

  it(`killed at ${String(KILLS)} random moments and resumed it gives the same bytes`, async () => {
    const whole = fresh('hel');
    const begun = performance.now();
    expect((await runAndKill(whole, Number.POSITIVE_INFINITY)).code).toBe(0);
    const length = performance.now() - begun;
    const wanted = bytesOf(outOf(whole));
    const draw = generator(Number(process.env['SIGILL_SEED'] ?? '1'), 'killed runs');
    // From now and then also the making of the project is killed, which is then whole or is finished by the next run.
    let left = KILLS;
    for (let i = 0; left > 0; i += 1) {
      const file = fresh(`dod-${String(i)}`);
      if (i % 2 === 1) for (const end of ['', '-key']) rmSync(path.join(path.dirname(file), `prov.sigill${end}`));
      for (let at = 0; left > 0 && at < (LONG ? 5 : 2); at += 1) {
        await runAndKill(file, draw.uniform() * length * 1.1);
        left -= 1;
      }
      const resumed = await runAndKill(file, Number.POSITIVE_INFINITY);
      expect([resumed.code, resumed.err]).toEqual([0, '']);
      expect(bytesOf(outOf(file))).toEqual(wanted);
      rmSync(path.dirname(file), { recursive: true, force: true });
    }
  }, 900_000);
});
