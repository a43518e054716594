import type { Equations } from '../../tables/equations.ts';
import { equationsHold, feasibleTable } from '../attack/feasible.ts';

export type ControlledRounding =
  | { readonly ok: true; readonly values: Float64Array }
  /** `noNetwork`: the table has more than two dimensions or several hierarchies across. `none`: no such rounding exists. */
  | { readonly ok: false; readonly reason: 'noNetwork' | 'none' };

/**
 * Zero-restricted controlled rounding (Cox 1987): every cell, margins too, becomes one of the two multiples of `base` around it (a
 * multiple stays), and every total remains the sum of its parts. With x = base (f + y), f = floor(x / base), y is a whole number 0 or 1 and
 * the equations ask for y_total - sum y_i = sum f_i - f_total: a flow with bounds, whole because the bounds are (Ford and
 * Fulkerson 1962). In a table of two dimensions, one of them a hierarchy, it always exists.
 */
export function roundControlled(values: Float64Array, equations: Equations, base: number): ControlledRounding {
  if (!Number.isInteger(base) || base < 2) throw new RangeError('the base must be a whole number of at least 2');
  const floors = values.map((value) => Math.floor(value / base));
  const open = Uint8Array.from(values, (value, cell) => (value === (floors[cell] as number) * base ? 0 : 1));
  const found = feasibleTable({
    values: floors,
    hidden: open,
    lower: floors,
    upper: floors.map((floor) => floor + 1),
    equations,
  });
  if (!found.ok) return { ok: false, reason: found.reason === 'noNetwork' ? 'noNetwork' : 'none' };
  const rounded = found.values.map((multiple) => multiple * base);
  if (!equationsHold(equations, rounded)) throw new Error('a controlled rounding does not add up');
  return { ok: true, values: rounded };
}
