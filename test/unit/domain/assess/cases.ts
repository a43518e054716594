import * as fc from 'fast-check';
import type { Aggregation, IndexMethod, Normalisation } from '../../../../shared/schemas/method.ts';

export const codesOf = (n: number): string[] =>
  Array.from({ length: n }, (_none, i) => `60${String(i).padStart(2, '0')}R001`);

export interface IndexCase {
  readonly areas: string[];
  readonly method: IndexMethod;
  readonly columns: Float64Array[];
}

const value = fc.integer({ min: 1, max: 40 }).map((whole) => whole / 4);

/** Random index cases: two-level trees, ties, missing values, every mean; columns always vary. */
export const indexCase = (
  options: { missing?: boolean; aggregations?: readonly Aggregation[]; normalisation?: Normalisation } = {},
): fc.Arbitrary<IndexCase> => {
  const aggregation = fc.constantFrom<Aggregation>(...(options.aggregations ?? [{ kind: 'arithmetic' }]));
  return fc
    .record({
      n: fc.integer({ min: 3, max: 30 }),
      groupCount: fc.integer({ min: 1, max: 3 }),
      p: fc.integer({ min: 3, max: 9 }),
    })
    .chain(({ n, groupCount, p }) =>
      fc.record({
        areas: fc.shuffledSubarray(codesOf(n), { minLength: n, maxLength: n }),
        aggregations: fc.array(aggregation, { minLength: groupCount + 1, maxLength: groupCount + 1 }),
        weights: fc.array(fc.integer({ min: 0, max: 5 }), { minLength: p, maxLength: p }),
        directions: fc.array(fc.constantFrom<1 | -1>(1, -1), { minLength: p, maxLength: p }),
        leastShare: fc.constantFrom(0, 0.5, 1),
        columns: fc.array(
          fc.array(options.missing === true ? fc.option(value, { nil: Number.NaN, freq: 6 }) : value, {
            minLength: n,
            maxLength: n,
          }),
          { minLength: p, maxLength: p },
        ),
      }),
    )
    .map(({ areas, aggregations, weights, directions, leastShare, columns }) => {
      const groupCount = aggregations.length - 1;
      const first = aggregations[0] ?? { kind: 'arithmetic' as const };
      const method: IndexMethod = {
        version: 1,
        kind: 'index',
        groups: [
          { id: 'top', parent: null, aggregation: first },
          ...aggregations.slice(1).map((one, g) => ({ id: `g${g}`, parent: 'top', weight: g + 1, aggregation: one })),
        ],
        indicators: weights.map((weight, j) => ({
          id: `v${j}`,
          direction: directions[j] ?? 1,
          // The first in each group always weighs something, so that no group is empty of weight.
          weight: j < groupCount ? weight + 1 : weight,
          parent: `g${j % groupCount}`,
        })),
        normalisation: options.normalisation ?? { kind: 'min-max', lower: 1, upper: 100 },
        missing: { leastShare },
      };
      const varied = columns.map((column) => {
        const copy = Float64Array.from(column);
        copy[0] = 0.5;
        copy[1] = 11.25;
        return copy;
      });
      return { areas, method, columns: varied };
    });
};
