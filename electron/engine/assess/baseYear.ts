import path from 'node:path';
import { needsBaseYear } from '../../../shared/domain/assess/problemRules.ts';
import { DataError } from '../../../shared/errors/errors.ts';
import type { ProblemCountMethod } from '../../../shared/schemas/method.ts';
import { readAreaFile } from '../areafile/areaFile.ts';
import type { TableInput } from '../formats/readTable.ts';
import type { JsonFile } from '../jsonfile/readJson.ts';

/** The areas of another year, and their columns by indicator id. */
export type YearColumns = (ids: readonly string[]) => {
  readonly codes: readonly string[];
  readonly columns: readonly Float64Array[];
};

/**
 * The columns of the base year that a problem count's thresholds are percentiles of, one per indicator; undefined when none is. For
 * areas from a file they stand in the file that the method names, beside the method; for areas from a project in the year of the name.
 * @param ofYear the project's indicators of a year, for areas from a project
 * @throws DataError at the method's place when there is no such year
 */
export function baseColumns(
  json: JsonFile<ProblemCountMethod>,
  methodFile: string,
  { dialect, ofYear }: { readonly dialect: TableInput; readonly ofYear: ((year: number) => YearColumns) | undefined },
): readonly Float64Array[] | undefined {
  const method = json.value;
  if (!needsBaseYear(method)) return undefined;
  const { baseYear } = method;
  const ids = method.indicators.map(({ id }) => id);
  if (baseYear === undefined) throw new DataError(json.placeOf([]), 'assess.baseYearUnnamed');
  if (ofYear !== undefined) {
    if (!/^\d{4}$/u.test(baseYear.name))
      throw new DataError(json.placeOf(['baseYear', 'name']), 'assess.baseYearNoYear');
    return ofYear(Number(baseYear.name))(ids).columns;
  }
  if (baseYear.areas === undefined) throw new DataError(json.placeOf(['baseYear']), 'assess.baseYearNoFile');
  const file = readAreaFile(path.resolve(path.dirname(methodFile), baseYear.areas), dialect);
  return method.indicators.map(({ id }, i) => {
    if (!file.has(id))
      throw new DataError(json.placeOf(['indicators', i, 'id']), 'areafile.unknownIndicator', { id, file: file.file });
    return file.numbers(id);
  });
}
