import { type ReactElement, useCallback } from 'react';
import { Small } from './Small.tsx';

interface SmallHistogramProps {
  /** Of equal width, side by side. */
  readonly bins: readonly { readonly from: number; readonly to: number; readonly count: number }[];
  readonly colourAt: (value: number) => string;
  /** Marked by a thin line; NaN leaves it out. */
  readonly line: number;
  /** Marked by a broad line in the colour of selection. */
  readonly own: number;
  readonly height: number;
}

/** How many areas there are of each value, in the colours of the map beside it. */
export function SmallHistogram({ bins, colourAt, line, own, height }: SmallHistogramProps): ReactElement {
  const draw = useCallback(
    (
      context: CanvasRenderingContext2D,
      width: number,
      tall: number,
      { text, accent, lineStrong }: { readonly text: string; readonly accent: string; readonly lineStrong: string },
    ): void => {
      const first = bins[0]?.from ?? 0;
      const last = bins.at(-1)?.to ?? 0;
      const most = Math.max(1, ...bins.map(({ count }) => count));
      const base = tall - 1;
      const each = width / Math.max(1, bins.length);
      bins.forEach(({ from, to, count }, at) => {
        if (count === 0) return;
        const high = Math.max(1, (count / most) * (base - 6));
        context.fillStyle = colourAt((from + to) / 2);
        context.fillRect(at * each, base - high, Math.max(1, each - 0.75), high);
      });
      context.fillStyle = lineStrong;
      context.fillRect(0, base, width, 1);
      const x = (value: number): number =>
        last > first ? Math.max(0, Math.min(1, (value - first) / (last - first))) * width : width / 2;
      if (Number.isFinite(line)) {
        context.fillStyle = text;
        context.fillRect(Math.min(width - 1, Math.round(x(line))), 0, 1, base);
      }
      if (Number.isFinite(own)) {
        context.fillStyle = accent;
        context.fillRect(Math.min(width - 3, Math.round(x(own)) - 1), 0, 3, base);
      }
    },
    [bins, colourAt, line, own],
  );
  return <Small height={height} draw={draw} />;
}
