import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shapleyParts } from '../../../../shared/domain/scenarios/shapley.ts';
import { partitions } from '../../../../shared/domain/scenarios/split.ts';

/** A game of whole values over some areas, one row per coalition. */
const game = fc.integer({ min: 1, max: 5 }).chain((players) =>
  fc.integer({ min: 1, max: 3 }).chain((areas) =>
    fc
      .array(fc.array(fc.integer({ min: -3363, max: 3363 }), { minLength: areas, maxLength: areas }), {
        minLength: 2 ** players,
        maxLength: 2 ** players,
      })
      .map((values) => ({ players, areas, values })),
  ),
);

describe('the Shapley value', () => {
  it('is that of the glove game worked by hand: one left glove, two right ones', () => {
    // v = 1 as soon as player 0 (left) and one of 1 and 2 (right) have joined. Orders: 012 021 102 120 201 210; the one who
    // completes a pair is 1, 2, 0, 0, 0, 0: parts 4/6, 1/6, 1/6.
    const { divisor, numerators } = shapleyParts(3, (coalition) => [
      (coalition & 1) !== 0 && (coalition & 6) !== 0 ? 1 : 0,
    ]);
    expect(divisor).toBe(6);
    expect(numerators.map((part) => [...part])).toEqual([[4], [1], [1]]);
  });

  it('adds up exactly', () => {
    fc.assert(
      fc.property(game, ({ players, areas, values }) => {
        const { divisor, numerators } = shapleyParts(players, (coalition) => values[coalition] ?? []);
        for (let area = 0; area < areas; area += 1) {
          const sum = numerators.reduce((total, part) => total + (part[area] as number), 0);
          const [none, all] = [values[0]?.[area] ?? 0, values.at(-1)?.[area] ?? 0];
          expect(sum).toBe(divisor * (all - none));
        }
      }),
    );
  });

  it('gives nothing to a dummy, and what it brings alone to one that always brings the same', () => {
    fc.assert(
      fc.property(game, fc.integer({ min: -50, max: 50 }), ({ players, values }, own) => {
        // The last player adds `own` whatever the others do.
        const { divisor, numerators } = shapleyParts(players + 1, (coalition) =>
          (values[coalition % 2 ** players] ?? []).map((value) => value + (coalition >= 2 ** players ? own : 0)),
        );
        expect([...(numerators[players] ?? [])].every((part) => part === divisor * own)).toBe(true);
      }),
    );
  });

  it('treats players alike that bring the same', () => {
    fc.assert(
      fc.property(game, ({ players, values }) => {
        // A game of how many have joined: every player has the same part.
        const { numerators } = shapleyParts(players, (coalition) => {
          const size = Array.from({ length: players }, (_none, p) => (coalition >> p) & 1).reduce((a, b) => a + b, 0);
          return values[size] ?? [];
        });
        for (const part of numerators) expect([...part]).toEqual([...(numerators[0] ?? [])]);
      }),
    );
  });

  it('says nothing of an area without a value in some coalition', () => {
    const { numerators } = shapleyParts(2, (coalition) => [coalition === 1 ? Number.NaN : coalition]);
    expect(numerators.map((part) => [...part])).toEqual([[Number.NaN], [Number.NaN]]);
  });
});

describe('ways to put players together', () => {
  it('are all of them (Bell numbers), those with most players first', () => {
    expect([0, 1, 2, 3, 4, 5].map((n) => partitions(n).length)).toEqual([1, 1, 2, 5, 15, 52]);
    expect(partitions(3)[0]).toEqual([1, 2, 4]);
    expect(partitions(3).at(-1)).toEqual([7]);
  });
});
