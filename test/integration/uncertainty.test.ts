import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { run } from '../../electron/cli/run.ts';
import { generator } from '../../shared/domain/random/generator.ts';

/* `sigill uncertainty` as a person runs it. */

const CLI = path.resolve(import.meta.dirname, '../../electron/cli/index.ts');
let folder = '';
const at = (name: string): string => path.join(folder, name);
const sigill = (...given: string[]): { code: number | null; out: string; err: string } => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, 'uncertainty', ...given], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, SIGILL_LANGUAGE: 'en' },
  });
  return { code: status, out: stdout, err: stderr };
};
/** The same in this process: much faster to start. */
const quick = (...given: string[]): Promise<number> => {
  const paths = given.map((one) => (/\.(csv|json)$/u.test(one) ? at(one) : one));
  return run(['uncertainty', ...paths], { SIGILL_LANGUAGE: 'en' });
};
const method = (kind: string): string =>
  JSON.stringify({
    version: 1,
    kind: 'index',
    normalisation: { kind },
    indicators: ['x', 'y', 'z'].map((id) => ({ id, direction: 1, weight: 1 })),
  });
const FILES = ['--areas', 'areas.csv', '--method', 'method.json', '--seed', '7'];

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'sigill-uncertainty-'));
  const random = generator(1, 'areas');
  const rows = (value: () => number): string =>
    Array.from({ length: 300 }, (_none, i) => `R${String(i).padStart(3, '0')},${value()},${value()},${value()}\n`).join(
      '',
    );
  writeFileSync(at('areas.csv'), `code,x,y,z\n${rows(() => random.normal())}`);
  writeFileSync(at('errors.csv'), `code,x,y,z\n${rows(() => 0.5)}`);
  writeFileSync(at('method.json'), method('z'));
  writeFileSync(at('ranks.json'), method('rank'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const widths = (out: string): number =>
  readFileSync(at(`${out}/uncertainty.csv`), 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .reduce((sum, line) => sum + Number(line.split(',')[5]) - Number(line.split(',')[3]), 0);

describe('sigill uncertainty', () => {
  it('gives every area its interval, the same bytes with one thread and with two', () => {
    const one = sigill(...FILES, '--out', 'one', '--replicates', '8000', '--threads', '1');
    expect(one.code, one.err).toBe(0);
    expect(one.out).toContain('8000 replicates for 300 areas');
    const two = sigill(...FILES, '--out', 'two', '--replicates', '8000', '--threads', '2');
    expect(two.code, two.err).toBe(0);
    for (const name of ['uncertainty.csv', 'summary.json'])
      expect(readFileSync(at(`two/${name}`))).toEqual(readFileSync(at(`one/${name}`)));
    const [header, first] = readFileSync(at('one/uncertainty.csv'), 'utf8').split('\n');
    expect(header).toBe('area,score,rank,rank_low,rank_median,rank_high,share_in_top,mean_shift');
    const [, , rank, low, , high] = (first ?? '').split(',').map(Number);
    expect(low).toBeLessThanOrEqual(rank ?? 0);
    expect(high).toBeGreaterThanOrEqual(rank ?? 0);
  });

  it('register noise and other ways to count widen the intervals', async () => {
    vi.spyOn(process.stdout, 'write').mockReturnValue(true);
    const width = async (out: string, ...more: string[]): Promise<number> => {
      expect(await quick(...FILES, '--out', at(out), '--replicates', '500', ...more)).toBe(0);
      return widths(out);
    };
    const plain = await width('plain');
    expect(await width('noise', '--errors', 'errors.csv')).toBeGreaterThan(plain);
    expect(await width('ways', '--also', 'ranks.json')).toBeGreaterThan(plain);
    expect(await width('tight', '--concentration', '100000')).toBeLessThan(plain);
    expect(await width('still', '--spread', '0')).toBe(0);
    vi.restoreAllMocks();
  });

  it('tells what the ranks hang on, for all areas and for one, and refuses what it cannot tell', async () => {
    const written: string[] = [];
    vi.spyOn(process.stdout, 'write').mockImplementation((line) => {
      written.push(String(line));
      return true;
    });
    const asked = [...FILES, '--replicates', '100', '--also', 'ranks.json', '--errors', 'errors.csv'];
    const rows = ['--sensitivity-rows', '256'];
    expect(await quick(...asked, '--out', at('all'), ...rows, '--sensitivity')).toBe(0);
    expect(await quick(...asked, '--out', at('one-area'), ...rows, '--sensitivity', 'R001')).toBe(0);
    const factors = (out: string): string[][] =>
      readFileSync(at(`${out}/sensitivity.csv`), 'utf8')
        .trim()
        .split('\n')
        .map((line) => line.split(','));
    const [header, ...all] = factors('all');
    expect(header?.join(',')).toBe('factor,part,first,first_low,first_high,total,total_low,total_high');
    expect(all.map(([kind, part]) => `${kind ?? ''} ${part ?? ''}`)).toEqual([
      'weight x',
      'weight y',
      'weight z',
      'way ',
      'noise ',
    ]);
    for (const [, , , , , total, low, high] of all) {
      expect(Number(low)).toBeLessThanOrEqual(Number(total));
      expect(Number(high)).toBeGreaterThanOrEqual(Number(total));
    }
    // The noise of many areas evens out in their mean, but decides where one of them stands.
    const one = factors('one-area').slice(1);
    expect(Math.max(...one.map((line) => Number(line[5])))).toBe(Number(one[4]?.[5]));
    expect(written.join('')).toMatch(/the register noise: .*the weight of x/su);
    expect(written.join('')).toContain('R001 has rank');
    const { sensitivity } = JSON.parse(readFileSync(at('one-area/summary.json'), 'utf8')) as { sensitivity: object };
    expect(sensitivity).toMatchObject({ area: 'R001', rows: 256 });
    vi.restoreAllMocks();
    vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    expect(await quick(...asked, '--out', at('no'), '--sensitivity', 'R999')).toBe(2);
    expect(await quick(...asked, '--out', at('no'), '--sensitivity', '--concentration', '10')).toBe(2);
    const { indicators, ...rest } = JSON.parse(method('z')) as { indicators: object[] };
    writeFileSync(at('fewer.json'), JSON.stringify({ ...rest, indicators: indicators.slice(1) }));
    expect(await quick(...FILES, '--also', 'fewer.json', '--out', at('no'), '--sensitivity')).toBe(2);
    expect(existsSync(at('no'))).toBe(false);
    vi.restoreAllMocks();
  });

  it('refuses bad numbers and negative errors with their place, and writes nothing', () => {
    const bad = sigill(...FILES, '--out', 'none', '--replicates', '0');
    expect([bad.code, bad.err]).toEqual([2, expect.stringContaining('--replicates must be a number from 1')]);
    writeFileSync(at('negative.csv'), 'code,x\nR000,1\nR001,-1\n');
    const negative = sigill(...FILES, '--out', 'none', '--errors', 'negative.csv');
    expect([negative.code, negative.err]).toEqual([2, expect.stringMatching(/negative\.csv.*line 3.*x/su)]);
    expect(existsSync(at('none'))).toBe(false);
  });
});
