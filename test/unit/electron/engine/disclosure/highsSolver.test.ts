import * as fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadSolvers } from '../../../../../electron/engine/disclosure/highsSolver.ts';
import { attackIntervals, type Solvers } from '../../../../../shared/domain/disclosure/attack/intervals.ts';
import { insiderFaults } from '../../../../../shared/domain/disclosure/attack/insiders.ts';
import { DEFAULT_RULES } from '../../../../../shared/domain/disclosure/rules.ts';
import { tableProblem } from '../../../../../shared/domain/disclosure/tableProblem.ts';
import { flatDimension } from '../../../../../shared/domain/tables/dimension.ts';
import { cellCount, type FrequencyTable, frequencyTable, isInner } from '../../../../../shared/domain/tables/table.ts';
import { everyTable } from '../../../../support/bruteForce.ts';

/** Two by two by two: no network. */
const dimensions = ['a', 'b', 'c'].map((column) => flatDimension(column, ['1', '2'], 'T'));
const cells = cellCount(dimensions);
const inner = Array.from({ length: cells }, (_, cell) => cell).filter((cell) => isInner(dimensions, cell));

const cube = fc
  .array(fc.integer({ min: 0, max: 3 }), { minLength: inner.length, maxLength: inner.length })
  .map((counts): FrequencyTable => {
    const values = new Float64Array(cells);
    for (const [i, cell] of inner.entries()) values[cell] = counts[i] ?? 0;
    return frequencyTable({ title: 'cube', measure: 'n', dimensions }, values);
  });

let solvers: Solvers;
beforeAll(async () => {
  solvers = await loadSolvers();
});

const problemOf = (table: FrequencyTable, hidden: Uint8Array, units: { name: string; cells: number[] }[] = []) =>
  tableProblem(
    table,
    { ...DEFAULT_RULES, zeroUnsafe: true, knowledge: 'none' },
    { hidden, primary: hidden, units },
    'plain',
  );

describe('components that are no network', () => {
  it('three dimensions: the intervals that trying every table gives', () => {
    const flags = fc.array(fc.boolean(), { minLength: cells, maxLength: cells });
    fc.assert(
      fc.property(cube, flags, (table, hide) => {
        const hidden = Uint8Array.from(hide, (flag, cell) => (flag && cell > 0 ? 1 : 0));
        const found = attackIntervals(problemOf(table, hidden), solvers);
        const seen = everyTable(table, { hidden, lower: () => 0, upper: () => Number.POSITIVE_INFINITY });
        const wrong = [...hidden.keys()]
          .filter((cell) => hidden[cell] === 1)
          .map(
            (cell) =>
              [cell, found.min[cell] ?? -1, found.max[cell] ?? -1, seen.min[cell] ?? 0, seen.max[cell] ?? 0] as const,
          )
          // Wide intervals are those of the linear programme, which may be wider than those of whole numbers.
          .filter(([, min, max, least, most]) =>
            max - min < 9
              ? Math.abs(min - least) + Math.abs(max - most) > 1e-6
              : min > least + 1e-6 || max < most - 1e-6,
          );
        expect(wrong).toEqual([]);
      }),
      { numRuns: 60, seed: 3 },
    );
  });

  it('without a solver nothing is decided, so nothing is safe', () => {
    const table = frequencyTable({ title: 'cube', measure: 'n', dimensions }, new Float64Array(cells).fill(2));
    const hidden = Uint8Array.from({ length: cells }, (_, cell) => (isInner(dimensions, cell) ? 1 : 0));
    const { min, max } = attackIntervals(problemOf(table, hidden));
    expect(
      [...hidden.keys()].filter((cell) => hidden[cell] === 1 && !Number.isNaN((min[cell] ?? 0) + (max[cell] ?? 0))),
    ).toEqual([]);
  });

  it('an insider who knows one corner of a cube knows them all', () => {
    const table = frequencyTable({ title: 'cube', measure: 'n', dimensions }, new Float64Array(cells).fill(2));
    const hidden = Uint8Array.from({ length: cells }, (_, cell) => (isInner(dimensions, cell) ? 1 : 0));
    const [corner = 0, ...others] = inner;
    const faults = insiderFaults(problemOf(table, hidden, [{ name: 'one', cells: [corner] }]), solvers);
    expect(faults.map(({ cell }) => cell).sort((a, b) => a - b)).toEqual(others);
    expect(insiderFaults(problemOf(table, hidden, []), solvers)).toEqual([]);
  });
});
