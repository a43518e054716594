import type { Equations } from '../../tables/equations.ts';
import { equationsHold, feasibleTable } from '../attack/feasible.ts';
import { keptEquations } from '../attack/implied.ts';
import type { Solvers } from '../attack/intervals.ts';
import type { LinearProgramme } from '../attack/linear.ts';
import { networkOf } from '../attack/network.ts';
import { termsOf } from '../suppress/terms.ts';

export type ControlledRounding =
  | { readonly ok: true; readonly values: Float64Array }
  /** `none`: no such rounding exists. `undecided`: the table is no network, and too large or too hard to search to the end. */
  | { readonly ok: false; readonly reason: 'none' | 'undecided' };

/** Most cells that are no multiples in a table that is no network, and most branches of the search there. */
const MOST_CELLS = 3000;
const MOST_BRANCHES = 2000;

/**
 * Zero-restricted controlled rounding (Cox 1987): every cell, margins too, becomes one of the two multiples of its base around it (a
 * multiple stays), and every total remains the sum of its parts. With x = base (f + y), f = floor(x / base), y is 0 or 1 and
 * the equations ask for y_total - sum y_i = sum f_i - f_total. Of all such y the one with the least sum over cells of (1 - 2 r / base) y, r what lies over
 * the multiple: the least sum of absolute differences and the least of squares are the same one, where there is one base.
 *
 * In a table of two dimensions, one of them a hierarchy, it always exists, and a linear programme's corners are whole (flows; Ford and Fulkerson
 * 1962); without solvers any one is taken there. Other tables need whole columns (Causey, Cox and Ernst 1985 show one that has none).
 */
export function roundControlled(
  values: Float64Array,
  equations: Equations,
  bases: Float64Array,
  solvers: Solvers | undefined,
): ControlledRounding {
  if (bases.some((base) => !Number.isInteger(base) || base < 2))
    throw new RangeError('the base must be a whole number of at least 2');
  const floors = values.map((value, cell) => Math.floor(value / (bases[cell] as number)));
  const open = [...values.keys()].filter((cell) => values[cell] !== (floors[cell] as number) * (bases[cell] as number));
  const isOpen = new Uint8Array(values.length);
  for (const cell of open) isOpen[cell] = 1;
  const kept = keptEquations(equations, values.length);
  const isNetwork = networkOf(equations, kept, isOpen).isNetwork.every((flag) => flag === 1);
  let multiples: Float64Array | 'none' | 'undecided';
  if (solvers === undefined) multiples = isNetwork ? anyRounding(equations, floors, isOpen) : 'undecided';
  else {
    const costs = open.map(
      (cell) => 1 - 2 * ((values[cell] as number) / (bases[cell] as number) - (floors[cell] as number)),
    );
    const programme = programmeOf(equations, kept, floors, open, Float64Array.from(costs));
    multiples = nearestRounding(programme, floors, open, isNetwork, solvers);
  }
  if (typeof multiples === 'string') return { ok: false, reason: multiples };
  const rounded = multiples.map((multiple, cell) => multiple * (bases[cell] as number));
  if (!equationsHold(equations, rounded)) throw new Error('a controlled rounding does not add up');
  return { ok: true, values: rounded };
}

function anyRounding(equations: Equations, floors: Float64Array, isOpen: Uint8Array): Float64Array | 'none' {
  const found = feasibleTable({
    values: floors,
    hidden: isOpen,
    lower: floors,
    upper: floors.map((floor) => floor + 1),
    equations,
  });
  return found.ok ? found.values : 'none';
}

/** One column for each cell that is no multiple, 1 where it goes up; one row for each kept equation. */
function programmeOf(
  equations: Equations,
  kept: Uint8Array,
  floors: Float64Array,
  open: readonly number[],
  cost: Float64Array,
): LinearProgramme {
  const columnOf = new Map(open.map((cell, column) => [cell, column]));
  const terms = termsOf(equations, kept, floors.length);
  const starts = [0];
  const column: number[] = [];
  const coefficient: number[] = [];
  const right: number[] = [];
  for (let row = 0; row < terms.rows; row += 1) {
    let sum = 0;
    for (let t = terms.start[row] as number; t < (terms.start[row + 1] as number); t += 1) {
      const cell = terms.cell[t] as number;
      const factor = terms.factor[t] as number;
      sum -= factor * (floors[cell] as number);
      const own = columnOf.get(cell);
      if (own === undefined) continue;
      column.push(own);
      coefficient.push(factor);
    }
    starts.push(column.length);
    right.push(sum);
  }
  return {
    cost,
    lower: new Float64Array(open.length),
    upper: new Float64Array(open.length).fill(1),
    rowStart: Int32Array.from(starts),
    column: Int32Array.from(column),
    coefficient: Float64Array.from(coefficient),
    rowLower: Float64Array.from(right),
    rowUpper: Float64Array.from(right),
    whole: null,
  };
}

function nearestRounding(
  programme: LinearProgramme,
  floors: Float64Array,
  open: readonly number[],
  isNetwork: boolean,
  { linear, whole }: Solvers,
): Float64Array | 'none' | 'undecided' {
  if (open.length === 0) return floors;
  if (!isNetwork && open.length > MOST_CELLS) return 'undecided';
  const relaxed = linear(programme);
  if (relaxed.status !== 'optimal') return relaxed.status === 'infeasible' ? 'none' : 'undecided';
  let { columns } = relaxed;
  if (!columns.every((column) => Math.abs(column - Math.round(column)) <= 1e-6)) {
    const found = whole({ ...programme, whole: new Uint8Array(open.length).fill(1) }, MOST_BRANCHES);
    if (found.status !== 'found') return found.status === 'infeasible' ? 'none' : 'undecided';
    ({ columns } = found);
  }
  const multiples = Float64Array.from(floors);
  for (const [column, cell] of open.entries())
    multiples[cell] = (floors[cell] as number) + Math.round(columns[column] as number);
  return multiples;
}
