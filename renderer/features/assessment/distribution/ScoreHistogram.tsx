import { type ReactElement, useEffect, useRef, useState } from 'react';
import { histogram } from '../../../../shared/domain/classes/histogram.ts';
import { useWords } from '../../../i18n/words.ts';
import { useTokens } from '../../../ui/theme/Theme.tsx';
import type { MapClasses } from '../map/useClasses.ts';
import type { Tuner } from '../model/tuner.ts';
import { useTuned, useTuner } from '../model/useTuner.ts';
import styles from './Distribution.module.css';

const BINS = 72;

interface Ink {
  readonly colours: readonly string[];
  readonly missing: string;
  readonly axis: string;
  readonly line: string;
}

/** The least score that is over the line, NaN when none is. */
export function lineOf({ live }: Tuner): number {
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < live.flagged.length; i += 1) {
    const score = live.scores[i] as number;
    if (live.flagged[i] === 1 && score < least) least = score;
  }
  return least === Number.POSITIVE_INFINITY ? Number.NaN : least;
}

function draw(canvas: HTMLCanvasElement, tuner: Tuner, ink: Ink): void {
  const context = canvas.getContext('2d');
  if (context === null) return;
  const { width, height } = canvas;
  const ratio = globalThis.devicePixelRatio || 1;
  context.clearRect(0, 0, width, height);
  const { scores } = tuner.live;
  const bins = histogram(scores, BINS);
  const most = Math.max(1, ...bins.counts);
  const base = height - ratio;
  const each = width / BINS;
  const perUnit = BINS / (bins.to - bins.from);
  const byClass = ink.colours.map(() => new Uint32Array(BINS));
  for (let i = 0; i < scores.length; i += 1) {
    const score = scores[i] as number;
    const own = byClass[tuner.classOf[i] as number];
    if (Number.isNaN(score) || own === undefined) continue;
    const bin = Math.min(BINS - 1, Math.floor((score - bins.from) * perUnit));
    own[bin] = (own[bin] as number) + 1;
  }
  const stacked = new Float64Array(BINS);
  byClass.forEach((counts, c) => {
    context.fillStyle = ink.colours[c] ?? ink.missing;
    for (let bin = 0; bin < BINS; bin += 1) {
      const size = ((counts[bin] as number) / most) * (base - 4 * ratio);
      if (size === 0) continue;
      const top = base - (stacked[bin] as number) - size;
      context.fillRect(bin * each, top, Math.max(1, each - 0.6 * ratio), size);
      stacked[bin] = (stacked[bin] as number) + size;
    }
  });
  context.fillStyle = ink.axis;
  context.fillRect(0, base, width, ratio);
  const line = lineOf(tuner);
  if (Number.isNaN(line)) return;
  context.fillStyle = ink.line;
  context.fillRect(Math.round((line - bins.from) * perUnit * each), 0, ratio, height);
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
    const element = canvas.current;
    if (element === null || size.width === 0) return undefined;
    const ink = { colours: classes.colours, missing: tokens.missing, axis: tokens.lineStrong, line: tokens.text };
    draw(element, tuner, ink);
    return tuner.paintWith(() => {
      draw(element, tuner, ink);
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
