import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Outcome, sigill } from '../support/sigill.ts';

/* Faults seen in other programs, each tried here under the other program's name. */

let folder = '';
const at = (name: string): string => path.join(folder, name);
beforeAll(() => {
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
});
