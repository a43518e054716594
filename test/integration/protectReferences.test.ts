import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { attackWithPy, hasAttackerPy } from '../support/attackerPy.ts';
import { hasReference, referenceJson, referenceRows } from '../support/sharedReference.ts';
import { sigill } from '../support/sigill.ts';

/* The reference cases through the command line: primaries and levels as they stand there, patterns that attacker.py cannot break. */

let folder = '';
const at = (name: string): string => path.join(folder, name);
beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'sigill-referens-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

interface Problem {
  readonly integer: boolean;
  readonly nonneg: boolean;
  readonly cells: readonly {
    readonly id: string;
    readonly value: number;
    readonly suppressed: boolean;
    readonly primary: boolean;
    readonly lo: number | null;
    readonly lpl: number;
    readonly upl: number;
    readonly known_by?: readonly string[];
  }[];
  readonly equations: readonly {
    readonly total: string;
    readonly parts: readonly string[];
    readonly coef?: number[];
  }[];
}

const csv = (rows: readonly Record<string, string>[]): string =>
  [Object.keys(rows[0] ?? {}), ...rows.map((row) => Object.values(row))].map((fields) => fields.join(',')).join('\n');

/** Protects a table and gives the problem, and the text of it. */
async function protect(
  rows: readonly Record<string, string>[],
  specification: Record<string, unknown>,
): Promise<{ readonly problem: Problem; readonly text: string; readonly report: Record<string, unknown> }> {
  writeFileSync(at('table.csv'), `${csv(rows)}\n`);
  writeFileSync(at('spec.json'), JSON.stringify({ version: 1, ...specification }));
  const { code, err } = await sigill('protect', at('table.csv'), '--spec', at('spec.json'), '--out', at('out'));
  expect([code, err]).toEqual([0, expect.any(String)]);
  const text = readFileSync(at('out/problem.json'), 'utf8');
  const report = JSON.parse(readFileSync(at('out/report.json'), 'utf8')) as Record<string, unknown>;
  return { problem: JSON.parse(text) as Problem, text, report };
}

/** Unsafe cells that attacker.py learns, as outsider or as any insider; nothing is looked for where it is not at hand. */
const broken = (text: string): string[] =>
  (hasAttackerPy() ? (attackWithPy([{ text, insiders: true }])[0] ?? []) : []).flatMap(({ insider, cells }) =>
    cells
      .filter(({ primary, status }) => primary === true && status !== 'OK')
      .map(({ id, status }) => `${insider ?? 'outsider'} ${id} ${status}`),
  );

const primaries = ({ cells }: Problem): string[] =>
  cells
    .filter(({ primary }) => primary)
    .map(({ id }) => id)
    .sort();

interface Rule {
  readonly n?: number | number[];
  readonly k?: number | number[];
  readonly pPercent?: number;
}

describe('reference cases', () => {
  it.skipIf(!hasReference('magnitude-rules-unit'))(
    'magnitude-rules-unit: primaries and levels in problem.json',
    async () => {
      const { runs } = referenceJson('magnitude-rules-unit') as {
        runs: { rule: Rule; cells: { v1: string; num: number; primary: boolean; upmin_num: number | null }[] }[];
      };
      for (const { rule, cells } of runs) {
        const list = (given: number | number[] | undefined): number[] => [given ?? []].flat();
        const rules =
          rule.pPercent === undefined
            ? { nk: list(rule.n).map((n, i) => ({ n, k: list(rule.k)[i] })) }
            : { pPercent: rule.pPercent };
        const { problem, text } = await protect(referenceRows('magnitude-rules-unit'), {
          dimensions: [{ column: 'v1' }],
          measure: { kind: 'sum', column: 'num' },
          rules,
        });
        expect(primaries(problem)).toEqual(
          cells
            .filter(({ primary }) => primary)
            .map(({ v1 }) => v1)
            .sort(),
        );
        for (const { v1, num, upmin_num: upper } of cells.filter(({ primary }) => primary)) {
          const own = problem.cells.find(({ id }) => id === v1);
          expect(num + (own?.upl ?? 0)).toBeCloseTo(upper ?? 0, 9);
          expect(own?.lpl).toBeCloseTo(own?.upl ?? 0, 9);
        }
        expect(broken(text)).toEqual([]);
      }
    },
  );

  it.skipIf(!hasReference('few-contributors'))(
    'few-contributors: primaries, and fewer hidden cells than or as many as the peer',
    async () => {
      const { runs } = referenceJson('few-contributors') as {
        runs: { maxN: number; n_suppressed: number; cells: { sector4: string; geo: string; primary: boolean }[] }[];
      };
      for (const { maxN, cells, n_suppressed: theirs } of runs)
        for (const knowledge of ['none', 'default']) {
          // The fifteen of eighteen cells of the last run leave a careful reader nothing to doubt.
          if (maxN === 3 && knowledge === 'default') continue;
          const { problem, text } = await protect(referenceRows('few-contributors'), {
            dimensions: [{ column: 'sector4' }, { column: 'geo' }],
            measure: { kind: 'sum', column: 'value', holding: 'company' },
            rules: { minContributors: maxN + 1, knowledge },
          });
          expect(primaries(problem)).toEqual(
            cells
              .filter(({ primary }) => primary)
              .map(({ sector4, geo }) => `${sector4}|${geo}`)
              .sort(),
          );
          const hidden = problem.cells.filter(({ suppressed }) => suppressed).length;
          // The peer knows no insiders.
          expect(hidden).toBeLessThanOrEqual(knowledge === 'none' ? theirs : problem.cells.length);
          expect(knowledge === 'default' ? broken(text) : []).toEqual([]);
        }
    },
  );

  it.skipIf(!hasReference('freq2way'))(
    'freq2way: primaries of eight rule settings, no more hidden cells than the peer',
    async () => {
      const { runs } = referenceJson('freq2way') as {
        runs: {
          rule: { maxN: number; protectZeros: boolean };
          n_suppressed: number;
          cells: { region: string; hovedint: string; primary: boolean }[];
        }[];
      };
      for (const { rule, cells, n_suppressed: theirs } of runs) {
        const { problem } = await protect(referenceRows('freq2way'), {
          dimensions: [{ column: 'region' }, { column: 'hovedint' }],
          measure: { kind: 'frequency', column: 'ant' },
          rules: { minFrequency: rule.maxN + 1, zeroUnsafe: rule.protectZeros, knowledge: 'none' },
        });
        expect(primaries(problem)).toEqual(
          cells
            .filter(({ primary }) => primary)
            .map(({ region, hovedint }) => `${region}|${hovedint}`)
            .sort(),
        );
        expect(problem.cells.filter(({ suppressed }) => suppressed).length).toBeLessThanOrEqual(theirs);
      }
    },
  );

  it.skipIf(!hasReference('direct-disclosure'))(
    'direct-disclosure: a row or column with all but one in one cell',
    async () => {
      const { cells } = referenceJson('direct-disclosure') as {
        cells: { mun: string; inj: string; primary: boolean }[];
      };
      const { problem, text } = await protect(referenceRows('direct-disclosure'), {
        dimensions: [{ column: 'mun' }, { column: 'inj' }],
        measure: { kind: 'frequency', column: 'freq' },
        rules: { groupDisclosure: { allBut: 1 } },
      });
      expect(primaries(problem)).toEqual(
        cells
          .filter(({ primary }) => primary)
          .map(({ mun, inj }) => `${mun}|${inj}`)
          .sort(),
      );
      expect(broken(text)).toEqual([]);
    },
  );

  it.skipIf(!hasReference('singleton'))('singleton: holds against every company that is alone in a cell', async () => {
    const { problem, text } = await protect(referenceRows('singleton'), {
      dimensions: [{ column: 'sector4' }, { column: 'geo' }],
      measure: { kind: 'sum', column: 'value', holding: 'company' },
      rules: { minContributors: 3 },
    });
    expect(problem.cells.some((cell) => cell.known_by !== undefined)).toBe(true);
    expect(broken(text)).toEqual([]);
  });
});

const people = (seed: number): Record<string, string>[] => {
  // A small congruential sequence is enough to spread counts over three dimensions.
  let state = seed;
  const next = (below: number): number => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return Math.floor((state / 2147483648) * below);
  };
  return ['a1', 'a2', 'a3', 'a4', 'b1', 'b2'].flatMap((area) =>
    ['m', 'f'].flatMap((sex) =>
      ['young', 'working', 'old'].map((age) => ({ area, sex, age, n: String(next(4) === 0 ? next(4) : 5 + next(60)) })),
    ),
  );
};
const AREAS = [
  { child: 'A', parent: 'Total' },
  { child: 'B', parent: 'Total' },
  ...['a1', 'a2', 'a3', 'a4'].map((child) => ({ child, parent: 'A' })),
  ...['b1', 'b2'].map((child) => ({ child, parent: 'B' })),
];

describe.skipIf(!hasAttackerPy())(
  'tables of other shapes hold against attacker.py (skipped without it)',
  { timeout: 120_000 },
  () => {
    const counts = { measure: { kind: 'frequency', column: 'n' }, rules: { minFrequency: 4 } };

    it('three dimensions with two hierarchies over one', async () => {
      const regions = [
        { child: 'R', parent: 'Total' },
        { child: 'S', parent: 'Total' },
        ...['a1', 'a2', 'b1'].map((child) => ({ child, parent: 'R' })),
        ...['a3', 'a4', 'b2'].map((child) => ({ child, parent: 'S' })),
      ];
      const { problem, text } = await protect(people(7), {
        dimensions: [{ column: 'area', hierarchy: [AREAS, regions] }, { column: 'sex' }, { column: 'age' }],
        ...counts,
      });
      expect(problem.cells).toHaveLength(11 * 3 * 4);
      expect(primaries(problem).length).toBeGreaterThan(0);
      expect(broken(text)).toEqual([]);
      const audit = await sigill('audit', at('out/problem.json'), '--insiders');
      expect(audit.code).toBe(0);
    });

    it('sdcTable: linked tables, where what one hides is not shown by the other', async () => {
      const { problem, text } = await protect(people(7), {
        dimensions: [{ column: 'area', hierarchy: AREAS }, { column: 'sex' }],
        linked: [{ dimensions: [{ column: 'area', hierarchy: AREAS }, { column: 'age' }] }],
        ...counts,
        rules: { minFrequency: 12 },
      });
      // Nine areas with sums, by sex and by age: the row totals are one set of cells.
      expect(problem.cells).toHaveLength(9 * 3 + 9 * 3);
      expect(problem.cells.filter(({ id }) => id.startsWith('#2|'))).toHaveLength(9 * 3);
      expect(primaries(problem).length).toBeGreaterThan(0);
      expect(broken(text)).toEqual([]);
      const second = readFileSync(at('out/protected-2.csv'), 'utf8').trim().split('\n');
      expect(second[0]).toBe('area,age,value,status');
      expect(second).toHaveLength(1 + 9 * 4);
    });

    it('several measures and an equation between them: an index hides with its parts', async () => {
      const rows = people(7).map((row, i) => ({ ...row, firm: `f${String(i)}`, export: String(Number(row['n']) / 4) }));
      const { problem, text, report } = await protect(rows, {
        dimensions: [{ column: 'area' }, { column: 'age' }],
        measure: [
          { kind: 'sum', column: 'n', unit: 'firm' },
          { kind: 'sum', column: 'export', unit: 'firm' },
        ],
        rules: { minContributors: 3, pPercent: 10 },
        equations: [{ total: 'index', parts: ['a1|Total|n', 'a1|Total|export'], coef: [0.5, 0.5] }],
      });
      expect(problem.cells.some(({ id }) => id === 'index')).toBe(true);
      expect(problem.equations.at(-1)).toMatchObject({ total: 'index', coef: [0.5, 0.5] });
      expect(broken(text)).toEqual([]);
      expect((report as { tables: unknown[] }).tables).toHaveLength(2);
      expect(readFileSync(at('out/protected.csv'), 'utf8').split('\n')[0]).toBe('area,age,measure,value,status');
    });

    it('forced-published cells are shown, and a forced-published unsafe cell is refused', async () => {
      const base = {
        dimensions: [{ column: 'area', hierarchy: AREAS }, { column: 'age' }],
        ...counts,
        rules: { minFrequency: 25 },
      };
      const rows = people(7);
      const sums = new Map<string, number>();
      for (const { area = '', age = '', n } of rows)
        sums.set(`${area},${age}`, (sums.get(`${area},${age}`) ?? 0) + Number(n));
      const table = [...sums].map(([key, n]) => ({
        area: key.split(',')[0] ?? '',
        age: key.split(',')[1] ?? '',
        n: String(n),
      }));
      const first = await protect(table, base);
      const shown = first.problem.cells.find(({ suppressed, primary }) => suppressed && !primary)?.id ?? '';
      const second = await protect(table, { ...base, cells: { published: [shown] } });
      expect(second.problem.cells.find(({ id }) => id === shown)?.suppressed).toBe(false);
      expect(broken(second.text)).toEqual([]);
      writeFileSync(
        at('spec.json'),
        JSON.stringify({ version: 1, ...base, cells: { published: [primaries(first.problem)[0]] } }),
      );
      const refused = await sigill('protect', at('table.csv'), '--spec', at('spec.json'), '--out', at('out'));
      expect(refused.code).toBe(1);
    });
  },
);
