import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bringToSum, makeEqual, partsOf, setKeepingSum } from '../../../../shared/domain/tuning/siblings.ts';

const free = [false, false, false];

describe('weights of siblings', () => {
  it('give way in proportion when one is pulled', () => {
    expect(setKeepingSum([50, 30, 20], free, 0, 75, 100)).toEqual([75, 15, 10]);
  });
  it('leave what is locked alone', () => {
    expect(setKeepingSum([50, 30, 20], [false, true, false], 0, 60, 100)).toEqual([60, 30, 10]);
    expect(setKeepingSum([50, 30, 20], [false, true, false], 0, 99, 100)).toEqual([70, 30, 0]);
    expect(setKeepingSum([50, 30, 20], [true, false, false], 0, 60, 100)).toEqual([50, 30, 20]);
  });
  it('come back evenly after they have all been zero', () => {
    expect(setKeepingSum([100, 0, 0], free, 0, 80, 100)).toEqual([80, 10, 10]);
  });
  it('take what is left when all others are locked', () => {
    expect(setKeepingSum([50, 30, 20], [false, true, true], 0, 10, 100)).toEqual([50, 30, 20]);
    expect(setKeepingSum([100], [false], 0, 10, 100)).toEqual([100]);
  });
  it('are brought to the sum by stretching what is free', () => {
    expect(bringToSum([2, 1, 1], free, 100)).toEqual([50, 25, 25]);
    expect(bringToSum([40, 1, 2], [true, false, false], 100)).toEqual([40, 20, 40]);
    expect(bringToSum([120, 1, 2], [true, false, false], 100)).toEqual([120, 1, 2]);
    expect(bringToSum([1, 2], [true, true], 100)).toEqual([1, 2]);
  });
  it('are made equal beside what is locked', () => {
    expect(makeEqual([70, 20, 10], free, 90)).toEqual([30, 30, 30]);
    expect(makeEqual([70, 20, 10], [true, false, false], 100)).toEqual([70, 15, 15]);
  });
  it('are parts of their sum', () => {
    expect(partsOf([1, 3])).toEqual([0.25, 0.75]);
    expect(partsOf([0, 0])).toEqual([0, 0]);
  });

  const siblings = fc.array(fc.record({ weight: fc.double({ min: 0, max: 1000, noNaN: true }), lock: fc.boolean() }), {
    minLength: 1,
    maxLength: 8,
  });
  it('keep their sum, stay at least zero, and locks hold, whatever is pulled', () => {
    fc.assert(
      fc.property(siblings, fc.nat(), fc.double({ min: -50, max: 150, noNaN: true }), (drawn, pick, value) => {
        const at = pick % drawn.length;
        const locked = drawn.map(({ lock }, i) => lock && i !== at);
        const start = bringToSum(
          drawn.map(({ weight }) => weight),
          drawn.map(() => false),
          100,
        );
        const moved = setKeepingSum(start, locked, at, value, 100);
        expect(moved.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(100, 6);
        expect(Math.min(...moved)).toBeGreaterThanOrEqual(-1e-9);
        expect(moved.filter((_, i) => locked[i] === true)).toEqual(start.filter((_, i) => locked[i] === true));
      }),
    );
  });
});
