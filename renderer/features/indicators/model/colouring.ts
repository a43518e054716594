import { type Classes, classAt, quantileClasses } from '../../../app/indicatorMap/classes.ts';
import { type Bin, histogram } from '../../../app/indicatorMap/histogram.ts';
import type { IndicatorColumn } from '../../../app/state/indicatorTable.ts';
import { type ColourScheme, cividis } from '../../../ui/colour/scales.ts';

const CLASSES = 7;
const BINS = 28;

export interface Picture {
  readonly classes: Classes;
  readonly colours: readonly string[];
  readonly bins: readonly Bin[];
  readonly colourAt: (value: number) => string;
}

/** An indicator in classes and colours, as on its map: the strongest colour is always most exclusion. */
export function pictureOf({ values, meta }: IndicatorColumn, scheme: ColourScheme): Picture {
  const classes = quantileClasses(values, CLASSES, meta.decimals);
  const scale = cividis(classes.counts.length, scheme);
  const colours = meta.direction === -1 ? scale.toReversed() : scale;
  return {
    classes,
    colours,
    bins: histogram(values, BINS),
    colourAt: (value) => colours[classAt(classes.limits, value)] ?? colours[0] ?? '',
  };
}
