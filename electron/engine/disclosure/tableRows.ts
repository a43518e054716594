import { type Contributions, contributorsOf, innerSums } from '../../../shared/domain/tables/contributions.ts';
import { type Dimension, isLeaf } from '../../../shared/domain/tables/dimension.ts';
import type { Part } from '../../../shared/domain/tables/system.ts';
import { cellCount, strides, withMargins } from '../../../shared/domain/tables/table.ts';
import { DataError } from '../../../shared/errors/errors.ts';
import type { MeasureSpecification } from '../../../shared/schemas/table.ts';
import type { TextKey } from '../../../shared/texts/text.ts';
import { columnAt, type DelimitedTable, numbersAt } from '../delimited/table.ts';

type SumSpecification = Extract<MeasureSpecification, { kind: 'sum' }>;

const MOST_DECIMALS = 12;

/** Inner cell of the product in which each row falls. */
export function cellsOfRows(data: DelimitedTable, dimensions: readonly Dimension[]): Int32Array {
  const steps = strides(dimensions);
  const columns = dimensions.map(({ column, codes }) => ({
    at: columnAt(data, column),
    nodes: new Map(codes.map((code, node) => [code, node])),
  }));
  return Int32Array.from(data.rows, (fields, row) => {
    const refuse = (column: string, key: TextKey): DataError =>
      new DataError({ file: data.file, line: data.lineOf(row), column }, key);
    let cell = 0;
    for (const [d, { at, nodes }] of columns.entries()) {
      const dimension = dimensions[d] as Dimension;
      const code = fields[at] ?? '';
      if (code === '') throw refuse(dimension.column, 'protect.emptyCode');
      const node = nodes.get(code);
      if (code === dimension.codes[0]) throw refuse(dimension.column, 'protect.codeIsMargin');
      if (node === undefined) throw refuse(dimension.column, 'protect.codeNotInHierarchy');
      if (!isLeaf(dimension, node)) throw refuse(dimension.column, 'protect.codeIsMargin');
      cell += node * (steps[d] as number);
    }
    return cell;
  });
}

/**
 * A table of one measure from the rows of a file. `whole` says which columns tell the rows of a count apart: those of all
 * tables over the same file; a table over fewer of them sums the others.
 */
export function partOf(
  data: DelimitedTable,
  title: string,
  dimensions: readonly Dimension[],
  measure: MeasureSpecification,
): Part {
  const cells = cellsOfRows(data, dimensions);
  return measure.kind === 'frequency'
    ? countedPart(data, title, dimensions, measure.column, cells)
    : summedPart(data, title, dimensions, measure, cells);
}

/** Refuses a combination of codes that stands twice. */
export function refuseDoubled(data: DelimitedTable, columns: readonly string[]): void {
  const positions = columns.map((column) => columnAt(data, column));
  const seen = new Set<string>();
  for (const [row, fields] of data.rows.entries()) {
    const key = JSON.stringify(positions.map((at) => fields[at]));
    if (seen.has(key)) throw new DataError({ file: data.file, line: data.lineOf(row) }, 'protect.doubledRow');
    seen.add(key);
  }
}

function countedPart(
  data: DelimitedTable,
  title: string,
  dimensions: readonly Dimension[],
  column: string,
  cells: Int32Array,
): Part {
  const counts = numbersAt(data, columnAt(data, column));
  const inner = new Float64Array(cellCount(dimensions));
  for (const [row, cell] of cells.entries()) {
    const count = counts[row] as number;
    const refuse = (key: TextKey): DataError => new DataError({ file: data.file, line: data.lineOf(row), column }, key);
    if (Number.isNaN(count)) throw refuse('protect.missingCount');
    if (count < 0) throw refuse('protect.negativeCount');
    if (!Number.isSafeInteger(count)) throw refuse('protect.notWholeCount');
    inner[cell] = (inner[cell] as number) + count;
  }
  return {
    title,
    dimensions,
    measure: { name: column, kind: 'frequency', decimals: 0, signed: false },
    values: withMargins(dimensions, inner),
    contributors: null,
  };
}

function summedPart(
  data: DelimitedTable,
  title: string,
  dimensions: readonly Dimension[],
  { column, unit, holding, weight }: SumSpecification,
  cell: Int32Array,
): Part {
  const values = presentNumbers(data, column, 'protect.missingAmount');
  const weights = weight === undefined ? null : presentNumbers(data, weight, 'protect.missingWeight');
  if (weights !== null && weight !== undefined)
    for (const [row, own] of weights.entries())
      if (!(own > 0))
        throw new DataError({ file: data.file, line: data.lineOf(row), column: weight }, 'protect.badWeight');
  const decimals = decimalsFor(data, column, values, weights);
  const units = unit === undefined ? Int32Array.from(values, (_, row) => row) : numbersOf(data, unit);
  const contributions: Contributions = {
    cell,
    amount: values.map((value) => Math.round(value * 10 ** decimals)),
    weight: weights,
    unit: units,
    holding: holding === undefined ? units : numbersOf(data, holding),
  };
  return {
    title,
    dimensions,
    measure: { name: column, kind: 'sum', decimals, signed: values.some((value) => value < 0) },
    values: withMargins(dimensions, innerSums(dimensions, contributions)),
    contributors: contributorsOf(dimensions, contributions),
  };
}

/** The numbers of a column, each of which must be there. */
export function presentNumbers(data: DelimitedTable, column: string, missing: TextKey): Float64Array {
  const values = numbersAt(data, columnAt(data, column));
  for (const [row, value] of values.entries())
    if (!Number.isFinite(value)) throw new DataError({ file: data.file, line: data.lineOf(row), column }, missing);
  return values;
}

/** Each text of a column as a number; an empty one is nobody that can be named, and so refused. */
export function numbersOf(data: DelimitedTable, column: string): Int32Array {
  const at = columnAt(data, column);
  const known = new Map<string, number>();
  return Int32Array.from(data.rows, (fields, row) => {
    const name = fields[at] ?? '';
    if (name === '') throw new DataError({ file: data.file, line: data.lineOf(row), column }, 'protect.emptyCode');
    const found = known.get(name) ?? known.size;
    known.set(name, found);
    return found;
  });
}

/**
 * Decimals in which the values are whole, so that sums are exact: as many as any value has (times those of the weights),
 * but no more than keep the sum of all absolute values a safe whole number. Values with more are rounded there.
 */
function decimalsFor(data: DelimitedTable, column: string, values: Float64Array, weights: Float64Array | null): number {
  const most = (list: Float64Array): number => list.reduce((d, value) => Math.max(d, decimalsOf(value)), 0);
  let decimals = Math.min(MOST_DECIMALS, most(values) + (weights === null ? 0 : most(weights)));
  const size = values.reduce((sum, value, row) => sum + Math.abs(value) * Math.max(1, weights?.[row] ?? 1), 0);
  while (decimals > 0 && size * 10 ** decimals > Number.MAX_SAFE_INTEGER / 16) decimals -= 1;
  if (size > Number.MAX_SAFE_INTEGER / 16) throw new DataError({ file: data.file, column }, 'protect.tooLargeSum');
  return decimals;
}

/** Decimals of the shortest text that is this number. */
function decimalsOf(value: number): number {
  const [mantissa = '', exponent = '0'] = String(value).split('e');
  const fraction = mantissa.split('.')[1]?.length ?? 0;
  return Math.max(0, fraction - Number(exponent));
}
