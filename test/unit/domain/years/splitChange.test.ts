import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitChange, splitWeighted, type WeightedPart } from '../../../../shared/domain/years/splitChange.ts';

const number = fc.double({ min: -1000, max: 1000, noNaN: true });
const weight = fc.oneof(fc.constant(0), fc.double({ min: 0, max: 1, noNaN: true }));
const part: fc.Arbitrary<WeightedPart> = fc.oneof(
  { weight: 9, arbitrary: fc.record({ weight, normalised: number }) },
  { weight: 1, arbitrary: fc.constant({ weight: 0, normalised: Number.NaN }) },
);
const sides = (count: number) => fc.array(part, { minLength: count, maxLength: count });
const total = (parts: readonly WeightedPart[]): number =>
  parts.reduce((sum, one) => sum + (Number.isNaN(one.normalised) ? 0 : one.weight * one.normalised), 0);
const sum = (values: Iterable<number>): number => [...values].reduce((all, one) => all + one, 0);

describe('the change of an index', () => {
  it('of one indicator by hand: 0.4 x 10 = 4 became 0.6 x 20 = 12, of which 5 by the value and 3 by the weight', () => {
    const found = splitWeighted({ weight: 0.4, normalised: 10 }, { weight: 0.6, normalised: 20 });
    expect(found.value).toBeCloseTo(5, 12);
    expect(found.weight).toBeCloseTo(3, 12);
  });

  it('a value that came is a change of the value, an indicator that the method lacked one of the weight', () => {
    const missing = { weight: 0, normalised: Number.NaN };
    expect(splitWeighted(missing, { weight: 0.5, normalised: 8 })).toEqual({ value: 4, weight: 0 });
    expect(splitWeighted({ weight: 0, normalised: 3 }, { weight: 0.5, normalised: 8 })).toEqual({
      value: 0,
      weight: 4,
    });
  });

  it('is the sum of what indicators, weights, borders and aggregation brought, whatever they are', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 12 }).chain((count) =>
          fc.record({
            parts: fc.tuple(sides(count), sides(count)),
            ground: fc.option(fc.tuple(sides(count), sides(count)), { nil: undefined }),
            extra: fc.tuple(number, number),
          }),
        ),
        ({ parts, ground, extra }) => {
          const scores = [total(parts[0]) + extra[0], total(parts[1]) + extra[1]] as const;
          const split = splitChange({ scores, parts, ground });
          const all = sum(split.values) + sum(split.weights) + split.borders + split.rest;
          const size = Math.max(1, ...[...parts, ...(ground ?? [])].flat().map((one) => Math.abs(one.normalised) || 0));
          expect(Math.abs(all - split.change)).toBeLessThanOrEqual(1e-9 * size * parts[0].length);
        },
      ),
    );
  });

  it('is the other way round when the years change places', () => {
    fc.assert(
      fc.property(part, part, (a, b) => {
        const [there, back] = [splitWeighted(a, b), splitWeighted(b, a)];
        expect(there.value + back.value).toBeCloseTo(0, 9);
        expect(there.weight + back.weight).toBeCloseTo(0, 9);
      }),
    );
  });

  it('owes nothing to the borders where they stand, and nothing to an aggregation that is a sum', () => {
    fc.assert(
      fc.property(sides(5), sides(5), (before, after) => {
        const split = splitChange({ scores: [total(before), total(after)], parts: [before, after] });
        expect([split.borders, split.rest]).toEqual([0, 0]);
      }),
    );
  });
});
