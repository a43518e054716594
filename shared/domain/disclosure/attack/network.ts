import type { Equations } from '../../tables/equations.ts';

/**
 * The unknown cells as connected components, and those components that are networks: after leaving out implied equations
 * every cell stands in at most two equations, and signs can be given to the equations so that it stands once with +1 and
 * once with -1. Then the cell is an arc between two nodes. A cell in one equation only runs to its component's ground node.
 */
export interface Network {
  /** Component of each unknown cell, -1 for known cells. */
  readonly component: Int32Array;
  readonly components: number;
  /** 1 for components in network form; the others need a linear programme. */
  readonly isNetwork: Uint8Array;
  /** End nodes of each cell's arc; -1 where there is none. */
  readonly tail: Int32Array;
  readonly head: Int32Array;
  readonly nodes: number;
}

export function networkOf(equations: Equations, kept: Uint8Array, unknown: Uint8Array): Network {
  const cells = unknown.length;
  const { count, total, start, parts, coefficients } = equations;
  const first = new Int32Array(cells).fill(-1);
  const second = new Int32Array(cells).fill(-1);
  const firstSign = new Int8Array(cells);
  const secondSign = new Int8Array(cells);
  const odd = new Uint8Array(cells); // cells that cannot be an arc
  const root = Int32Array.from({ length: count + cells }, (_, i) => i);
  const find = (i: number): number => {
    let at = i;
    while (root[at] !== at) {
      root[at] = root[root[at] as number] as number;
      at = root[at] as number;
    }
    return at;
  };
  const meet = (e: number, cell: number, coefficient: number): void => {
    if (unknown[cell] !== 1 || coefficient === 0) return;
    root[find(count + cell)] = find(e);
    if (Math.abs(coefficient) !== 1 || first[cell] === e || second[cell] === e || second[cell] !== -1) odd[cell] = 1;
    else if (first[cell] === -1) {
      first[cell] = e;
      firstSign[cell] = coefficient;
    } else {
      second[cell] = e;
      secondSign[cell] = coefficient;
    }
  };
  for (let e = 0; e < count; e += 1) {
    if (kept[e] !== 1) continue;
    meet(e, total[e] as number, -1);
    for (let i = start[e] as number; i < (start[e + 1] as number); i += 1)
      meet(e, parts[i] as number, coefficients === null ? 1 : (coefficients[i] as number));
  }

  const component = new Int32Array(cells).fill(-1);
  const numberOf = new Map<number, number>();
  for (let cell = 0; cell < cells; cell += 1) {
    if (unknown[cell] !== 1) continue;
    const top = find(count + cell);
    let own = numberOf.get(top);
    if (own === undefined) {
      own = numberOf.size;
      numberOf.set(top, own);
    }
    component[cell] = own;
  }
  const components = numberOf.size;
  const isNetwork = new Uint8Array(components).fill(1);
  for (let cell = 0; cell < cells; cell += 1) if (odd[cell] === 1) isNetwork[component[cell] as number] = 0;

  const signs = new Int8Array(count);
  const around = cellsAround(count, first, second);
  for (let e = 0; e < count; e += 1) {
    if (signs[e] !== 0 || kept[e] !== 1) continue;
    signs[e] = 1;
    const pending = [e];
    for (let at = pending.pop(); at !== undefined; at = pending.pop())
      for (let i = around.start[at] as number; i < (around.start[at + 1] as number); i += 1) {
        const cell = around.cells[i] as number;
        if (second[cell] === -1) continue;
        const here = first[cell] === at;
        const other = (here ? second[cell] : first[cell]) as number;
        const product = (firstSign[cell] as number) * (secondSign[cell] as number);
        const wanted = -product * (signs[at] as number);
        if (signs[other] === 0) {
          signs[other] = wanted;
          pending.push(other);
        } else if (signs[other] !== wanted) isNetwork[component[cell] as number] = 0;
      }
  }

  const tail = new Int32Array(cells).fill(-1);
  const head = new Int32Array(cells).fill(-1);
  for (let cell = 0; cell < cells; cell += 1) {
    if (unknown[cell] !== 1 || isNetwork[component[cell] as number] !== 1) continue;
    const ground = count + (component[cell] as number);
    const a = first[cell] as number;
    const b = second[cell] as number;
    const entersFirst = a !== -1 && (firstSign[cell] as number) * (signs[a] as number) === 1;
    head[cell] = entersFirst ? a : b === -1 ? ground : b;
    tail[cell] = entersFirst ? (b === -1 ? ground : b) : a === -1 ? ground : a;
  }
  return { component, components, isNetwork, tail, head, nodes: count + components };
}

function cellsAround(
  count: number,
  first: Int32Array,
  second: Int32Array,
): { readonly start: Int32Array; readonly cells: Int32Array } {
  const start = new Int32Array(count + 1);
  const ends = [first, second];
  for (const end of ends) for (const e of end) if (e !== -1) start[e + 1] = (start[e + 1] as number) + 1;
  for (let e = 0; e < count; e += 1) start[e + 1] = (start[e + 1] as number) + (start[e] as number);
  const next = Int32Array.from(start);
  const cells = new Int32Array(start[count] as number);
  for (const end of ends)
    for (let cell = 0; cell < end.length; cell += 1) {
      const e = end[cell] as number;
      if (e === -1) continue;
      cells[next[e] as number] = cell;
      next[e] = (next[e] as number) + 1;
    }
  return { start, cells };
}
