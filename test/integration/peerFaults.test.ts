import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadSolvers } from '../../electron/engine/disclosure/highsSolver.ts';
import type { Solvers } from '../../shared/domain/disclosure/attack/intervals.ts';
import { noiseOf as noiseOfKey, perturbationTable } from '../../shared/domain/disclosure/cellKey/cellKey.ts';
import { noiseTable } from '../../shared/domain/disclosure/cellKey/noise.ts';
import { DEFAULT_RULES } from '../../shared/domain/disclosure/rules.ts';
import { checkProfiles } from '../../shared/domain/disclosure/statements/centroids.ts';
import { checkClassLimits } from '../../shared/domain/disclosure/statements/figures.ts';
import { checkLabels } from '../../shared/domain/disclosure/statements/labels.ts';
import { DEFAULT_STATEMENTS } from '../../shared/domain/disclosure/statements/rules.ts';
import { protectionTask } from '../../shared/domain/disclosure/task.ts';
import { flatDimension } from '../../shared/domain/tables/dimension.ts';
import { frequencySystem } from '../../shared/domain/tables/system.ts';
import { frequencyTable } from '../../shared/domain/tables/table.ts';
import { type Outcome, sigill } from '../support/sigill.ts';

/* Faults seen in other programs, each tried here under the other program's name. */

let folder = '';
const at = (name: string): string => path.join(folder, name);
let solvers: Solvers;
beforeAll(async () => {
  solvers = await loadSolvers();
  folder = mkdtempSync(path.join(os.tmpdir(), 'sigill-fel-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

type Spec = Record<string, unknown>;
const counts: Spec = {
  dimensions: [{ column: 'area' }, { column: 'kind' }],
  measure: { kind: 'frequency', column: 'n' },
  rules: { minFrequency: 5 },
};
const sums: Spec = { ...counts, measure: { kind: 'sum', column: 'n' }, rules: { nk: [{ n: 2, k: 85 }] } };
const ROWS = ['a,x,2', 'a,y,20', 'a,z,30', 'b,x,40', 'b,y,35', 'b,z,20', 'c,x,50', 'c,y,60', 'c,z,70'];

function protect(rows: readonly string[], spec: Spec, out = 'out'): Promise<Outcome> {
  writeFileSync(at('table.csv'), `area,kind,n\n${rows.join('\n')}\n`);
  writeFileSync(at('spec.json'), JSON.stringify({ version: 1, ...spec }));
  return sigill('protect', at('table.csv'), '--spec', at('spec.json'), '--out', at(out));
}
const published = (out = 'out'): string[][] =>
  readFileSync(at(`${out}/protected.csv`), 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(','));

describe('faults of the peers', () => {
  it('ACRO: mode passes with n = 1; here it is shared by ten or refused', async () => {
    expect((await protect(ROWS, { ...counts, measure: { kind: 'mode', column: 'n' } })).code).toBe(1);
    const many = ROWS.flatMap((row, i) =>
      Array.from({ length: 30 }, (_, n) => (n < 15 + i ? row : `${row}${String(n)}`)),
    );
    expect((await protect(many, { ...counts, measure: { kind: 'mode', column: 'n' } })).code).toBe(0);
    expect(published().some(([, , value]) => value === '2')).toBe(true);
  });

  it('ACRO: what has no rule counts as reviewed; here what has no rule is not offered', async () => {
    expect((await protect(ROWS, { ...counts, measure: { kind: 'variance', column: 'n' } })).code).toBe(2);
  });

  it('ACRO: an unknown analysis counts as passed; here an unknown method is refused', async () => {
    expect((await protect(ROWS, { ...counts, method: { kind: 'review' } })).code).toBe(2);
  });

  it('ACRO: margins are summed anew from the kept rows; here they are the true ones', async () => {
    expect((await protect(ROWS, counts)).code).toBe(0);
    const total = published().find(([area, kind]) => area === 'Total' && kind === 'Total');
    expect(total?.[2]).toBe(String(ROWS.reduce((sum, row) => sum + Number(row.split(',')[2]), 0)));
  });

  it('ACRO: only primaries are hidden; here others protect them, and the audit finds nothing', async () => {
    expect((await protect(ROWS, counts)).code).toBe(0);
    const statuses = published().map((fields) => fields[3]);
    expect(statuses.filter((status) => status === 'primary')).toHaveLength(1);
    expect(statuses.filter((status) => status === 'secondary').length).toBeGreaterThanOrEqual(3);
    expect((await sigill('audit', at('out/problem.json'), '--insiders')).code).toBe(0);
  });

  it('ACRO: negative values switch checks off; here they count by their absolute value', async () => {
    const rows = [
      'a,x,-900',
      'a,x,5',
      'a,y,20',
      'a,y,21',
      'a,y,22',
      ...ROWS.slice(3).flatMap((row) => [row, row, row]),
    ];
    expect((await protect(rows, sums)).code).toBe(0);
    const cell = published().find(([area, kind]) => area === 'a' && kind === 'x');
    expect(cell?.[3]).toBe('primary');
  });

  it('Gauss suppression: no interval guarantee; here every primary reaches its level', async () => {
    expect((await protect([...ROWS, 'b,x,1', 'b,y,1', 'c,x,1', 'c,y,2'], sums)).code).toBe(0);
    const { out } = await sigill('audit', at('out/problem.json'), '--json');
    const audited = JSON.parse(out) as { cells: { id: string; primary: boolean; min: number; max: number | null }[] };
    const problem = JSON.parse(readFileSync(at('out/problem.json'), 'utf8')) as {
      cells: { id: string; value: number; lpl: number; upl: number }[];
    };
    const levels = new Map(problem.cells.map((cell) => [cell.id, cell]));
    const reached = audited.cells
      .filter(({ primary }) => primary)
      .map(({ id, min, max }) => {
        const { value = 0, lpl = 0, upl = 0 } = levels.get(id) ?? {};
        return min <= value - lpl + 1e-6 && (max ?? Infinity) >= value + upl - 1e-6;
      });
    expect(reached.length).toBeGreaterThan(0);
    expect(reached.every(Boolean)).toBe(true);
  });

  it('a different pattern in each run; here the same bytes, whatever the order of the rows', async () => {
    expect((await protect(ROWS, counts, 'one')).code).toBe(0);
    expect((await protect(ROWS.toReversed(), counts, 'two')).code).toBe(0);
    expect(readFileSync(at('one/problem.json'), 'utf8')).toBe(readFileSync(at('two/problem.json'), 'utf8'));
  });

  it('"not additive" from decimals; here a tenth and two tenths are three tenths', async () => {
    const rows = ['a,x,0.1', 'a,x,0.2', 'a,y,0.3', 'b,x,1.1', 'b,y,2.2', 'b,y,3.3'];
    expect((await protect(rows, { ...sums, rules: { minContributors: 1 } })).code).toBe(0);
    const values = new Map(published().map(([area, kind, value]) => [`${area ?? ''}|${kind ?? ''}`, value]));
    expect([values.get('a|x'), values.get('a|Total'), values.get('Total|Total')]).toEqual(['0.3', '0.6', '7.2']);
  });

  it('å, ä and ö in a path break it; here they do not', async () => {
    mkdirSync(at('Åkersö är här'));
    const rows = ROWS.map((row) => row.replace('a,', 'Ängelholm,'));
    expect((await protect(rows, counts, 'Åkersö är här/ut')).code).toBe(0);
    expect(published('Åkersö är här/ut').some(([area]) => area === 'Ängelholm')).toBe(true);
  });

  it('sdcTable: linked tables protected one by one are unsafe together; here they are one system', async () => {
    // Each table by itself can hide a|x with other cells; the row totals that they share tie the two.
    const rows = [
      'a,x,p,2',
      'a,x,q,20',
      'a,y,p,30',
      'a,y,q,40',
      'b,x,p,35',
      'b,x,q,3',
      'b,y,p,25',
      'b,y,q,60',
      'c,x,p,70',
      'c,y,q,80',
    ];
    writeFileSync(at('linked.csv'), `area,kind,form,n\n${rows.join('\n')}\n`);
    const two = { ...counts, linked: [{ dimensions: [{ column: 'area' }, { column: 'form' }] }] };
    writeFileSync(at('linked.json'), JSON.stringify({ version: 1, ...two }));
    const made = await sigill('protect', at('linked.csv'), '--spec', at('linked.json'), '--out', at('linked'));
    expect(made.code).toBe(0);
    expect((await sigill('audit', at('linked/problem.json'), '--insiders')).code).toBe(0);
    const shared = (file: string): string[] =>
      readFileSync(at(`linked/${file}`), 'utf8')
        .split('\n')
        .filter((line) => /,Total,/u.test(line))
        .sort();
    expect(shared('protected-2.csv')).toEqual(shared('protected.csv'));
  });

  it('cell key: keys that are fractions add up differently in another order; here they are whole, or refused', async () => {
    const keyed = (keys: readonly string[]): string[] => ROWS.map((row, i) => `${row},${keys[i % keys.length] ?? ''}`);
    const noisy = (rows: readonly string[], out: string): Promise<Outcome> => {
      writeFileSync(at('keyed.csv'), `area,kind,n,key\n${rows.join('\n')}\n`);
      const method = { kind: 'cell-key', key: 'key', noise: { most: 5, variance: 3, smallest: 2 } };
      writeFileSync(at('keyed.json'), JSON.stringify({ version: 1, ...counts, method }));
      return sigill('protect', at('keyed.csv'), '--spec', at('keyed.json'), '--out', at(out));
    };
    expect((await noisy(keyed(['0.1', '0.2', '0.3']), 'key')).code).toBe(2);
    const whole = keyed(['4294967295', '4294967291', '17', '3000000019', '1']);
    const [one, two] = [await noisy(whole, 'key-1'), await noisy(whole.toReversed(), 'key-2')];
    expect([one.code, two.code]).toEqual([two.code, one.code]);
    const noiseOf = (rows: readonly string[]): number[] => {
      const sums = rows.map((row) => Number(row.split(',')[3])).reduce((sum, key) => (sum + key) % 2 ** 32, 0);
      const table = perturbationTable(noiseTable({ most: 5, variance: 3, smallest: 2 }));
      return [sums, noiseOfKey(347, sums, table)];
    };
    expect(noiseOf(whole)).toEqual(noiseOf(whole.toReversed()));
  });
});

describe('what no peer treats', () => {
  const dimension = flatDimension('area', ['A', 'B', 'C', 'D', 'E', 'F'], 'T');
  const table = frequencyTable(
    { title: 't', measure: 'n', dimensions: [dimension] },
    Float64Array.from([0, 40, 2, 3, 21, 33, 60]),
  );
  const pattern = Uint8Array.from([0, 0, 1, 1, 1, 0, 0]);
  const task = protectionTask(frequencySystem(table), DEFAULT_RULES);
  const labelled = (from: number, to: number) => ({
    title: 't',
    measure: 'rank',
    dimensions: [dimension],
    labels: [{ place: 2, cell: 2, shown: 6, from, to }],
  });

  it('an index whose parts are shown but one', async () => {
    const equations = [{ total: 'index', parts: ['a|x', 'a|y', 'a|z'], coef: [0.5, 0.3, 0.2] }];
    expect((await protect(ROWS, { ...counts, equations })).code).toBe(0);
    expect((await sigill('audit', at('out/problem.json'), '--insiders')).code).toBe(0);
    const problem = JSON.parse(readFileSync(at('out/problem.json'), 'utf8')) as {
      cells: { id: string; suppressed: boolean }[];
    };
    const hidden = new Set(problem.cells.filter(({ suppressed }) => suppressed).map(({ id }) => id));
    expect(hidden.has('a|x')).toBe(true);
    expect(['index', 'a|y', 'a|z'].some((id) => hidden.has(id))).toBe(true);
  });

  it('a rank, or an area type, that says that a hidden count is small', () => {
    const wide = checkLabels(task, pattern, labelled(0, 33));
    const narrow = checkLabels(task, pattern, labelled(0, 4));
    expect(wide.ok && wide.withheld).toEqual([]);
    expect(narrow.ok && narrow.withheld).toHaveLength(1);
  });

  it('a centroid of a group in which one area is hidden', () => {
    const rules = { ...DEFAULT_RULES, statements: { ...DEFAULT_STATEMENTS, groupMembers: 2 } };
    const group = { name: 'g', contributors: 100, cells: [[1, 2]], factors: [1, 1] };
    const profiles = { title: 't', measure: 'n', variables: ['n'], decimals: 1, groups: [group] };
    const made = checkProfiles(protectionTask(frequencySystem(table), rules), pattern, profiles, solvers);
    expect(made.ok && made.withheld.map(({ group: name }) => name)).toEqual(['g']);
  });

  it('a map class whose limit is somebody’s value', () => {
    const values = { values: Float64Array.of(10, 17, 24, 31, 38, 45), contributors: [0, 1, 2, 3, 4, 5] };
    const limits = { title: 't', measure: 'v', limits: [24], values, roundTo: 1 };
    const made = checkClassLimits(limits, DEFAULT_RULES);
    expect(made.ok && made.checked.values[1]).not.toBe(24);
  });
});
