import { classOfValue } from '../../../../../shared/domain/classes/classify.ts';
import { quantileLimits } from '../../../../../shared/domain/classes/limits.ts';
import { type Language, text } from '../../../../../shared/texts/text.ts';
import type { ShownTable } from '../shown/shown.ts';
import { written } from './frame.ts';
import { CATEGORY_COLOURS, CLASS_COLOURS } from './scene.ts';

/** How the areas of a map are coloured: one colour and one row of the legend per class. */
export interface MapKey {
  readonly colours: readonly string[];
  readonly labels: readonly string[];
  readonly classOf: (value: number) => number;
}

/** Fifths of the values, the darkest the highest, however few there are. */
export function keyOfFigures(
  values: Float64Array,
  { isShare, decimals }: { readonly isShare: boolean; readonly decimals: number },
  language: Language,
): MapKey {
  const round = (limit: number): number => Number(limit.toFixed(isShare ? 1 : decimals));
  const limits = quantileLimits(values, CLASS_COLOURS.length).map(round);
  const rising = limits.filter((limit, i) => limit > (limits[i - 1] ?? Number.NEGATIVE_INFINITY));
  const unit = isShare ? (language === 'sv' ? ' %' : '%') : '';
  const figure = (value: number): string => written(value, isShare ? 1 : decimals, language);
  const limitText = (value: number): string => `${figure(value)}${unit}`;
  const labels = [...rising, null].map((limit, i) => {
    const from = rising[i - 1];
    if (from === undefined)
      return limit === null
        ? text(language, 'packaged.map.all')
        : text(language, 'packaged.map.below', { limit: limitText(limit) });
    return limit === null
      ? text(language, 'packaged.map.above', { limit: limitText(from) })
      : `${figure(from)}–${limitText(limit)}`;
  });
  return {
    colours: CLASS_COLOURS.slice(CLASS_COLOURS.length - labels.length),
    labels: values.every(Number.isNaN) ? [] : labels,
    classOf: (value) => classOfValue(value, rising),
  };
}

/**
 * One class for each thing that a number stands for. Levels that begin at 0 are darker the higher, classes and types that begin at 1 the lower;
 * what has no order, and what has more steps than the scale, has colours of its own.
 */
export function keyOfMeanings({ meanings, statement }: ShownTable, language: Language): MapKey {
  const ordered = statement?.part !== 'group' && meanings.length <= CLASS_COLOURS.length;
  const falling = meanings[0]?.value !== 0;
  const count = meanings.length;
  const scale = (i: number): string =>
    CLASS_COLOURS[count === 1 ? 0 : Math.round((i * (CLASS_COLOURS.length - 1)) / (count - 1))] ?? CLASS_COLOURS[0];
  const colours = meanings.map((_, i) =>
    ordered
      ? scale(falling ? count - 1 - i : i)
      : (CATEGORY_COLOURS[i % CATEGORY_COLOURS.length] ?? CATEGORY_COLOURS[0]),
  );
  const place = new Map(meanings.map(({ value }, i) => [value, i]));
  return {
    colours,
    labels: meanings.map(({ label }) => label[language]),
    classOf: (value) => place.get(value) ?? 0,
  };
}
