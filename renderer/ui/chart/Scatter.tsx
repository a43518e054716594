import { type KeyboardEvent, type ReactElement, type ReactNode, useEffect, useMemo, useRef } from 'react';
import { useTokens } from '../theme/Theme.tsx';
import type { Tokens } from '../theme/tokens.ts';
import styles from './Scatter.module.css';

interface ScatterProps {
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** With unit; y's stands above the drawing. */
  readonly xName: string;
  readonly yName: string;
  readonly xText: (value: number) => string;
  readonly yText: (value: number) => string;
  /** What it shows, in one sentence. */
  readonly label: string;
  readonly height: number;
  readonly selected: ReadonlySet<number>;
  /** The point under the pointer, -1 for none. */
  readonly onHover: (at: number) => void;
  readonly onSelect: (at: number) => void;
  /** A key pressed while the drawing has focus, with all points from left to right; true when it meant something. */
  readonly onKey: (order: readonly number[], key: string, additive: boolean) => boolean;
  /** Tells which point is pointed at anywhere; returns a function that stops. */
  readonly follow: (show: (at: number) => void) => () => void;
  /** What says the name of the point that is pointed at, over the drawing. */
  readonly children: ReactNode;
}

const PAD = { left: 8, right: 8, top: 8, bottom: 8 };
const NEAR = 10;

interface Placed {
  readonly px: Float64Array;
  readonly py: Float64Array;
}

const ends = (values: Float64Array): readonly [number, number] => {
  let least = Infinity;
  let most = -Infinity;
  for (const value of values) {
    if (value < least) least = value;
    if (value > most) most = value;
  }
  return most > least ? [least, most] : [least - 0.5, least + 0.5];
};

function place(x: Float64Array, y: Float64Array, width: number, height: number): Placed {
  const [x0, x1] = ends(x);
  const [y0, y1] = ends(y);
  return {
    px: x.map((value) => PAD.left + ((value - x0) / (x1 - x0)) * (width - PAD.left - PAD.right)),
    py: y.map((value) => height - PAD.bottom - ((value - y0) / (y1 - y0)) * (height - PAD.top - PAD.bottom)),
  };
}

function draw(
  canvas: HTMLCanvasElement,
  { px, py }: Placed,
  height: number,
  selected: ReadonlySet<number>,
  { mark, accent, lineStrong }: Tokens,
): void {
  const ratio = globalThis.devicePixelRatio || 1;
  const width = canvas.clientWidth;
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  const context = canvas.getContext('2d');
  if (context === null || width === 0) return;
  context.scale(ratio, ratio);
  context.fillStyle = lineStrong;
  context.fillRect(0, 0, 1, height);
  context.fillRect(0, height - 1, width, 1);
  context.fillStyle = mark;
  context.globalAlpha = 0.35;
  px.forEach((at, i) => {
    const other = py[i] ?? Number.NaN;
    if (!Number.isNaN(at) && !Number.isNaN(other)) context.fillRect(at - 1, other - 1, 2.5, 2.5);
  });
  context.globalAlpha = 1;
  context.fillStyle = accent;
  for (const i of selected) {
    context.beginPath();
    context.arc(px[i] ?? Number.NaN, py[i] ?? Number.NaN, 4, 0, 2 * Math.PI);
    context.fill();
  }
}

function nearest({ px, py }: Placed, x: number, y: number): number {
  let found = -1;
  let best = NEAR * NEAR;
  px.forEach((at, i) => {
    const distance = (at - x) ** 2 + ((py[i] ?? Number.NaN) - y) ** 2;
    if (distance < best) {
      best = distance;
      found = i;
    }
  });
  return found;
}

/** Two figures of every area against each other: points can be pointed at and chosen, also by keyboard. */
export function Scatter(props: ScatterProps): ReactElement {
  const { x, y, xName, yName, xText, yText, label, height, selected, onHover, onSelect, onKey, follow, children } =
    props;
  const canvas = useRef<HTMLCanvasElement>(null);
  const ring = useRef<HTMLDivElement>(null);
  const placed = useRef<Placed>({ px: new Float64Array(), py: new Float64Array() });
  const tokens = useTokens();
  useEffect(() => {
    const element = canvas.current;
    if (element === null) return undefined;
    const paint = (): void => {
      placed.current = place(x, y, element.clientWidth, height);
      draw(element, placed.current, height, selected, tokens);
    };
    const watch = new ResizeObserver(paint);
    watch.observe(element);
    paint();
    return () => {
      watch.disconnect();
    };
  }, [x, y, height, selected, tokens]);
  useEffect(
    () =>
      follow((at) => {
        const element = ring.current;
        if (element === null) return;
        const left = placed.current.px[at] ?? Number.NaN;
        const top = placed.current.py[at] ?? Number.NaN;
        element.hidden = Number.isNaN(left) || Number.isNaN(top);
        if (!element.hidden) element.style.transform = `translate(${String(left - 6)}px, ${String(top - 6)}px)`;
      }),
    [follow],
  );
  const order = useMemo(
    () =>
      Array.from(x.keys())
        .filter((at) => !Number.isNaN(x[at]) && !Number.isNaN(y[at]))
        .sort((a, b) => (x[a] ?? 0) - (x[b] ?? 0) || a - b),
    [x, y],
  );
  const [x0, x1] = ends(x);
  const [y0, y1] = ends(y);
  // A picture that answers to keys must be reachable, although it is not a control.
  const answering = {
    tabIndex: 0,
    onKeyDown: (event: KeyboardEvent<HTMLElement>): void => {
      if (onKey(order, event.key, event.ctrlKey || event.metaKey || event.shiftKey)) event.preventDefault();
    },
    onBlur: (): void => {
      onHover(-1);
    },
  };
  return (
    <figure className={styles['figure']} aria-label={label} {...answering}>
      <p className={styles['name']}>{yName}</p>
      <div className={styles['frame']}>
        <p className={styles['vertical']}>
          <span>{yText(y1)}</span>
          <span>{yText(y0)}</span>
        </p>
        <div className={styles['plot']}>
          <canvas
            ref={canvas}
            aria-hidden="true"
            style={{ width: '100%', height, display: 'block' }}
            onPointerMove={({ nativeEvent: { offsetX, offsetY } }) => {
              onHover(nearest(placed.current, offsetX, offsetY));
            }}
            onPointerLeave={() => {
              onHover(-1);
            }}
            onClick={({ nativeEvent: { offsetX, offsetY } }) => {
              const at = nearest(placed.current, offsetX, offsetY);
              if (at >= 0) onSelect(at);
            }}
          />
          <div ref={ring} className={styles['ring']} hidden />
          {children}
        </div>
      </div>
      <p className={styles['horizontal']}>
        <span>{xText(x0)}</span>
        <span className={styles['xName']}>{xName}</span>
        <span>{xText(x1)}</span>
      </p>
    </figure>
  );
}
