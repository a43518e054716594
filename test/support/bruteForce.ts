import { isInner, type FrequencyTable, nodesOf } from '../../shared/domain/tables/table.ts';

export interface Seen {
  readonly min: Float64Array;
  readonly max: Float64Array;
  readonly tables: number;
}

export interface Assumptions {
  readonly hidden: Uint8Array;
  /** What the reader takes for certain about each hidden cell. */
  readonly lower: (cell: number) => number;
  readonly upper: (cell: number) => number;
}

/**
 * An attacker that shares nothing with the program: tries every table of whole numbers whose published cells are as
 * published, and notes the least and greatest value of every cell. For small tables with a published grand total only.
 */
export function everyTable(table: FrequencyTable, { hidden, lower, upper }: Assumptions): Seen {
  const { dimensions, values } = table;
  const cells = values.length;
  if (hidden[0] === 1) throw new Error('the grand total must be published');
  const grand = values[0] as number;
  const inner = Array.from({ length: cells }, (_, cell) => cell).filter((cell) => isInner(dimensions, cell));
  const under = inner.map((cell) => marginsOver(table, cell));
  const sums = new Float64Array(cells);
  const left = new Int32Array(cells);
  for (const margins of under) for (const margin of margins) left[margin] = (left[margin] as number) + 1;
  const min = new Float64Array(cells).fill(Number.POSITIVE_INFINITY);
  const max = new Float64Array(cells).fill(Number.NEGATIVE_INFINITY);
  let tables = 0;

  const fits = (cell: number): boolean => {
    const sum = sums[cell] as number;
    const done = left[cell] === 0;
    if (hidden[cell] !== 1) return done ? sum === values[cell] : sum <= (values[cell] as number);
    return sum <= upper(cell) && (!done || sum >= lower(cell));
  };
  const place = (at: number): void => {
    const cell = inner[at];
    if (cell === undefined) {
      tables += 1;
      for (let c = 0; c < cells; c += 1) {
        min[c] = Math.min(min[c] as number, sums[c] as number);
        max[c] = Math.max(max[c] as number, sums[c] as number);
      }
      return;
    }
    const known = hidden[cell] !== 1;
    const from = known ? (values[cell] as number) : Math.max(0, lower(cell));
    const to = known ? (values[cell] as number) : Math.min(grand, upper(cell));
    const margins = under[at] as number[];
    for (let value = from; value <= to; value += 1) {
      for (const margin of margins) {
        sums[margin] = (sums[margin] as number) + value;
        left[margin] = (left[margin] as number) - 1;
      }
      if (margins.every(fits)) place(at + 1);
      for (const margin of margins) {
        sums[margin] = (sums[margin] as number) - value;
        left[margin] = (left[margin] as number) + 1;
      }
    }
  };
  place(0);
  return { min, max, tables };
}

/** The cell itself and every margin that holds it, by looking at all cells' nodes. */
function marginsOver({ dimensions, values }: FrequencyTable, inner: number): number[] {
  const own = nodesOf(dimensions, inner);
  const isAbove = (d: number, node: number, above: number): boolean => {
    for (let at = node; at >= 0; at = dimensions[d]?.parents[at] ?? -1) if (at === above) return true;
    return false;
  };
  return Array.from({ length: values.length }, (_, cell) => cell).filter((cell) =>
    nodesOf(dimensions, cell).every((above, d) => isAbove(d, own[d] as number, above)),
  );
}
