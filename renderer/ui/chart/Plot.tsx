import { type KeyboardEvent, type PointerEvent, type ReactElement, useEffect, useRef } from 'react';
import { useTokens } from '../theme/Theme.tsx';
import type { Tokens } from '../theme/tokens.ts';
import styles from './Plot.module.css';

/** Draws in CSS pixels. */
export type Draw = (context: CanvasRenderingContext2D, width: number, height: number, tokens: Tokens) => void;

/** Where the pointer is, in CSS pixels of the drawing. */
export interface PlotPlace {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** True while the main button is held. */
  readonly held: boolean;
  /** Ctrl, Cmd or Shift: add to what is chosen. */
  readonly additive: boolean;
}

interface PlotProps {
  /** What the picture shows, in one sentence. */
  readonly label: string;
  /** The picture; a new function means a new drawing. */
  readonly draw: Draw;
  /** What changes with the pointer, on a layer of its own. */
  readonly over?: Draw;
  /** Calls back whenever the upper layer is to be drawn anew; returns a function that stops. */
  readonly follow?: (paint: () => void) => () => void;
  readonly onMove?: (place: PlotPlace) => void;
  readonly onDown?: (place: PlotPlace) => void;
  readonly onUp?: (place: PlotPlace) => void;
  readonly onLeave?: () => void;
  /** A key pressed while the picture has focus; true when it meant something. With it the picture can be reached by keyboard. */
  readonly onKey?: (key: string, additive: boolean) => boolean;
}

/** CSS pixels that an arrow key moves the cursor; with Shift that many times as far. */
const STRIDE = 6;
const FAR = 6;

interface Cursor {
  readonly x: number;
  readonly y: number;
  readonly held: boolean;
}

const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** A hair cross where the keys have moved to. */
function paintCursor(canvas: HTMLCanvasElement | null, { x, y }: Cursor, tokens: Tokens): void {
  const context = canvas?.getContext('2d') ?? null;
  if (canvas === null || context === null) return;
  context.strokeStyle = tokens.accent;
  context.lineWidth = 1;
  context.setLineDash([3, 3]);
  context.beginPath();
  context.moveTo(x, 0);
  context.lineTo(x, canvas.clientHeight);
  context.moveTo(0, y);
  context.lineTo(canvas.clientWidth, y);
  context.stroke();
  context.setLineDash([]);
}

function paintOn(canvas: HTMLCanvasElement | null, draw: Draw | undefined, tokens: Tokens): void {
  const context = canvas?.getContext('2d') ?? null;
  if (canvas === null || context === null) return;
  const ratio = globalThis.devicePixelRatio || 1;
  const { clientWidth: width, clientHeight: height } = canvas;
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  if (width === 0 || height === 0 || draw === undefined) return;
  context.scale(ratio, ratio);
  context.font = "12px 'Inter Variable', system-ui, sans-serif";
  draw(context, width, height, tokens);
}

// A picture that answers to keys must be reachable, although it is not a control.
const answering = (onKey: NonNullable<PlotProps['onKey']>) => ({
  tabIndex: 0,
  onKeyDown: (event: KeyboardEvent<HTMLElement>): void => {
    if (onKey(event.key, event.ctrlKey || event.metaKey || event.shiftKey)) event.preventDefault();
  },
});

/** An own drawing that fills its place, in two layers: the picture, and what follows the pointer over it. */
export function Plot(props: PlotProps): ReactElement {
  const { label, draw, over, follow, onMove, onDown, onUp, onLeave, onKey } = props;
  const lower = useRef<HTMLCanvasElement>(null);
  const upper = useRef<HTMLCanvasElement>(null);
  const cursor = useRef<Cursor | null>(null);
  const repaint = useRef<() => void>(() => undefined);
  const tokens = useTokens();
  useEffect(() => {
    const paint = (): void => {
      paintOn(lower.current, draw, tokens);
    };
    const watch = new ResizeObserver(paint);
    if (lower.current !== null) watch.observe(lower.current);
    paint();
    return () => {
      watch.disconnect();
    };
  }, [draw, tokens]);
  useEffect(() => {
    const paint = (): void => {
      paintOn(upper.current, over, tokens);
      if (cursor.current !== null) paintCursor(upper.current, cursor.current, tokens);
    };
    repaint.current = paint;
    const watch = new ResizeObserver(paint);
    if (upper.current !== null) watch.observe(upper.current);
    paint();
    const stop = follow?.(paint);
    return () => {
      watch.disconnect();
      stop?.();
    };
  }, [over, follow, tokens]);
  const placeOf = (event: PointerEvent<HTMLElement>): PlotPlace => {
    const box = event.currentTarget.getBoundingClientRect();
    return {
      x: event.clientX - box.left,
      y: event.clientY - box.top,
      width: box.width,
      height: box.height,
      held: (event.buttons & 1) === 1,
      additive: event.ctrlKey || event.metaKey || event.shiftKey,
    };
  };
  // By keyboard: the arrows move a cursor as the pointer would, Enter clicks, Space presses and lets go, Escape leaves.
  const moveCursor = (event: KeyboardEvent<HTMLElement>): void => {
    const { clientWidth: width, clientHeight: height } = event.currentTarget;
    const now = cursor.current ?? { x: width / 2, y: height / 2, held: false };
    const at = (next: Cursor): PlotPlace => ({ ...next, width, height, additive: event.ctrlKey || event.metaKey });
    const arrow = ARROWS[event.key];
    if (arrow !== undefined) {
      const stride = STRIDE * (event.shiftKey ? FAR : 1);
      const within = (place: number, most: number): number => Math.max(0, Math.min(most - 1, place));
      cursor.current = {
        x: within(now.x + arrow[0] * stride, width),
        y: within(now.y + arrow[1] * stride, height),
        held: now.held,
      };
      onMove?.(at(cursor.current));
    } else if (event.key === 'Enter') {
      cursor.current = { ...now, held: false };
      onDown?.(at({ ...now, held: true }));
      onUp?.(at(cursor.current));
    } else if (event.key === ' ') {
      cursor.current = { ...now, held: !now.held };
      (now.held ? onUp : onDown)?.(at(cursor.current));
    } else if (event.key === 'Escape' && cursor.current !== null) leaveCursor();
    else return;
    event.preventDefault();
    repaint.current();
  };
  const leaveCursor = (): void => {
    if (cursor.current === null) return;
    cursor.current = null;
    onLeave?.();
    repaint.current();
  };
  return (
    <figure
      className={styles['plot']}
      aria-label={label}
      {...(onMove === undefined ? {} : { tabIndex: 0, onKeyDown: moveCursor, onBlur: leaveCursor })}
      onPointerMove={(event) => onMove?.(placeOf(event))}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        onDown?.(placeOf(event));
      }}
      onPointerUp={(event) => onUp?.(placeOf(event))}
      onPointerLeave={() => onLeave?.()}
      {...(onKey === undefined ? {} : answering(onKey))}
    >
      <canvas ref={lower} aria-hidden="true" />
      <canvas ref={upper} aria-hidden="true" />
    </figure>
  );
}
