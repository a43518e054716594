import type { Block, CellSystem } from '../../tables/system.ts';
import { type DisclosureRules, isPrimary, upperLevel } from '../rules.ts';
import { type Breach, concentrationBreaches } from './concentration.ts';
import { groupParts } from './groups.ts';

/** Which cells of a system may not be learnt, why, and how far a reader must be kept from each. */
export interface UnsafeCells {
  readonly primary: Uint8Array;
  /** The interval must reach value - lowerLevel and value + upperLevel. */
  readonly lowerLevel: Float64Array;
  readonly upperLevel: Float64Array;
  /** 1 for a count under the limit, which a reader may guess to be one. */
  readonly small: Uint8Array;
  /** Rules that each unsafe cell breaks. */
  readonly breaches: ReadonlyMap<number, readonly Breach[]>;
}

/** Share of the largest contribution that protects a sum which is unsafe only for its few contributors. */
const FEW_SHARE = 0.1;

/**
 * Every unsafe cell of a system, by the rules of each block it stands in. Where several rules ask for levels, the widest holds.
 * A waived cell keeps its breaches, but is not primary.
 */
export function unsafeCells(
  system: CellSystem,
  rules: DisclosureRules,
  waived: ReadonlySet<number> = new Set(),
): UnsafeCells {
  const count = system.values.length;
  const breaches = new Map<number, Breach[]>();
  const lowerLevel = new Float64Array(count);
  const upperLevels = new Float64Array(count);
  const primary = new Uint8Array(count);
  const small = new Uint8Array(count);
  const note = (cell: number, breach: Breach, up: number, down: number): void => {
    const own = breaches.get(cell) ?? [];
    if (!own.some(({ rule, level }) => rule === breach.rule && level === breach.level)) own.push(breach);
    breaches.set(cell, own);
    if (waived.has(cell)) return;
    primary[cell] = 1;
    upperLevels[cell] = Math.max(upperLevels[cell] as number, up);
    lowerLevel[cell] = Math.max(lowerLevel[cell] as number, down);
  };
  for (const block of system.blocks) {
    if (block.contributors === null) {
      for (const cell of block.cells) {
        const value = system.values[cell] as number;
        if (!isPrimary(value, rules)) continue;
        small[cell] = 1;
        const level = upperLevel(value, rules);
        note(cell, { rule: value === 0 ? 'zero' : 'frequency', level }, level, 0);
      }
      noteGroups(system, block, rules, note);
    } else noteSums(system, block, rules, note);
  }
  return { primary, lowerLevel, upperLevel: upperLevels, small, breaches };
}

type Note = (cell: number, breach: Breach, up: number, down: number) => void;

function noteSums(system: CellSystem, block: Block, rules: DisclosureRules, note: Note): void {
  const { contributors, measure } = block;
  if (contributors === null) return;
  const { start, amount, weight, units } = contributors;
  const symmetric = (cell: number, breach: Breach): void => {
    // No reader can be kept further below a sum that cannot be negative than 0.
    const room = measure.signed ? Number.POSITIVE_INFINITY : Math.max(0, system.values[cell] as number);
    note(cell, breach, breach.level, Math.min(breach.level, room));
  };
  for (const [own, cell] of block.cells.entries()) {
    const from = start[own] as number;
    const to = start[own + 1] as number;
    if (to === from) {
      if (rules.zeroUnsafe) symmetric(cell, { rule: 'zero', level: 0 });
      continue;
    }
    const few = rules.knowledge === 'default' ? FEW_SHARE * (amount[from] as number) : 0;
    if ((units[own] as number) < rules.minFrequency) symmetric(cell, { rule: 'frequency', level: few });
    if (to - from < (rules.minContributors ?? 0)) symmetric(cell, { rule: 'contributors', level: few });
    const cellContributors = { amounts: amount.subarray(from, to), weights: weight.subarray(from, to) };
    for (const breach of concentrationBreaches(cellContributors, rules)) symmetric(cell, breach);
  }
  noteGroups(system, block, rules, note);
}

/** Rows with their mass in one category; for counts the cell must be able to lie lower than the rule allows. */
function noteGroups(system: CellSystem, block: Block, rules: DisclosureRules, note: Note): void {
  const { groupDisclosure } = rules;
  if (groupDisclosure === undefined) return;
  const counts = block.contributors === null;
  const mass = block.contributors?.units ?? Float64Array.from(block.cells, (cell) => system.values[cell] as number);
  for (const { cell: own, elsewhere } of groupParts(
    block.dimensions,
    mass,
    groupDisclosure.allBut,
    groupDisclosure.columns,
  )) {
    const cell = block.cells[own] as number;
    const value = Math.abs(system.values[cell] as number);
    const careful = rules.knowledge === 'default';
    const level = careful ? (counts ? groupDisclosure.allBut + 1 - elsewhere : FEW_SHARE * value) : 0;
    note(cell, { rule: 'group', level }, counts ? 0 : level, Math.min(level, value));
  }
}
