import { array, assert, double, integer, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  limitsByRule,
  MOST_OWN_CLASSES,
  onSteps,
  withClassLess,
  withClassMore,
  withLimitAt,
} from '../../../../shared/domain/classes/classRule.ts';
import { classesOf, limitsOfShares } from '../../../../shared/domain/tuning/mapClasses.ts';
import { indexMethodSchema } from '../../../../shared/schemas/method.ts';
import { assess } from '../../../../shared/domain/assess/assess.ts';

const rises = (limits: readonly number[]): boolean =>
  limits.every((limit, at) => at === 0 || limit > (limits[at - 1] as number));

describe('class limits set by hand', () => {
  it('stop a step short of their neighbours, stand on whole steps and always rise', () => {
    expect(withLimitAt([1, 2, 3], 1, 2.468, 0.1)).toEqual([1, 2.5, 3]);
    expect(withLimitAt([1, 2, 3], 1, 7, 0.1)).toEqual([1, 2.9, 3]);
    expect(withLimitAt([1, 2, 3], 1, -7, 0.1)).toEqual([1, 1.1, 3]);
    expect(withLimitAt([1, 2], 0, Number.NaN, 0.1)).toEqual([1, 2]);
    expect(withLimitAt([1, 2], 5, 3, 0.1)).toEqual([1, 2]);
    // No room between neighbours: nothing moves.
    expect(withLimitAt([1, 2, 3], 1, 2.4, 1)).toEqual([1, 2, 3]);
    assert(
      property(
        array(double({ min: -1e3, max: 1e3, noNaN: true }), { minLength: 1, maxLength: 9 }),
        integer({ min: 0, max: 8 }),
        double({ min: -2e3, max: 2e3, noNaN: true }),
        (raw, at, value) => {
          const limits = onSteps(raw, 0.01);
          const moved = withLimitAt(limits, at, value, 0.01);
          return rises(moved) && moved.length === limits.length;
        },
      ),
    );
  });

  it('one class more parts the fullest at its median; one fewer joins the two emptiest', () => {
    const values = Float64Array.of(1, 2, 3, 4, 5, 6, 20);
    expect(withClassMore([10], values, 1)).toEqual([4, 10]);
    expect(withClassMore([], Float64Array.of(5, 5, 5), 1)).toEqual([]);
    expect(withClassMore([2], new Float64Array(), 1)).toEqual([2]);
    const full = Array.from({ length: MOST_OWN_CLASSES - 1 }, (_, i) => i);
    expect(withClassMore(full, values, 1)).toBe(full);
    expect(withClassLess([4, 10, 15], [3, 3, 0, 1])).toEqual([4, 10]);
    expect(withClassLess([4], [3, 3])).toEqual([4]);
  });

  it('a rule gives its limits; shares have none of their own but begin at scores', () => {
    const values = Float64Array.from({ length: 200 }, (_, i) => i);
    expect(limitsByRule({ kind: 'shares' }, values)).toEqual([]);
    expect(limitsByRule({ kind: 'equal', count: 2 }, values)).toEqual([99.5]);
    expect(limitsByRule({ kind: 'fixed', limits: [3, 7] }, values)).toEqual([3, 7]);
    const order = Uint32Array.from({ length: 200 }, (_, i) => 199 - i);
    expect(limitsOfShares(values, order, 200)).toEqual([100, 150, 180, 190, 198]);
    expect(classesOf({ kind: 'shares' }, values, order).areas).toEqual([100, 50, 30, 10, 8, 2]);
    expect(limitsOfShares(values, order, 0)).toEqual([]);
  });

  it('stand in the method file, are checked there, and are told with the result', () => {
    const method = {
      version: 1,
      kind: 'index',
      indicators: [{ id: 'a', direction: 1, weight: 1 }],
      normalisation: { kind: 'none' },
      classes: { kind: 'fixed', limits: [2, 3] },
    } as const;
    expect(indexMethodSchema.safeParse({ ...method, classes: { kind: 'fixed', limits: [3, 3] } }).success).toBe(false);
    expect(indexMethodSchema.safeParse({ ...method, classes: { kind: 'fixed', limits: [] } }).success).toBe(false);
    const { summary } = assess(
      indexMethodSchema.parse(method),
      ['x', 'y', 'z', 'w'],
      [Float64Array.of(1, 2, 3, Number.NaN)],
    );
    expect(summary).toMatchObject({ classes: { limits: [2, 3], areas: [1, 1, 1] } });
  });
});
