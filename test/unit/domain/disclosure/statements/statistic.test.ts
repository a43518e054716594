import { array, assert, constantFrom, double, integer, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_STATEMENTS, loosenedStatements } from '../../../../../shared/domain/disclosure/statements/rules.ts';
import {
  coarserStep,
  judgeStatistic,
  roundSteps,
  type Statistic,
} from '../../../../../shared/domain/disclosure/statements/statistic.ts';

const cell = (values: readonly number[], contributors = values.map((_, i) => i)) => ({
  values: Float64Array.from(values),
  contributors,
});
const limits = (values: readonly number[], statistic: Statistic, rules = DEFAULT_STATEMENTS, who?: number[]) =>
  judgeStatistic(cell(values, who), statistic, rules).breaches.map(({ limit }) => limit);
const median = (roundTo: number): Statistic => ({ kind: 'quantile', share: 0.5, roundTo });
const oneTo = (n: number): number[] => Array.from({ length: n }, (_, i) => i + 1);

describe('medians and other quantiles', () => {
  it('are rounded, with enough contributors, on both sides and behind the shown value', () => {
    // Worked by hand: the median of 1..11 is 6; within 5 +- 2.5 lie 3..7.
    expect(judgeStatistic(cell(oneTo(11)), median(5), DEFAULT_STATEMENTS)).toEqual({ value: 5, breaches: [] });
  });

  it('are never one person’s own value', () => {
    expect(limits(oneTo(11), median(1))).toEqual(['behindValue']);
    expect(limits([...oneTo(11), 6, 6], median(1))).toEqual([]);
  });

  it('need ten contributors, however many values they have', () => {
    expect(limits(oneTo(9), median(5))).toContain('quantileContributors');
    const two = oneTo(20).map((i) => i % 2);
    expect(limits(oneTo(20), median(10), DEFAULT_STATEMENTS, two)).toContain('quantileContributors');
  });

  it('need contributors on both sides: the 95th percentile of twenty stands on one person', () => {
    expect(limits(oneTo(20), { kind: 'quantile', share: 0.95, roundTo: 10 })).toEqual(['eachSide']);
    expect(limits(oneTo(200), { kind: 'quantile', share: 0.95, roundTo: 10 })).toEqual([]);
  });

  it('of nobody are no number', () => {
    expect(judgeStatistic(cell([]), median(1), DEFAULT_STATEMENTS)).toEqual({ value: NaN, breaches: [] });
  });

  it('whatever is shown, at least three values lie within its rounding and five on each side', () => {
    assert(
      property(
        array(integer({ min: -50, max: 50 }), { minLength: 1, maxLength: 40 }),
        double({ min: 0, max: 1, noNaN: true }),
        constantFrom(1, 2, 5, 10, 50),
        (values, share, roundTo) => {
          const { value, breaches } = judgeStatistic(
            cell(values),
            { kind: 'quantile', share, roundTo },
            DEFAULT_STATEMENTS,
          );
          if (breaches.length > 0) return;
          expect(values.filter((own) => Math.abs(own - value) <= roundTo / 2).length).toBeGreaterThanOrEqual(3);
          expect(values.filter((own) => own <= value + roundTo / 2).length).toBeGreaterThanOrEqual(5);
          expect(values.filter((own) => own >= value - roundTo / 2).length).toBeGreaterThanOrEqual(5);
        },
      ),
    );
  });
});

describe('the coarser step', () => {
  it('is the first of 1, 2, 5 times powers of ten that is enough for every cell with contributors enough', () => {
    const first = (list: Iterator<number>): number[] => Array.from({ length: 5 }, () => list.next().value as number);
    expect(first(roundSteps(3))).toEqual([5, 10, 20, 50, 100]);
    expect(first(roundSteps(0.2))).toEqual([0.2, 0.5, 1, 2, 5]);
    const wide = cell(oneTo(12).map((i) => 10 * i));
    // The median is 65; only from the step 50 on (25..75 around 50) do three values or more lie behind the shown one.
    expect(coarserStep([wide], { kind: 'quantile', share: 0.5, roundTo: 1 }, DEFAULT_STATEMENTS)).toBe(20);
  });
});

describe('extremes and modes', () => {
  it.each(['minimum', 'maximum', 'range'] as const)('%s is never released by the shipped rules', (kind) => {
    expect(
      limits(
        Array.from({ length: 1000 }, () => 7),
        { kind },
      ),
    ).toEqual(['extremesSharedBy']);
  });

  it('an organisation may let out what enough share, both ends of a range', () => {
    const rules = { ...DEFAULT_STATEMENTS, extremesSharedBy: 10 };
    const values = [...Array.from({ length: 10 }, () => 0), 3, 9];
    expect(limits(values, { kind: 'minimum' }, rules)).toEqual([]);
    expect(limits(values, { kind: 'maximum' }, rules)).toEqual(['extremesSharedBy']);
    expect(limits(values, { kind: 'range' }, rules)).toEqual(['extremesSharedBy']);
  });

  it('a mode is shared by ten, and not by everyone', () => {
    const ten = Array.from({ length: 10 }, () => 4);
    expect(limits([1], { kind: 'mode' })).toContain('modeSharedBy');
    expect(limits(ten, { kind: 'mode' })).toEqual(['wholeGroup']);
    expect(limits([...ten, 5], { kind: 'mode' })).toEqual([]);
    expect(judgeStatistic(cell([5, 5, 4, 4]), { kind: 'mode' }, DEFAULT_STATEMENTS).value).toBe(4);
  });
});

describe('looser limits', () => {
  it('are named; never is the tightest of all', () => {
    expect(loosenedStatements(DEFAULT_STATEMENTS, DEFAULT_STATEMENTS)).toEqual([]);
    expect(
      loosenedStatements({ ...DEFAULT_STATEMENTS, eachSide: 2, extremesSharedBy: 50 }, DEFAULT_STATEMENTS).sort(),
    ).toEqual(['eachSide', 'extremesSharedBy']);
    expect(loosenedStatements(DEFAULT_STATEMENTS, { ...DEFAULT_STATEMENTS, extremesSharedBy: 50 })).toEqual([]);
  });
});
