import path from 'node:path';
import {
  byCode,
  type ChildParent,
  type Dimension,
  flatDimension,
  hierarchicalDimension,
  type HierarchyFault,
  isHierarchical,
  isLeaf,
} from '../../../shared/domain/tables/dimension.ts';
import { cellCount, type FrequencyTable, frequencyTable, strides } from '../../../shared/domain/tables/table.ts';
import { DataError, type DataPlace } from '../../../shared/errors/errors.ts';
import type { TextKey } from '../../../shared/texts/text.ts';
import { type TableSpecification, tableSpecificationSchema } from '../../../shared/schemas/table.ts';
import type { DialectOverrides } from '../delimited/dialect.ts';
import { columnAt, type DelimitedTable, numbersAt, readDelimited } from '../delimited/table.ts';
import { type JsonFile, readJsonFileWithPlaces } from '../jsonfile/readJson.ts';

const MOST_DIMENSIONS = 2;
const MOST_CELLS = 2_000_000;
const TOTAL = 'Total';

export interface SpecifiedTable {
  readonly table: FrequencyTable;
  readonly specification: TableSpecification;
}

/**
 * Reads a specification and the table that it describes. Absent combinations are 0; margins are summed here.
 * @throws DataError with file, line and column for everything that does not fit together
 */
export async function readSpecifiedTable(
  tableFile: string,
  specificationFile: string,
  dialect: DialectOverrides = {},
): Promise<SpecifiedTable> {
  const json = await readJsonFileWithPlaces(specificationFile, tableSpecificationSchema);
  checkColumns(json);
  const data = readDelimited(tableFile, dialect);
  const dimensions = json.value.dimensions.map((_, d) => dimensionOf(json, d, data, path.dirname(specificationFile)));
  const second = dimensions.findIndex(
    (dimension, d) => isHierarchical(dimension) && dimensions.slice(0, d).some(isHierarchical),
  );
  if (second >= 0) throw new DataError(json.placeOf(['dimensions', second, 'hierarchy']), 'protect.severalHierarchies');
  if (cellCount(dimensions) > MOST_CELLS)
    throw new DataError(json.placeOf(['dimensions']), 'protect.tooManyCells', { limit: MOST_CELLS });
  const { measure, title } = json.value;
  const inner = innerCells(data, dimensions, measure.column);
  return {
    table: frequencyTable({ title: title ?? data.file, measure: measure.column, dimensions }, inner),
    specification: json.value,
  };
}

function checkColumns(json: JsonFile<TableSpecification>): void {
  const { dimensions, measure } = json.value;
  if (dimensions.length > MOST_DIMENSIONS)
    throw new DataError(json.placeOf(['dimensions', MOST_DIMENSIONS]), 'protect.tooManyDimensions', {
      limit: MOST_DIMENSIONS,
    });
  for (const [d, { column }] of dimensions.entries()) {
    const doubled = dimensions.findIndex((other) => other.column === column) !== d || column === measure.column;
    if (doubled) throw new DataError(json.placeOf(['dimensions', d, 'column']), 'protect.doubledColumn', { column });
  }
}

function dimensionOf(json: JsonFile<TableSpecification>, d: number, data: DelimitedTable, folder: string): Dimension {
  const specified = json.value.dimensions[d];
  if (specified === undefined) throw new RangeError('no such dimension');
  const { column, hierarchy, total = TOTAL } = specified;
  const position = columnAt(data, column);
  if (hierarchy === undefined) {
    const codes = new Set(data.rows.map((row) => row[position] ?? ''));
    // A total among the rows is refused by its line when the rows are read.
    codes.delete(total);
    return flatDimension(column, [...codes].sort(byCode), total);
  }
  const source =
    typeof hierarchy === 'string'
      ? hierarchyFile(path.resolve(folder, hierarchy))
      : { pairs: hierarchy, place: (index: number) => json.placeOf(['dimensions', d, 'hierarchy', index]) };
  const built = hierarchicalDimension(column, source.pairs, total);
  if (built.ok) return built.dimension;
  const fault = built.faults[0] ?? { fault: 'empty' };
  const place = fault.fault === 'empty' ? json.placeOf(['dimensions', d, 'hierarchy']) : source.place(fault.index);
  throw new DataError(place, FAULT_TEXTS[fault.fault], { total });
}

const FAULT_TEXTS: Readonly<Record<HierarchyFault['fault'], TextKey>> = {
  twoParents: 'protect.hierarchy.twoParents',
  duplicate: 'protect.hierarchy.duplicate',
  cycle: 'protect.hierarchy.cycle',
  totalHasParent: 'protect.hierarchy.totalHasParent',
  notUnderTotal: 'protect.hierarchy.notUnderTotal',
  empty: 'protect.hierarchy.empty',
};

function hierarchyFile(file: string): {
  readonly pairs: readonly ChildParent[];
  readonly place: (index: number) => DataPlace;
} {
  const data = readDelimited(file);
  const [child, parent] = [columnAt(data, 'child'), columnAt(data, 'parent')];
  for (const [row, fields] of data.rows.entries())
    for (const [at, column] of [
      [child, 'child'],
      [parent, 'parent'],
    ] as const)
      if ((fields[at] ?? '') === '')
        throw new DataError({ file: data.file, line: data.lineOf(row), column }, 'protect.emptyCode');
  return {
    pairs: data.rows.map((row) => ({ child: row[child] ?? '', parent: row[parent] ?? '' })),
    place: (index) => ({ file: data.file, line: data.lineOf(index) }),
  };
}

/** The inner cells of the product, from one row each. */
function innerCells(data: DelimitedTable, dimensions: readonly Dimension[], measure: string): Float64Array {
  const measureAt = columnAt(data, measure);
  const counts = numbersAt(data, measureAt);
  const inner = new Float64Array(cellCount(dimensions));
  const seen = new Uint8Array(inner.length);
  const steps = strides(dimensions);
  const columns = dimensions.map(({ column, codes }) => ({
    at: columnAt(data, column),
    nodes: new Map(codes.map((code, node) => [code, node])),
  }));
  for (const [row, fields] of data.rows.entries()) {
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
    const count = counts[row] as number;
    if (Number.isNaN(count)) throw refuse(measure, 'protect.missingCount');
    if (count < 0) throw refuse(measure, 'protect.negativeCount');
    if (!Number.isSafeInteger(count)) throw refuse(measure, 'protect.notWholeCount');
    if (seen[cell] === 1) throw new DataError({ file: data.file, line: data.lineOf(row) }, 'protect.doubledRow');
    seen[cell] = 1;
    inner[cell] = count;
  }
  return inner;
}
