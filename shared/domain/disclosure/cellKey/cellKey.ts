import { type Dimension, nodesOver } from '../../tables/dimension.ts';
import { cellCount, strides } from '../../tables/table.ts';
import type { NoiseRow } from './noise.ts';

/** Keys are whole numbers 0..modulus-1. Floating-point keys add up differently in different orders; whole ones do not. */
export const KEY_MODULUS = 2 ** 32;

/**
 * For each true count 0..rows-1 (greater counts use the last row): `above` are whole numbers, and the noise of a key is
 * that of the first entry that lies above it.
 */
export interface PerturbationTable {
  readonly modulus: number;
  readonly rows: readonly { readonly noise: readonly number[]; readonly above: readonly number[] }[];
}

/** Turns probabilities into limits among the keys; the last limit of a row is the modulus, so that every key finds one. */
export function perturbationTable(rows: readonly NoiseRow[], modulus: number = KEY_MODULUS): PerturbationTable {
  return {
    modulus,
    rows: rows.map(({ noise, probability }) => {
      let sum = 0;
      const above = probability.map((p, i) => {
        sum += p;
        return i === probability.length - 1 ? modulus : Math.round(sum * modulus);
      });
      return { noise, above };
    }),
  };
}

/**
 * Key of each cell of the product, margins included: the sum modulo `modulus` of the record keys in it. `inner[r]` is the inner
 * cell of record r, `keys[r]` its key. The same records in a cell give the same key in every table.
 */
export function cellKeys(
  dimensions: readonly Dimension[],
  inner: Int32Array,
  keys: Float64Array,
  modulus: number = KEY_MODULUS,
): Float64Array {
  const steps = strides(dimensions);
  const over = dimensions.map(nodesOver);
  const own = new Float64Array(cellCount(dimensions));
  for (const [record, cell] of inner.entries()) {
    const key = keys[record] as number;
    if (!Number.isInteger(key) || key < 0 || key >= modulus)
      throw new RangeError('a record key must be a whole number from 0 to below the modulus');
    own[cell] = ((own[cell] as number) + key) % modulus;
  }
  const sums = new Float64Array(own.length);
  for (const cell of new Set(inner)) {
    let cells = [0];
    for (const [d, dimension] of dimensions.entries()) {
      const step = steps[d] as number;
      const node = Math.floor(cell / step) % dimension.codes.length;
      cells = cells.flatMap((base) => (over[d]?.[node] ?? []).map((above) => base + above * step));
    }
    for (const above of cells) sums[above] = ((sums[above] as number) + (own[cell] as number)) % modulus;
  }
  return sums;
}

/** The noise of one cell. A count of 0 has the noise 0. Throws for what is no count or no key. */
export function noiseOf(count: number, key: number, table: PerturbationTable): number {
  if (!Number.isSafeInteger(count) || count < 0) throw new RangeError('a count must be a whole number of at least 0');
  if (!Number.isInteger(key) || key < 0 || key >= table.modulus) throw new RangeError('the key is out of range');
  const row = table.rows[Math.min(count, table.rows.length - 1)];
  if (row === undefined) throw new RangeError('the perturbation table is empty');
  const found = row.above.findIndex((limit) => limit > key);
  return row.noise[found] as number;
}

/**
 * The perturbed counts (Fraser and Wooton 2005; Thompson, Broadfoot and Elazar 2013): count + noise of its cell key. Each
 * cell, margins too, gets its own noise, so parts need not add up to their totals. Not negative when the table allows no result below 0.
 */
export const perturbCounts = (counts: Float64Array, keys: Float64Array, table: PerturbationTable): Float64Array =>
  counts.map((count, cell) => count + noiseOf(count, keys[cell] as number, table));

/** Which true counts can lie behind each published one: least and greatest, for the attack. Infinity never occurs. */
export function countsBehind(
  published: number,
  table: PerturbationTable,
): { readonly least: number; readonly greatest: number } {
  const last = table.rows.length - 1;
  const spread = Math.max(...(table.rows[last]?.noise ?? [0]).map(Math.abs));
  let [least, greatest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let count = Math.max(0, published - spread); count <= published + spread; count += 1) {
    const row = table.rows[Math.min(count, last)];
    if (row?.noise.includes(published - count) !== true) continue;
    least = Math.min(least, count);
    greatest = count;
  }
  if (least > greatest) throw new RangeError('no count gives this result under the table');
  return { least, greatest };
}
