import { beforeAll, describe, expect, it } from 'vitest';
import { loadSolvers } from '../../../../../electron/engine/disclosure/highsSolver.ts';
import { attackIntervals, type Solvers } from '../../../../../shared/domain/disclosure/attack/intervals.ts';
import { provePattern } from '../../../../../shared/domain/disclosure/proof.ts';
import { protectSystem } from '../../../../../shared/domain/disclosure/protect.ts';
import { DEFAULT_RULES, type DisclosureRules } from '../../../../../shared/domain/disclosure/rules.ts';
import { attackProblem, protectionTask } from '../../../../../shared/domain/disclosure/task.ts';
import { flatDimension } from '../../../../../shared/domain/tables/dimension.ts';
import { buildSystem, type CellSystem } from '../../../../../shared/domain/tables/system.ts';
import { withMargins } from '../../../../../shared/domain/tables/table.ts';

/*
 * Counts are whole, and every reader knows it: an interval of fractions can be wide where only one whole number is possible.
 */

let solvers: Solvers;
beforeAll(async () => {
  solvers = await loadSolvers();
});

const dimension = flatDimension('kind', ['a', 'b', 'c', 'd', 'e'], 'T');
const NAMES = new Set(['T', 'a', 'b', 'c', 'd', 'e']);

/** Counts a to e with their total, and an index of a and b with the given weights. */
function withIndex(counts: readonly number[], weights: readonly [number, number]): CellSystem {
  const built = buildSystem(
    [
      {
        title: 't',
        dimensions: [dimension],
        measure: { name: 'n', kind: 'frequency', decimals: 0, signed: false },
        values: withMargins([dimension], Float64Array.from([0, ...counts])),
        contributors: null,
      },
    ],
    [{ total: 'index', parts: ['a', 'b'], coefficients: weights }],
  );
  if (!built.ok) throw new Error(built.fault);
  return built.system;
}
const hiding = (system: CellSystem, names: string): Uint8Array =>
  Uint8Array.from(system.ids, (id) => (names.includes(id) && NAMES.has(id) ? 1 : 0));
const none: DisclosureRules = { ...DEFAULT_RULES, knowledge: 'none' };

describe('whole numbers', () => {
  // 7 a + 11 b = 43 has one solution in whole numbers, a = 3 and b = 2; in fractions a may be anything up to 6.
  it('an index with whole weights gives away counts that no interval of fractions does', () => {
    const system = withIndex([3, 2, 20, 30, 40], [7, 11]);
    const { reasons } = provePattern(protectionTask(system, none), hiding(system, 'abc'), solvers);
    expect(reasons.map(({ kind, cell }) => `${cell} ${kind}`)).toEqual(['a exact', 'b exact']);
  });

  // 701 a + 1009 b = 74 221 has one solution in whole numbers, and in fractions any a up to 105.
  it('also where the interval of fractions is wide', () => {
    const system = withIndex([103, 2, 200, 300, 400], [701, 1009]);
    const rules: DisclosureRules = { ...none, minFrequency: 200 };
    const task = protectionTask(system, rules);
    const { min, max } = attackIntervals(attackProblem(task, hiding(system, 'abc'), 'plain'), solvers);
    const at = system.ids.indexOf('a');
    expect([min[at], max[at]].map((value) => Math.round(value ?? -1))).toEqual([103, 103]);
  });

  it('protection hides the index, or more, so that nothing is exact', () => {
    const system = withIndex([3, 2, 20, 30, 40], [7, 11]);
    for (const rules of [none, DEFAULT_RULES]) {
      const made = protectSystem(system, rules, {}, solvers);
      if (!made.ok) throw new Error('there is a pattern');
      expect(made.working.statuses[system.ids.indexOf('index')]).toBe('secondary');
    }
  });

  it('an index of fractions does not make counts fractions, nor the index whole', () => {
    const system = withIndex([3, 2, 20, 30, 40], [0.7, 1.1]);
    const { reasons } = provePattern(protectionTask(system, none), hiding(system, 'abc'), solvers);
    expect(reasons.map(({ cell }) => cell)).toEqual(['a', 'b']);
    const both = hiding(system, 'abc');
    both[system.ids.indexOf('index')] = 1;
    expect(provePattern(protectionTask(system, none), both, solvers).reasons).toEqual([]);
  });
});

describe('what cannot be decided is not safe', () => {
  const system = withIndex([3, 2, 20, 30, 40], [0.7, 1.1]);
  const undecided: Solvers = {
    component: (_problem, _kept, _cells, targets, into) => {
      for (const target of targets) {
        into.min[target] = Number.NaN;
        into.max[target] = Number.NaN;
      }
    },
    linear: () => ({ status: 'undecided' }),
    whole: () => ({ status: 'undecided' }),
  };

  it('a solver that gives up proves nothing', () => {
    const both = hiding(system, 'abc');
    both[system.ids.indexOf('index')] = 1;
    const { reasons } = provePattern(protectionTask(system, none), both, undecided);
    expect(new Set(reasons.map(({ kind }) => kind))).toEqual(new Set(['undecided']));
    expect(reasons.map(({ cell }) => cell)).toEqual(['a', 'b']);
  });

  it('one that gives up for whole numbers only proves nothing about narrow intervals', () => {
    const halfway: Solvers = {
      ...solvers,
      component: (problem, kept, cells, targets, into) => {
        solvers.component({ ...problem, integer: false }, kept, cells, targets, into);
        for (const target of targets)
          if (problem.primary[target] === 1) {
            into.min[target] = Number.NaN;
            into.max[target] = Number.NaN;
          }
      },
    };
    const { reasons } = provePattern(protectionTask(system, DEFAULT_RULES), hiding(system, 'abc'), halfway);
    expect(reasons.map(({ kind }) => kind)).toContain('undecided');
  });

  it('protection with a solver that gives up is refused, and nothing is made', () => {
    const made = protectSystem(system, none, {}, undecided);
    expect(made.ok).toBe(false);
    expect('checked' in made).toBe(false);
  });
});
