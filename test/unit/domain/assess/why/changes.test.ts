import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LiveIndex } from '../../../../../shared/domain/assess/live.ts';
import { countProblems } from '../../../../../shared/domain/assess/problemCount.ts';
import { nearestIndicatorChanges } from '../../../../../shared/domain/assess/why/indicatorChange.ts';
import { topLine } from '../../../../../shared/domain/assess/why/line.ts';
import { problemChanges } from '../../../../../shared/domain/assess/why/problemChange.ts';
import { nearestWeightChanges } from '../../../../../shared/domain/assess/why/weightChange.ts';
import { writtenWeights } from '../../../../../shared/domain/assess/weightTree.ts';
import type { Aggregation, ProblemCountMethod } from '../../../../../shared/schemas/method.ts';
import { indexCase } from '../cases.ts';

const ONE_SCALE: readonly Aggregation[] = [{ kind: 'arithmetic' }, { kind: 'geometric' }, { kind: 'harmonic' }];

describe('the nearest change of one weight', () => {
  it('crosses the line just beyond the limit and not before, in every tree of one kind of mean', () => {
    for (const aggregation of ONE_SCALE)
      fc.assert(
        fc.property(
          indexCase({ missing: true, aggregations: [aggregation] }),
          fc.nat(29),
          fc.integer({ min: 1, max: 8 }),
          ({ areas, method, columns }, pick, top) => {
            const live = new LiveIndex({ areas, method, columns });
            const area = pick % areas.length;
            if (live.ranks[area] === 0 || top >= live.ranked) return;
            const over = (live.ranks[area] as number) <= top;
            const found = nearestWeightChanges(live.valued, writtenWeights(live.valued.tree), top, area) ?? [];
            for (const { id, weight, to } of found) {
              // Scores that are equal but for rounding may be read as a tie or not: one of the readings has to fit.
              const readings = (value: number): boolean[] => {
                live.setWeight(id, value);
                live.compute();
                const own = live.scores[area] as number;
                return [-1e-9, 0, 1e-9].map(
                  (slack) => live.scores.filter((score, i) => i !== area && score > own + slack).length < top,
                );
              };
              const beyond = [1e-6, 1e-8, -1e-6, -1e-8]
                .filter((step) => step * (to - weight) >= 0)
                .flatMap((step) => readings(Math.max(0, to + step)));
              // Tied at the line as things are, or all but: over it and not, at once.
              if (new Set(readings(weight)).size > 1) continue;
              const between = readings(weight + 0.999999 * (to - weight));
              readings(weight);
              expect([beyond.includes(!over), between.includes(over)]).toEqual([true, true]);
            }
          },
        ),
        { numRuns: 60 },
      );
  });

  it('by hand: two areas change places where the weighted sums are equal', () => {
    // x = (4, 0), y = (1, 2): with weights w and 1, x is ahead when 4w > w + 2, that is from w = 2/3.
    const live = new LiveIndex({
      areas: ['x', 'y'],
      method: {
        version: 1,
        kind: 'index',
        indicators: [
          { id: 'a', direction: 1, weight: 1 },
          { id: 'b', direction: 1, weight: 1 },
        ],
        normalisation: { kind: 'none' },
      },
      columns: [Float64Array.of(4, 1), Float64Array.of(0, 2)],
    });
    const found = nearestWeightChanges(live.valued, writtenWeights(live.valued.tree), 1, 0);
    expect(found?.map(({ id, to }) => [id, to])).toEqual([
      ['a', 2 / 3],
      ['b', 1.5],
    ]);
    // From a half to two fifths, and from a half to three fifths: equally far.
    expect(found?.map(({ moved }) => moved)).toEqual([expect.closeTo(0.1, 12), expect.closeTo(0.1, 12)]);
  });

  it('is not offered where there is no closed form', () => {
    const live = new LiveIndex({
      areas: ['x', 'y'],
      method: {
        version: 1,
        kind: 'index',
        indicators: [{ id: 'a', direction: 1, weight: 1 }],
        normalisation: { kind: 'none' },
        aggregation: { kind: 'copeland' },
      },
      columns: [Float64Array.of(4, 1)],
    });
    expect(nearestWeightChanges(live.valued, writtenWeights(live.valued.tree), 1, 0)).toBeUndefined();
  });
});

describe('the nearest change of one indicator', () => {
  it('crosses the line just beyond the limit and not before, all else standing still', () => {
    for (const aggregation of ONE_SCALE)
      fc.assert(
        fc.property(
          indexCase({ missing: true, aggregations: [aggregation], normalisation: { kind: 'none' } }),
          fc.nat(29),
          fc.integer({ min: 1, max: 8 }),
          ({ areas, method: turned, columns }, pick, top) => {
            const method = {
              ...turned,
              indicators: turned.indicators.map((one) => ({ ...one, direction: 1 as const })),
            };
            const live = new LiveIndex({ areas, method, columns });
            const area = pick % areas.length;
            const line = topLine(live.scores, live.ranks, live.order, live.ranked, top, area);
            if (line === undefined) return;
            for (const { id, value, to } of nearestIndicatorChanges(method, live.valued, columns, line.score, area) ??
              []) {
              const isOver = (changed: number): boolean => {
                const after = columns.map((column, j) =>
                  method.indicators[j]?.id === id ? column.with(area, changed) : column,
                );
                return (new LiveIndex({ areas, method, columns: after }).ranks[area] as number) <= top;
              };
              if (to <= 1e-3 || to > 1e6 || to === value) continue;
              expect(isOver(to * (1 + 1e-9 * Math.sign(to - value)))).toBe(!line.over);
              expect(isOver(value + (1 - 1e-6) * (to - value))).toBe(line.over);
            }
          },
        ),
        { numRuns: 60 },
      );
  });
});

describe('the nearest change of a problem count', () => {
  const value = fc.integer({ min: 0, max: 20 });
  it('one threshold past the area’s own value, or one value past the threshold, crosses the line', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(value, { minLength: 6, maxLength: 6 }), { minLength: 2, maxLength: 6 }),
        fc.constantFrom<1 | -1>(1, -1),
        fc.constantFrom<ProblemCountMethod['factorRule']>('any', 'all'),
        fc.integer({ min: 1, max: 3 }),
        fc.nat(5),
        (raw, direction, factorRule, k, area) => {
          const columns = raw.map((column) => Float64Array.from(column));
          const areas = ['a', 'b', 'c', 'd', 'e', 'f'];
          const method: ProblemCountMethod = {
            version: 1,
            kind: 'problem-count',
            indicators: raw.map((_column, j) => ({ id: `v${j}`, direction, threshold: 10, factor: `f${j % 3}` })),
            factorRule,
            k,
            levels: [],
          };
          const count = countProblems(method, areas, columns);
          const changes = problemChanges(method, count, columns, k, area);
          const over = (other: ProblemCountMethod, moved = columns): boolean[] =>
            [...countProblems(other, areas, moved).scores].map((c) => c >= k);
          const before = over(method);
          expect(changes.over).toBe(before[area]);
          for (const { id, to, othersIn, othersOut } of changes.thresholds) {
            const past = changes.over ? to : to - 0.5 * direction;
            const indicators = method.indicators.map((one) => (one.id === id ? { ...one, threshold: past } : one));
            const after = over({ ...method, indicators });
            expect(after[area]).toBe(!changes.over);
            const others = areas.map((_code, i) => i).filter((i) => i !== area);
            expect([
              others.filter((i) => after[i] === true && before[i] === false).length,
              others.filter((i) => after[i] === false && before[i] === true).length,
            ]).toEqual([othersIn, othersOut]);
          }
          for (const { id, to } of changes.indicators) {
            const past = changes.over ? to : to + 0.5 * direction;
            const moved = columns.map((column, j) => (`v${j}` === id ? column.with(area, past) : column));
            expect(over(method, moved)[area]).toBe(!changes.over);
          }
          // Nothing that would do has been left out.
          const enough: string[] = [];
          for (const [j] of columns.entries()) {
            const turned = before[area] === true ? -99 : 99;
            const moved = columns.map((column, i) => (i === j ? column.with(area, direction * turned) : column));
            if (over(method, moved)[area] !== before[area]) enough.push(`v${j}`);
          }
          expect(changes.indicators.map(({ id }) => id).sort()).toEqual(enough);
        },
      ),
    );
  });
});
