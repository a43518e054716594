import type { Equations } from '../tables/equations.ts';
import { cellCount, cellId, type FrequencyTable, isInner } from '../tables/table.ts';
import type { AttackProblem, Unit } from './attack/problem.ts';
import { type FrequencyRules, isPrimary, leastHidden, upperLevel } from './rules.ts';

export const primariesOf = (table: FrequencyTable, rules: FrequencyRules): Uint8Array =>
  Uint8Array.from(table.values, (count) => (isPrimary(count, rules) ? 1 : 0));

/**
 * Persons who alone fill a cell, with every cell that they alone fill: an inner cell with the count 1, and all its margins
 * that are 1 too. Each of them knows those cells. The name tells the inner cell, not the person.
 */
export function singletons(table: FrequencyTable): Unit[] {
  const { dimensions, values } = table;
  const inner: number[] = [];
  for (let cell = 0; cell < values.length; cell += 1)
    if (values[cell] === 1 && isInner(dimensions, cell)) inner.push(cell);
  return inner.map((cell) => ({ name: cellId(dimensions, cell), cells: filledMargins(table, cell) }));
}

function filledMargins(table: FrequencyTable, inner: number): number[] {
  const { dimensions, values } = table;
  let found = [inner];
  let step = 1;
  for (let d = dimensions.length - 1; d >= 0; d -= 1) {
    const dimension = dimensions[d];
    if (dimension === undefined) continue;
    const size = dimension.codes.length;
    found = found.flatMap((cell) => {
      const chain = [cell];
      const node = Math.floor(cell / step) % size;
      for (let above = dimension.parents[node] as number; above >= 0; above = dimension.parents[above] as number) {
        const margin = cell + (above - node) * step;
        if (values[margin] !== 1) break;
        chain.push(margin);
      }
      return chain;
    });
    step *= size;
  }
  return found.sort((a, b) => a - b);
}

/**
 * The attacker's problem of a suppressed frequency table. `guess`: a reader who rightly guesses which hidden cells are
 * unsafe, so that those lie in [least, minFrequency - 1] and the other hidden cells are at least minFrequency; no level
 * is asked for then, only that no unsafe cell is known exactly.
 */
export function tableProblem(
  table: FrequencyTable,
  rules: FrequencyRules,
  parts: {
    readonly equations: Equations;
    readonly hidden: Uint8Array;
    readonly primary: Uint8Array;
    readonly units: readonly Unit[];
  },
  reader: 'plain' | 'guess',
): AttackProblem {
  const count = cellCount(table.dimensions);
  const { hidden, primary } = parts;
  const least = leastHidden(rules);
  const lower = new Float64Array(count).fill(least);
  const upper = new Float64Array(count).fill(Number.POSITIVE_INFINITY);
  const upperLevels = new Float64Array(count);
  for (let cell = 0; cell < count; cell += 1) {
    if (reader === 'plain') {
      if (primary[cell] === 1) upperLevels[cell] = upperLevel(table.values[cell] as number, rules);
    } else if (primary[cell] === 1) upper[cell] = rules.minFrequency - 1;
    else lower[cell] = rules.minFrequency;
  }
  const none = new Float64Array(count);
  return {
    ids: Array.from({ length: count }, (_, cell) => cellId(table.dimensions, cell)),
    values: table.values,
    hidden,
    unknown: hidden,
    primary,
    lower,
    upper,
    lowerLevel: none,
    upperLevel: upperLevels,
    slidingLevel: none,
    equations: parts.equations,
    integer: true,
    units: parts.units,
  };
}
