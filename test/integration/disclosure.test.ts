import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectedPrimaries } from '../support/hierRegso.ts';
import { type Outcome, sigill } from '../support/sigill.ts';

const GOLDEN = path.resolve(import.meta.dirname, '../golden');
const SHARED = process.env['SIGILL_SHARED'] ?? path.resolve(import.meta.dirname, '../../../shared');
const ATTACKER = path.join(SHARED, 'tools/attacker.py');
const PYTHON = '/usr/bin/python3';
const hasAttacker =
  existsSync(ATTACKER) && spawnSync(PYTHON, ['-c', 'import numpy, scipy.optimize'], { stdio: 'ignore' }).status === 0;

let folder = '';
const at = (name: string): string => path.join(folder, name);
const put = (name: string, content: string | Uint8Array): string => {
  writeFileSync(at(name), content);
  return at(name);
};

interface Spec {
  readonly [key: string]: unknown;
}
const spec = (changes: Spec = {}): Spec => ({
  version: 1,
  dimensions: [{ column: 'regso', hierarchy: 'areas.csv' }, { column: 'cat' }],
  measure: { kind: 'frequency', column: 'n' },
  rules: { minFrequency: 3, knowledge: 'none' },
  ...changes,
});

beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'sigill-röjande-'));
  const rows = readFileSync(path.join(GOLDEN, 'hier-regso/input.csv'), 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.replaceAll('"', '').split(','));
  const parents = new Map<string, string>();
  for (const [county = '', municipality = '', area = ''] of rows) {
    parents.set(county, 'Total');
    parents.set(municipality, county);
    parents.set(area, municipality);
  }
  put('areas.csv', `child;parent\n${[...parents].map((pair) => pair.join(';')).join('\n')}\n`);
  const lines = rows.map(([, , area, cat, n]) => [area, cat, n].join(','));
  put('table.csv', `regso,cat,n\n${lines.join('\n')}\n`);
  put('turned.csv', `regso,cat,n\n${lines.toReversed().join('\n')}\n`);
  put('none.json', JSON.stringify(spec()));
  put('default.json', JSON.stringify(spec({ rules: { minFrequency: 3 } })));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const protect = (table: string, specification: string, out: string): Promise<Outcome> =>
  sigill('protect', at(table), '--spec', at(specification), '--out', at(out), '--json');

interface Problem {
  readonly integer: boolean;
  readonly cells: readonly {
    readonly id: string;
    readonly value: number;
    readonly suppressed: boolean;
    readonly primary: boolean;
    readonly lo: number;
    readonly upl: number;
    readonly lpl: number;
    readonly known_by?: readonly string[];
  }[];
}
const problemIn = (out: string): Problem => JSON.parse(readFileSync(at(`${out}/problem.json`), 'utf8')) as Problem;

describe('sigill protect on hier-regso', () => {
  it('hides the known primaries and at most 32 others, and writes three files that agree', async () => {
    const { code, out } = await protect('table.csv', 'none.json', 'none');
    expect(code).toBe(0);
    const report = JSON.parse(out) as { counts: Record<string, number>; attack: { exactSecondaries: string[] } };
    expect(report.counts).toMatchObject({ cells: 288, primary: 57 });
    expect(report.counts['secondary']).toBeLessThanOrEqual(32);
    const { cells } = problemIn('none');
    const ids = cells.filter(({ primary }) => primary).map(({ id }) => id);
    expect(ids.sort()).toEqual(expectedPrimaries(2, false).sort());
    const lines = readFileSync(at('none/protected.csv'), 'utf8').trim().split('\n');
    expect(lines[0]).toBe('regso,cat,value,status');
    expect(lines.slice(1)).toEqual(
      cells.map(({ id, value, suppressed, primary }) =>
        [
          ...id.split('|'),
          suppressed ? '' : value,
          suppressed ? (primary ? 'primary' : 'secondary') : 'published',
        ].join(','),
      ),
    );
    expect(JSON.parse(readFileSync(at('none/report.json'), 'utf8'))).toEqual(report);
    expect(readdirSync(at('none')).sort()).toEqual(['problem.json', 'protected.csv', 'report.json']);
  });

  it('gives the same bytes whatever the order of the rows', async () => {
    expect((await protect('turned.csv', 'none.json', 'turned')).code).toBe(0);
    for (const name of ['protected.csv', 'problem.json'])
      expect(readFileSync(at(`turned/${name}`), 'utf8')).toBe(readFileSync(at(`none/${name}`), 'utf8'));
  });

  it('knowledge default: levels, bounds and insiders stand in problem.json, and audit agrees', async () => {
    expect((await protect('table.csv', 'default.json', 'default')).code).toBe(0);
    const { cells, integer } = problemIn('default');
    expect(integer).toBe(true);
    for (const { value, suppressed, primary, lo, upl, lpl, known_by: knownBy = [] } of cells) {
      expect({ lpl, lo, upl }).toEqual({ lpl: 0, lo: suppressed ? 1 : 0, upl: primary ? 3 - value : 0 });
      expect(knownBy).toHaveLength(value === 1 ? 1 : 0);
    }
    expect(cells.filter(({ value, suppressed }) => value === 0 && suppressed)).toEqual([]);
    const audit = await sigill('audit', at('default/problem.json'), '--insiders');
    expect(audit.code).toBe(0);
    expect(audit.out).toMatch(/Insiders: \d+\. Faults: 0\./u);
  });

  it.skipIf(!hasAttacker)('attacker.py, which shares no code, finds nothing and the same intervals', async () => {
    for (const name of ['none', 'default']) {
      const insiders = name === 'default' ? ['--insiders'] : [];
      // Exits with another code than 0, and so throws, when it finds anything.
      execFileSync(PYTHON, [ATTACKER, at(`${name}/problem.json`), '--quiet', '--json', at('found.json'), ...insiders]);
      const found = JSON.parse(readFileSync(at('found.json'), 'utf8')) as
        | { cells: { id: string; min: number; max: number }[] }
        | { cells: { id: string; min: number; max: number }[] }[];
      const theirs = Array.isArray(found) ? found[0]?.cells : found.cells;
      const { out } = await sigill('audit', at(`${name}/problem.json`), '--json');
      const ours = JSON.parse(out) as { cells: { id: string; min: number; max: number }[] };
      const byId = new Map(ours.cells.map((cell) => [cell.id, cell]));
      expect(theirs).toHaveLength(ours.cells.length);
      for (const { id, min, max } of theirs ?? []) {
        expect(byId.get(id)?.min).toBeCloseTo(min, 6);
        expect(byId.get(id)?.max).toBeCloseTo(max, 6);
      }
    }
  });
});

describe('sigill audit on what is public', () => {
  it('finds the same intervals without any hidden value, level or reason', async () => {
    const whole = JSON.parse(readFileSync(at('default/problem.json'), 'utf8')) as {
      cells: { id: string; value: number; suppressed: boolean }[];
    };
    const cells = whole.cells.map(({ id, value, suppressed }) =>
      suppressed ? { id, suppressed, lo: 1 } : { id, value },
    );
    put('public.json', JSON.stringify({ ...whole, cells }));
    const open = await sigill('audit', at('public.json'), '--json');
    const closed = await sigill('audit', at('default/problem.json'), '--json');
    const intervals = (outcome: Outcome): unknown[] =>
      (JSON.parse(outcome.out) as { cells: { id: string; min: number; max: number }[] }).cells.map(
        ({ id, min, max }) => [id, min, max],
      );
    expect(open.code).toBe(0);
    expect(intervals(open)).toEqual(intervals(closed));
  });
});

describe('sigill audit on the cases of attacker-handmade, results by hand (its README)', () => {
  it.each([
    ['a_no_secondary', 1, { r2c3: [22, 22] }],
    ['b_rectangle', 0, { r2c3: [5, 30], r2c1: [0, 25], r3c1: [0, 25], r3c3: [4, 29] }],
    ['c_zero_corner', 1, { r2c3: [22, 22], r2c1: [0, 0], r3c1: [0, 0], r3c3: [12, 12] }],
    ['d_open_row', 1, { r2c3: [22, 22], r2c1: [8, 8] }],
    ['e_singleton_insider', 0, { r2c3: [5, 30], r2c1: [0, 25], r3c1: [0, 25], r3c3: [4, 29] }],
    ['f_rounded_margins', 1, { r2c3: [19.5, 24.5] }],
  ])('%s', async (name, code, intervals) => {
    const result = await sigill('audit', path.join(GOLDEN, `attacker-handmade/${name}.json`), '--json');
    expect(result.code).toBe(code);
    const { cells } = JSON.parse(result.out) as { cells: { id: string; min: number; max: number }[] };
    expect(Object.fromEntries(cells.map(({ id, min, max }) => [id, [min, max]]))).toEqual(intervals);
  });

  it('e: the person who alone fills a cell learns the other', async () => {
    const result = await sigill('audit', path.join(GOLDEN, 'attacker-handmade/e_singleton_insider.json'), '--insiders');
    expect(result.code).toBe(1);
    expect(result.out).toContain('r2c3: can be computed, or is protected too little, for firmA.');
  });

  it('coefficients go to the linear programme, narrow ones with whole numbers only', async () => {
    // By hand: 2a + b = 4 and b + c = 3, all at least 0.
    const problem = {
      integer: true,
      cells: [
        { id: 'a', value: 1, suppressed: true },
        { id: 'b', value: 2, suppressed: true },
        { id: 'c', value: 1, suppressed: true, primary: false },
        { id: 't', value: 4 },
        { id: 's', value: 3 },
      ],
      equations: [
        { total: 't', parts: ['a', 'b'], coef: [2, 1] },
        { total: 's', parts: ['b', 'c'], coef: [1, 1] },
      ],
    };
    put('coefficients.json', JSON.stringify(problem));
    const { code, out } = await sigill('audit', at('coefficients.json'), '--json');
    expect(code).toBe(0);
    const { cells } = JSON.parse(out) as { cells: { id: string; min: number; max: number }[] };
    // b = 4 - 2a in [0, 3] and c = 3 - b, so a in [1/2, 2]; in whole numbers a in {1, 2}, b in {0, 2}; c is not
    // unsafe and keeps the interval of the linear programme.
    expect(cells.map(({ min, max }) => [min, max])).toEqual([
      [1, 2],
      [0, 2],
      [0, 3],
    ]);
  });
});

describe('bad input: exit 2, the place, and nothing written', () => {
  const table = (body: string) => `regso,cat,n\n${body}\n`;
  it.each<[string, string, Spec | string, string, RegExp]>([
    ['a missing column', 'regso,n\na,1\n', spec(), '', /bad\.csv, column “cat”/u],
    ['a bad number', table('L01K1R01,c1,x'), spec(), '', /bad\.csv, line 2, column “n”/u],
    ['a negative count', table('L01K1R01,c1,-1'), spec(), '', /line 2, column “n”: The count is negative/u],
    ['half a person', table('L01K1R01,c1,1.5'), spec(), '', /line 2, column “n”: The count is not a whole number/u],
    ['an empty count', table('L01K1R01,c1,'), spec(), '', /line 2, column “n”: The count is missing/u],
    ['a doubled row', table('L01K1R01,c1,4\nL01K1R01,c1,4'), spec(), '', /line 3: The combination/u],
    [
      'a code in no hierarchy',
      table('X,c1,4'),
      spec(),
      '',
      /line 2, column “regso”: The code is not in the hierarchy/u,
    ],
    ['a margin in the table', table('L01,c1,4'), spec(), '', /line 2, column “regso”: The code stands for a sum/u],
    ['a total in the table', table('L01K1R01,Total,4'), spec(), '', /line 2, column “cat”: The code stands for a sum/u],
    ['an empty code', table('L01K1R01,,4'), spec(), '', /line 2, column “cat”: The code is missing/u],
    ['an empty table', '', spec(), '', /bad\.csv: The file is empty/u],
    ['an unknown key', table('L01K1R01,c1,4'), spec({ extra: 1 }), '', /bad\.json, line 1, column \d+: .*extra/u],
    ['no JSON', table('L01K1R01,c1,4'), '{ "version": 1,\n  "dimensions" [] }', '', /bad\.json, line 2, column 16/u],
    [
      'a measure of an unknown kind',
      table('L01K1R01,c1,4'),
      spec({ measure: { kind: 'variance', column: 'n' } }),
      '',
      /bad\.json, line 1, column \d+/u,
    ],
    [
      'counts without a rule for them',
      table('L01K1R01,c1,4'),
      spec({ rules: { pPercent: 10 } }),
      '',
      /bad\.json, line 1, column \d+: Counts need minFrequency/u,
    ],
    [
      'no rule at all',
      'a,n\nx,4\n',
      spec({ dimensions: [{ column: 'a' }], measure: { kind: 'sum', column: 'n' }, rules: {} }),
      '',
      /bad\.json, line 1, column \d+: There is no rule to protect by/u,
    ],
    [
      'a waiver in a plain specification',
      table('L01K1R01,c1,4'),
      spec({ waivers: [{ cell: 'L01K1R01|c1', reason: 'known', approvedBy: 'B' }] }),
      '',
      /bad\.json, line 1, column \d+: A waiver holds only when it stands in a signed rule set/u,
    ],
    [
      'a wish for a cell that does not exist',
      table('L01K1R01,c1,4'),
      spec({ cells: { published: ['nowhere|c1'] } }),
      '',
      /bad\.json, line 1, column \d+: There is no such cell/u,
    ],
    [
      'a weight of nothing',
      'a,n,w\nx,4,0\n',
      spec({
        dimensions: [{ column: 'a' }],
        measure: { kind: 'sum', column: 'n', weight: 'w' },
        rules: { pPercent: 10 },
      }),
      '',
      /bad\.csv, line 2, column “w”: The weight must be greater than 0/u,
    ],
    [
      'hierarchies of other leaves',
      'a,n\nx,4\n',
      spec({
        dimensions: [
          { column: 'a', hierarchy: [[{ child: 'x', parent: 'Total' }], [{ child: 'y', parent: 'Total' }]] },
        ],
      }),
      '',
      /bad\.json, line 1, column \d+: “Total” is the sum of other codes/u,
    ],
    [
      'seven dimensions',
      'a,b,c,d,e,f,g,n\n1,1,1,1,1,1,1,4\n',
      spec({ dimensions: ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((column) => ({ column })) }),
      '',
      /bad\.json, line 1, column \d+: Tables with more than 6 dimensions/u,
    ],
    [
      'a column used twice',
      'a,n\nx,4\n',
      spec({ dimensions: [{ column: 'a' }, { column: 'a' }] }),
      '',
      /bad\.json, line 1, column \d+: The column “a” is used more than once/u,
    ],
    [
      'a child with two parents, in a file',
      table('L01K1R01,c1,4'),
      spec({ dimensions: [{ column: 'regso', hierarchy: 'bad-areas.csv' }, { column: 'cat' }] }),
      'child,parent\nA,Total\nB,Total\nL01K1R01,A\nL01K1R01,B\n',
      /bad-areas\.csv, line 5: The code already has another parent/u,
    ],
    [
      'a circle in the hierarchy',
      table('L01K1R01,c1,4'),
      spec({
        dimensions: [
          {
            column: 'regso',
            hierarchy: [
              { child: 'A', parent: 'B' },
              { child: 'B', parent: 'A' },
            ],
          },
          { column: 'cat' },
        ],
      }),
      '',
      /bad\.json, line 1, column \d+: The code is above itself/u,
    ],
    [
      'a hierarchy that does not reach the total',
      table('L01K1R01,c1,4'),
      spec({ dimensions: [{ column: 'regso', total: 'Riket', hierarchy: 'areas.csv' }, { column: 'cat' }] }),
      '',
      /areas\.csv, line \d+: The code is not connected to the dimension's total “Riket”/u,
    ],
  ])('%s', async (_what, csv, specification, areas, message) => {
    put('bad.csv', csv);
    put('bad.json', typeof specification === 'string' ? specification : JSON.stringify(specification));
    if (areas !== '') put('bad-areas.csv', areas);
    const { code, err } = await protect('bad.csv', 'bad.json', 'bad');
    expect(err).toMatch(message);
    expect(code).toBe(2);
    expect(existsSync(at('bad'))).toBe(false);
  });

  it.each<[string, Spec, RegExp]>([
    ['an equation with an unknown cell', { equations: [{ total: 'a', parts: ['x'] }] }, /a cell that does not exist/u],
    ['an equation that does not add up', { equations: [{ total: 'a', parts: ['b'] }] }, /does not add up/u],
    ['a published cell without value', { cells: [{ id: 'a' }] }, /has no value/u],
    [
      'a doubled cell',
      {
        cells: [
          { id: 'a', value: 1 },
          { id: 'a', value: 1 },
        ],
      },
      /stands at an earlier place/u,
    ],
  ])('audit: %s', async (_what, change, message) => {
    const cells = [
      { id: 'a', value: 1, suppressed: true },
      { id: 'b', value: 2 },
    ];
    put('bad-problem.json', JSON.stringify({ cells, equations: [], ...change }));
    const { code, err } = await sigill('audit', at('bad-problem.json'));
    expect(err).toMatch(message);
    expect(err).toMatch(/bad-problem\.json, line 1, column \d+/u);
    expect(code).toBe(2);
  });
});

describe('not provable', () => {
  it('exits 1, says why, and writes nothing', async () => {
    put('lonely.csv', 'regso,cat,n\na,x,1\nb,y,9\n');
    put(
      'lonely.json',
      JSON.stringify(spec({ dimensions: [{ column: 'regso' }, { column: 'cat' }], rules: { minFrequency: 2 } })),
    );
    const { code, err } = await sigill('protect', at('lonely.csv'), '--spec', at('lonely.json'), '--out', at('lonely'));
    expect(code).toBe(1);
    expect(err).toMatch(/a\|x: no combination of hidden cells is enough/u);
    expect(existsSync(at('lonely'))).toBe(false);
    // An earlier run's files do not stay, lest they be taken for this one's.
    expect((await protect('table.csv', 'none.json', 'lonely')).code).toBe(0);
    expect((await protect('lonely.csv', 'lonely.json', 'lonely')).code).toBe(1);
    expect(readdirSync(at('lonely'))).toEqual([]);
  });
});

describe('help', () => {
  it.each(['protect', 'audit'])('%s --help shows an example', async (command) => {
    const { code, out } = await sigill(command, '--help');
    expect(code).toBe(0);
    expect(out).toContain(`sigill ${command} `);
  });
});
