import { array, assert, boolean, integer, property, record } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CannotCombine, combineAreas, weightedMean } from '../../../../shared/domain/areas/combine.ts';

const share = { kind: 'ratio', per: 100 } as const;

describe('areas put together from aggregates', () => {
  it('weigh a share by its denominator: 5 of 10 and 10 of 90 are 15 of 100, not the mean of 50 and 11.1 percent', () => {
    expect(
      combineAreas(share, [
        { n: 10, numerator: 5 },
        { n: 90, numerator: 10 },
      ]),
    ).toEqual({
      n: 100,
      numerator: 15,
      value: 15,
    });
  });

  it('add up counts, and take the mean of means by what they are means of', () => {
    expect(
      combineAreas({ kind: 'sum' }, [
        { n: 3, numerator: 3 },
        { n: 4, numerator: 4 },
      ]).value,
    ).toBe(7);
    // Means 20 of 2 and 50 of 8: (40 + 400) / 10.
    expect(
      combineAreas({ kind: 'ratio', per: 1 }, [
        { n: 2, numerator: 40 },
        { n: 8, numerator: 400 },
      ]).value,
    ).toBe(44);
    expect(weightedMean(Float64Array.of(20, 50), Float64Array.of(2, 8))).toBe(44);
  });

  it.each(['quantile', 'standardised', 'smoothed'] as const)(
    'refuse what does not follow from the areas: %s',
    (reason) => {
      expect(() => combineAreas({ kind: 'refused', reason }, [{ n: 1, numerator: 1 }])).toThrow(CannotCombine);
    },
  );

  it('say what they do not know: missing counts, areas without people, no areas', () => {
    expect(
      combineAreas(share, [
        { n: 10, numerator: 5 },
        { n: 0, numerator: Number.NaN },
      ]).value,
    ).toBe(50);
    expect(
      combineAreas(share, [
        { n: 10, numerator: 5 },
        { n: 3, numerator: Number.NaN },
      ]).value,
    ).toBeNaN();
    expect(combineAreas(share, []).value).toBeNaN();
    expect(combineAreas({ kind: 'sum' }, []).value).toBe(0);
    expect(weightedMean(Float64Array.of(1, Number.NaN), Float64Array.of(1, 0))).toBe(1);
    expect(weightedMean(Float64Array.of(1, Number.NaN), Float64Array.of(1, 2))).toBeNaN();
    expect(weightedMean(new Float64Array(), new Float64Array())).toBeNaN();
    expect(() => weightedMean(Float64Array.of(1), new Float64Array())).toThrow(RangeError);
  });

  it('give the share among all people, however they are divided into areas', () => {
    const person = record({ area: integer({ min: 0, max: 5 }), yes: boolean() });
    assert(
      property(array(person, { minLength: 1, maxLength: 60 }), (people) => {
        const areas = [...Map.groupBy(people, ({ area }) => area).values()].map((members) => ({
          n: members.length,
          numerator: members.filter(({ yes }) => yes).length,
        }));
        const all = (100 * people.filter(({ yes }) => yes).length) / people.length;
        expect(combineAreas(share, areas).value).toBe(all);
        const own = areas.map(({ n, numerator }) => (100 * numerator) / n);
        expect(
          weightedMean(
            Float64Array.from(own),
            Float64Array.from(areas, ({ n }) => n),
          ),
        ).toBeCloseTo(all, 10);
      }),
    );
  });
});
