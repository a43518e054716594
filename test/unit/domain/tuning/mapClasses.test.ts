import { describe, expect, it } from 'vitest';
import { classOfValue, MISSING_CLASS } from '../../../../shared/domain/classes/classify.ts';
import { histogram } from '../../../../shared/domain/classes/histogram.ts';
import { crossings } from '../../../../shared/domain/tuning/crossings.ts';
import {
  changeLimits,
  classesByChange,
  classesByRank,
  needLimits,
  TOP_SHARES,
  topCount,
} from '../../../../shared/domain/tuning/mapClasses.ts';

describe('classes of an index by rank', () => {
  it('hold the highest 1, 5, 10, 25 and 50 %, ties together, and leave out who has no rank', () => {
    const ranks = Int32Array.from({ length: 201 }, (_, i) => i);
    const found = new Uint8Array(201);
    classesByRank(ranks, 200, found);
    expect(found[0]).toBe(MISSING_CLASS);
    const counts = Array.from({ length: TOP_SHARES.length + 1 }, (_, c) => found.filter((x) => x === c).length);
    expect(counts).toEqual([100, 50, 30, 10, 8, 2]);
    const tied = new Uint8Array(4);
    classesByRank(Int32Array.of(1, 1, 1, 4), 4, tied);
    expect([...tied]).toEqual([5, 5, 5, 0]);
  });
  it('the top holds at least one, and none of none', () => {
    expect([topCount(0.05, 3363), topCount(0.05, 3), topCount(0.05, 0), topCount(0.1, 30)]).toEqual([168, 1, 0, 3]);
  });
});

describe('classes of change', () => {
  it('are mirrored about standing still', () => {
    expect(changeLimits(3363)).toEqual([17, 101, 336]);
    expect(changeLimits(4)).toEqual([1, 2, 3]);
    const changes = Int32Array.of(-400, -336, -101, -17, -16, 0, 16, 17, 101, 400, 9);
    const ranks = new Int32Array(11).fill(5);
    const before = Int32Array.from(ranks).with(10, 0);
    const found = new Uint8Array(11);
    classesByChange(changes, ranks, before, 3363, found);
    expect([...found]).toEqual([0, 0, 1, 2, 3, 3, 3, 4, 5, 6, MISSING_CLASS]);
  });
});

describe('classes of a problem count', () => {
  it('are none, single, parallel and the levels', () => {
    const { limits, names } = needLimits([5, 3]);
    expect([0, 1, 2, 3, 4, 5, 6].map((c) => names[classOfValue(c, limits)])).toEqual([
      { kind: 'none' },
      { kind: 'single' },
      { kind: 'parallel' },
      { kind: 'level', level: 0 },
      { kind: 'level', level: 0 },
      { kind: 'level', level: 1 },
      { kind: 'level', level: 1 },
    ]);
  });
  it('leave out what the levels take', () => {
    expect(needLimits([2]).names.map((name) => name.kind)).toEqual(['none', 'single', 'level']);
    expect(needLimits([1]).names.map((name) => name.kind)).toEqual(['none', 'level']);
    expect(needLimits([]).names.map((name) => name.kind)).toEqual(['none', 'single', 'parallel']);
    expect(classOfValue(3 - 1e-13, needLimits([3]).limits)).toBe(3);
  });
});

describe('crossings', () => {
  it('lists who came in and who left, in the order asked for', () => {
    expect(crossings(Uint8Array.of(1, 0, 1, 0), Uint8Array.of(0, 1, 1, 1), [3, 2, 1, 0])).toEqual({
      entered: [3, 1],
      left: [0],
    });
  });
});

describe('histogram', () => {
  it('counts every value once', () => {
    expect(histogram(Float64Array.of(0, 1, 1.9, 2, 4, Number.NaN), 4)).toEqual({
      from: 0,
      to: 4,
      counts: Uint32Array.of(1, 2, 1, 1),
    });
  });
  it('knows a constant and an empty column', () => {
    expect(histogram(Float64Array.of(7, 7), 2)).toEqual({ from: 6.5, to: 7.5, counts: Uint32Array.of(0, 2) });
    expect(histogram(Float64Array.of(Number.NaN), 2)).toEqual({ from: 0, to: 1, counts: Uint32Array.of(0, 0) });
  });
});
