import { cellKeys, KEY_MODULUS } from '../../../shared/domain/disclosure/cellKey/cellKey.ts';
import type { PerturbingMethod, SystemKeys } from '../../../shared/domain/disclosure/perturbed/method.ts';
import type { Block, CellSystem } from '../../../shared/domain/tables/system.ts';
import { DataError } from '../../../shared/errors/errors.ts';
import type { MeasureSpecification, MethodSpecification } from '../../../shared/schemas/table.ts';
import { columnAt, type DelimitedTable, numbersAt } from '../delimited/table.ts';
import type { SpecifiedTable } from './tableFile.ts';
import { cellsOfRows, numbersOf } from './tableRows.ts';

/** Shares of the largest contributions that noise takes when the specification does not say. */
const SUM_NOISE = [0.6, 0.4, 0.2];

export function perturbingMethod(given: MethodSpecification | undefined): PerturbingMethod | null {
  if (given === undefined || given.kind === 'suppress') return null;
  if (given.kind === 'cell-key') return { kind: 'cell-key', noise: given.noise, sumNoise: given.sumNoise ?? SUM_NOISE };
  if (given.kind === 'small-count-rounding') return given;
  return { kind: 'round', base: given.base, how: given.kind === 'random-round' ? 'random' : (given.how ?? 'nearest') };
}

/**
 * The keys of every cell of the system from the column of record keys, when the method names one.
 * @throws DataError with line and column for a key that is missing, not whole or not below the modulus
 */
export function keysOf(
  method: MethodSpecification | undefined,
  tables: readonly SpecifiedTable[],
  system: CellSystem,
): SystemKeys | null {
  if (method === undefined || !('key' in method)) return null;
  const modulus = method.modulus ?? KEY_MODULUS;
  const cells = new Float64Array(system.values.length);
  const holdings: (Float64Array | null)[] = [];
  for (const { data, measures } of tables) {
    const keys = recordKeys(data, method.key, modulus);
    for (const measure of measures) {
      const block = system.blocks[holdings.length] as Block;
      const own = cellKeys(block.dimensions, cellsOfRows(data, block.dimensions), keys, modulus);
      for (const [at, cell] of block.cells.entries()) cells[cell] = own[at] as number;
      holdings.push(holdingKeys(data, measure, keys, modulus));
    }
  }
  return { modulus, cells, holdings };
}

function recordKeys(data: DelimitedTable, column: string, modulus: number): Float64Array {
  const keys = numbersAt(data, columnAt(data, column));
  for (const [row, key] of keys.entries())
    if (!Number.isInteger(key) || key < 0 || key >= modulus)
      throw new DataError({ file: data.file, line: data.lineOf(row), column }, 'protect.badKey', { modulus });
  return keys;
}

/** Sum of the keys of each contributor, numbered as the table numbers them. */
function holdingKeys(
  data: DelimitedTable,
  measure: MeasureSpecification,
  keys: Float64Array,
  modulus: number,
): Float64Array | null {
  if (measure.kind !== 'sum') return null;
  const who = measure.holding ?? measure.unit;
  if (who === undefined) return keys;
  const numbers = numbersOf(data, who);
  const own = new Float64Array(numbers.reduce((most, n) => Math.max(most, n), -1) + 1);
  for (const [row, n] of numbers.entries()) own[n] = ((own[n] as number) + (keys[row] as number)) % modulus;
  return own;
}
