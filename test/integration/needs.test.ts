import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { run } from '../../electron/cli/run.ts';

/* `sigill needs` on files. */

let folder = '';
const at = (name: string): string => path.join(folder, name);
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'sigill-needs-'));
  writeFileSync(at('areas.csv'), 'code,a,b,c,people\nR1,9,9,9,10\nR2,9,9,1,20\nR3,1,1,9,30\nR4,1,1,1,40\n');
  writeFileSync(at('groups.csv'), 'area,group,margin\nR1,1,0.5\nR2,1,0.5\nR3,2,0.5\nR4,,\n');
  writeFileSync(
    at('method.json'),
    JSON.stringify({
      version: 1,
      kind: 'problem-count',
      indicators: ['a', 'b', 'c'].map((id) => ({ id, direction: 1, threshold: 5 })),
      k: 2,
      levels: [{ from: 2, name: 'stor' }],
    }),
  );
});
afterAll(() => rmSync(folder, { recursive: true }));

const sigill = async (...more: string[]): Promise<{ code: number; out: string; err: string }> => {
  const written = { out: '', err: '' };
  vi.spyOn(process.stdout, 'write').mockImplementation((line) => (written.out += String(line)) !== '');
  vi.spyOn(process.stderr, 'write').mockImplementation((line) => (written.err += String(line)) !== '');
  const given = ['needs', '--areas', at('areas.csv'), '--method', at('method.json'), ...more];
  try {
    return { code: await run(given, { SIGILL_LANGUAGE: 'en' }), ...written };
  } finally {
    vi.restoreAllMocks();
  }
};

describe('sigill needs', () => {
  it('classes the areas, counts overlaps, and crosses factors with groups', async () => {
    const more = ['--very-large', '3', '--population', 'people', '--groups', at('groups.csv')];
    const got = await sigill('--out', at('out'), ...more);
    expect([got.code, got.err]).toEqual([0, '']);
    expect(got.out).toContain('1  very large composite problem');
    expect(readFileSync(at('out/needs.csv'), 'utf8')).toBe(
      'area,class,count,a,b,c\nR1,very-large,3,1,1,1\nR2,large,2,1,1,0\nR3,single,1,0,0,1\nR4,none,0,0,0,0\n',
    );
    expect(readFileSync(at('out/overlaps.csv'), 'utf8')).toBe(
      'factors,areas,people\n,1,40\nc,1,30\na + b,1,20\na + b + c,1,10\n',
    );
    const summary = JSON.parse(readFileSync(at('out/summary.json'), 'utf8')) as { groups: unknown; factors: unknown };
    expect(summary.groups).toEqual([
      { group: 1, areas: 2, shares: { a: 1, b: 1, c: 0.5 } },
      { group: 2, areas: 1, shares: { a: 0, b: 0, c: 1 } },
    ]);
    expect(summary.factors).toContainEqual({ id: 'c', areas: 2, alone: ['R3'], peopleShare: 0.4 });
  });

  it('wants a limit above k, and writes nothing without one', async () => {
    const got = await sigill('--out', at('none'));
    expect([got.code, got.err]).toEqual([2, expect.stringContaining('must be above k (2)')]);
    expect(existsSync(at('none'))).toBe(false);
  });
});
