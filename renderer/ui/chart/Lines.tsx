import { type ReactElement, type RefObject, useEffect, useRef, useState } from 'react';
import styles from './Lines.module.css';

export interface Line {
  readonly key: string;
  readonly name: string;
  readonly colour: string;
  /** One per year; NaN where there is none. */
  readonly values: ArrayLike<number>;
  readonly bold?: boolean;
}

interface LinesProps {
  /** What it shows, in one sentence. */
  readonly label: string;
  readonly years: readonly number[];
  readonly lines: readonly Line[];
  /** The first year after a break, and what is said of it; null without one. */
  readonly broken: { readonly year: number; readonly said: string } | null;
  readonly valueText: (value: number) => string;
  /** It fills what there is, but is never lower. */
  readonly leastHeight: number;
}

const PAD = { left: 52, right: 272, top: 20, bottom: 24 };
const TICKS = 4;
/** Names closer than this would lie on each other. */
const APART = 14;

/** Round numbers that a scale can be divided at. */
function ticksOf(least: number, most: number): readonly number[] {
  const rough = (most - least) / TICKS;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5, 10].find((one) => one * power >= rough) ?? 10) * power;
  const first = Math.ceil(least / step) * step;
  return Array.from({ length: Math.floor((most - first) / step) + 1 }, (_, at) => first + at * step);
}

/** Pieces of a line without gaps, as the path of an SVG; a single year is drawn as its dot alone. */
function pathOf(values: ArrayLike<number>, x: (at: number) => number, y: (value: number) => number): string {
  let joined = false;
  return Array.from(values, (value, at) => {
    if (Number.isNaN(value)) {
      joined = false;
      return '';
    }
    const step = `${joined ? 'L' : 'M'}${x(at).toFixed(1)} ${y(value).toFixed(1)}`;
    joined = true;
    return step;
  }).join('');
}

interface Size {
  readonly width: number;
  readonly height: number;
}

function useSize(): Size & { readonly ref: RefObject<HTMLElement | null> } {
  const ref = useRef<HTMLElement>(null);
  const [size, setSize] = useState<Size>({ width: 0, height: 0 });
  useEffect(() => {
    const element = ref.current;
    if (element === null) return undefined;
    const watch = new ResizeObserver(() => {
      setSize({ width: element.clientWidth, height: element.clientHeight });
    });
    watch.observe(element);
    return () => {
      watch.disconnect();
    };
  }, []);
  return { ref, ...size };
}

/** The names at the right end, moved apart where they would lie on each other. */
function namesOf(lines: readonly Line[], y: (value: number) => number): readonly { line: Line; top: number }[] {
  const ends = lines
    .flatMap((line) => {
      const last = Array.from(line.values).findLast((value) => !Number.isNaN(value));
      return last === undefined ? [] : [{ line, top: y(last) }];
    })
    .sort((a, b) => a.top - b.top);
  let free = -Infinity;
  return ends.map(({ line, top }) => {
    const at = Math.max(top, free + APART);
    free = at;
    return { line, top: at };
  });
}

/** The course of some figures over the years, named at their ends, with a break marked where the ground changed. */
export function Lines({ label, years, lines, broken, valueText, leastHeight }: LinesProps): ReactElement {
  const { ref, width, height } = useSize();
  const all = lines.flatMap(({ values }) => Array.from(values).filter((value) => !Number.isNaN(value)));
  const low = Math.min(...all);
  const high = Math.max(...all);
  const room = high > low ? 0.08 * (high - low) : Math.max(1, Math.abs(high) * 0.1);
  const [least, most] = [low - room, high + room];
  const inner = Math.max(1, width - PAD.left - PAD.right);
  const x = (at: number): number => PAD.left + (years.length < 2 ? inner / 2 : (at / (years.length - 1)) * inner);
  const y = (value: number): number =>
    height - PAD.bottom - ((value - least) / (most - least)) * (height - PAD.top - PAD.bottom);
  const breakAt = broken === null ? -1 : years.indexOf(broken.year);
  const middle = breakAt < 1 ? 0 : (x(breakAt - 1) + x(breakAt)) / 2;
  return (
    <figure ref={ref} className={styles['frame']} style={{ minHeight: leastHeight }} aria-label={label}>
      {width > 0 && all.length > 0 && (
        <svg width={width} height={height} aria-hidden="true" className={styles['chart']}>
          {ticksOf(least, most).map((tick) => (
            <g key={tick}>
              <line className={styles['grid']} x1={PAD.left} x2={width - PAD.right} y1={y(tick)} y2={y(tick)} />
              <text className={styles['tick']} x={PAD.left - 6} y={y(tick) + 4} textAnchor="end">
                {valueText(tick)}
              </text>
            </g>
          ))}
          {years.map((year, at) => (
            <text key={year} className={styles['tick']} x={x(at)} y={height - 6} textAnchor="middle">
              {year}
            </text>
          ))}
          {broken !== null && breakAt > 0 && (
            <g>
              <line className={styles['break']} x1={middle} x2={middle} y1={PAD.top - 4} y2={height - PAD.bottom} />
              <text className={styles['tick']} x={middle} y={PAD.top - 8} textAnchor="middle">
                {broken.said}
              </text>
            </g>
          )}
          {lines.map(({ key, values, colour, bold = false }) => (
            <g key={key} stroke={colour} fill={colour}>
              <path d={pathOf(values, x, y)} fill="none" strokeWidth={bold ? 3 : 1.75} />
              {Array.from(values, (value, at) =>
                Number.isNaN(value) ? null : (
                  <circle key={years[at]} cx={x(at)} cy={y(value)} r={bold ? 3.5 : 2.75} stroke="none" />
                ),
              )}
            </g>
          ))}
          {namesOf(lines, y).map(({ line, top }) => (
            <text
              key={line.key}
              className={styles['name']}
              x={width - PAD.right + 10}
              y={top + 4}
              data-bold={line.bold ?? false}
            >
              <tspan fill={line.colour}>● </tspan>
              {line.name.length > 38 ? `${line.name.slice(0, 37)}…` : line.name}
            </text>
          ))}
        </svg>
      )}
    </figure>
  );
}
