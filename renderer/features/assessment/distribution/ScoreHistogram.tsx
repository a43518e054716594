import { type ReactElement, useEffect, useRef, useState } from 'react';
import { histogram } from '../../../../shared/domain/classes/histogram.ts';
import { useWords } from '../../../i18n/words.ts';
import { word } from '../../../ui/map/paint.ts';
import { useTokens } from '../../../ui/theme/Theme.tsx';
import type { MapClasses } from '../map/useClasses.ts';
import type { Tuner } from '../model/tuner.ts';
import { useTuned, useTuner } from '../model/useTuner.ts';
import styles from './Distribution.module.css';

const BINS = 72;

/** The least score that is over the line, NaN when none is. */
export function lineOf({ live }: Tuner): number {
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < live.flagged.length; i += 1) {
    const score = live.scores[i] as number;
    if (live.flagged[i] === 1 && score < least) least = score;
  }
  return least === Number.POSITIVE_INFINITY ? Number.NaN : least;
}

interface Ink {
  /** One per class of the map. */
  readonly colours: Uint32Array;
  readonly axis: number;
  readonly line: number;
}

/** Stacked bars, pixel by pixel: some hundred rectangles a frame cost more through the canvas's own drawing. */
function draw(context: CanvasRenderingContext2D, image: ImageData, tuner: Tuner, ink: Ink): void {
  const { width, height } = image;
  const pixels = new Uint32Array(image.data.buffer);
  pixels.fill(0);
  const { scores } = tuner.live;
  const bins = histogram(scores, BINS);
  const most = Math.max(1, ...bins.counts);
  const perUnit = BINS / (bins.to - bins.from);
  const classes = ink.colours.length;
  const counts = new Uint32Array(BINS * classes);
  for (let i = 0; i < scores.length; i += 1) {
    const score = scores[i] as number;
    const c = tuner.classOf[i] as number;
    if (Number.isNaN(score) || c >= classes) continue;
    const at = Math.min(BINS - 1, Math.floor((score - bins.from) * perUnit)) * classes + c;
    counts[at] = (counts[at] as number) + 1;
  }
  const base = height - 1;
  const perArea = (base - 4) / most;
  const column = (from: number, to: number, top: number, bottom: number, colour: number): void => {
    for (let y = top; y < bottom; y += 1) pixels.fill(colour, y * width + from, y * width + to);
  };
  for (let bin = 0; bin < BINS; bin += 1) {
    const from = Math.round((bin * width) / BINS);
    // A gap of a pixel where there is room for one.
    const to = Math.max(from + 1, Math.round(((bin + 1) * width) / BINS) - (width > 2 * BINS ? 1 : 0));
    let below = 0;
    for (let c = 0; c < classes; c += 1) {
      const count = counts[bin * classes + c] as number;
      if (count === 0) continue;
      column(
        from,
        to,
        base - Math.ceil((below + count) * perArea),
        base - Math.floor(below * perArea),
        ink.colours[c] ?? 0,
      );
      below += count;
    }
  }
  column(0, width, base, height, ink.axis);
  const line = lineOf(tuner);
  if (!Number.isNaN(line)) {
    const x = Math.min(width - 1, Math.round(((line - bins.from) / (bins.to - bins.from)) * width));
    column(x, x + 1, 0, height, ink.line);
  }
  context.putImageData(image, 0, 0);
}

/** The index over all areas in the map's own colours, with the line of the highest 5 %. Drawn in the tuner's frame. */
export function ScoreHistogram({
  classes,
  decimals,
}: {
  readonly classes: MapClasses;
  readonly decimals: number;
}): ReactElement {
  const { t, format } = useWords();
  const tuner = useTuner();
  const tokens = useTokens();
  const canvas = useRef<HTMLCanvasElement>(null);
  const [size, setSize] = useState({ width: 0, height: 0 });
  const line = useTuned(lineOf);
  const ends = useTuned(({ live }) => {
    const first = live.scores[live.order[live.ranked - 1] ?? -1] ?? Number.NaN;
    const last = live.scores[live.order[0] ?? -1] ?? Number.NaN;
    return `${format.number(first, decimals)}\n${format.number(last, decimals)}`;
  });

  useEffect(() => {
    const element = canvas.current;
    if (element === null) return undefined;
    const watch = new ResizeObserver(() => {
      const ratio = globalThis.devicePixelRatio || 1;
      element.width = Math.max(1, Math.round(element.clientWidth * ratio));
      element.height = Math.max(1, Math.round(element.clientHeight * ratio));
      setSize({ width: element.width, height: element.height });
    });
    watch.observe(element);
    return () => {
      watch.disconnect();
    };
  }, []);

  useEffect(() => {
    const context = canvas.current?.getContext('2d') ?? null;
    if (context === null || size.width === 0) return undefined;
    const image = new ImageData(size.width, size.height);
    const ink = {
      colours: Uint32Array.from(classes.colours, word),
      axis: word(tokens.lineStrong),
      line: word(tokens.text),
    };
    draw(context, image, tuner, ink);
    return tuner.paintWith(() => {
      draw(context, image, tuner, ink);
    });
  }, [tuner, classes, tokens, size]);

  const [least = '', most = ''] = ends.split('\n');
  return (
    <figure
      className={styles['histogram']}
      aria-label={t('assessment.histogramSaid', { least, most, line: format.number(line, decimals) })}
    >
      <canvas ref={canvas} aria-hidden="true" />
      <figcaption>
        <span>{least}</span>
        <span>{t('assessment.lineAt', { line: format.number(line, decimals) })}</span>
        <span>{most}</span>
      </figcaption>
    </figure>
  );
}
