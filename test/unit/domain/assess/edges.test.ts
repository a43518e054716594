import { describe, expect, it } from 'vitest';
import { assess } from '../../../../shared/domain/assess/assess.ts';
import { UserError } from '../../../../shared/errors/errors.ts';
import { type Method, methodSchema } from '../../../../shared/schemas/method.ts';

/* What each method does at the edges: a clear error or the stated result, never a wrong number. */

const NONE = Number.NaN;
const index = (changes: object = {}): Method =>
  methodSchema.parse({
    version: 1,
    kind: 'index',
    indicators: [
      { id: 'a', direction: 1, weight: 1 },
      { id: 'b', direction: 1, weight: 1 },
    ],
    normalisation: { kind: 'z' },
    ...changes,
  });
const count = (changes: object = {}): Method =>
  methodSchema.parse({
    version: 1,
    kind: 'problem-count',
    indicators: [
      { id: 'a', direction: 1, threshold: 2 },
      { id: 'b', direction: 1, threshold: 2 },
    ],
    k: 1,
    levels: [{ from: 1, name: 'from one' }],
    ...changes,
  });
const sei = methodSchema.parse({ version: 1, kind: 'sei', indicators: ['a', 'b', 'c'] });
const codes = (n: number): string[] => Array.from({ length: n }, (_, i) => `A${String(i)}`);
const column = (...values: number[]): Float64Array => Float64Array.from(values);
const run = (method: Method, ...columns: Float64Array[]) => assess(method, codes(columns[0]?.length ?? 0), columns);
const refusal = (work: () => unknown): string => {
  try {
    work();
  } catch (cause) {
    if (cause instanceof UserError) return cause.key;
    throw cause;
  }
  return 'no refusal';
};

describe('edges of an assessment', () => {
  it('a constant indicator is refused by an index, and nobody is over its threshold by a count', () => {
    expect(refusal(() => run(index(), column(1, 2, 3), column(5, 5, 5)))).toMatch(/^assess\./u);
    expect([...run(count(), column(1, 2, 3), column(2, 2, 2)).scores]).toEqual([0, 0, 1]);
  });

  it('an indicator without a single value is refused by every method, and an area without any has no rank', () => {
    expect(refusal(() => run(index(), column(1, 2, 3), column(NONE, NONE, NONE)))).toMatch(/^assess\./u);
    expect(refusal(() => run(count(), column(1, 2, 3), column(NONE, NONE, NONE)))).toBe('assess.emptyColumn');
    const found = run(count(), column(NONE, 3), column(NONE, 3));
    expect([Number.isNaN(found.scores[0]), found.ranks[0], found.ranks[1]]).toEqual([true, 0, 1]);
  });

  it('one area has no spread to be normalised by, but can be counted', () => {
    expect(refusal(() => run(index(), column(1), column(2)))).toMatch(/^assess\./u);
    expect(refusal(() => run(sei, column(1), column(2), column(3)))).toMatch(/^assess\./u);
    const found = run(count(), column(3), column(1));
    expect([found.scores[0], found.ranks[0], found.levels[0]]).toEqual([1, 1, 'from one']);
    expect([...run(index({ normalisation: { kind: 'none' } }), column(1), column(2)).scores]).toEqual([1.5]);
  });

  it('two areas stand one standard deviation apart on each side', () => {
    const found = run(index(), column(0, 2), column(0, 2));
    expect(found.scores[1]).toBeCloseTo(Math.SQRT1_2, 12);
    expect([...found.ranks]).toEqual([2, 1]);
  });

  it('ties everywhere share the lowest rank and are listed by code', () => {
    const found = run(index({ normalisation: { kind: 'none' } }), column(1, 1, 1), column(1, 1, 1));
    expect([...found.ranks]).toEqual([1, 1, 1]);
    expect([...found.order]).toEqual([0, 1, 2]);
  });

  it('weights that are all zero are refused, negative ones never pass the file', () => {
    const zero = {
      indicators: [
        { id: 'a', direction: 1, weight: 0 },
        { id: 'b', direction: 1, weight: 0 },
      ],
    };
    expect(refusal(() => run(index(zero), column(1, 2), column(2, 1)))).toBe('assess.allWeightsZero');
    const negative = { ...index(), indicators: [{ id: 'a', direction: 1, weight: -1 }] };
    expect(methodSchema.safeParse(negative).success).toBe(false);
    expect(methodSchema.safeParse({ ...index(), indicators: [{ id: 'a', direction: 1, weight: NONE }] }).success).toBe(
      false,
    );
    expect(
      methodSchema.safeParse({ ...index(), indicators: [{ id: 'a', direction: 1, weight: Infinity }] }).success,
    ).toBe(false);
  });

  it('a cycle in the tree, two roots and a parent that is not there are refused', () => {
    const tree = (groups: object[], parent: string): Method =>
      index({ groups, indicators: [{ id: 'a', direction: 1, weight: 1, parent }] });
    const cycle = tree(
      [
        { id: 'root', parent: null },
        { id: 'x', parent: 'y' },
        { id: 'y', parent: 'x' },
      ],
      'x',
    );
    for (const method of [
      cycle,
      tree(
        [
          { id: 'r', parent: null },
          { id: 's', parent: null },
        ],
        'r',
      ),
      tree([{ id: 'r', parent: null }], 'gone'),
    ])
      expect(refusal(() => run(method, column(1, 2)))).toMatch(/^assess\./u);
  });
});
