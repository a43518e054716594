import { word } from '../../ui/map/paint.ts';

/** What a histogram in the map's colours shows: a value and a class for every area. */
export interface Classed {
  /** NaN where there is none. */
  readonly values: Float64Array;
  readonly classOf: Uint8Array;
}

/** The values at the left and right end; what lies outside is counted in the outermost bars. */
export type Ends = readonly [from: number, to: number];

export const BARS = 72;

/** The least and greatest value; a constant column stands in the middle of a range of 1, and nothing at all gives 0..1. */
export function endsOf(values: Float64Array): Ends {
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  for (const x of values) {
    if (x < least) least = x;
    if (x > most) most = x;
  }
  if (!(most >= least)) return [0, 1];
  return most > least ? [least, most] : [least - 0.5, most + 0.5];
}

/** The first and last percentile, so that a few extreme areas do not squeeze the rest together. */
export function innerEnds(values: Float64Array): Ends {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort();
  const from = sorted[Math.floor(0.01 * (sorted.length - 1))] ?? 0;
  const to = sorted[Math.ceil(0.99 * (sorted.length - 1))] ?? 0;
  return to > from ? [from, to] : endsOf(values);
}

export const barOf = (value: number, [from, to]: Ends, bars: number): number =>
  Math.max(0, Math.min(bars - 1, Math.floor(((value - from) / (to - from)) * bars)));

/** How many areas each bar holds. */
export function barCounts(values: Float64Array, ends: Ends, bars: number): Uint32Array {
  const counts = new Uint32Array(bars);
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    const at = barOf(value, ends, bars);
    counts[at] = (counts[at] as number) + 1;
  }
  return counts;
}

/** The areas of the bars `first` to `last`, those outside the ends with the outermost. */
export function areasInBars(values: Float64Array, ends: Ends, bars: number, first: number, last: number): number[] {
  return Array.from(values.keys()).filter((area) => {
    const value = values[area] as number;
    if (Number.isNaN(value)) return false;
    const at = barOf(value, ends, bars);
    return at >= first && at <= last;
  });
}

export interface Ink {
  /** One per class. */
  readonly colours: readonly string[];
  readonly axis: string;
  readonly line: string;
}

/**
 * Stacked bars in the classes' colours, pixel by pixel: some hundred rectangles a frame cost more through the canvas's own drawing.
 * @param mark a value with a line through the picture, NaN for none
 */
export function paintBars(image: ImageData, { values, classOf }: Classed, ends: Ends, mark: number, ink: Ink): void {
  const { width, height } = image;
  const pixels = new Uint32Array(image.data.buffer);
  pixels.fill(0);
  const classes = ink.colours.length;
  const words = ink.colours.map(word);
  const counts = new Uint32Array(BARS * classes);
  const full = new Uint32Array(BARS);
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i] as number;
    const c = classOf[i] as number;
    if (Number.isNaN(value) || c >= classes) continue;
    const bar = barOf(value, ends, BARS);
    counts[bar * classes + c] = (counts[bar * classes + c] as number) + 1;
    full[bar] = (full[bar] as number) + 1;
  }
  const base = height - 1;
  const perArea = (base - 4) / Math.max(1, ...full);
  const column = (from: number, to: number, top: number, bottom: number, colour: number): void => {
    for (let y = Math.max(0, top); y < bottom; y += 1) pixels.fill(colour, y * width + from, y * width + to);
  };
  for (let bar = 0; bar < BARS; bar += 1) {
    const from = Math.round((bar * width) / BARS);
    // A gap of a pixel where there is room for one.
    const to = Math.max(from + 1, Math.round(((bar + 1) * width) / BARS) - (width > 2 * BARS ? 1 : 0));
    let below = 0;
    for (let c = 0; c < classes; c += 1) {
      const count = counts[bar * classes + c] as number;
      if (count === 0) continue;
      const top = base - Math.ceil((below + count) * perArea);
      column(from, to, top, base - Math.floor(below * perArea), words[c] ?? 0);
      below += count;
    }
  }
  column(0, width, base, height, word(ink.axis));
  if (Number.isNaN(mark)) return;
  const x = Math.max(0, Math.min(width - 1, Math.round(((mark - ends[0]) / (ends[1] - ends[0])) * width)));
  column(x, x + 1, 0, height, word(ink.line));
}
