import path from 'node:path';
import type { PerturbingMethod, SystemKeys } from '../../../shared/domain/disclosure/perturbed/method.ts';
import type { DisclosureRules } from '../../../shared/domain/disclosure/rules.ts';
import type { Wishes } from '../../../shared/domain/disclosure/task.ts';
import { type Dimension } from '../../../shared/domain/tables/dimension.ts';
import { buildSystem, type CellSystem, type Part } from '../../../shared/domain/tables/system.ts';
import { cellCount } from '../../../shared/domain/tables/table.ts';
import { DataError } from '../../../shared/errors/errors.ts';
import {
  type DimensionSpecification,
  type MeasureSpecification,
  type StatementSpecification,
  type TableSpecification,
  tableSpecificationSchema,
} from '../../../shared/schemas/table.ts';
import type { DialectOverrides } from '../delimited/dialect.ts';
import { type DelimitedTable, readDelimited } from '../delimited/table.ts';
import { type JsonFile, readJsonFileWithPlaces } from '../jsonfile/readJson.ts';
import { dimensionOf } from './tableDimensions.ts';
import { keysOf, perturbingMethod } from './tableKeys.ts';
import { partOf, refuseDoubled } from './tableRows.ts';
import { rulesOf } from './tableRules.ts';

const MOST_DIMENSIONS = 6;
const MOST_CELLS = 2_000_000;

export interface SpecifiedSystem {
  readonly system: CellSystem;
  readonly rules: DisclosureRules;
  readonly wishes: Wishes;
  /** What the specification asks for; null: suppression. */
  readonly method: PerturbingMethod | null;
  readonly keys: SystemKeys | null;
}

/** One table as it stands in the specification. */
export interface SpecifiedTable {
  readonly at: readonly (string | number)[];
  readonly title: string;
  readonly data: DelimitedTable;
  readonly dimensions: readonly DimensionSpecification[];
  readonly measures: readonly MeasureSpecification[];
}

/**
 * Reads a specification and the tables that it describes, as one system of cells. Absent combinations are 0; margins are
 * summed here.
 * @throws DataError with file, line and column for everything that does not fit together
 */
export async function readSpecifiedSystem(
  tableFile: string,
  specificationFile: string,
  dialect: DialectOverrides = {},
): Promise<SpecifiedSystem> {
  const json = await readJsonFileWithPlaces(specificationFile, tableSpecificationSchema);
  const folder = path.dirname(specificationFile);
  const tables = specifiedTables(json, tableFile, folder, dialect);
  for (const table of tables) checkColumns(json, table);
  refuseDoubledCounts(tables);
  const known = new Map<string, Dimension>();
  const parts = tables.flatMap(({ at, title, data, dimensions, measures }): Part[] => {
    const built = dimensions.map((specified, d) => {
      const dimension = dimensionOf({ json, at: [...at, 'dimensions', d], folder }, specified, data);
      // The same dimension of two tables is one object, so that equal tables are seen to be equal.
      const name = JSON.stringify([dimension.column, dimension.codes, dimension.parents, dimension.further]);
      if (!known.has(name)) known.set(name, dimension);
      return known.get(name) ?? dimension;
    });
    refuseTooManyCells(json, at, built);
    return measures.map((measure) => partOf(data, title, built, measure));
  });
  const system = systemOf(json, parts);
  return {
    system,
    rules: rulesOf(json, tables),
    wishes: wishesOf(json, system),
    method: perturbingMethod(json.value.method),
    keys: keysOf(json.value.method, tables, system),
  };
}

function specifiedTables(
  json: JsonFile<TableSpecification>,
  tableFile: string,
  folder: string,
  dialect: DialectOverrides,
): SpecifiedTable[] {
  const { title, dimensions, measure, linked = [] } = json.value;
  const files = new Map<string, DelimitedTable>();
  const read = (file: string): DelimitedTable => {
    const found = files.get(file) ?? readDelimited(file, dialect);
    files.set(file, found);
    return found;
  };
  const main = read(path.resolve(tableFile));
  const list = (given: TableSpecification['measure']): readonly MeasureSpecification[] => {
    if (Array.isArray(given)) return given;
    if (isStatement(given)) throw new DataError(json.placeOf(['measure']), 'protect.statementAlone');
    return [given];
  };
  return [
    { at: [], title: title ?? main.file, data: main, dimensions, measures: list(measure) },
    ...linked.map((own, i): SpecifiedTable => {
      const data = own.table === undefined ? main : read(path.resolve(folder, own.table));
      return {
        at: ['linked', i],
        title: own.title ?? title ?? data.file,
        data,
        dimensions: own.dimensions,
        measures: list(own.measure ?? measure),
      };
    }),
  ];
}

export function refuseTooManyCells(
  json: JsonFile<TableSpecification>,
  at: readonly (string | number)[],
  dimensions: readonly Dimension[],
): void {
  if (cellCount(dimensions) > MOST_CELLS)
    throw new DataError(json.placeOf([...at, 'dimensions']), 'protect.tooManyCells', { limit: MOST_CELLS });
}

export function checkColumns(
  json: JsonFile<TableSpecification>,
  { at, dimensions, measures }: Pick<SpecifiedTable, 'at' | 'dimensions' | 'measures'>,
): void {
  if (dimensions.length > MOST_DIMENSIONS)
    throw new DataError(json.placeOf([...at, 'dimensions', MOST_DIMENSIONS]), 'protect.tooManyDimensions', {
      limit: MOST_DIMENSIONS,
    });
  for (const [d, { column }] of dimensions.entries()) {
    const doubled =
      dimensions.findIndex((other) => other.column === column) !== d || measures.some((own) => own.column === column);
    if (doubled)
      throw new DataError(json.placeOf([...at, 'dimensions', d, 'column']), 'protect.doubledColumn', { column });
  }
  for (const [m, { column }] of measures.entries())
    if (measures.findIndex((other) => other.column === column) !== m)
      throw new DataError(json.placeOf([...at, 'measure', m, 'column']), 'protect.doubledColumn', { column });
}

/** Rows of counts are inner cells: over all columns that any table of the file has, each combination stands once. */
function refuseDoubledCounts(tables: readonly SpecifiedTable[]): void {
  for (const data of new Set(tables.map((table) => table.data))) {
    const own = tables.filter((table) => table.data === data);
    if (!own.some(({ measures }) => measures.some(({ kind }) => kind === 'frequency'))) continue;
    refuseDoubled(data, [...new Set(own.flatMap(({ dimensions }) => dimensions.map(({ column }) => column)))]);
  }
}

function systemOf(json: JsonFile<TableSpecification>, parts: readonly Part[]): CellSystem {
  const equations = (json.value.equations ?? []).map(({ total, parts: cells, coef }, e) => {
    if (coef !== undefined && coef.length !== cells.length)
      throw new DataError(json.placeOf(['equations', e, 'coef']), 'audit.coefficients');
    return { total, parts: cells, coefficients: coef ?? cells.map(() => 1) };
  });
  const built = buildSystem(parts, equations);
  if (built.ok) return built.system;
  if (built.fault === 'differentValues')
    throw new DataError(json.placeOf(['linked']), 'protect.differentValues', { cell: built.cell });
  if (built.fault === 'unknownCell')
    throw new DataError(json.placeOf(['equations', built.equation, 'parts', built.part]), 'audit.unknownCell');
  throw new DataError(json.placeOf(['equations', built.equation]), 'audit.notAdditive');
}

/** Means, quantiles and the like, which statementFile.ts protects. */
export const isStatement = (measure: TableSpecification['measure']): measure is StatementSpecification =>
  !Array.isArray(measure) && measure.kind !== 'frequency' && measure.kind !== 'sum';

function wishesOf(json: JsonFile<TableSpecification>, { ids }: CellSystem): Wishes {
  const { cells = {}, waivers = [], method } = json.value;
  if (waivers.length > 0) throw new DataError(json.placeOf(['waivers']), 'protect.waiverNotSigned');
  const position = new Map(ids.map((id, cell) => [id, cell]));
  const find = (id: string, at: readonly (string | number)[]): number => {
    const cell = position.get(id);
    if (cell === undefined) throw new DataError(json.placeOf(at), 'protect.unknownCell');
    return cell;
  };
  const set = (key: 'published' | 'preferred'): Set<number> =>
    new Set((cells[key] ?? []).map((id, i) => find(id, ['cells', key, i])));
  return {
    search: method?.kind === 'suppress' && method.search === 'exact' ? 'exact' : undefined,
    cost: cells.cost,
    costs: new Map((cells.costs ?? []).map(({ cell, cost }, i) => [find(cell, ['cells', 'costs', i, 'cell']), cost])),
    preferred: set('preferred'),
    published: set('published'),
  };
}
