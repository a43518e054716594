import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sigill } from '../support/sigill.ts';

/* A method's exclusions and rules for missing values hold in every command that carries it out, not in `assess` alone. */

let folder = '';
const at = (name: string): string => path.join(folder, name);
const read = (name: string): string[] => readFileSync(at(name), 'utf8').trim().split('\n');
const RULES = {
  missing: { leastShare: 0, rules: [{ for: ['a'], impute: 'municipality' }] },
  exclude: [{ reason: 'studentområde', where: { column: 'young', above: 50 } }],
};
const ids = ['a', 'b'];

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'sigill-prepared-'));
  // In municipality 6001 a is 10 and 20, and lacks in R003; 6002R001 is full of students.
  writeFileSync(
    at('areas.csv'),
    'code,a,b,young\n6001R001,10,1,5\n6001R002,20,2,5\n6001R003,,9,5\n6002R001,99,99,70\n6002R002,30,3,5\n',
  );
  writeFileSync(
    at('index.json'),
    JSON.stringify({
      version: 1,
      kind: 'index',
      normalisation: { kind: 'z' },
      indicators: ids.map((id) => ({ id, direction: 1, weight: 1 })),
      ...RULES,
    }),
  );
  writeFileSync(
    at('problems.json'),
    JSON.stringify({
      version: 1,
      kind: 'problem-count',
      indicators: [
        { id: 'a', direction: 1, threshold: 14 },
        { id: 'b', direction: 1, threshold: 5 },
      ],
      k: 1,
      levels: [{ from: 2, name: 'särskilt stor' }],
      ...RULES,
    }),
  );
});
afterAll(() => rmSync(folder, { recursive: true }));

const run = async (command: string, method: string, out: string, ...more: string[]) =>
  sigill(command, '--areas', at('areas.csv'), '--method', at(method), '--out', at(out), ...more);

describe('a method that excludes areas and fills gaps', () => {
  it('in needs: the filled value counts, the excluded area has no class', async () => {
    const got = await run('needs', 'problems.json', 'needs');
    expect([got.code, got.err]).toEqual([0, expect.stringContaining('1 missing value of “a” has been filled in')]);
    expect(got.err).toContain('studentområde');
    // a of 6001R003 becomes (10 + 20) / 2 = 15, above 14.
    expect(read('needs/needs.csv')).toEqual([
      'area,class,count,a,b,imputed,excluded',
      '6001R001,none,0,0,0,0,',
      '6001R002,large,1,1,0,0,',
      '6001R003,very-large,2,1,1,1,',
      '6002R001,,,,,0,studentområde',
      '6002R002,large,1,1,0,0,',
    ]);
    expect(read('needs/imputed.csv')).toEqual(['area,indicator,value,by', '6001R003,a,15,municipality']);
    expect(JSON.parse(read('needs/summary.json').join(''))).toMatchObject({
      imputed: [{ indicator: 'a', by: 'municipality', areas: 1 }],
      excluded: [{ area: '6002R001', reason: 'studentområde' }],
    });
  });

  it('in uncertainty: without spread every replicate is what assess gives, also where another way excludes nobody', async () => {
    const assessed = await run('assess', 'index.json', 'assessed');
    expect(assessed.code, assessed.err).toBe(0);
    const ranks = read('assessed/scores.csv').map((line) => line.split(',')[2]);
    const got = await run('uncertainty', 'index.json', 'sure', '--spread', '0', '--replicates', '50');
    expect(got.code, got.err).toBe(0);
    const rows = read('sure/uncertainty.csv').map((line) => line.split(','));
    expect(rows[0]?.slice(-2)).toEqual(['imputed', 'excluded']);
    expect(rows.map((row) => row[2])).toEqual(ranks);
    expect(rows.slice(1).map((row) => [row[3], row[5]])).toEqual(ranks.slice(1).map((rank) => [rank, rank]));
    expect(rows[4]).toEqual(['6002R001', '', '', '', '', '', '', '', '0', 'studentområde']);
    const { exclude: _exclude, ...open } = JSON.parse(read('index.json').join('')) as Record<string, unknown>;
    writeFileSync(at('open.json'), JSON.stringify(open));
    const also = await run('uncertainty', 'index.json', 'also', '--also', at('open.json'), '--spread', '0');
    expect(also.code, also.err).toBe(0);
    // Ranks of the other way are among the same four areas.
    expect(Math.max(...read('also/uncertainty.csv').map((line) => Number(line.split(',')[5]) || 0))).toBe(4);
  });

  it('in calibrate: an excluded area counts for nothing though the list has it, and that is said', async () => {
    writeFileSync(at('list.csv'), 'code\n6001R003\n6002R001\n');
    const got = await run('calibrate', 'problems.json', 'calibrated', '--list', at('list.csv'));
    expect(got.code, got.err).toBe(0);
    expect(got.err).toContain('1 flagged area of the list is excluded by the method and counts for nothing.');
    expect(JSON.parse(read('calibrated/summary.json').join(''))).toMatchObject({
      areas: 4,
      listExcluded: ['6002R001'],
      fit: { jaccard: 1, confusion: { flaggedInBoth: 1, flaggedByThresholdsOnly: 0 } },
    });
    expect(JSON.parse(read('calibrated/method.json').join(''))).toMatchObject(RULES);
  });
});
