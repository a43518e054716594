import { MethodError } from '../../../shared/domain/assess/methodError.ts';
import { DataError } from '../../../shared/errors/errors.ts';
import type { JsonFile } from '../jsonfile/readJson.ts';
import type { AreaFile } from './areaFile.ts';

/**
 * Runs a computation on an area file as a method file says; an error about the method or about a column comes out with the
 * line of the file that it is about.
 */
export function withPlaces<T>(json: JsonFile<unknown>, areas: Pick<AreaFile, 'placeOf'>, compute: () => T): T {
  try {
    return compute();
  } catch (cause) {
    throw placed(json, areas, cause);
  }
}

/** The same for a computation that takes its time. */
export async function withPlacesLater<T>(
  json: JsonFile<unknown>,
  areas: Pick<AreaFile, 'placeOf'>,
  compute: () => Promise<T>,
): Promise<T> {
  try {
    return await compute();
  } catch (cause) {
    throw placed(json, areas, cause);
  }
}

/** A fault of the method or of a column, with the line that it is about; any other error as it is. */
function placed(json: JsonFile<unknown>, areas: Pick<AreaFile, 'placeOf'>, cause: unknown): unknown {
  if (!(cause instanceof MethodError)) return cause;
  const { path, indicator, area } = cause.where;
  const place =
    path === undefined && (indicator !== undefined || area !== undefined)
      ? areas.placeOf({ area, column: indicator })
      : json.placeOf(path ?? []);
  return new DataError(place, cause.key, cause.parameters);
}

/**
 * The columns of an area file for the indicators of a method.
 * @param ids each with its place in the method file
 */
export function columnsFor(
  json: JsonFile<unknown>,
  areas: AreaFile,
  ids: readonly { readonly id: string; readonly path: readonly (string | number)[] }[],
): Float64Array[] {
  return ids.map(({ id, path }) => {
    if (!areas.has(id)) throw new DataError(json.placeOf(path), 'areafile.unknownIndicator', { id, file: areas.file });
    return areas.numbers(id);
  });
}
