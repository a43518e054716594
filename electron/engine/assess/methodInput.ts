import { indicatorsOf } from '../../../shared/domain/assess/assess.ts';
import { type Method, methodSchema, type ProblemCountMethod } from '../../../shared/schemas/method.ts';
import { columnsFor } from '../areafile/methodFault.ts';
import { type JsonFile, readJsonFileWithPlaces } from '../jsonfile/readJson.ts';
import type { AreaInput } from './areaInput.ts';
import { baseColumns } from './baseYear.ts';

/** A method file with the columns that it asks for. */
export interface MethodInput {
  readonly json: JsonFile<Method>;
  readonly method: Method;
  readonly ids: readonly string[];
  /** One per indicator of the method, in its own unit, NaN where missing. */
  readonly columns: readonly Float64Array[];
  /** The same of the base year, where the method takes thresholds from one. */
  readonly base: readonly Float64Array[] | undefined;
}

/** Each indicator id of a method with its place in the file. */
const idsWithPlaces = (method: Method): { id: string; path: (string | number)[] }[] =>
  method.kind === 'sei'
    ? method.indicators.map((id, i) => ({ id, path: ['indicators', i] }))
    : method.indicators.map(({ id }, i) => ({ id, path: ['indicators', i, 'id'] }));

/** Reads a method file and finds its columns among the areas. @throws DataError with the place in the file */
export async function methodInput(file: string, input: AreaInput): Promise<MethodInput> {
  const json: JsonFile<Method> = await readJsonFileWithPlaces(file, methodSchema);
  const method = json.value;
  return {
    json,
    method,
    ids: indicatorsOf(method),
    columns: columnsFor(json, input.file, idsWithPlaces(method)),
    base: method.kind === 'problem-count' ? baseColumns(json as JsonFile<ProblemCountMethod>, file, input) : undefined,
  };
}
