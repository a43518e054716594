import type { Tokens } from '../../../../ui/theme/tokens.ts';
import { bent, type HiddenCell, ticks } from './intervals.ts';

/** Room around the drawing for the figures, in CSS pixels. */
export const FRAME = { left: 64, right: 12, top: 20, bottom: 10 } as const;

interface Picture {
  readonly width: number;
  readonly height: number;
  readonly tokens: Tokens;
  readonly cells: readonly HiddenCell[];
  readonly say: (value: number) => string;
  readonly axis: string;
}

/** Draws one upright line per hidden cell: its interval, what it must reach (thicker), its value, and a cross where it is not enough. */
export function drawIntervals(
  context: CanvasRenderingContext2D,
  { width, height, tokens, cells, say, axis }: Picture,
): void {
  const finite = cells.flatMap(({ least, most, low, high }) => [least, most, low, high]).filter(Number.isFinite);
  const lowest = finite.reduce((a, b) => Math.min(a, b), 0);
  const highest = finite.reduce((a, b) => Math.max(a, b), 1);
  const [from, to] = [bent(lowest), bent(highest) * 1.04];
  const bottom = height - FRAME.bottom;
  const yOf = (value: number): number => {
    const held = Math.min(to, Math.max(from, bent(value)));
    return bottom - ((held - from) / (to - from)) * (bottom - FRAME.top);
  };
  context.textBaseline = 'middle';
  context.textAlign = 'right';
  context.lineWidth = 1;
  let last = Number.POSITIVE_INFINITY;
  for (const tick of ticks(lowest, highest)) {
    const y = Math.round(yOf(tick)) + 0.5;
    if (last - y < 16) continue;
    last = y;
    context.strokeStyle = tokens.line;
    context.beginPath();
    context.moveTo(FRAME.left, y);
    context.lineTo(width - FRAME.right, y);
    context.stroke();
    context.fillStyle = tokens.textMuted;
    context.fillText(say(tick), FRAME.left - 6, y);
  }
  context.textAlign = 'left';
  context.fillText(axis, 4, 8);
  const step = (width - FRAME.left - FRAME.right) / cells.length;
  const thin = Math.max(1, Math.min(3, step * 0.4));
  const thick = Math.max(1.5, Math.min(8, step * 0.8));
  for (const [at, { least, most, low, high, value, primary, verdict }] of cells.entries()) {
    const x = FRAME.left + (at + 0.5) * step;
    const bad = verdict !== 'ok';
    context.fillStyle = bad ? tokens.danger : tokens.mark;
    const top = most === Infinity ? FRAME.top - 6 : yOf(most);
    context.fillRect(x - thin / 2, top, thin, Math.max(2, yOf(least) - top));
    if (primary) {
      context.fillStyle = tokens.accent;
      context.fillRect(x - thick / 2, yOf(high), thick, Math.max(2, yOf(low) - yOf(high)));
    }
    if (step >= 3) {
      context.fillStyle = tokens.text;
      context.fillRect(x - thick / 2, yOf(value) - 1, thick, 2);
    }
    if (!bad) continue;
    context.strokeStyle = tokens.danger;
    context.lineWidth = 1.5;
    const [y, r] = [yOf(value), 4];
    context.beginPath();
    context.moveTo(x - r, y - r);
    context.lineTo(x + r, y + r);
    context.moveTo(x + r, y - r);
    context.lineTo(x - r, y + r);
    context.stroke();
    context.lineWidth = 1;
  }
}
