import { topCount } from '../../../shared/domain/tuning/mapClasses.ts';
import { thresholdsOf, withThresholds } from '../../../shared/domain/assess/problemRules.ts';
import type { AreaWhy } from '../../../shared/domain/assess/why/areaWhy.ts';
import { explainer } from '../../../shared/domain/assess/why/explainer.ts';
import { whySentence } from '../../../shared/domain/assess/why/sentence.ts';
import { UserError } from '../../../shared/errors/errors.ts';
import type { ImputeBy } from '../../../shared/schemas/method.ts';
import { withPlaces } from '../areafile/methodFault.ts';
import type { AreaInput } from './areaInput.ts';
import { methodInput } from './methodInput.ts';

export interface AreaExplained {
  readonly version: 1;
  readonly area: string;
  readonly name: string;
  /** In both languages, so that a report can be written in either. */
  readonly sentence: { readonly sv: string; readonly en: string } | null;
  /** Why the area takes no part; empty when it does. */
  readonly excluded: string;
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
  const made = await methodInput(given.method, input);
  const { json, method: written, ids, columns, base, people, belongings } = made;
  const { file } = input;
  const position = file.areas.indexOf(given.area);
  if (position < 0) throw new UserError('input', 'explain.unknownArea', { area: given.area, file: file.file });
  const area = made.areas.indexOf(given.area);
  const explain = withPlaces(json, file, () =>
    explainer({
      method:
        written.kind === 'problem-count' ? withThresholds(written, thresholdsOf(written, columns, base)) : written,
      areas: made.areas,
      columns,
      people,
      topShare: given.top,
      topOf: (ranked) => topCount(given.top, ranked),
      belongings,
    }),
  );
  const plain = area < 0 ? null : (explain(area) ?? null);
  const why = plain === null ? null : withImputed(plain, (j) => made.imputedBy(j, position));
  const sentence = (language: 'sv' | 'en'): string =>
    why === null ? '' : whySentence(why, { language, nameOf: (id) => input.indicatorName(id, language) });
  return {
    version: 1,
    area: given.area,
    name: input.areaName(given.area),
    sentence: why === null ? null : { sv: sentence('sv'), en: sentence('en') },
    excluded: made.excluded[position] ?? '',
    missing: ids.filter((_id, j) => area >= 0 && Number.isNaN(columns[j]?.[area])),
    why,
  };
}

const withImputed = (why: AreaWhy, imputedBy: (indicator: number) => ImputeBy | undefined): AreaWhy => ({
  ...why,
  indicators: why.indicators.map((one, j) => {
    const imputed = imputedBy(j);
    return imputed === undefined ? one : { ...one, imputed };
  }),
});
