import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { silent } from '../../electron/engine/jobs/progress.ts';
import { synthesise } from '../../electron/engine/synth/synth.ts';

// The demonstration country's registers on both sides of the change of division.

type Row = Readonly<Record<string, string>>;
const PERSONS = 30_000;
let home: string;

async function read(name: string): Promise<Row[]> {
  const content = (await readFile(path.join(home, 'land', name), 'utf8')).replace('\uFEFF', '');
  const [header = '', ...lines] = content.trimEnd().split(/\r?\n/u);
  const columns = header.split(';');
  return lines.map((line) => {
    const fields = line.split(';');
    return Object.fromEntries(columns.map((column, i) => [column, fields[i] ?? '']));
  });
}

beforeAll(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'sigill-divisions-'));
  await synthesise({ folder: path.join(home, 'land'), persons: PERSONS, seed: 6, years: [2023, 2024] }, silent);
});
afterAll(() => rm(home, { recursive: true, force: true }));

describe('registers over the change of division', () => {
  it.each([
    ['2020', 2023],
    ['2025', 2024],
  ] as const)('stand on division %s in %i, every area of which the key knows', async (version, year) => {
    const key = await read(`omradesnyckel_${version}.csv`);
    const regsoOf = new Map(key.map((row) => [row['DeSO'] ?? '', row['RegSO'] ?? '']));
    expect(new Set(key.map((row) => row['Version']))).toEqual(new Set([version]));
    for (const register of ['person', 'hushall', 'lagenhet', 'elever', 'omrade']) {
      const rows = await read(`${register}_${String(year)}.csv`);
      const placed = rows.filter((row) => row['DeSO'] !== '');
      expect(placed.length).toBeGreaterThan(0.99 * rows.length);
      expect(placed.filter((row) => regsoOf.get(row['DeSO'] ?? '') !== row['RegSO'])).toEqual([]);
    }
  });

  it('count the same people in both keys', async () => {
    const total = async (version: string): Promise<number> =>
      (await read(`omradesnyckel_${version}.csv`)).reduce((sum, row) => sum + Number(row['Folkmangd']), 0);
    expect(await total('2020')).toBe(PERSONS);
    expect(await total('2025')).toBe(PERSONS);
  });

  it('share out land and workplaces without losing any', async () => {
    const land = async (year: number): Promise<number> =>
      (await read(`omrade_${String(year)}.csv`)).reduce(
        (sum, row) => sum + Number((row['Landareal'] ?? '').replace(',', '.')),
        0,
      );
    const [before, after] = [await land(2023), await land(2024)];
    expect(Math.abs(after / before - 1)).toBeLessThan(1e-5);
    expect((await read('omrade_2024.csv')).length).toBe(6160);
  });
});
