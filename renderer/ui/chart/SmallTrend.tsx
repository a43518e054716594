import { type ReactElement, useCallback } from 'react';
import { Small } from './Small.tsx';

interface SmallTrendProps {
  /** One per year at the same distance, NaN where there is none. */
  readonly values: Float64Array;
  readonly height: number;
}

/** Less than this part of the level fills the height, so that a change of no account does not look like one. */
const LEAST_SPAN = 0.2;
const PAD = 4;

/** The course of one figure over the years, the last of them marked. */
export function SmallTrend({ values, height }: SmallTrendProps): ReactElement {
  const draw = useCallback(
    (
      context: CanvasRenderingContext2D,
      width: number,
      tall: number,
      { mark, accent }: { readonly mark: string; readonly accent: string },
    ): void => {
      const there = values.filter((value) => !Number.isNaN(value));
      if (there.length === 0) return;
      const least = Math.min(...there);
      const most = Math.max(...there);
      const middle = (least + most) / 2;
      const span = Math.max(most - least, LEAST_SPAN * Math.abs(middle), Number.EPSILON);
      const x = (at: number): number =>
        values.length === 1 ? width / 2 : PAD + (at / (values.length - 1)) * (width - 2 * PAD);
      const y = (value: number): number => tall / 2 - ((value - middle) / span) * (tall - 2 * PAD);
      context.strokeStyle = mark;
      context.lineWidth = 1.5;
      context.beginPath();
      let joined = false;
      values.forEach((value, at) => {
        if (Number.isNaN(value)) joined = false;
        else if (joined) context.lineTo(x(at), y(value));
        else {
          context.moveTo(x(at), y(value));
          joined = true;
        }
      });
      context.stroke();
      const last = values.findLastIndex((value) => !Number.isNaN(value));
      values.forEach((value, at) => {
        if (Number.isNaN(value)) return;
        context.fillStyle = at === last ? accent : mark;
        context.beginPath();
        context.arc(x(at), y(value), at === last ? 3 : 2, 0, 2 * Math.PI);
        context.fill();
      });
    },
    [values],
  );
  return <Small height={height} draw={draw} />;
}
