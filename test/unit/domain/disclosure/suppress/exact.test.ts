import * as fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadSolvers } from '../../../../../electron/engine/disclosure/highsSolver.ts';
import type { Solvers } from '../../../../../shared/domain/disclosure/attack/intervals.ts';
import { protectSystem, type SystemProtection } from '../../../../../shared/domain/disclosure/protect.ts';
import { provePattern } from '../../../../../shared/domain/disclosure/proof.ts';
import { DEFAULT_RULES, type DisclosureRules } from '../../../../../shared/domain/disclosure/rules.ts';
import { eitherOf, isBroken } from '../../../../../shared/domain/disclosure/suppress/exact/cut.ts';
import type { ProtectionTask } from '../../../../../shared/domain/disclosure/task.ts';
import { flatDimension } from '../../../../../shared/domain/tables/dimension.ts';
import { frequencySystem } from '../../../../../shared/domain/tables/system.ts';
import { cellCount, frequencyTable, isInner } from '../../../../../shared/domain/tables/table.ts';
import { hierRegso } from '../../../../support/hierRegso.ts';
import { randomCase } from '../../../../support/randomSystems.ts';

type Protected = Extract<SystemProtection, { ok: true }>;

let solvers: Solvers;
beforeAll(async () => {
  solvers = await loadSolvers();
});

const exactly = (...[system, rules]: Parameters<typeof protectSystem>): SystemProtection =>
  protectSystem(system, rules, { search: 'exact' }, solvers);

const protectedTask = (result: SystemProtection): Protected => {
  if (!result.ok) throw new Error('not protected');
  return result;
};

/** The least loss of all patterns that are proven safe, by trying every one. */
function leastByBruteForce(task: ProtectionTask): number {
  const { loss, unsafe, rules } = task;
  const primary = (cell: number): boolean => unsafe.primary[cell] === 1;
  const free = [...loss.keys()].filter((cell) => !primary(cell) && loss[cell] !== Number.POSITIVE_INFINITY);
  const patternOf = (bits: number): Uint8Array => {
    const hidden = Uint8Array.from(unsafe.primary);
    for (const [i, cell] of free.entries()) if ((bits >> i) & 1) hidden[cell] = 1;
    return hidden;
  };
  // An insider who guesses right too is kept out where any pattern can (see docs/methods/disclosure.md).
  const open = provePattern(task, patternOf((1 << free.length) - 1), solvers).guessedByInsiders.length;
  let best = Number.POSITIVE_INFINITY;
  for (let bits = 0; bits < 1 << free.length; bits += 1) {
    const own = free.reduce((sum, cell, i) => sum + ((bits >> i) & 1 ? (loss[cell] as number) : 0), 0);
    if (own >= best) continue;
    const { reasons, guessedByInsiders } = provePattern(task, patternOf(bits), solvers);
    if (reasons.length === 0 && (rules.knowledge === 'none' || guessedByInsiders.length <= open)) best = own;
  }
  return best;
}

const tinyTable = fc
  .record({
    wide: fc.constantFrom(2, 3),
    values: fc.array(fc.constantFrom(0, 1, 2, 3, 4, 6, 9), { minLength: 6, maxLength: 6 }),
  })
  .map(({ wide, values }) => {
    const dimensions = [flatDimension('a', ['x', 'y'], 'T'), flatDimension('b', ['p', 'q', 'r'].slice(0, wide), 'T')];
    const inner = new Float64Array(cellCount(dimensions));
    for (const [i, cell] of [...inner.keys()].filter((own) => isInner(dimensions, own)).entries())
      inner[cell] = values[i] ?? 0;
    return frequencyTable({ title: 'tiny', measure: 'n', dimensions }, inner);
  });

describe('suppression of least loss', () => {
  it('two by two: the one unsafe cell costs three inner ones (by hand)', () => {
    // 2 | 10 over 20 | 40: the corner needs another cell of its row, of its column, and one where these meet. With margins
    // the three would be at least 10, 22 and 50.
    const dimensions = [flatDimension('a', ['x', 'y'], 'T'), flatDimension('b', ['p', 'q'], 'T')];
    const inner = new Float64Array(9);
    const places = [...inner.keys()].filter((own) => isInner(dimensions, own));
    for (const [i, cell] of places.entries()) inner[cell] = [2, 10, 20, 40][i] ?? 0;
    const system = frequencySystem(frequencyTable({ title: 'two', measure: 'n', dimensions }, inner));
    const { working } = protectedTask(exactly(system, { ...DEFAULT_RULES, minFrequency: 3, knowledge: 'none' }));
    const hidden = working.problem.ids.filter((_, cell) => working.statuses[cell] === 'secondary');
    expect(hidden.sort()).toEqual(['x|q', 'y|p', 'y|q']);
    expect(working.least?.optimal).toBe(true);
  });

  it('equals the best of all patterns of tiny tables', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(tinyTable, fc.constantFrom('none' as const, 'default' as const), (table, knowledge) => {
        const rules: DisclosureRules = { ...DEFAULT_RULES, minFrequency: 3, knowledge };
        const result = exactly(frequencySystem(table), rules);
        if (!result.ok) return;
        expect(result.working.least?.optimal).toBe(true);
        expect(result.working.least?.loss).toBeCloseTo(leastByBruteForce(result.task), 6);
      }),
      { numRuns: 40 },
    );
  });

  it('is never dearer than the quick search, and proven, whatever the table', { timeout: 120_000 }, () => {
    let [tried, optimal] = [0, 0];
    for (let number = 1; number < 45; number += 1) {
      const { system, rules } = randomCase(5, number);
      if (system.values.length > 50) continue;
      const result = exactly(system, rules);
      if (!result.ok) continue;
      const { least, proof } = result.working;
      expect(proof.reasons).toEqual([]);
      expect(least?.loss ?? Infinity).toBeLessThanOrEqual((least?.quick ?? 0) + 1e-9);
      expect(least?.bound ?? Infinity).toBeLessThanOrEqual((least?.loss ?? 0) + 1e-9);
      tried += 1;
      if (least?.optimal === true) optimal += 1;
    }
    expect(tried).toBeGreaterThan(10);
    expect(optimal / tried).toBeGreaterThan(0.8);
  });

  it('hier-regso, 57 primaries: 28 secondary cells, and no safe pattern loses less', () => {
    const rules: DisclosureRules = { ...DEFAULT_RULES, minFrequency: 3, knowledge: 'none' };
    const { working } = protectedTask(exactly(frequencySystem(hierRegso()), rules));
    expect(working.least?.optimal).toBe(true);
    expect(working.statuses.filter((status) => status === 'secondary')).toHaveLength(28);
  });

  it('a table of more cells than can be searched keeps the quick pattern, and says that it is not proven the least', () => {
    const dimensions = [
      flatDimension(
        'a',
        Array.from({ length: 300 }, (_, i) => `a${String(i)}`),
        'T',
      ),
      flatDimension('b', ['p', 'q'], 'T'),
    ];
    const inner = new Float64Array(cellCount(dimensions));
    for (const cell of inner.keys()) if (isInner(dimensions, cell)) inner[cell] = 20 + (cell % 7);
    inner[4] = 2;
    const system = frequencySystem(frequencyTable({ title: 'large', measure: 'n', dimensions }, inner));
    const { working } = protectedTask(exactly(system, { ...DEFAULT_RULES, knowledge: 'none' }));
    expect(working.least).toMatchObject({ optimal: false, bound: 0 });
    expect(working.least?.loss).toBe(working.least?.quick);
  });
});

describe('cuts', () => {
  const [one, other] = [
    { cells: [1, 2], weights: [1, 0.5] },
    { cells: [2, 3], weights: [0.7, 1] },
  ];

  it('a pattern that fulfils either of two fulfils their union', () => {
    expect(eitherOf(one, other)).toEqual({ cells: [1, 2, 3], weights: [1, 0.7, 1] });
    const fulfilling = [
      [0, 1, 0, 0],
      [0, 0, 0, 1],
      [0, 0.5, 1, 0],
    ].map((own) => Float64Array.from(own));
    for (const pattern of fulfilling) {
      expect(isBroken(one, pattern) && isBroken(other, pattern)).toBe(false);
      expect(isBroken(eitherOf(one, other), pattern)).toBe(false);
    }
  });
});
