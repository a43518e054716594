import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sigill } from '../support/sigill.ts';

/* `sigill spatial` on files: a chessboard of areas with the high values in one corner. */

let folder = '';
const at = (name: string): string => path.join(folder, name);
const WIDE = 8;
const COUNT = WIDE * WIDE;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'sigill-spatial-'));
  const codes = Array.from({ length: COUNT + 1 }, (_none, i) => `R${String(i).padStart(2, '0')}`);
  writeFileSync(
    at('areas.csv'),
    `code,poor,turns\n${codes.map((code, i) => `${code},${i % WIDE < 3 && i < 3 * WIDE ? 20 : 1},${(i + Math.floor(i / WIDE)) % 2}`).join('\n')}\n`,
  );
  const pairs = codes
    .slice(0, COUNT)
    .flatMap((code, i) => [
      ...(i % WIDE < WIDE - 1 ? [`${code},${codes[i + 1] ?? ''}`] : []),
      ...(i + WIDE < COUNT ? [`${code},${codes[i + WIDE] ?? ''}`] : []),
    ]);
  writeFileSync(at('borders.csv'), `a,b\n${pairs.join('\n')}\n`);
});
afterAll(() => rmSync(folder, { recursive: true }));

const run = (out: string, ...more: string[]) =>
  sigill('spatial', '--areas', at('areas.csv'), '--out', at(out), '--seed', '3', ...more);
const BORDERS = (): string[] => ['--contiguity', at('borders.csv')];

describe('sigill spatial', () => {
  it("tells Moran's I of each indicator and the kind of every area, the same bytes twice", async () => {
    const got = await run('out', ...BORDERS(), '--indicators', 'poor', 'turns');
    expect([got.code, got.err]).toEqual([0, '']);
    expect(got.out).toMatch(/poor: Moran's I 0[.,]\d/u);
    expect(got.out).toContain('high among high');
    const rows = readFileSync(at('out/clusters.csv'), 'utf8').trim().split('\n');
    expect(rows[0]).toBe('area,indicator,value,neighbours,local_moran,p,p_adjusted,kind');
    expect(rows).toHaveLength(1 + 2 * (COUNT + 1));
    expect(rows[10]).toMatch(/^R09,poor,20,20,[\d.]+,[\d.]+,[\d.]+,high-high$/u);
    expect(rows[COUNT + 1]).toBe('R64,poor,1,,,,,island');
    const summary = JSON.parse(readFileSync(at('out/summary.json'), 'utf8')) as {
      islands: string[];
      indicators: { id: string; moran: number; kinds: { areas: number }[] }[];
    };
    expect(summary.islands).toEqual(['R64']);
    expect(summary.indicators.map(({ kinds }) => kinds.reduce((sum, { areas }) => sum + areas, 0))).toEqual([65, 65]);
    expect(summary.indicators[1]?.moran).toBeLessThan(-0.9);
    await run('again', ...BORDERS(), '--indicators', 'poor', 'turns');
    expect(readFileSync(at('again/clusters.csv'), 'utf8')).toBe(readFileSync(at('out/clusters.csv'), 'utf8'));
  });

  it.each([
    ['no borders', [], ['poor'], 'It is not known which areas are neighbours'],
    ['an unknown column', ['borders'], ['rich'], 'has no column “rich”'],
    ['a rate of more than a half', ['borders'], ['poor', '--rate', '0.9'], '--rate must be a number'],
  ] as const)('refuses %s', async (_what, borders, given, sentence) => {
    const got = await run('none', ...(borders.length > 0 ? BORDERS() : []), '--indicators', ...given);
    expect([got.code, got.err]).toEqual([2, expect.stringContaining(sentence)]);
  });
});
