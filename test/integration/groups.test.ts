import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { run } from '../../electron/cli/run.ts';
import { runGroups } from '../../electron/engine/groups/groupRun.ts';
import { cancellable } from '../../electron/engine/jobs/progress.ts';
import { generator } from '../../shared/domain/random/generator.ts';

/* `sigill groups` in threads, with an earlier grouping, area types and how sure the groups are. */

const N = 600;
let folder = '';
const at = (name: string): string => path.join(folder, name);
const random = generator(4, 'groups');
const rows = Array.from({ length: N }, (_none, i) => {
  const type = i % 3;
  return [
    `${String(6001 + (i % 20))}R${String(i).padStart(3, '0')}`,
    type * 4 + random.normal(),
    random.normal() - (type === 1 ? 5 : 0),
    1500 + random.integer(1000),
  ];
});
const codes = rows.map(([code]) => String(code));

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'sigill-groups-'));
  writeFileSync(at('areas.csv'), `area,x,y,people\n${rows.map((row) => row.join(',')).join('\n')}\n`);
  writeFileSync(
    at('spec.json'),
    JSON.stringify({ version: 1, algorithm: 'k-means', k: 3, starts: 4, indicators: [{ id: 'x' }, { id: 'y' }] }),
  );
  writeFileSync(
    at('previous.csv'),
    `area,group\n${codes.map((code, i) => `${code},${String(3 - (i % 3))}`).join('\n')}\n`,
  );
  writeFileSync(
    at('types.csv'),
    `area,level\n${codes.map((code, i) => `${code},${String(1 + (i % 5))}`).join('\n')}\n`,
  );
});
afterAll(() => rmSync(folder, { recursive: true }));

const sigill = async (...more: string[]): Promise<{ code: number; out: string; err: string }> => {
  const written = { out: '', err: '' };
  vi.spyOn(process.stdout, 'write').mockImplementation((line) => (written.out += String(line)) !== '');
  vi.spyOn(process.stderr, 'write').mockImplementation((line) => (written.err += String(line)) !== '');
  try {
    const given = ['groups', '--areas', at('areas.csv'), '--spec', at('spec.json'), ...more];
    return { code: await run(given, { SIGILL_LANGUAGE: 'en' }), ...written };
  } finally {
    vi.restoreAllMocks();
  }
};

interface Summary {
  readonly numbers: number[];
  readonly profiles: { group: number; proposedName: string; people: number; municipalities: number }[];
  readonly stability: { groups: { jaccard: number; standing: string }[]; changing: string[] };
  readonly previous: { adjustedRand: number; stayed: number; both: number; transition: number[][] };
  readonly spread: { groups: { between: number }[]; areaTypes: { between: number }[] };
  readonly chooseK: { k: number; gap: number; gapError: number; jaccards: number[] }[];
  readonly advice: { k: number; for: string[]; against: string[] };
}
const summaryOf = (name: string): Summary => JSON.parse(readFileSync(at(`${name}/summary.json`), 'utf8')) as Summary;

describe('sigill groups, how sure they are', () => {
  it('says the same to the last byte with one thread and with three, and advises the three groups that are there', async () => {
    const asked = ['--choose-k', '2..5', '--stability', '20', '--references', '5', '--population', 'people'];
    const one = await sigill('--out', at('one'), ...asked, '--threads', '1');
    expect([one.code, one.err]).toEqual([0, '']);
    expect((await sigill('--out', at('three'), ...asked, '--threads', '3')).code).toBe(0);
    for (const name of ['groups.csv', 'summary.json'])
      expect(readFileSync(at(`three/${name}`), 'utf8')).toBe(readFileSync(at(`one/${name}`), 'utf8'));
    const summary = summaryOf('one');
    expect(summary.advice.k).toBe(3);
    expect(one.out).toContain('Proposal: 3 groups.');
    expect(summary.chooseK.map(({ k, jaccards }) => [k, jaccards.length])).toEqual([
      [2, 2],
      [3, 3],
      [4, 4],
      [5, 5],
    ]);
    expect(summary.stability.groups.every(({ standing }) => standing === 'stable')).toBe(true);
    expect(summary.profiles.reduce((sum, { people }) => sum + people, 0)).toBe(
      rows.reduce((sum, row) => sum + Number(row[3]), 0),
    );
    expect(summary.profiles[0]?.municipalities).toBe(20);
    expect(readFileSync(at('one/groups.csv'), 'utf8')).toMatch(/^area,group,margin,kept\n/u);
  });

  it('numbers stay against an earlier grouping; the spread within area types stands beside that within groups', async () => {
    const got = await sigill('--out', at('kept'), '--previous', at('previous.csv'), '--area-types', at('types.csv'));
    expect(got.code).toBe(0);
    const { numbers, previous, spread } = summaryOf('kept');
    expect(numbers).toEqual([1, 2, 3]);
    expect(previous.adjustedRand).toBeGreaterThan(0.9);
    expect(previous.both).toBe(N);
    expect(previous.transition.map((row, group) => row.indexOf(Math.max(...row)) === group)).toEqual([
      true,
      true,
      true,
    ]);
    expect(spread.groups[0]?.between).toBeGreaterThan(spread.areaTypes[0]?.between ?? 1);
    expect(got.out).toContain('adjusted Rand index');
  });

  it('stops in the middle when it is cancelled, in threads too', async () => {
    const flag = new Int32Array(1);
    const columns = [1, 2].map((at_) => Float64Array.from(rows, (row) => Number(row[at_])));
    const spec = { version: 1, algorithm: 'k-means', k: 4, indicators: [{ id: 'x' }, { id: 'y' }] } as const;
    const running = runGroups(
      {
        spec: { ...spec, indicators: [...spec.indicators] },
        areas: codes,
        columns,
        chooseFrom: [2, 3],
        draws: 5000,
        drawsPerK: 2,
        references: 2,
        threads: 2,
      },
      cancellable(flag, () => {
        Atomics.store(flag, 0, 1);
      }),
    );
    await expect(running).rejects.toMatchObject({ kind: 'cancelled' });
  });

  it.each([
    ['both or neither source', ['--project', 'p.sigill'], 'Give either --areas'],
    ['a number of draws that is none', ['--stability', 'many'], '--stability must be a whole number'],
    ['an area type that is none', ['--area-types', 'bad.csv'], 'The area type must be a whole number'],
  ])('refuses %s', async (_what, more, sentence) => {
    writeFileSync(at('bad.csv'), `area,level\n${codes[0] ?? ''},7\n`);
    const got = await sigill('--out', at('refused'), ...more.map((one) => (one.endsWith('.csv') ? at(one) : one)));
    expect(got.code).toBe(2);
    expect(got.err).toContain(sentence);
    expect(existsSync(at('refused'))).toBe(false);
  });
});
