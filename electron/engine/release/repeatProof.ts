import { feasibleTable } from '../../../shared/domain/disclosure/attack/feasible.ts';
import { attackIntervals, type Solvers } from '../../../shared/domain/disclosure/attack/intervals.ts';
import { type Equation, packEquations } from '../../../shared/domain/tables/equations.ts';
import type { Certificate } from '../../../shared/schemas/certificate.ts';

export interface RepeatedProof {
  /** Some table agrees with everything published. */
  readonly addsUp: boolean;
  /** Hidden cells whose promised interval is not the one that the attack gives. */
  readonly wrongIntervals: number;
  /** Changed counts that can only be small, whatever the noise was. */
  readonly small: number;
}

/** The cells of a certificate, in whole units: the table's own, then those that left with it. */
interface PublicCells {
  /** What 1 of a published number is in whole units. */
  readonly units: Float64Array;
  /** NaN where hidden. */
  readonly values: Float64Array;
  readonly hidden: Uint8Array;
  /** 1 where a number is shown that is not the true one. */
  readonly changed: Uint8Array;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
}

function publicCells({ about, values, others = [], bounds = [], leastHidden }: Certificate): PublicCells {
  const own = { decimals: about.measure.decimals, least: leastHidden };
  const all = [...values.map((value) => ({ ...own, value })), ...others];
  const units = Float64Array.from(all, ({ decimals }) => 10 ** decimals);
  const whole = (value: number, cell: number): number => Math.round(value * (units[cell] as number));
  const lower = Float64Array.from(all, ({ least }, cell) => (least === null ? -Infinity : whole(least, cell)));
  const upper = new Float64Array(all.length).fill(Number.POSITIVE_INFINITY);
  const changed = new Uint8Array(all.length);
  for (const { cell, min, max } of bounds) {
    changed[cell] = 1;
    lower[cell] = min === null ? Number.NEGATIVE_INFINITY : whole(min, cell);
    upper[cell] = max === null ? Number.POSITIVE_INFINITY : whole(max, cell);
  }
  return {
    units,
    values: Float64Array.from(all, ({ value }, cell) => (value === null ? Number.NaN : whole(value, cell))),
    hidden: Uint8Array.from(all, ({ value }) => (value === null ? 1 : 0)),
    changed,
    lower,
    upper,
  };
}

/** The equations over whole units, where measures of several decimals meet. */
const wholeEquations = ({ equations }: Certificate, units: Float64Array): Equation[] =>
  equations.map(({ total, parts, coefficients }) => ({
    total,
    parts,
    ...(coefficients === undefined
      ? {}
      : { coefficients: coefficients.map((k, i) => (k * (units[total] ?? 1)) / (units[parts[i] ?? 0] ?? 1)) }),
  }));

/** Whether the sums among published numbers alone add up. */
function knownAddUp(equations: readonly Equation[], values: Float64Array, unknown: Uint8Array): boolean {
  return equations.every(({ total, parts, coefficients }) => {
    if ([total, ...parts].some((cell) => unknown[cell] === 1)) return true;
    const sum = parts.reduce(
      (left, cell, i) => left - (coefficients?.[i] ?? 1) * (values[cell] ?? 0),
      values[total] ?? 0,
    );
    return Math.abs(sum) <= 1e-6 * Math.max(1, Math.abs(values[total] ?? 0));
  });
}

/** What a solver's rounding may take a whole number for. */
const ROUNDING = 1e-6;

/** Whether a promised end is another than the one found, rounded outwards. */
const differs = (promised: number | null, found: number): boolean =>
  promised === null ? Number.isFinite(found) : promised !== found;

/**
 * Attacks a published table with nothing but its certificate, and compares each interval with the promised one. The
 * equations are taken from the certificate; that they are those of its dimensions is checked too, since an equation left
 * out would make the intervals look wider than they are. Of changed counts it looks for those that can only be small.
 */
export function repeatProof(certificate: Certificate, solvers: Solvers): RepeatedProof {
  const own = certificate.values.length;
  const cells = own + (certificate.others?.length ?? 0);
  const inRange = (cell: number): boolean => cell < cells;
  const failed = { addsUp: false, wrongIntervals: 0, small: 0 };
  const sound =
    own === certificate.dimensions.reduce((product, { codes }) => product * codes.length, 1) &&
    certificate.equations.every(({ total, parts }) => inRange(total) && parts.every(inRange)) &&
    certificate.intervals.every(({ cell }) => inRange(cell)) &&
    (certificate.bounds ?? []).every(({ cell }) => inRange(cell)) &&
    coversDimensions(certificate);
  if (!sound) return failed;

  const { units, values, hidden, changed, lower, upper } = publicCells(certificate);
  const unknown = hidden.map((flag, cell) => flag | (changed[cell] as number));
  const list = wholeEquations(certificate, units);
  const equations = packEquations(list);
  const start = feasibleTable({ values, hidden: unknown, lower, upper, equations });
  if (!start.ok && (start.reason === 'inconsistent' || !knownAddUp(list, values, unknown))) return failed;
  const { minFrequency } = certificate.rules;
  const isCount = certificate.about.measure.kind === 'count';
  const waived = new Set(certificate.waived ?? []);
  const mayBeSmall = (cell: number): boolean =>
    changed[cell] === 1 && cell < own && isCount && !waived.has(cell) && (upper[cell] as number) < 2 * minFrequency;
  const targets = hidden.map((flag, cell) => (flag === 1 || mayBeSmall(cell) ? 1 : 0));
  const none = new Float64Array(cells);
  const { min, max } = attackIntervals(
    {
      ids: [],
      // Without a table to start from everything is left to the solver.
      values: start.ok ? start.values : values.map((value, cell) => (unknown[cell] === 1 ? Number.NaN : value)),
      hidden: targets,
      unknown,
      primary: new Uint8Array(cells),
      lower,
      upper,
      lowerLevel: none,
      upperLevel: none,
      slidingLevel: none,
      equations,
      integer: true,
      units: [],
    },
    solvers,
  );
  const whole = (value: number, cell: number): number => Math.round(value * (units[cell] as number));
  const promised = new Map(certificate.intervals.map((interval) => [interval.cell, interval]));
  let wrongIntervals = promised.size === certificate.intervals.length ? 0 : 1;
  let small = 0;
  for (let cell = 0; cell < cells; cell += 1) {
    const interval = promised.get(cell);
    const [least, most] = [min[cell] as number, max[cell] as number];
    if (targets[cell] === 1 && (Number.isNaN(least) || Number.isNaN(most) || least > most + 1e-6)) return failed;
    if (hidden[cell] !== 1) {
      if (interval !== undefined) wrongIntervals += 1;
      if (targets[cell] === 1 && least > 0 && most < minFrequency - 0.5) small += 1;
    } else if (
      interval === undefined ||
      differs(whole(interval.min, cell), Math.floor(least + ROUNDING)) ||
      differs(interval.max === null ? null : whole(interval.max, cell), Math.ceil(most - ROUNDING))
    )
      wrongIntervals += 1;
  }
  return { addsUp: true, wrongIntervals, small };
}

/**
 * True when the equations hold every sum that the dimensions say: each node with children, in each dimension, for every
 * combination of the other nodes.
 */
function coversDimensions({ dimensions, equations }: Certificate): boolean {
  const known = new Set(
    equations.map(({ total, parts }) => `${String(total)}=${[...parts].sort((a, b) => a - b).join('+')}`),
  );
  const size = (list: Certificate['dimensions']): number =>
    list.reduce((product, { codes }) => product * codes.length, 1);
  return dimensions.every(({ codes, parents }, d) => {
    const position = new Map(codes.map((code, i) => [code, i]));
    // One tree: each code once, the total first, and every other under one that stands before it.
    const isTree = parents.every((parent, node) =>
      node === 0 ? parent === null : parent !== null && (position.get(parent) ?? node) < node,
    );
    if (parents.length !== codes.length || position.size !== codes.length || !isTree) return false;
    const children = codes.map(() => [] as number[]);
    parents.forEach((parent, node) => {
      if (parent !== null) children[position.get(parent) ?? -1]?.push(node);
    });
    const step = size(dimensions.slice(d + 1));
    const block = step * codes.length;
    for (let base = 0; base < size(dimensions); base += block)
      for (let offset = base; offset < base + step; offset += 1)
        for (const [node, below] of children.entries())
          if (below.length > 0) {
            const parts = below.map((child) => offset + child * step).sort((a, b) => a - b);
            if (!known.has(`${String(offset + node * step)}=${parts.join('+')}`)) return false;
          }
    return true;
  });
}
