import { type ReactElement, useEffect, useRef } from 'react';
import { useTokens } from '../theme/Theme.tsx';
import styles from './Strip.module.css';

interface StripProps {
  /** Ascending, without NaN. */
  readonly sorted: Float64Array;
  /** Marked by a filled needle; NaN leaves it out. */
  readonly own: number;
  /** Marked by a rhomb. */
  readonly second: number;
  /** Marked by a thin line. */
  readonly third: number;
  /** What it says, for those who do not see it. */
  readonly label: string;
  /** Tells the value pointed at elsewhere, NaN for none; returns a function that stops. */
  readonly follow: (show: (value: number) => void) => () => void;
}

const HEIGHT = 18;
const PAD = 5;

/** Share of the way from the 5th to the 995th of a thousand; what lies outside stands at the ends. */
const shareOf = (sorted: Float64Array, value: number): number => {
  const least = sorted[Math.floor(0.005 * (sorted.length - 1))] ?? 0;
  const most = sorted[Math.ceil(0.995 * (sorted.length - 1))] ?? 0;
  return most > least ? Math.max(0, Math.min(1, (value - least) / (most - least))) : 0.5;
};

function draw(
  canvas: HTMLCanvasElement,
  { sorted, own, second, third }: Pick<StripProps, 'sorted' | 'own' | 'second' | 'third'>,
  colours: { readonly mark: string; readonly accent: string; readonly text: string; readonly surface: string },
): void {
  const ratio = globalThis.devicePixelRatio || 1;
  const width = canvas.clientWidth;
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(HEIGHT * ratio);
  const context = canvas.getContext('2d');
  if (context === null || width === 0) return;
  context.scale(ratio, ratio);
  const inner = width - 2 * PAD;
  const x = (value: number): number => PAD + shareOf(sorted, value) * inner;

  const counts = new Float64Array(Math.max(1, Math.floor(inner)));
  for (const value of sorted) {
    const bin = Math.min(counts.length - 1, Math.floor(shareOf(sorted, value) * counts.length));
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  // Areas per pixel as darkness, by the square root so that single areas are still seen.
  const most = Math.sqrt(Math.max(...counts));
  context.fillStyle = colours.mark;
  counts.forEach((count, bin) => {
    if (count === 0) return;
    context.globalAlpha = 0.12 + 0.6 * (Math.sqrt(count) / most);
    context.fillRect(PAD + bin, 5, 1, HEIGHT - 10);
  });
  context.globalAlpha = 1;

  if (!Number.isNaN(third)) {
    context.fillStyle = colours.text;
    context.fillRect(x(third) - 0.5, 1, 1, HEIGHT - 2);
  }
  if (!Number.isNaN(second)) {
    context.beginPath();
    const middle = HEIGHT / 2;
    context.moveTo(x(second), middle - 4.5);
    context.lineTo(x(second) + 4.5, middle);
    context.lineTo(x(second), middle + 4.5);
    context.lineTo(x(second) - 4.5, middle);
    context.closePath();
    context.fillStyle = colours.surface;
    context.strokeStyle = colours.text;
    context.fill();
    context.stroke();
  }
  if (!Number.isNaN(own)) {
    context.fillStyle = colours.accent;
    context.fillRect(x(own) - 1.5, 0, 3, HEIGHT);
  }
}

/** Every area as a faint line, and three values marked: a small own drawing, since twenty of them follow the pointer. */
export function Strip({ sorted, own, second, third, label, follow }: StripProps): ReactElement {
  const canvas = useRef<HTMLCanvasElement>(null);
  const needle = useRef<HTMLDivElement>(null);
  const { mark, accent, text, surface } = useTokens();

  useEffect(() => {
    const element = canvas.current;
    if (element === null) return undefined;
    const paint = (): void => {
      draw(element, { sorted, own, second, third }, { mark, accent, text, surface });
    };
    const watch = new ResizeObserver(paint);
    watch.observe(element);
    paint();
    return () => {
      watch.disconnect();
    };
  }, [sorted, own, second, third, mark, accent, text, surface]);

  useEffect(
    () =>
      follow((value) => {
        const element = needle.current;
        const width = canvas.current?.clientWidth ?? 0;
        if (element === null) return;
        element.hidden = Number.isNaN(value);
        const at = PAD + shareOf(sorted, Number.isNaN(value) ? 0 : value) * (width - 2 * PAD);
        element.style.transform = `translateX(${String(Math.round(at))}px)`;
      }),
    [follow, sorted],
  );

  return (
    <div className={styles['strip']}>
      <canvas ref={canvas} className={styles['canvas']} aria-hidden="true" />
      <div ref={needle} className={styles['needle']} hidden />
      <span className={styles['said']}>{label}</span>
    </div>
  );
}
