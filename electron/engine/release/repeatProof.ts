import { feasibleTable } from '../../../shared/domain/disclosure/attack/feasible.ts';
import { attackIntervals } from '../../../shared/domain/disclosure/attack/intervals.ts';
import { packEquations } from '../../../shared/domain/tables/equations.ts';
import type { Certificate } from '../../../shared/schemas/certificate.ts';

export interface RepeatedProof {
  /** Some table agrees with everything published. */
  readonly addsUp: boolean;
  /** Hidden cells whose promised interval is not the one that the attack gives. */
  readonly wrongIntervals: number;
}

/**
 * Attacks a published table with nothing but its certificate, and compares each interval with the promised one. The
 * equations are taken from the certificate; that they are those of its dimensions is checked too, since an equation left
 * out would make the intervals look wider than they are.
 */
export function repeatProof(certificate: Certificate): RepeatedProof {
  const cells = certificate.values.length;
  const hidden = Uint8Array.from(certificate.values, (value) => (value === null ? 1 : 0));
  const inRange = (cell: number): boolean => cell < cells;
  const sound =
    cells === certificate.dimensions.reduce((product, { codes }) => product * codes.length, 1) &&
    certificate.equations.every(({ total, parts }) => inRange(total) && parts.every(inRange)) &&
    coversDimensions(certificate);
  if (!sound) return { addsUp: false, wrongIntervals: 0 };

  const equations = packEquations(certificate.equations);
  const bounds = {
    lower: new Float64Array(cells).fill(certificate.leastHidden),
    upper: new Float64Array(cells).fill(Number.POSITIVE_INFINITY),
  };
  const published = Float64Array.from(certificate.values, (value) => value ?? 0);
  const start = feasibleTable({ ...bounds, values: published, hidden, equations });
  if (!start.ok) return { addsUp: false, wrongIntervals: 0 };

  const none = new Float64Array(cells);
  const { min, max } = attackIntervals({
    ids: [],
    values: start.values,
    hidden,
    unknown: hidden,
    primary: new Uint8Array(cells),
    ...bounds,
    lowerLevel: none,
    upperLevel: none,
    slidingLevel: none,
    equations,
    integer: true,
    units: [],
  });
  const promised = new Map(certificate.intervals.map((interval) => [interval.cell, interval]));
  let wrongIntervals = promised.size === certificate.intervals.length ? 0 : 1;
  for (let cell = 0; cell < cells; cell += 1) {
    const interval = promised.get(cell);
    if (hidden[cell] !== 1) {
      if (interval !== undefined) wrongIntervals += 1;
    } else if (interval === undefined || interval.min !== min[cell] || (interval.max ?? Infinity) !== max[cell])
      wrongIntervals += 1;
  }
  return { addsUp: true, wrongIntervals };
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
