import { type ReactElement, useCallback, useMemo, useRef, useState } from 'react';
import { type Draw, Plot, type PlotPlace } from '../../ui/chart/Plot.tsx';
import { SmallSelect } from '../../ui/controls/SmallSelect.tsx';
import { followPointing, hoverArea, pointing, selectArea, selectAreas } from '../state/pointing.ts';
import { PointedAt } from './PointedAt.tsx';
import { walk } from './walk.ts';
import { byColour, type Inked } from './inked.ts';
import styles from './Linked.module.css';

const PAD = 14;
const FOOT = 16;
const NEAR = 10;

const endsOf = (values: Float64Array): readonly [number, number] => {
  let least = Infinity;
  let most = -Infinity;
  for (const value of values) {
    if (value < least) least = value;
    if (value > most) most = value;
  }
  return most > least ? [least, most] : [least - 0.5, least + 0.5];
};

interface AreaScatterProps {
  readonly count: number;
  readonly label: string;
  /** What the lists of the two axes are called; without them the axes are as they begin. */
  readonly axisLabels?: readonly [x: string, y: string];
  readonly choices: readonly { readonly value: string; readonly label: string }[];
  /** The same function as long as the values are the same. */
  readonly columnOf: (name: string) => Float64Array;
  readonly begin: readonly [x: string, y: string];
  readonly inked: Inked;
  /** Of a line through the middle of both axes, 0, which is then drawn with them. */
  readonly slope?: number;
}

/** Two figures of every area against each other; a drawn frame chooses areas. */
export function AreaScatter(props: AreaScatterProps): ReactElement {
  const { count, label, axisLabels, choices, columnOf, begin, inked, slope } = props;
  const [axes, setAxes] = useState<readonly [string, string]>(begin);
  const [frame, setFrame] = useState<readonly [number, number, number, number] | null>(null);
  const began = useRef<readonly [number, number] | null>(null);
  const place = useMemo(() => {
    const [x, y] = axes.map(columnOf);
    const [x0, x1] = endsOf(x ?? new Float64Array());
    const [y0, y1] = endsOf(y ?? new Float64Array());
    const at = (ox: number, oy: number, width: number, height: number): readonly [number, number] => [
      PAD + ((ox - x0) / (x1 - x0)) * (width - 2 * PAD),
      height - FOOT - PAD - ((oy - y0) / (y1 - y0)) * (height - FOOT - 2 * PAD),
    ];
    return Object.assign(
      (area: number, width: number, height: number): readonly [number, number] =>
        at(x?.[area] ?? Number.NaN, y?.[area] ?? Number.NaN, width, height),
      { at, ends: [x0, x1] as const },
    );
  }, [axes, columnOf]);
  const draw = useCallback<Draw>(
    (context, width, height, tokens) => {
      context.fillStyle = tokens.lineStrong;
      context.fillRect(0, 0, 1, height - FOOT);
      context.fillRect(0, height - FOOT, width, 1);
      const nameOf = (name: string): string => choices.find(({ value }) => value === name)?.label ?? '';
      context.fillStyle = tokens.textMuted;
      context.textBaseline = 'top';
      context.textAlign = 'left';
      context.fillText(`↑ ${nameOf(axes[1])}`, 6, 0, width - 12);
      context.textAlign = 'right';
      context.textBaseline = 'bottom';
      context.fillText(`${nameOf(axes[0])} →`, width - 4, height, width - 12);
      context.globalAlpha = 0.6;
      byColour(inked, tokens.missing, (colour, areas) => {
        context.fillStyle = colour;
        for (const area of areas) {
          const [x, y] = place(area, width, height);
          if (!Number.isNaN(x) && !Number.isNaN(y)) context.fillRect(x - 1.5, y - 1.5, 3, 3);
        }
      });
      context.globalAlpha = 1;
      if (slope === undefined) return;
      const [midX, midY] = place.at(0, 0, width, height);
      context.fillStyle = tokens.lineStrong;
      context.fillRect(midX, 0, 1, height - FOOT);
      context.fillRect(0, midY, width, 1);
      const [from, to] = place.ends.map((end) => place.at(end, slope * end, width, height));
      context.strokeStyle = tokens.text;
      context.lineWidth = 1.5;
      context.beginPath();
      context.moveTo(from?.[0] ?? 0, from?.[1] ?? 0);
      context.lineTo(to?.[0] ?? 0, to?.[1] ?? 0);
      context.stroke();
    },
    [inked, place, axes, choices, slope],
  );
  const over = useCallback<Draw>(
    (context, width, height, tokens) => {
      const { hovered, selected } = pointing.getState();
      context.strokeStyle = tokens.text;
      for (const area of selected) {
        const [x, y] = place(area, width, height);
        context.strokeRect(x - 2.5, y - 2.5, 5, 5);
      }
      if (hovered >= 0) {
        const [x, y] = place(hovered, width, height);
        context.lineWidth = 2;
        context.beginPath();
        context.arc(x, y, 6, 0, 2 * Math.PI);
        context.stroke();
      }
      if (frame !== null) {
        const [x0, y0, x1, y1] = frame;
        context.lineWidth = 1;
        context.strokeStyle = tokens.accent;
        context.strokeRect(x0, y0, x1 - x0, y1 - y0);
      }
    },
    [place, frame],
  );
  const nearest = ({ x, y, width, height }: PlotPlace): number => {
    let found = -1;
    let least = NEAR * NEAR;
    for (let area = 0; area < count; area += 1) {
      const [px, py] = place(area, width, height);
      const distance = (px - x) ** 2 + (py - y) ** 2;
      if (distance < least) {
        least = distance;
        found = area;
      }
    }
    return found;
  };
  const order = useMemo(() => {
    const x = columnOf(axes[0]);
    const y = columnOf(axes[1]);
    return Array.from({ length: count }, (_none, area) => area)
      .filter((area) => !Number.isNaN(x[area]) && !Number.isNaN(y[area]))
      .sort((a, b) => (x[a] ?? 0) - (x[b] ?? 0) || a - b);
  }, [axes, columnOf, count]);
  return (
    <div className={styles['fill']}>
      {axisLabels !== undefined && (
        <div className={styles['bar']}>
          <SmallSelect
            label={axisLabels[0]}
            width={170}
            value={axes[0]}
            choices={choices}
            onChange={(x) => setAxes([x, axes[1]])}
          />
          <SmallSelect
            label={axisLabels[1]}
            width={170}
            value={axes[1]}
            choices={choices}
            onChange={(y) => setAxes([axes[0], y])}
          />
        </div>
      )}
      <div className={styles['picture']}>
        <Plot
          label={label}
          draw={draw}
          over={over}
          follow={followPointing}
          onMove={(at) => {
            const from = began.current;
            if (from !== null && at.held) setFrame([from[0], from[1], at.x, at.y]);
            else hoverArea(nearest(at));
          }}
          onLeave={() => {
            hoverArea(-1);
          }}
          onKey={(key, additive) => walk(order, key, additive)}
          onDown={({ x, y }) => {
            began.current = [x, y];
          }}
          onUp={(at) => {
            const [x0, y0] = began.current ?? [at.x, at.y];
            began.current = null;
            setFrame(null);
            if (Math.abs(at.x - x0) < 4 && Math.abs(at.y - y0) < 4) {
              const area = nearest(at);
              if (area >= 0) selectArea(area, at.additive);
              return;
            }
            const [left, right] = [Math.min(x0, at.x), Math.max(x0, at.x)];
            const [top, bottom] = [Math.min(y0, at.y), Math.max(y0, at.y)];
            selectAreas(
              Array.from({ length: count }, (_none, area) => area).filter((area) => {
                const [x, y] = place(area, at.width, at.height);
                return x >= left && x <= right && y >= top && y <= bottom;
              }),
            );
          }}
        />
        <PointedAt />
      </div>
    </div>
  );
}
