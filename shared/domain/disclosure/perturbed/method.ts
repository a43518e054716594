import type { Block, CellSystem } from '../../tables/system.ts';
import { isInner } from '../../tables/table.ts';
import { countsBehind, KEY_MODULUS, noiseOf, type PerturbationTable, perturbationTable } from '../cellKey/cellKey.ts';
import { type NoiseSettings, noiseTable } from '../cellKey/noise.ts';
import { perturbSums } from '../cellKey/sums.ts';
import type { Solvers } from '../attack/intervals.ts';
import { roundControlled } from '../rounding/controlled.ts';
import { roundSmallCounts } from '../rounding/smallCounts.ts';
import { roundAtRandom, roundToNearest } from '../rounding/toBase.ts';

/** A way to protect a table by changing its numbers instead of hiding them. `base` in the unit of the measure. */
export type PerturbingMethod =
  | { readonly kind: 'cell-key'; readonly noise: NoiseSettings; readonly sumNoise: readonly number[] }
  | { readonly kind: 'small-count-rounding'; readonly base: number }
  | { readonly kind: 'round'; readonly base: number; readonly how: 'nearest' | 'controlled' | 'random' };

/** Keys of the cells of a system, and of the holdings of each block of sums (null for counts). Secret, like record keys. */
export interface SystemKeys {
  readonly modulus: number;
  readonly cells: Float64Array;
  readonly holdings: readonly (Float64Array | null)[];
}

/**
 * What a table shows after the change, and what anyone who knows the method can say of each true value, all in the system's whole units.
 */
export interface Perturbed {
  readonly shown: Float64Array;
  /** 1 for a cell whose true value the method leaves open. */
  readonly open: Uint8Array;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
}

export type PerturbedSystem =
  | { readonly ok: true; readonly perturbed: Perturbed }
  /** `keys`: the method needs record keys. `sums`: it is for counts only. `signed`: not for sums that may be negative. */
  | {
      readonly ok: false;
      readonly reason:
        | 'keys'
        | 'sums'
        | 'signed'
        | 'severalTables'
        | 'noControlledRounding'
        | 'roundingUndecided'
        | 'baseNotWhole';
    };

/**
 * Changes every cell of a system by one method. Cells that stand in several tables are changed once. Explicit equations do not
 * take part: shares and indexes of changed counts are computed from what is shown.
 */
export function perturbSystem(
  system: CellSystem,
  method: PerturbingMethod,
  keys: SystemKeys | null,
  solvers: Solvers | undefined,
): PerturbedSystem {
  const needsKeys = method.kind === 'cell-key' || (method.kind === 'round' && method.how === 'random');
  if (needsKeys && keys === null) return { ok: false, reason: 'keys' };
  if (method.kind === 'cell-key') return byCellKey(system, method, keys as SystemKeys);
  if (method.kind === 'small-count-rounding') return bySmallCounts(system, method.base);
  return byRounding(system, method, keys, solvers);
}

const untouched = ({ values }: CellSystem): Perturbed => ({
  shown: Float64Array.from(values),
  open: new Uint8Array(values.length),
  lower: Float64Array.from(values),
  upper: Float64Array.from(values),
});

function byCellKey(
  system: CellSystem,
  { noise, sumNoise }: Extract<PerturbingMethod, { kind: 'cell-key' }>,
  keys: SystemKeys,
): PerturbedSystem {
  if (system.blocks.some(({ measure }) => measure.signed)) return { ok: false, reason: 'signed' };
  const table = perturbationTable(noiseTable(noise), keys.modulus);
  const perturbed = untouched(system);
  for (const [b, block] of system.blocks.entries()) {
    if (block.contributors === null) countsByKey(system, block, keys, table, perturbed);
    else sumsByKey(system, block, keys, b, sumNoise, perturbed);
  }
  return { ok: true, perturbed };
}

function countsByKey(
  { values }: CellSystem,
  { cells }: Block,
  keys: SystemKeys,
  table: PerturbationTable,
  { shown, open, lower, upper }: Perturbed,
): void {
  for (const cell of cells) {
    const count = values[cell] as number;
    shown[cell] = count + noiseOf(count, keys.cells[cell] as number, table);
    const behind = countsBehind(shown[cell], table);
    lower[cell] = behind.least;
    upper[cell] = behind.greatest;
    open[cell] = behind.least < behind.greatest ? 1 : 0;
  }
}

/**
 * Noise is at most the largest share s of the sum itself, since contributions are not negative: a reader knows of X that
 * X (1 - s) <= shown <= X (1 + s), give or take the rounding to whole units.
 */
function sumsByKey(
  { values }: CellSystem,
  { cells, contributors }: Block,
  keys: SystemKeys,
  block: number,
  shares: readonly number[],
  { shown, open, lower, upper }: Perturbed,
): void {
  if (contributors === null) return;
  const own = Float64Array.from(cells, (cell) => values[cell] as number);
  const ownKeys = Float64Array.from(cells, (cell) => keys.cells[cell] as number);
  const noisy = perturbSums(own, contributors, ownKeys, keys.holdings[block] ?? new Float64Array(), {
    shares,
    modulus: keys.modulus,
  });
  const [greatest] = shares as readonly [number];
  for (const [at, cell] of cells.entries()) {
    shown[cell] = Math.round(noisy[at] as number);
    lower[cell] = Math.max(0, Math.floor((shown[cell] - 0.5) / (1 + greatest)));
    upper[cell] = greatest < 1 ? Math.ceil((shown[cell] + 0.5) / (1 - greatest)) : Number.POSITIVE_INFINITY;
    open[cell] = 1;
  }
}

function bySmallCounts(system: CellSystem, base: number): PerturbedSystem {
  const [block] = system.blocks;
  if (system.blocks.some(({ contributors }) => contributors !== null)) return { ok: false, reason: 'sums' };
  if (block === undefined || system.blocks.length > 1) return { ok: false, reason: 'severalTables' };
  const perturbed = untouched(system);
  const { cells, dimensions, title, measure } = block;
  const own = Float64Array.from(cells, (cell) => system.values[cell] as number);
  const rounded = roundSmallCounts({ title, measure: measure.name, dimensions, values: own }, base);
  for (const [at, cell] of cells.entries()) {
    const shown = rounded[at] as number;
    perturbed.shown[cell] = shown;
    // An inner cell that shows another number than 0 and the base is true; a margin says nothing beyond its inner cells.
    const inner = isInner(dimensions, at);
    if (inner && shown !== 0 && shown !== base) continue;
    perturbed.open[cell] = 1;
    perturbed.lower[cell] = inner && shown === base ? 1 : 0;
    perturbed.upper[cell] = inner ? (shown === 0 ? base - 1 : base) : Number.POSITIVE_INFINITY;
  }
  return { ok: true, perturbed };
}

function byRounding(
  system: CellSystem,
  { base, how }: Extract<PerturbingMethod, { kind: 'round' }>,
  keys: SystemKeys | null,
  solvers: Solvers | undefined,
): PerturbedSystem {
  const perturbed = untouched(system);
  const bases = new Float64Array(system.values.length).fill(Number.NaN);
  const signed = new Uint8Array(system.values.length);
  for (const { cells, measure } of system.blocks)
    for (const cell of cells) {
      bases[cell] = base * 10 ** measure.decimals;
      if (measure.signed) signed[cell] = 1;
    }
  const taking = Array.from(bases.keys()).filter((cell) => !Number.isNaN(bases[cell]));
  if (taking.some((cell) => !Number.isInteger(bases[cell]) || (bases[cell] as number) < 2))
    return { ok: false, reason: 'baseNotWhole' };
  if (how === 'controlled') {
    // What follows from the cells by an explicit equation has no multiples of its own.
    if (taking.length < bases.length || !haveOneBase(system, bases)) return { ok: false, reason: 'severalTables' };
    const rounded = roundControlled(system.values, system.equations, bases, solvers);
    if (!rounded.ok)
      return { ok: false, reason: rounded.reason === 'none' ? 'noControlledRounding' : 'roundingUndecided' };
    perturbed.shown.set(rounded.values);
  }
  for (const cell of taking) {
    const own = bases[cell] as number;
    const value = Float64Array.of(system.values[cell] as number);
    if (how === 'nearest') perturbed.shown[cell] = roundToNearest(value, own)[0] as number;
    if (how === 'random') {
      const key = Float64Array.of(keys?.cells[cell] ?? 0);
      perturbed.shown[cell] = roundAtRandom(value, own, key, keys?.modulus ?? KEY_MODULUS)[0] as number;
    }
    const shown = perturbed.shown[cell] as number;
    const even = Math.abs(shown / own) % 2 === 0;
    // Halfway goes to the even multiple, so that only an even one can come from there.
    const reach = how === 'nearest' ? (own % 2 === 1 ? (own - 1) / 2 : own / 2 - (even ? 0 : 1)) : own - 1;
    const least = signed[cell] === 1 ? Number.NEGATIVE_INFINITY : 0;
    perturbed.lower[cell] = Math.max(least, shown - reach);
    perturbed.upper[cell] = shown + reach;
    perturbed.open[cell] = 1;
  }
  return { ok: true, perturbed };
}

/** True when the cells of each equation are rounded to multiples of the same base. */
const haveOneBase = ({ equations: { count, total, start, parts } }: CellSystem, bases: Float64Array): boolean =>
  Array.from({ length: count }, (_, e) => e).every((e) =>
    parts.subarray(start[e], start[e + 1]).every((part) => bases[part] === bases[total[e] as number]),
  );
