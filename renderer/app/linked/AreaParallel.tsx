import { type ReactElement, useCallback, useMemo, useRef, useState } from 'react';
import { useWords } from '../../i18n/words.ts';
import { type Draw, Plot, type PlotPlace } from '../../ui/chart/Plot.tsx';
import { followPointing, hoverArea, pointing, selectArea, selectAreas } from '../state/pointing.ts';
import { PointedAt } from './PointedAt.tsx';
import { walk } from './walk.ts';
import { byColour, type Inked } from './inked.ts';
import styles from './Linked.module.css';

const PAD = { left: 40, right: 40, top: 50, bottom: 8 };
const FAINT = 0.05;
const NEAR = 6;
/** Twice the way between two axes from which their ends can be written out beside each other. */
const ROOM_FOR_ENDS = 150;

interface Axis {
  readonly name: string;
  /** 0..1 per area, NaN where missing: from the first to the ninety-ninth percentile, cut there. */
  readonly at: Float64Array;
  readonly low: number;
  readonly high: number;
  readonly decimals: number;
}

function axisOf(name: string, values: Float64Array, decimals: number): Axis {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort();
  const low = sorted[Math.floor(0.01 * (sorted.length - 1))] ?? 0;
  const high = sorted[Math.ceil(0.99 * (sorted.length - 1))] ?? 1;
  const span = high > low ? high - low : 1;
  return { name, low, high, decimals, at: values.map((value) => Math.max(0, Math.min(1, (value - low) / span))) };
}

const yOf = (share: number, height: number): number => height - PAD.bottom - share * (height - PAD.top - PAD.bottom);

/** A brush along one axis, in shares of its height from the bottom. */
interface Brush {
  readonly axis: number;
  readonly from: number;
  readonly to: number;
}

export interface ParallelColumn {
  readonly name: string;
  readonly values: Float64Array;
  readonly decimals: number;
}

/** A line over all axes that stands out: a group's means. */
export interface ParallelMean {
  readonly colour: string;
  /** One per column. */
  readonly values: readonly number[];
}

interface AreaParallelProps {
  readonly count: number;
  readonly label: string;
  readonly columns: readonly ParallelColumn[];
  readonly inked: Inked;
  readonly means?: readonly ParallelMean[];
}

const NO_MEANS: readonly ParallelMean[] = [];

/** Every area as a line over the indicators, means as thick ones; a brush along an axis chooses. */
export function AreaParallel({ count, label, columns, inked, means = NO_MEANS }: AreaParallelProps): ReactElement {
  const { format } = useWords();
  const [brush, setBrush] = useState<Brush | null>(null);
  const began = useRef<{ readonly axis: number; readonly from: number } | null>(null);
  const axes = useMemo(() => columns.map(({ name, values, decimals }) => axisOf(name, values, decimals)), [columns]);
  const xOf = useCallback(
    (axis: number, width: number): number =>
      PAD.left + (axes.length < 2 ? 0.5 : axis / (axes.length - 1)) * (width - PAD.left - PAD.right),
    [axes.length],
  );
  const line = useCallback(
    (context: CanvasRenderingContext2D, area: number, width: number, height: number): void => {
      context.beginPath();
      let drawing = false;
      axes.forEach(({ at }, axis) => {
        const share = at[area] ?? Number.NaN;
        if (Number.isNaN(share)) drawing = false;
        else if (drawing) context.lineTo(xOf(axis, width), yOf(share, height));
        else {
          context.moveTo(xOf(axis, width), yOf(share, height));
          drawing = true;
        }
      });
      context.stroke();
    },
    [axes, xOf],
  );
  const draw = useCallback<Draw>(
    (context, width, height, tokens) => {
      context.lineWidth = 1;
      context.globalAlpha = FAINT;
      byColour(inked, null, (colour, areas) => {
        context.strokeStyle = colour;
        for (const area of areas) line(context, area, width, height);
      });
      context.globalAlpha = 1;
      context.textBaseline = 'bottom';
      axes.forEach(({ name, low, high, decimals }, axis) => {
        const x = xOf(axis, width);
        context.fillStyle = tokens.lineStrong;
        context.fillRect(x - 0.5, PAD.top, 1, height - PAD.top - PAD.bottom);
        context.fillStyle = tokens.text;
        context.textAlign = axis === 0 ? 'left' : axis === axes.length - 1 ? 'right' : 'center';
        // Names by turns on two lines have twice the room.
        const room = (2 * (width - PAD.left - PAD.right)) / Math.max(1, axes.length - 1) - 8;
        const rise = axis % 2 === 0 ? 30 : 16;
        const from = axis === 0 ? x - PAD.left + 8 : axis === axes.length - 1 ? x + PAD.right - 8 : x;
        context.fillText(
          shortened(context, name, axis === 0 || axis === axes.length - 1 ? room * 0.8 : room),
          from,
          PAD.top - rise,
        );
        context.fillStyle = tokens.textMuted;
        const ends = `${format.number(low, decimals)}–${format.number(high, decimals)}`;
        if (room >= ROOM_FOR_ENDS) context.fillText(ends, from, PAD.top - 2);
      });
      context.lineWidth = 3;
      for (const { colour, values } of means) {
        context.strokeStyle = colour;
        context.beginPath();
        axes.forEach(({ low, high }, axis) => {
          const share = Math.max(0, Math.min(1, ((values[axis] ?? low) - low) / (high > low ? high - low : 1)));
          if (axis === 0) context.moveTo(xOf(axis, width), yOf(share, height));
          else context.lineTo(xOf(axis, width), yOf(share, height));
        });
        context.stroke();
      }
    },
    [inked, means, axes, line, xOf, format],
  );
  const over = useCallback<Draw>(
    (context, width, height, tokens) => {
      if (brush !== null) {
        const x = xOf(brush.axis, width);
        context.fillStyle = tokens.accent;
        context.globalAlpha = 0.3;
        context.fillRect(
          x - 7,
          yOf(Math.max(brush.from, brush.to), height),
          14,
          Math.abs(brush.to - brush.from) * (height - PAD.top - PAD.bottom),
        );
        context.globalAlpha = 1;
      }
      const { hovered, selected } = pointing.getState();
      context.strokeStyle = tokens.text;
      context.lineWidth = 1;
      context.globalAlpha = selected.size > 40 ? 0.25 : 0.8;
      for (const area of selected) line(context, area, width, height);
      context.globalAlpha = 1;
      context.lineWidth = 2;
      if (hovered >= 0) line(context, hovered, width, height);
    },
    [brush, line, xOf],
  );
  const axisNear = (x: number, width: number): number => {
    for (let axis = 0; axis < axes.length; axis += 1) if (Math.abs(xOf(axis, width) - x) < 10) return axis;
    return -1;
  };
  const shareOf = (y: number, height: number): number => (height - PAD.bottom - y) / (height - PAD.top - PAD.bottom);
  /** The area whose line passes nearest to the pointer, between the two axes beside it. */
  const areaNear = ({ x, y, width, height }: PlotPlace): number => {
    const step = (width - PAD.left - PAD.right) / Math.max(1, axes.length - 1);
    const before = Math.max(0, Math.min(axes.length - 2, Math.floor((x - PAD.left) / step)));
    const share = (x - xOf(before, width)) / step;
    const first = axes[before]?.at;
    const second = axes[before + 1]?.at;
    let nearest = -1;
    let least = NEAR;
    for (let area = 0; area < count; area += 1) {
      const crossing = (1 - share) * (first?.[area] ?? Number.NaN) + share * (second?.[area] ?? Number.NaN);
      const distance = Math.abs(yOf(crossing, height) - y);
      if (distance < least) {
        least = distance;
        nearest = area;
      }
    }
    return nearest;
  };
  const order = useMemo(() => {
    const first = axes[0]?.at ?? new Float64Array();
    return Array.from(first.keys())
      .filter((area) => !Number.isNaN(first[area]))
      .sort((a, b) => (first[b] ?? 0) - (first[a] ?? 0) || a - b);
  }, [axes]);
  return (
    <div className={styles['picture']}>
      <Plot
        label={label}
        draw={draw}
        over={over}
        follow={followPointing}
        onMove={(place) => {
          const from = began.current;
          if (from !== null && place.held) {
            setBrush({ ...from, to: Math.max(0, Math.min(1, shareOf(place.y, place.height))) });
            return;
          }
          hoverArea(areaNear(place));
        }}
        onLeave={() => {
          hoverArea(-1);
        }}
        onKey={(key, additive) => walk(order, key, additive)}
        onDown={({ x, y, width, height }) => {
          const axis = axisNear(x, width);
          began.current = axis < 0 ? null : { axis, from: Math.max(0, Math.min(1, shareOf(y, height))) };
        }}
        onUp={(place) => {
          const own = brush;
          if (began.current !== null && own !== null && Math.abs(own.to - own.from) > 0.01) {
            const at = axes[own.axis]?.at ?? new Float64Array();
            const [low, high] = [Math.min(own.from, own.to), Math.max(own.from, own.to)];
            selectAreas(Array.from(at.keys()).filter((area) => (at[area] ?? -1) >= low && (at[area] ?? 2) <= high));
          } else {
            const area = areaNear(place);
            if (area >= 0) selectArea(area, place.additive);
          }
          began.current = null;
          setBrush(null);
        }}
      />
      <PointedAt />
    </div>
  );
}

/** A name cut to the room there is, with three dots. */
function shortened(context: CanvasRenderingContext2D, name: string, room: number): string {
  if (context.measureText(name).width <= room) return name;
  let end = name.length - 1;
  while (end > 1 && context.measureText(`${name.slice(0, end)}…`).width > room) end -= 1;
  return `${name.slice(0, end).trimEnd()}…`;
}
