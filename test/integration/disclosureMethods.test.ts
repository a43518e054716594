import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sigill } from '../support/sigill.ts';

const SHARED = process.env['SIGILL_SHARED'] ?? path.resolve(import.meta.dirname, '../../../shared');
const ATTACKER = path.join(SHARED, 'tools/attacker.py');
const PYTHON = '/usr/bin/python3';
const hasAttacker =
  existsSync(ATTACKER) && spawnSync(PYTHON, ['-c', 'import numpy, scipy.optimize'], { stdio: 'ignore' }).status === 0;

let folder = '';
const at = (name: string): string => path.join(folder, name);

const COUNTS = [
  ['öst', 'x', 12, 77],
  ['öst', 'y', 2, 4_000_000_001],
  ['öst', 'z', 30, 123_456_789],
  ['väst', 'x', 1, 987_654_321],
  ['väst', 'y', 44, 31],
  ['väst', 'z', 9, 2_222_222_222],
  ['norr', 'x', 25, 17],
  ['norr', 'y', 8, 3_000_000_000],
  ['norr', 'z', 61, 555],
] as const;

const METHODS = {
  'cell-key': { kind: 'cell-key', key: 'nyckel', noise: { most: 4, variance: 3, smallest: 1 } },
  'small-count-rounding': { kind: 'small-count-rounding', base: 5 },
  controlled: { kind: 'round', base: 5, how: 'controlled' },
} as const;

const specification = (method: unknown, changes: Readonly<Record<string, unknown>> = {}): string =>
  JSON.stringify({
    version: 1,
    dimensions: [{ column: 'del' }, { column: 'slag' }],
    measure: { kind: 'frequency', column: 'n' },
    rules: { minFrequency: 5 },
    method,
    ...changes,
  });

beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'sigill-metoder-'));
  const lines = COUNTS.map((row) => row.join(','));
  writeFileSync(at('t.csv'), `del,slag,n,nyckel\n${lines.join('\n')}\n`);
  writeFileSync(at('vänd.csv'), `del,slag,n,nyckel\n${lines.toReversed().join('\n')}\n`);
  for (const [name, method] of Object.entries(METHODS)) writeFileSync(at(`${name}.json`), specification(method));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe.each(Object.keys(METHODS))('sigill protect with %s', (name) => {
  it('shows a number in every cell, the same whatever the order of the rows, and reports the loss', async () => {
    const first = await sigill('protect', at('t.csv'), '--spec', at(`${name}.json`), '--out', at(name), '--json');
    const turned = await sigill('protect', at('vänd.csv'), '--spec', at(`${name}.json`), '--out', at(`${name}-2`));
    expect([first.code, turned.code]).toEqual([0, 0]);
    const rows = readFileSync(at(`${name}/protected.csv`), 'utf8')
      .trim()
      .split('\n')
      .slice(1);
    const shown = new Map(rows.map((row) => [row.split(',').slice(0, 2).join('|'), row.split(',').slice(2)]));
    expect(shown.size).toBe(16);
    expect([...shown.values()].every(([value, status]) => /^\d+$/u.test(value ?? '') && status === 'published')).toBe(
      true,
    );
    const again = readFileSync(at(`${name}-2/protected.csv`), 'utf8')
      .trim()
      .split('\n')
      .slice(1);
    expect(again.toSorted()).toEqual(rows.toSorted());
    const report = JSON.parse(first.out) as { loss: { changed: number; hidden: number }; counts: { unsafe: number } };
    expect(report.counts.unsafe).toBe(2);
    expect(report.loss.hidden).toBe(0);
    expect(report.loss.changed).toBeGreaterThan(0);
  });

  it.skipIf(!hasAttacker)('attacker.py, which shares no code, finds no unsafe cell exactly', async () => {
    await sigill('protect', at('t.csv'), '--spec', at(`${name}.json`), '--out', at(name));
    execFileSync(PYTHON, [ATTACKER, at(`${name}/problem.json`), '--insiders', '--json', at(`${name}/angrepp.json`)], {
      stdio: 'ignore',
    });
    expect(existsSync(at(`${name}/angrepp.json`))).toBe(true);
  });
});

describe('sigill protect with the exact search', () => {
  it('says how near to the least loss the pattern is, and attacker.py finds nothing', async () => {
    writeFileSync(at('exakt.json'), specification({ kind: 'suppress', search: 'exact' }));
    const asked = ['protect', at('t.csv'), '--spec', at('exakt.json'), '--out', at('exakt')];
    const human = await sigill(...asked);
    expect(human.out).toContain('No safe pattern costs less');
    const { code, out } = await sigill(...asked, '--json');
    expect(code).toBe(0);
    const { least } = JSON.parse(out) as { least: { loss: number; bound: number; quick: number; optimal: boolean } };
    expect(least.optimal).toBe(true);
    expect(least.loss).toBeLessThanOrEqual(least.quick);
    expect(least.bound).toBeCloseTo(least.loss, 5);
    // Exit code 0: no unsafe cell is exact or under its level.
    if (hasAttacker) execFileSync(PYTHON, [ATTACKER, at('exakt/problem.json'), '--quiet']);
  });
});

describe('sigill protect --compare', () => {
  it('sets the methods side by side and writes nothing', async () => {
    const { code, out } = await sigill('protect', at('t.csv'), '--spec', at('cell-key.json'), '--compare', '--json');
    expect(code).toBe(0);
    const { methods } = JSON.parse(out) as {
      methods: {
        method: { kind: string; search?: string };
        proven: boolean;
        loss: { hidden: number; changed: number } | null;
      }[];
    };
    expect(methods.map(({ method }) => method.search ?? method.kind)).toEqual([
      'suppress',
      'exact',
      'small-count-rounding',
      'round',
      'round',
      'cell-key',
    ]);
    const [suppression, exact, smallCounts] = methods;
    expect(suppression).toMatchObject({ proven: true, loss: { changed: 0 } });
    expect(exact).toMatchObject({ proven: true, loss: { changed: 0 } });
    expect(suppression?.loss?.hidden).toBeGreaterThanOrEqual(4);
    expect(smallCounts).toMatchObject({ proven: true, loss: { hidden: 0 } });
    const human = await sigill('protect', at('t.csv'), '--spec', at('cell-key.json'), '--compare');
    expect(human.out).toContain('controlled rounding to multiples of 5');
  });
});

describe('methods that cannot be used', () => {
  const tried = async (name: string, method: unknown, changes = {}): Promise<string> => {
    writeFileSync(at(`${name}.json`), specification(method, changes));
    const { code, err } = await sigill('protect', at('t.csv'), '--spec', at(`${name}.json`), '--out', at(name));
    expect(code).toBe(2);
    expect(existsSync(at(`${name}/protected.csv`))).toBe(false);
    return err;
  };

  it('say what to do: a key column that holds no keys, sums, a base that is no whole number', async () => {
    expect(await tried('ingen-nyckel', { ...METHODS['cell-key'], key: 'slag' })).toContain('slag');
    const sums = { measure: { kind: 'sum', column: 'n' }, rules: { pPercent: 10 } };
    expect(await tried('summor', METHODS['small-count-rounding'], sums)).toContain('counts only');
    expect(await tried('bas', { kind: 'round', base: 2.5 })).toContain('base');
  });

  it('need a folder unless methods are compared', async () => {
    const { code, err } = await sigill('protect', at('t.csv'), '--spec', at('controlled.json'));
    expect(code).toBe(2);
    expect(err).toContain('--compare');
  });
});
