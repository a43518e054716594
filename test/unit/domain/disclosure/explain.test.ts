import { array, constantFrom, sample } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { explainCell } from '../../../../shared/domain/disclosure/explain.ts';
import { protectSystem } from '../../../../shared/domain/disclosure/protect.ts';
import { provePattern } from '../../../../shared/domain/disclosure/proof.ts';
import { DEFAULT_RULES } from '../../../../shared/domain/disclosure/rules.ts';
import { flatDimension } from '../../../../shared/domain/tables/dimension.ts';
import { frequencySystem } from '../../../../shared/domain/tables/system.ts';
import { frequencyTable } from '../../../../shared/domain/tables/table.ts';

describe('the explanation of a hidden cell', () => {
  const dimensions = [flatDimension('a', ['a', 'b', 'c'], 'T'), flatDimension('k', ['x', 'y', 'z'], 'T')];
  const inner = Float64Array.of(0, 0, 0, 0, 0, 2, 20, 30, 0, 40, 35, 20, 0, 50, 60, 70);
  const system = frequencySystem(frequencyTable({ title: 't', measure: 'n', dimensions }, inner));
  const result = protectSystem(system, DEFAULT_RULES);
  if (!result.ok) throw new Error('not protected');
  const { task, working } = result;
  const explain = (cell: number) => explainCell(task, working.proof, cell);

  it('an unsafe cell: its rule, its interval, its partners and the category to join it with', () => {
    const found = explain(5);
    expect(found).toMatchObject({
      cell: 'a|x',
      status: 'primary',
      breaches: [{ rule: 'frequency', level: 3 }],
      protects: [],
      // 2 + 20 is the least joined count that is no longer under 5.
      change: { kind: 'merge', with: 'a|y', under: 'a|T' },
    });
    expect(found.interval.min).toBeLessThanOrEqual(2);
    expect(found.interval.max).toBeGreaterThanOrEqual(5);
    expect(found.partners.length).toBeGreaterThanOrEqual(2);
  });

  it('every other hidden cell protects it, and is freed with it', () => {
    const secondaries = working.statuses.flatMap((status, cell) => (status === 'secondary' ? [cell] : []));
    expect(secondaries.length).toBeGreaterThanOrEqual(3);
    for (const cell of secondaries)
      expect(explain(cell)).toMatchObject({
        status: 'secondary',
        breaches: [],
        protects: ['a|x'],
        change: { kind: 'free', cells: ['a|x'] },
      });
    expect(() => explain(0)).toThrow(RangeError);
  });
});

describe('a secondary that is hidden only from those who alone fill a cell', () => {
  const dimensions = [flatDimension('a', ['a', 'b', 'c', 'd'], 'T'), flatDimension('k', ['x', 'y', 'z', 'u'], 'T')];
  const counts = array(constantFrom(0, 1, 1, 2, 6, 9, 14, 30), { minLength: 16, maxLength: 16 });
  const tableOf = (own: readonly number[]) => {
    const inner = new Float64Array(25);
    for (const [i, n] of own.entries()) inner[(Math.floor(i / 4) + 1) * 5 + (i % 4) + 1] = n;
    return frequencySystem(frequencyTable({ title: 't', measure: 'n', dimensions }, inner));
  };
  /** Every secondary of some tables with its explanation and what the proof says when it is shown. */
  const explained = sample(counts, { numRuns: 150, seed: 5 }).flatMap((own) => {
    const made = protectSystem(tableOf(own), DEFAULT_RULES);
    if (!made.ok) return [];
    const { task, working } = made;
    return working.statuses.flatMap((status, cell) => {
      if (status !== 'secondary') return [];
      const shown = Uint8Array.from(working.problem.hidden);
      shown[cell] = 0;
      const { reasons, guessedByInsiders } = provePattern(task, shown);
      const before = new Set(working.proof.guessedByInsiders);
      return [
        {
          found: explainCell(task, working.proof, cell),
          kinds: new Set(reasons.map(({ kind }) => kind)),
          newlyGuessed: guessedByInsiders.some((id) => !before.has(id)),
        },
      ];
    });
  });

  it('is not said to be free to show; what is said to be free holds when it is shown', () => {
    const wrong = explained.filter(({ found, kinds }) => found.change.kind === 'show' && kinds.size > 0);
    expect(wrong).toEqual([]);
    expect(explained.filter(({ found, newlyGuessed }) => found.change.kind === 'show' && newlyGuessed)).toEqual([]);
  });

  it('names the person’s cell, what they would learn, and the joining that would end it', () => {
    const only = explained.filter(({ found }) => found.fromInsiders.length > 0);
    expect(only.length).toBeGreaterThan(5);
    for (const { found, kinds, newlyGuessed } of only) {
      expect(found.protects).toEqual([]);
      expect(found.change).toEqual({ kind: 'free', cells: [...new Set(found.fromInsiders.map(({ cell }) => cell))] });
      const guessing = found.fromInsiders.every((own) => own.guessing);
      expect(guessing ? newlyGuessed || kinds.size === 0 : kinds.has('insider')).toBe(true);
    }
    expect(only.some(({ found }) => found.insiderMerge !== null)).toBe(true);
  });
});
