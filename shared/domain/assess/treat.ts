import type { Treatment } from '../../schemas/method.ts';
import { extremes, validCount } from '../statistics/moments.ts';
import { quantile } from '../statistics/quantile.ts';
import { shapeOf } from '../statistics/shape.ts';
import { MethodError } from './methodError.ts';

export interface TreatedColumn {
  /** In the indicator's own direction; NaN where missing. */
  readonly values: Float64Array;
  /** What was done: how many values were moved, limits, shape. */
  readonly facts: Readonly<Record<string, number>>;
}

/** True when the treated values are no longer in the indicator's own unit, so that limits in it mean nothing. */
export const changesUnit = (treatment: Treatment): boolean =>
  treatment.kind === 'log' ||
  treatment.kind === 'box-cox' ||
  treatment.kind === 'ihs' ||
  (treatment.kind === 'winsorise' && treatment.then === 'log');

/**
 * Treats outliers in one indicator, in its own direction and before it is turned. NaN stays NaN and takes no part.
 * Formulas: docs/methods/assess.md.
 * @throws MethodError for a column without spread, where the formula needs one
 */
export function treatColumn(id: string, values: Float64Array, treatment: Treatment): TreatedColumn {
  if (treatment.kind === 'none') return { values, facts: {} };
  if (treatment.kind === 'ihs') return { values: values.map((value) => Math.asinh(value)), facts: {} };
  const { low, high } = extremes(values);
  if (!(low < high)) throw new MethodError({ indicator: id }, 'assess.constantColumn', { id });
  if (treatment.kind === 'log') return shiftedLogarithm(values);
  if (treatment.kind === 'box-cox') return boxCox(values, low, treatment.lambda);
  if (treatment.kind === 'percentile-cap') return capped(values, treatment.low ?? 0, treatment.high ?? 100);
  return winsorised(values, treatment);
}

/** ln(x - min + 0.01 (max - min)); for negative skew mirrored, -ln(max - x + 0.01 (max - min)). Keeps the order. */
function shiftedLogarithm(values: Float64Array): TreatedColumn {
  const { low, high } = extremes(values);
  const shift = 0.01 * (high - low);
  const mirrored = shapeOf(values).skewness < 0;
  return {
    values: values.map((value) => (mirrored ? -Math.log(high - value + shift) : Math.log(value - low + shift))),
    facts: { mirrored: mirrored ? 1 : 0 },
  };
}

/** Box and Cox (1964) on y = x - min + 1: (y^lambda - 1) / lambda, ln y for lambda 0. */
function boxCox(values: Float64Array, low: number, lambda: number): TreatedColumn {
  return {
    values: values.map((value) => {
      const y = value - low + 1;
      return lambda === 0 ? Math.log(y) : (y ** lambda - 1) / lambda;
    }),
    facts: { lambda },
  };
}

function capped(values: Float64Array, low: number, high: number): TreatedColumn {
  const from = quantile(values, low / 100);
  const to = quantile(values, high / 100);
  let moved = 0;
  const result = values.map((value) => {
    if (value < from || value > to) moved += 1;
    // Math.min and Math.max keep NaN.
    return Math.min(to, Math.max(from, value));
  });
  return { values: result, facts: { low: from, high: to, moved } };
}

function winsorised(values: Float64Array, how: Extract<Treatment, { kind: 'winsorise' }>): TreatedColumn {
  const { skew = 2, kurtosis = 3.5 } = how;
  const most = how.mostPoints ?? Math.floor((how.mostShare ?? 0) * validCount(values) + 1e-9);
  const passes = (column: Float64Array): boolean => {
    const shape = shapeOf(column);
    // Fewer than four values, or no spread left, have no shape to judge.
    return !(Math.abs(shape.skewness) >= skew && shape.kurtosis >= kurtosis);
  };
  const current = Float64Array.from(values);
  const moved = new Set<number>();
  while (!passes(current)) {
    const step = nextStep(current, shapeOf(current).skewness > 0);
    const after = step.points.filter((i) => !moved.has(i)).length + moved.size;
    if (after > most) break;
    for (const i of step.points) {
      current[i] = step.to;
      moved.add(i);
    }
  }
  const passed = passes(current);
  if (!passed && how.then === 'log') {
    const { values: logged, facts } = shiftedLogarithm(values);
    return { values: logged, facts: { ...facts, moved: 0, passed: passes(logged) ? 1 : 0 } };
  }
  return { values: current, facts: { moved: moved.size, passed: passed ? 1 : 0 } };
}

/** The points at the extreme of the heavy side, and the next value inwards. */
function nextStep(values: Float64Array, fromAbove: boolean): { points: number[]; to: number } {
  const { low, high } = extremes(values);
  const extreme = fromAbove ? high : low;
  let to = fromAbove ? -Infinity : Infinity;
  const points: number[] = [];
  values.forEach((value, i) => {
    if (value === extreme) points.push(i);
    else if (fromAbove ? value > to : value < to) to = value;
  });
  return { points, to };
}
