import { type ReactElement, useCallback, useEffect, useRef, useState } from 'react';
import { useWords } from '../../i18n/words.ts';
import { type Draw, Plot } from '../../ui/chart/Plot.tsx';
import { useTokens } from '../../ui/theme/Theme.tsx';
import { followPointing, pointing, selectAreas } from '../state/pointing.ts';
import { areasInBars, BARS, barOf, type Classed, type Ends, paintBars } from './bars.ts';
import styles from './Classed.module.css';
import { LimitHandle } from './LimitHandle.tsx';

/** The class limits that can be pulled in the picture. */
export interface PulledLimits {
  /** As they stand when React renders: rising. */
  readonly limits: readonly number[];
  /** As they stand now, in a frame that React has not rendered. */
  readonly now: () => readonly number[];
  readonly step: number;
  readonly onPull: (at: number, value: number) => void;
  readonly onRelease: () => void;
  readonly onRemove: (at: number) => void;
}

interface ClassHistogramProps {
  /** What it shows, in one sentence. */
  readonly label: string;
  /** Read anew whenever it is drawn; the same function as long as nothing else has changed. */
  readonly read: () => Classed;
  readonly endsOf: (values: Float64Array) => Ends;
  /** One per class. */
  readonly colours: readonly string[];
  /** A value with a line through the picture, NaN for none. */
  readonly mark: () => number;
  readonly said: (value: number) => string;
  /** Null where the classes are not limits of the value. */
  readonly pulled: PulledLimits | null;
  /** Tells when to draw anew besides; returns a function that stops. */
  readonly follow?: (paint: () => void) => () => void;
}

const nothing: Draw = () => undefined;

/**
 * How the areas spread over a value, in the colours of the map: the class limits can be pulled, and a range of bars chooses its areas
 * everywhere. Drawn by the pixel, since it may follow a slider in the same frame.
 */
export function ClassHistogram(props: ClassHistogramProps): ReactElement {
  const { label, read, endsOf, colours, mark, said, pulled, follow } = props;
  const { t } = useWords();
  const tokens = useTokens();
  const canvas = useRef<HTMLCanvasElement>(null);
  const handles = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState({ width: 0, height: 0 });
  const [inOrder, setInOrder] = useState(0);
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
    const ink = { colours, axis: tokens.lineStrong, line: tokens.text };
    const paint = (): void => {
      const shown = read();
      const [from, to] = endsOf(shown.values);
      paintBars(image, shown, [from, to], mark(), ink);
      context.putImageData(image, 0, 0);
      const now = pulled?.now() ?? [];
      Array.from(handles.current?.children ?? []).forEach((handle, at) => {
        const share = Math.max(0, Math.min(1, ((now[at] ?? Number.NaN) - from) / (to - from)));
        if (handle instanceof HTMLElement) handle.style.left = `${String(100 * (Number.isNaN(share) ? 0 : share))}%`;
      });
    };
    paint();
    return follow?.(paint);
  }, [read, endsOf, colours, mark, pulled, follow, tokens, size]);
  const valueAt = (clientX: number): number => {
    const box = canvas.current?.getBoundingClientRect();
    const [from, to] = endsOf(read().values);
    return box === undefined ? Number.NaN : from + ((clientX - box.left) / Math.max(1, box.width)) * (to - from);
  };
  const [first, last] = pulled === null ? [0, 1] : endsOf(read().values);
  return (
    <figure className={styles['histogram']} aria-label={label}>
      <canvas ref={canvas} aria-hidden="true" />
      <div className={styles['over']}>
        <Brush read={read} endsOf={endsOf} {...(follow === undefined ? {} : { follow })} />
      </div>
      <div ref={handles} className={styles['handles']}>
        {pulled?.limits.map((limit, at) => (
          <LimitHandle
            // A limit is the same one while it is pulled: its place in the row.
            key={`limit ${String(at)}`}
            label={t('classes.limit', { number: at + 1 })}
            value={limit}
            said={said(limit)}
            least={pulled.limits[at - 1] ?? Math.min(first, limit)}
            most={pulled.limits[at + 1] ?? Math.max(last, limit)}
            step={pulled.step}
            valueAt={valueAt}
            onPull={(value) => {
              pulled.onPull(at, value);
            }}
            onRelease={pulled.onRelease}
            onRemove={() => {
              pulled.onRemove(at);
            }}
            inOrder={at === Math.min(inOrder, pulled.limits.length - 1)}
            onFocus={() => {
              setInOrder(at);
            }}
          />
        ))}
      </div>
    </figure>
  );
}

interface BrushProps {
  readonly read: () => Classed;
  readonly endsOf: (values: Float64Array) => Ends;
  readonly follow?: (paint: () => void) => () => void;
}

/** Over the bars: the chosen areas as ticks, and a brush that chooses those of a range. */
function Brush({ read, endsOf, follow }: BrushProps): ReactElement {
  const { t } = useWords();
  const [range, setRange] = useState<readonly [number, number] | null>(null);
  const began = useRef<number | null>(null);
  const over = useCallback<Draw>(
    (context, width, height, tokens) => {
      const { hovered, selected } = pointing.getState();
      const { values } = read();
      const [from, to] = endsOf(values);
      const xOf = (area: number): number =>
        Math.max(0, Math.min(1, ((values[area] ?? Number.NaN) - from) / (to - from))) * width;
      context.fillStyle = tokens.accent;
      context.globalAlpha = selected.size > 40 ? 0.4 : 1;
      for (const area of selected) context.fillRect(xOf(area) - 0.5, height - 8, 1.5, 8);
      context.globalAlpha = 1;
      context.fillStyle = tokens.text;
      if (hovered >= 0) context.fillRect(xOf(hovered) - 1, height - 12, 2, 12);
      if (range === null) return;
      context.globalAlpha = 0.2;
      context.fillStyle = tokens.accent;
      context.fillRect(Math.min(...range), 0, Math.abs(range[1] - range[0]), height);
      context.globalAlpha = 1;
    },
    [read, endsOf, range],
  );
  const followAll = useCallback(
    (paint: () => void) => {
      const stops = [
        followPointing(paint),
        follow?.(() => {
          if (pointing.getState().selected.size > 0) paint();
        }),
      ];
      return () => {
        for (const stop of stops) stop?.();
      };
    },
    [follow],
  );
  return (
    <Plot
      label={t('classes.brushSaid')}
      draw={nothing}
      over={over}
      follow={followAll}
      onDown={({ x }) => {
        began.current = x;
      }}
      onMove={({ x, held }) => {
        if (held && began.current !== null) setRange([began.current, x]);
      }}
      onUp={({ x, width }) => {
        const from = began.current;
        began.current = null;
        setRange(null);
        if (from === null) return;
        const barAt = (place: number): number => barOf(place, [0, Math.max(1, width)], BARS);
        const [first, last] = [barAt(Math.min(from, x)), barAt(Math.max(from, x))];
        const { values } = read();
        selectAreas(areasInBars(values, endsOf(values), BARS, first, last));
      }}
    />
  );
}
