import path from 'node:path';
import { indicatorsOf } from '../../../shared/domain/assess/assess.ts';
import { aligned, takingPart } from '../../../shared/domain/assess/takingPart.ts';
import type { Belonging } from '../../../shared/domain/assess/why/places.ts';
import type { z } from 'zod';
import { DataError } from '../../../shared/errors/errors.ts';
import { type ImputeBy, type Method, methodSchema } from '../../../shared/schemas/method.ts';
import { readAreaFile } from '../areafile/areaFile.ts';
import { columnsFor, withPlaces } from '../areafile/methodFault.ts';
import { type JsonFile, readJsonFileWithPlaces } from '../jsonfile/readJson.ts';
import type { AreaInput } from './areaInput.ts';
import { baseColumns } from './baseYear.ts';

/** A method file with the areas that take part, and the columns that it asks for. */
export interface MethodInput<M extends Method = Method> {
  readonly json: JsonFile<M>;
  readonly method: M;
  readonly ids: readonly string[];
  /** Those that take part, in the order of the file, and their positions among all. */
  readonly areas: readonly string[];
  readonly positions: readonly number[];
  /** One per indicator of the method, in its own unit, NaN where missing; gaps filled as the method says. */
  readonly columns: readonly Float64Array[];
  readonly people: Float64Array | undefined;
  readonly belongings: readonly Belonging[];
  /** The columns of the base year, where the method takes thresholds from one. */
  readonly base: readonly Float64Array[] | undefined;
  /** How a value was filled in; undefined for one that was there. `area` is a position among all areas. */
  readonly imputedBy: (indicator: number, area: number) => ImputeBy | undefined;
  /** Reason per area of all; empty = takes part. */
  readonly excluded: readonly string[];
}

/** Each indicator id of a method with its place in the file. */
const idsWithPlaces = (method: Method): { id: string; path: (string | number)[] }[] =>
  method.kind === 'sei'
    ? method.indicators.map((id, i) => ({ id, path: ['indicators', i] }))
    : method.indicators.map(({ id }, i) => ({ id, path: ['indicators', i, 'id'] }));

/** Reads a method file and makes the areas ready for it. @throws DataError with the place in the file */
export const methodInput = (file: string, input: AreaInput): Promise<MethodInput> =>
  methodInputOf(file, input, methodSchema);

/** The same for a command that carries out one kind of method. */
export async function methodInputOf<M extends Method>(
  file: string,
  input: AreaInput,
  schema: z.ZodType<M>,
): Promise<MethodInput<M>> {
  const json: JsonFile<M> = await readJsonFileWithPlaces(file, schema);
  const method: Method = json.value;
  const ids = indicatorsOf(method);
  const columns = columnsFor(json, input.file, idsWithPlaces(method));
  const all = input.file.areas;
  const belongings = input.belongings(ids);
  const taking = withPlaces(json, input.file, () =>
    takingPart(method, all, columns, (name) => (input.file.has(name) ? input.file.numbers(name) : undefined), {
      placesOf: (by) => belongings.find(({ kind }) => kind === (by === 'area-type' ? 'areaType' : by))?.codes,
      neighbours: input.neighbours,
      lastYear: () => lastYearColumns(json, file, input),
      people: input.people,
    }),
  );
  return {
    json,
    method: json.value,
    ids,
    areas: taking.areas,
    positions: taking.positions,
    columns: taking.columns,
    people: taking.people,
    belongings: belongings.map((one) => ({ ...one, codes: taking.positions.map((i) => one.codes[i] ?? '') })),
    base: method.kind === 'problem-count' ? baseColumns({ ...json, value: method }, file, input) : undefined,
    imputedBy: taking.imputedBy,
    excluded: taking.excluded,
  };
}

/** Last year's values in the order of this year's areas; an area or an indicator that it lacks has none. */
function lastYearColumns(
  json: JsonFile<Method>,
  methodFile: string,
  input: AreaInput,
): readonly Float64Array[] | undefined {
  const method = json.value;
  const named = method.kind === 'sei' ? undefined : method.missing?.lastYear;
  if (named === undefined) return undefined;
  const ids = indicatorsOf(method);
  if (input.ofYear !== undefined) {
    if (!/^\d{4}$/u.test(named.name))
      throw new DataError(json.placeOf(['missing', 'lastYear', 'name']), 'assess.lastYearNoYear');
    const { codes, columns } = input.ofYear(Number(named.name))(ids);
    return aligned(codes, columns, input.file.areas);
  }
  if (named.areas === undefined) return undefined;
  const then = readAreaFile(path.resolve(path.dirname(methodFile), named.areas), input.dialect);
  const columns = ids.map((id) => (then.has(id) ? then.numbers(id) : new Float64Array()));
  return aligned(then.areas, columns, input.file.areas);
}
