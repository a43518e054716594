import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { equationsHold, feasibleTable } from '../../../../shared/domain/disclosure/attack/feasible.ts';
import { attackIntervals } from '../../../../shared/domain/disclosure/attack/intervals.ts';
import { protectFrequencyTable } from '../../../../shared/domain/disclosure/protect.ts';
import { DEFAULT_RULES } from '../../../../shared/domain/disclosure/rules.ts';
import { flatDimension, hierarchicalDimension } from '../../../../shared/domain/tables/dimension.ts';
import { cellCount, frequencyTable, tableEquations } from '../../../../shared/domain/tables/table.ts';

const areas = hierarchicalDimension(
  'omrade',
  ['A', 'B', 'C'].flatMap((county) => [
    { child: county, parent: 'T' },
    ...['1', '2'].flatMap((place) => [
      { child: `${county}${place}`, parent: county },
      ...['a', 'b', 'c'].map((area) => ({ child: `${county}${place}${area}`, parent: `${county}${place}` })),
    ]),
  ]),
  'T',
);
if (!areas.ok) throw new Error('the test hierarchy is wrong');
const dimensions = [areas.dimension, flatDimension('kategori', ['x', 'y', 'z', 'w'], 'T')];
const cells = cellCount(dimensions);

/** Small counts with many zeros: the hard case. */
const tables = fc
  .array(fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 6 }), fc.integer({ min: 5, max: 60 })), {
    minLength: cells,
    maxLength: cells,
  })
  .map((counts) => frequencyTable({ title: 'prov', measure: 'antal', dimensions }, Float64Array.from(counts)));

describe('a feasible table from what is published', () => {
  it('agrees with everything published, and gives the intervals that were proven from the true table', () => {
    fc.assert(
      fc.property(tables, (table) => {
        const outcome = protectFrequencyTable(table, DEFAULT_RULES);
        fc.pre(outcome.ok);
        if (!outcome.ok) return;
        const { hidden } = outcome.working.problem;
        const known = { lower: new Float64Array(cells).fill(1), upper: new Float64Array(cells).fill(Infinity) };
        const published = table.values.map((value, cell) => (hidden[cell] === 1 ? Number.NaN : value));
        const found = feasibleTable({ ...known, values: published, hidden, equations: tableEquations(dimensions) });
        expect(found.ok).toBe(true);
        if (!found.ok) return;
        expect(equationsHold(tableEquations(dimensions), found.values)).toBe(true);
        const least = found.values.filter((_, cell) => hidden[cell] === 1);
        expect(least.every((value) => value >= 1)).toBe(true);
        expect(found.values.filter((_, cell) => hidden[cell] !== 1)).toEqual(
          table.values.filter((_, cell) => hidden[cell] !== 1),
        );
        const again = attackIntervals({ ...outcome.working.problem, values: found.values });
        expect(again).toEqual(outcome.working.proof.intervals);
      }),
      { numRuns: 20, seed: 20261122 },
    );
  });

  const square = [flatDimension('rad', ['1', '2'], 'T'), flatDimension('kolumn', ['1', '2'], 'T')];
  const equations = tableEquations(square);
  const hidden = Uint8Array.of(0, 0, 0, 0, 1, 1, 0, 1, 1);
  const bounds = { lower: new Float64Array(9), upper: new Float64Array(9).fill(Infinity) };

  it('finds a square of hidden cells by hand: margins 7 and 3, 6 and 4', () => {
    const values = Float64Array.of(10, 6, 4, 7, NaN, NaN, 3, NaN, NaN);
    const found = feasibleTable({ ...bounds, values, hidden, equations });
    expect(found.ok && equationsHold(equations, found.values)).toBe(true);
  });

  it('says so when no table agrees with what is published', () => {
    const wrongTotal = Float64Array.of(10, 6, 5, 7, NaN, NaN, 3, NaN, NaN);
    expect(feasibleTable({ ...bounds, values: wrongTotal, hidden, equations })).toEqual({
      ok: false,
      reason: 'inconsistent',
    });
    const tooSmall = Float64Array.of(10, 6, 4, 7, NaN, NaN, 3, NaN, NaN);
    expect(
      feasibleTable({ ...bounds, lower: new Float64Array(9).fill(4), values: tooSmall, hidden, equations }),
    ).toEqual({
      ok: false,
      reason: 'inconsistent',
    });
  });
});
