import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countProblems } from '../../../../shared/domain/assess/problemCount.ts';
import { hasFactor, NEED_CLASSES, needsByGroup, needsOf } from '../../../../shared/domain/needs/needs.ts';
import type { ProblemCountMethod } from '../../../../shared/schemas/method.ts';

const method = (factors: number): ProblemCountMethod => ({
  version: 1,
  kind: 'problem-count',
  indicators: Array.from({ length: factors }, (_none, j) => ({ id: `f${j}`, direction: 1, threshold: 0 })),
  k: 3,
  levels: [],
});
/** One string per area, one sign per factor: x problem, - none, ? unknown. */
const counted = (...areas: string[]) => {
  const factors = areas[0]?.length ?? 0;
  return countProblems(
    { ...method(factors), missing: { leastShare: 0.5 } },
    areas.map((_area, i) => `a${i}`),
    Array.from({ length: factors }, (_none, f) =>
      Float64Array.from(areas, (area) => ({ x: 1, '-': -1 })[area[f] ?? '?'] ?? Number.NaN),
    ),
  );
};
const limits = { large: 3, veryLarge: 4 };
const classesOf = (needs: ReturnType<typeof needsOf>): string[] =>
  Array.from(needs.classes, (position) => NEED_CLASSES[position] ?? '');

describe('needs', () => {
  const areas = ['xxxx', 'xxx-', 'xx--', 'x---', '----', '--x-', '???x'];
  const people = Float64Array.of(10, 20, 30, 40, 50, 60, 70);

  it('by hand: the first class that fits, signatures, and lists per factor that overlap', () => {
    const needs = needsOf(counted(...areas), limits, people);
    expect(classesOf(needs)).toEqual(['very-large', 'large', 'parallel', 'single', 'none', 'single', 'unjudged']);
    expect(needs.classCounts.map(({ areas: count, people: living }) => [count, living])).toEqual([
      [1, 10],
      [1, 20],
      [1, 30],
      [2, 100],
      [1, 50],
      [1, 70],
    ]);
    expect(needs.factors[0]).toEqual({ id: 'f0', areas: [0, 1, 2, 3], alone: [3], peopleShare: 100 / 210 });
    expect(needs.factors[2]?.alone).toEqual([5]);
    // All signatures once; the fewest factors first.
    expect(needs.overlaps.map(({ factors }) => factors)).toEqual([[], [0], [2], [0, 1], [0, 1, 2], [0, 1, 2, 3]]);
    expect(hasFactor(needs.signatures[1] ?? 0, 2)).toBe(true);
  });

  it('factors by group, over the areas that can be judged', () => {
    const needs = needsOf(counted(...areas), limits);
    const got = needsByGroup(needs, Int32Array.of(1, 1, 1, 2, 2, 0, 2));
    expect(got).toEqual([
      { group: 1, areas: 3, shares: [1, 1, 2 / 3, 1 / 3] },
      { group: 2, areas: 2, shares: [0.5, 0, 0, 0] },
    ]);
    expect(needs.factors[0]?.peopleShare).toBeNaN();
  });

  it('classes are exclusive and exhaustive, and signatures tell the same as the lists', () => {
    const area = fc
      .array(fc.constantFrom('x', '-', '?'), { minLength: 5, maxLength: 5 })
      .map((signs) => signs.join(''));
    fc.assert(
      fc.property(fc.array(area, { minLength: 1, maxLength: 20 }), (drawn) => {
        // A factor that nothing is known of in any area is refused by the count.
        const needs = needsOf(counted(...drawn, '-----'), limits);
        expect(needs.classCounts.reduce((sum, one) => sum + one.areas, 0)).toBe(drawn.length + 1);
        const judged = classesOf(needs).filter((name) => name !== 'unjudged').length;
        expect(needs.overlaps.reduce((sum, one) => sum + one.areas, 0)).toBe(judged);
        needs.factors.forEach(({ areas: list, alone }, f) => {
          for (const at of list) expect(drawn[at]?.[f]).toBe('x');
          for (const at of alone) expect(drawn[at]?.split('x')).toHaveLength(2);
        });
      }),
    );
  });

  it('refuses limits in the wrong order', () => {
    expect(() => needsOf(counted('x'), { large: 3, veryLarge: 3 })).toThrow(RangeError);
  });
});
