import { topCount } from '../../../shared/domain/tuning/mapClasses.ts';
import { indicatorsOf } from '../../../shared/domain/assess/assess.ts';
import type { AreaWhy } from '../../../shared/domain/assess/why/areaWhy.ts';
import { explainer } from '../../../shared/domain/assess/why/explainer.ts';
import { whySentence } from '../../../shared/domain/assess/why/sentence.ts';
import { UserError } from '../../../shared/errors/errors.ts';
import { type Method, methodSchema } from '../../../shared/schemas/method.ts';
import { columnsFor, withPlaces } from '../areafile/methodFault.ts';
import { type JsonFile, readJsonFileWithPlaces } from '../jsonfile/readJson.ts';
import type { AreaInput } from './areaInput.ts';

/** Each indicator id of a method with its place in the file. */
export const idsWithPlaces = (method: Method): { id: string; path: (string | number)[] }[] =>
  method.kind === 'sei'
    ? method.indicators.map((id, i) => ({ id, path: ['indicators', i] }))
    : method.indicators.map(({ id }, i) => ({ id, path: ['indicators', i, 'id'] }));

export interface AreaExplained {
  readonly version: 1;
  readonly area: string;
  readonly name: string;
  /** In both languages, so that a report can be written in either. */
  readonly sentence: { readonly sv: string; readonly en: string } | null;
  /** Indicators without a value here. */
  readonly missing: readonly string[];
  /** null for an area without a score. */
  readonly why: AreaWhy | null;
}

/**
 * Why one area stands where it stands by a method file.
 * @param top share of the areas that is over the line of an index
 * @throws DataError, UserError
 */
export async function explainArea(
  given: { readonly method: string; readonly area: string; readonly top: number },
  input: AreaInput,
): Promise<AreaExplained> {
  const json: JsonFile<Method> = await readJsonFileWithPlaces(given.method, methodSchema);
  const method = json.value;
  const { file, people, belongings } = input;
  const ids = indicatorsOf(method);
  const columns = columnsFor(json, file, idsWithPlaces(method));
  const area = file.areas.indexOf(given.area);
  if (area < 0) throw new UserError('input', 'explain.unknownArea', { area: given.area, file: file.file });
  const explain = withPlaces(json, file, () =>
    explainer({
      method,
      areas: file.areas,
      columns,
      people,
      topShare: given.top,
      topOf: (ranked) => topCount(given.top, ranked),
      belongings: belongings(ids),
    }),
  );
  const why = explain(area) ?? null;
  const sentence = (language: 'sv' | 'en'): string =>
    why === null ? '' : whySentence(why, { language, nameOf: (id) => input.indicatorName(id, language) });
  return {
    version: 1,
    area: given.area,
    name: input.areaName(given.area),
    sentence: why === null ? null : { sv: sentence('sv'), en: sentence('en') },
    missing: ids.filter((_id, j) => Number.isNaN(columns[j]?.[area])),
    why,
  };
}
