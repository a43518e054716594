import path from 'node:path';
import type { DisclosureRules } from '../../../shared/domain/disclosure/rules.ts';
import type { ValueRows } from '../../../shared/domain/disclosure/statements/statisticTable.ts';
import type { Dimension } from '../../../shared/domain/tables/dimension.ts';
import type { Part } from '../../../shared/domain/tables/system.ts';
import { cellCount, withMargins } from '../../../shared/domain/tables/table.ts';
import { DataError } from '../../../shared/errors/errors.ts';
import {
  type StatementSpecification,
  type TableSpecification,
  tableSpecificationSchema,
} from '../../../shared/schemas/table.ts';
import type { DialectOverrides } from '../delimited/dialect.ts';
import { readDelimited } from '../delimited/table.ts';
import { type JsonFile, readJsonFileWithPlaces } from '../jsonfile/readJson.ts';
import { dimensionOf } from './tableDimensions.ts';
import { checkColumns, isStatement, refuseTooManyCells } from './tableFile.ts';
import { cellsOfRows, numbersOf, partOf, presentNumbers } from './tableRows.ts';
import { statementRulesFor } from './tableRules.ts';

/** A specification whose measure is a statement on the contributors of each cell. */
export interface SpecifiedStatement {
  readonly json: JsonFile<TableSpecification>;
  readonly folder: string;
  readonly measure: StatementSpecification;
  readonly rules: DisclosureRules;
}

/** The specification, if it asks for statements; null for counts and sums. @throws DataError for what goes with those only */
export async function readStatement(specificationFile: string): Promise<SpecifiedStatement | null> {
  const json = await readJsonFileWithPlaces(specificationFile, tableSpecificationSchema);
  const { measure, linked, equations, method, cells, waivers } = json.value;
  if (!isStatement(measure)) return null;
  const besides = { linked, equations, method: method?.kind === 'suppress' ? undefined : method, cells, waivers };
  for (const [key, value] of Object.entries(besides))
    if (value !== undefined) throw new DataError(json.placeOf([key]), 'protect.statementAlone');
  return { json, folder: path.dirname(specificationFile), measure, rules: statementRulesFor(json) };
}

/** The rows of the table, as values with their contributors and as the sums and numbers behind means. */
export function statementRows(
  tableFile: string,
  { json, folder, measure }: SpecifiedStatement,
  dialect: DialectOverrides,
): {
  readonly title: string;
  readonly dimensions: readonly Dimension[];
  readonly rows: ValueRows;
  readonly sum: Part;
  readonly number: Part;
} {
  const data = readDelimited(path.resolve(tableFile), dialect);
  const { column, unit, holding } = measure;
  const sumMeasure = { kind: 'sum' as const, column, unit, holding };
  checkColumns(json, { at: [], dimensions: json.value.dimensions, measures: [sumMeasure] });
  const dimensions = json.value.dimensions.map((specified, d) =>
    dimensionOf({ json, at: ['dimensions', d], folder }, specified, data),
  );
  refuseTooManyCells(json, [], dimensions);
  const title = json.value.title ?? data.file;
  const cell = cellsOfRows(data, dimensions);
  const units = unit === undefined ? Int32Array.from(data.rows, (_, row) => row) : numbersOf(data, unit);
  const inner = new Float64Array(cellCount(dimensions));
  for (const own of cell) inner[own] = (inner[own] as number) + 1;
  return {
    title,
    dimensions,
    rows: {
      cell,
      value: presentNumbers(data, column, 'protect.missingAmount'),
      unit: units,
      holding: holding === undefined ? units : numbersOf(data, holding),
    },
    sum: partOf(data, title, dimensions, sumMeasure),
    number: {
      title,
      dimensions,
      measure: { name: column === 'n' ? 'number' : 'n', kind: 'frequency', decimals: 0, signed: false },
      values: withMargins(dimensions, inner),
      contributors: null,
    },
  };
}
