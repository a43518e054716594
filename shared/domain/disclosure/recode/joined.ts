import type { Block, CellSystem } from '../../tables/system.ts';
import { type DisclosureRules, isPrimary } from '../rules.ts';
import { concentrationBreaches } from '../unsafe/concentration.ts';

/** What a cell would be that holds all of several cells of a block. */
export interface JoinedCell {
  readonly unsafe: boolean;
  /** What a reader loses with the cell where it is safe: 0 for an empty one, else about 1, more for a larger one. */
  readonly worth: number;
}

/** Joins cells of a block that hold different rows, by their positions in the product. */
export type JoinCells = (cells: readonly number[]) => JoinedCell;

const worthOf = (size: number): number => (size === 0 ? 0 : 1 + 0.05 * Math.log2(1 + size));

/**
 * How cells of the block would stand when joined. Counts add up. Of sums the contributions of each holding add up, which is right where none
 * is negative; with negative ones and with weights it is near enough for a suggestion, which protection then tries.
 */
export function joiner(system: CellSystem, block: Block, rules: DisclosureRules): JoinCells {
  const { cells: own, contributors } = block;
  if (contributors === null)
    return (cells) => {
      let count = 0;
      for (const cell of cells) count += system.values[own[cell] as number] as number;
      const unsafe = isPrimary(count, rules);
      return { unsafe, worth: unsafe ? 0 : worthOf(count) };
    };
  return (cells) => {
    const byHolding = new Map<number, { amount: number; weight: number }>();
    let units = 0;
    for (const cell of cells) {
      units += contributors.units[cell] as number;
      for (let i = contributors.start[cell] as number; i < (contributors.start[cell + 1] as number); i += 1) {
        const who = contributors.holding[i] as number;
        const known = byHolding.get(who) ?? { amount: 0, weight: 1 };
        known.amount += contributors.amount[i] as number;
        known.weight = Math.max(known.weight, contributors.weight[i] as number);
        byHolding.set(who, known);
      }
    }
    const sorted = [...byHolding.values()].sort((a, b) => b.amount - a.amount);
    if (sorted.length === 0) return { unsafe: rules.zeroUnsafe, worth: 0 };
    const joined = { amounts: sorted.map(({ amount }) => amount), weights: sorted.map(({ weight }) => weight) };
    const unsafe =
      units < rules.minFrequency ||
      sorted.length < (rules.minContributors ?? 0) ||
      concentrationBreaches(joined, rules).length > 0;
    return { unsafe, worth: unsafe ? 0 : worthOf(sorted.length) };
  };
}
