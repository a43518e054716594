import { beforeAll, describe, expect, it } from 'vitest';
import { loadSolvers } from '../../../../../electron/engine/disclosure/highsSolver.ts';
import type { Solvers } from '../../../../../shared/domain/disclosure/attack/intervals.ts';
import { isCheckedTable } from '../../../../../shared/domain/disclosure/checkedTable.ts';
import { protectSystem } from '../../../../../shared/domain/disclosure/protect.ts';
import { provePattern } from '../../../../../shared/domain/disclosure/proof.ts';
import { DEFAULT_RULES } from '../../../../../shared/domain/disclosure/rules.ts';
import { checkProfiles } from '../../../../../shared/domain/disclosure/statements/centroids.ts';
import { checkClassLimits, checkModel } from '../../../../../shared/domain/disclosure/statements/figures.ts';
import { checkLabels, rankBounds } from '../../../../../shared/domain/disclosure/statements/labels.ts';
import { checkRatio, checkShare } from '../../../../../shared/domain/disclosure/statements/ratios.ts';
import { DEFAULT_STATEMENTS } from '../../../../../shared/domain/disclosure/statements/rules.ts';
import { checkStatistics } from '../../../../../shared/domain/disclosure/statements/statisticTable.ts';
import { protectionTask } from '../../../../../shared/domain/disclosure/task.ts';
import { flatDimension } from '../../../../../shared/domain/tables/dimension.ts';
import { buildSystem, frequencySystem, type Part } from '../../../../../shared/domain/tables/system.ts';
import { cellCount, frequencyTable, withMargins } from '../../../../../shared/domain/tables/table.ts';
import { magnitudeTable, type Row } from '../../../../support/magnitudeTable.ts';

let solvers: Solvers;
beforeAll(async () => {
  solvers = await loadSolvers();
});

const areas = ['A', 'B', 'C', 'D', 'E', 'F'];
const area = flatDimension('area', areas, 'T');
const kind = flatDimension('kind', ['x', 'y'], 'T');
const dimensions = [area, kind];
const innerCell = (a: number, k: number): number => (a + 1) * 3 + k + 1;

/** Incomes: 4 persons in A|x, 30 in every other inner cell. */
function incomes() {
  const rows: { cell: number; value: number }[] = [];
  for (const a of areas.keys())
    for (const k of [0, 1])
      for (let i = 0; i < (a === 0 && k === 0 ? 4 : 30); i += 1)
        rows.push({ cell: innerCell(a, k), value: 200 + 10 * i + a });
  return {
    cell: Int32Array.from(rows, ({ cell }) => cell),
    value: Float64Array.from(rows, ({ value }) => value),
    unit: Int32Array.from(rows, (_, i) => i),
    holding: Int32Array.from(rows, (_, i) => i),
  };
}

describe('a table of medians', () => {
  const about = { title: 'Medianinkomst', measure: 'inkomst', dimensions, rows: incomes() };
  const median = { kind: 'quantile', share: 0.5, roundTo: 50 } as const;

  it('hides what stands on too few, and what the others would tell of them', () => {
    const made = checkStatistics({ ...about, statistic: median }, DEFAULT_RULES);
    if (!made.ok) throw new Error('the medians cannot be shown');
    expect(isCheckedTable(made.checked)).toBe(true);
    expect(made.checked.values[innerCell(0, 0)]).toBeNull();
    const why = new Map(made.hidden.map(({ cell, breaches }) => [cell, breaches.map(({ limit }) => limit)]));
    expect(why.get('A|x')).toContain('quantileContributors');
    // Alone hidden in its row and column, A|x would be what its total tells beyond the others.
    expect([...why.values()].filter((limits) => limits.includes('isolated')).length).toBeGreaterThanOrEqual(3);
    expect(made.checked.values[0]).toBe(350);
    expect(made.coarserStep).toBeNull();
  });

  it('tells which rounding would show more', () => {
    const made = checkStatistics({ ...about, statistic: { ...median, roundTo: 1 } }, DEFAULT_RULES);
    expect(made.ok && made.coarserStep).toBe(50);
  });

  it('of extremes shows nothing', () => {
    const made = checkStatistics({ ...about, statistic: { kind: 'maximum' } }, DEFAULT_RULES);
    expect(made.ok && made.checked.counts.published).toBe(0);
    expect(made.ok && made.hidden[0]?.breaches).toEqual([{ limit: 'extremesSharedBy', found: 2, needed: null }]);
  });
});

describe('means and shares', () => {
  const rows: Row[] = areas.flatMap((a, i) =>
    ['x', 'y'].flatMap((k) =>
      Array.from({ length: i === 0 && k === 'x' ? 3 : 20 }, (_, n) => ({
        codes: [a, k],
        value: 100 + n,
        unit: `${a}${k}${String(n)}`,
        holding: `${a}${k}${String(n)}`,
      })),
    ),
  );
  const inner = new Float64Array(cellCount(dimensions));
  for (const { codes } of rows) {
    const at = innerCell(areas.indexOf(codes[0] ?? ''), codes[1] === 'x' ? 0 : 1);
    inner[at] = (inner[at] ?? 0) + 1;
  }
  const counts: Part = {
    title: 'n',
    dimensions,
    measure: { name: 'n', kind: 'frequency', decimals: 0, signed: false },
    values: withMargins(dimensions, inner),
    contributors: null,
  };
  const rules = { ...DEFAULT_RULES, pPercent: 10 };
  const protectedBoth = () => {
    const built = buildSystem([magnitudeTable(dimensions, rows, 0, 'income'), counts]);
    if (!built.ok) throw new Error(built.fault);
    const made = protectSystem(built.system, rules, {}, solvers);
    if (!made.ok) throw new Error('not provable');
    return made.checked;
  };

  it('a mean is the quotient of two shown cells, and has both tables as its basis', () => {
    const [sum, n] = protectedBoth();
    if (sum === undefined || n === undefined) throw new Error('two tables');
    const mean = checkRatio(sum, n, { title: 'Medel', measure: 'medel', kind: 'mean', decimals: 1 });
    expect(mean.values[innerCell(2, 1)]).toBe(109.5);
    expect(mean.values[innerCell(0, 0)]).toBeNull();
    expect(mean.basis).toEqual([sum, n]);
    const unfounded = mean.values.filter(
      (value, cell) => value !== null && [sum.values[cell], n.values[cell]].includes(null),
    );
    expect(unfounded).toEqual([]);
  });

  it('tables that were not attacked together make none', () => {
    const [sum] = protectedBoth();
    const [, n] = protectedBoth();
    if (sum === undefined || n === undefined) throw new Error('two tables');
    expect(() => checkRatio(sum, n, { title: '', measure: '', kind: 'mean', decimals: 1 })).toThrow('together');
  });

  it('a share of 0 or 100 per cent, of fewer than ten, or beside a hidden rest, is not shown', () => {
    const poor = flatDimension('poor', ['yes', 'no'], 'T');
    const cells = [
      [0, 40],
      [30, 0],
      [20, 70],
      [5, 4],
      [8, 72],
      [25, 45],
    ];
    const own = new Float64Array(21);
    for (const [a, both] of cells.entries()) for (const [k, n] of both.entries()) own[innerCell(a, k)] = n;
    const made = protectSystem(
      frequencySystem(frequencyTable({ title: 't', measure: 'n', dimensions: [area, poor] }, own)),
      DEFAULT_RULES,
    );
    if (!made.ok) throw new Error('not provable');
    const [counts] = made.checked;
    if (counts === undefined) throw new Error('one table');
    const share = checkShare(counts, { title: '', measure: 'share', column: 'poor', category: 'yes', decimals: 2 });
    expect(share.dimensions).toHaveLength(1);
    const [, a, b, , d] = share.values;
    expect([a, b, d]).toEqual([null, null, null]);
    const expected = share.values.map((_, cell) => (counts.values[cell * 3 + 1] ?? 0) / (counts.values[cell * 3] ?? 1));
    expect(share.values.map((value, cell) => value ?? Number(expected[cell]?.toFixed(2)))).toEqual(
      expected.map((value) => Number(value.toFixed(2))),
    );
    expect(share.counts.published).toBeGreaterThan(0);
  });
});

/** Counts by area: B and C are small and hidden beside D. */
const counted = frequencyTable(
  { title: 't', measure: 'n', dimensions: [area] },
  Float64Array.from([0, 40, 2, 3, 21, 33, 60]),
);
const task = protectionTask(frequencySystem(counted), DEFAULT_RULES);
const pattern = Uint8Array.from([0, 0, 1, 1, 1, 0, 0]);

describe('labels, levels and ranks', () => {
  const label = (cell: number, shown: number, from: number, to: number) => ({ place: cell, cell, shown, from, to });

  it('the pattern holds by itself', () => {
    expect(provePattern(task, pattern).reasons).toEqual([]);
  });

  it('a label of a hidden cell that says little stands; one that says that it is small does not', () => {
    const wide = [label(1, 2, 30, Infinity), label(2, 1, 0, 29), label(3, 1, 0, 29), label(4, 1, 0, 29)];
    const made = checkLabels(task, pattern, { title: 't', measure: 'level', dimensions: [area], labels: wide });
    expect(made.ok && made.withheld).toEqual([]);
    const narrow = [label(1, 3, 30, Infinity), label(2, 1, 0, 4), label(3, 1, 0, 4), label(4, 2, 5, 29)];
    const refused = checkLabels(task, pattern, { title: 't', measure: 'level', dimensions: [area], labels: narrow });
    if (!refused.ok) throw new Error('the pattern holds without labels');
    expect(refused.withheld).toHaveLength(3);
    expect(refused.checked.values).toEqual([null, 3, null, null, null, null, null]);
  });

  it('a rank says that the value lies between its shown neighbours', () => {
    const cells = [1, 2, 3, 4, 5, 6];
    const ranks = [2, 6, 5, 4, 3, 1];
    const bounds = rankBounds(counted.values, cells, ranks, pattern, true);
    expect(bounds[1]).toEqual({ from: -Infinity, to: 33 });
    const labels = cells.map((cell, i) => ({
      place: cell,
      cell,
      shown: ranks[i] ?? 0,
      ...(bounds[i] ?? { from: 0, to: 0 }),
    }));
    const made = checkLabels(task, pattern, { title: 't', measure: 'rank', dimensions: [area], labels });
    expect(made.ok && made.withheld).toEqual([]);
  });

  it('a label that is not true is a bug', () => {
    const wrong = { title: 't', measure: 'level', dimensions: [area], labels: [label(1, 1, 0, 29)] };
    expect(() => checkLabels(task, pattern, wrong)).toThrow('must hold');
  });
});

describe('profiles of groups', () => {
  const group = (name: string, list: readonly string[]) => ({
    name,
    contributors: 100,
    cells: [list.map((code) => areas.indexOf(code) + 1)],
    factors: list.map(() => 1),
  });
  const about = { title: 'Grupper', measure: 'medel', variables: ['n'], decimals: 2 };
  const rules = { ...DEFAULT_RULES, statements: { ...DEFAULT_STATEMENTS, groupMembers: 2 } };
  const loose = protectionTask(frequencySystem(counted), rules);

  it('of a group with one hidden area would give it away, and are withheld', () => {
    const made = checkProfiles(
      loose,
      pattern,
      { ...about, groups: [group('g', ['A', 'B']), group('h', ['E', 'F'])] },
      solvers,
    );
    if (!made.ok) throw new Error('the pattern holds');
    expect(made.withheld.map(({ group: name }) => name)).toEqual(['g']);
    expect(made.checked.values).toEqual([null, null, null, null, null, 46.5]);
  });

  it('of a group with all the hidden areas say nothing new', () => {
    const made = checkProfiles(loose, pattern, { ...about, groups: [group('g', ['B', 'C', 'D'])] }, solvers);
    expect(made.ok && made.withheld).toEqual([]);
  });

  it('of fewer areas, or of fewer people, than the limits are none', () => {
    const made = checkProfiles(task, pattern, { ...about, groups: [group('h', ['E', 'F'])] }, solvers);
    expect(made.ok && made.withheld[0]?.breaches).toEqual([{ limit: 'groupMembers', found: 2, needed: 5 }]);
  });
});

describe('models and class limits', () => {
  const terms = ['a', 'b'].map((name) => ({ name, value: 1.5, contributors: 40 }));
  const model = { title: 'm', measure: 'b', observations: 40, terms };

  it('a model needs ten residual degrees of freedom and ten contributors to each term', () => {
    const made = checkModel(model, DEFAULT_RULES);
    expect(made.ok && made.checked.values).toEqual([null, 1.5, 1.5]);
    const few = checkModel({ ...model, observations: 11 }, DEFAULT_RULES);
    expect(!few.ok && few.breaches).toEqual([{ limit: 'residualDegrees', found: 9, needed: 10 }]);
    const lone = checkModel({ ...model, terms: [...terms, { name: 'c', value: 9, contributors: 1 }] }, DEFAULT_RULES);
    expect(!lone.ok && lone.breaches.map(({ limit }) => limit)).toEqual(['meanContributors']);
  });

  it('a class limit that is somebody’s value is made coarser, or refused where limits would meet', () => {
    const values = Float64Array.from({ length: 40 }, (_, i) => 1000 + 7.3 * i);
    const own = { values, contributors: [...values.keys()] };
    const limits = { title: 'k', measure: 'v', limits: [1073, 1219], values: own, roundTo: 1 };
    const made = checkClassLimits(limits, DEFAULT_RULES);
    expect(made.ok && made.roundTo).toBe(20);
    expect(made.ok && made.checked.values).toEqual([null, 1080, 1220]);
    const close = checkClassLimits({ ...limits, limits: [1073, 1080.3] }, DEFAULT_RULES);
    expect(!close.ok && close.breaches[0]?.limit).toBe('behindValue');
  });

  it('a class limit in a gap between values is nobody’s', () => {
    const values = Float64Array.of(1, 2, 3, 11, 12, 13);
    const limits = {
      title: 'k',
      measure: 'v',
      limits: [7],
      values: { values, contributors: [1, 2, 3, 4, 5, 6] },
      roundTo: 1,
    };
    const made = checkClassLimits(limits, DEFAULT_RULES);
    expect(made.ok && made.checked.values).toEqual([null, 7]);
  });
});
