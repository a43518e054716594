import type { Deviation, DeviationFinder, Room } from './finder.ts';

/** The whole table as a network: every cell an arc (see attack/network.ts), every equation a node. */
export interface TableNetwork {
  readonly tail: Int32Array;
  readonly head: Int32Array;
  readonly nodes: number;
}

/** Search cost of walking a cell that is hidden already: nearly none, but shorter ways are better. */
const STEP = 1e-3;

/**
 * Finds a flow from one node to another that needs the fewest new hidden cells, measured by cost: shortest augmenting
 * paths (Dijkstra) where a hidden cell is nearly free and any other costs what its loss costs.
 */
export class PathFinder implements DeviationFinder {
  readonly patience = { free: Number.POSITIVE_INFINITY, work: 15_000_000, rounds: 40 };
  readonly #net: TableNetwork;
  readonly #values: Float64Array;
  readonly #first: Int32Array;
  readonly #incident: Int32Array;
  readonly #flow: Float64Array;
  readonly #banned: Uint8Array;
  readonly #distance: Float64Array;
  readonly #state: Int32Array;
  readonly #via: Int32Array;
  #stamp = 0;
  #work = 0;
  readonly #heapKey: Float64Array;
  readonly #heapNode: Int32Array;
  #heapSize = 0;
  #touched: number[] = [];

  constructor(net: TableNetwork, values: Float64Array) {
    this.#net = net;
    this.#values = values;
    const arcs = net.tail.length;
    this.#first = new Int32Array(net.nodes + 1);
    for (const ends of [net.tail, net.head])
      for (const node of ends) this.#first[node + 1] = (this.#first[node + 1] as number) + 1;
    for (let n = 0; n < net.nodes; n += 1)
      this.#first[n + 1] = (this.#first[n + 1] as number) + (this.#first[n] as number);
    const next = Int32Array.from(this.#first);
    this.#incident = new Int32Array(2 * arcs);
    for (let a = 0; a < arcs; a += 1)
      for (const node of [net.tail[a] as number, net.head[a] as number]) {
        this.#incident[next[node] as number] = a;
        next[node] = (next[node] as number) + 1;
      }
    this.#flow = new Float64Array(arcs);
    this.#banned = new Uint8Array(arcs);
    this.#distance = new Float64Array(net.nodes);
    this.#state = new Int32Array(net.nodes);
    this.#via = new Int32Array(net.nodes);
    this.#heapKey = new Float64Array(2 * arcs + 2);
    this.#heapNode = new Int32Array(2 * arcs + 2);
  }

  /** Arcs looked at so far. */
  get work(): number {
    return this.#work;
  }

  move(
    cell: number,
    sign: 1 | -1,
    need: number,
    room: Room,
    cost: Float64Array,
    hiddenOnly: boolean,
  ): Deviation | null {
    const value = this.#values[cell] as number;
    const most = sign > 0 ? (room.upper[cell] as number) - value : value - (room.lower[cell] as number);
    if (most < need) return null;
    const [tail, head] = [this.#net.tail[cell] as number, this.#net.head[cell] as number];
    const outer = this.#banned[cell] as number;
    this.#banned[cell] = 1;
    // Values are whole, so that a level that is not is reached by the next whole number.
    const whole = Math.ceil(need);
    const found =
      sign > 0
        ? this.flow(head, tail, whole, room, cost, hiddenOnly)
        : this.flow(tail, head, whole, room, cost, hiddenOnly);
    this.#banned[cell] = outer;
    return found;
  }

  neighbours(cell: number): number[] {
    const found: number[] = [];
    for (const node of [this.#net.tail[cell] as number, this.#net.head[cell] as number])
      for (let i = this.#first[node] as number; i < (this.#first[node + 1] as number); i += 1)
        found.push(this.#incident[i] as number);
    return found;
  }

  ban(cells: readonly number[], banned: boolean): void {
    for (const cell of cells) this.#banned[cell] = banned ? 1 : 0;
  }

  /**
   * Cells moved by a flow of `need` from source to sink, or null. `cost[cell]` is 0 for hidden cells, Infinity for cells
   * that may not be hidden. With `hiddenOnly` no cell with a cost is used.
   */
  flow(
    source: number,
    sink: number,
    need: number,
    room: Room,
    cost: Float64Array,
    hiddenOnly: boolean,
  ): { readonly cells: number[]; readonly cost: number } | null {
    const single = this.#attempt(source, sink, need, need, room, cost, hiddenOnly);
    if (need <= 1 || (single !== null && single.cost === 0)) return single;
    const coarse = Math.max(1, Math.ceil(need / 16));
    const split = this.#attempt(source, sink, need, coarse, room, cost, hiddenOnly);
    if (single !== null && split !== null) return split.cost < single.cost ? split : single;
    // Only when nothing else reaches is the flow taken together from the smallest rooms, so that none is overlooked.
    return single ?? split ?? (coarse > 1 ? this.#attempt(source, sink, need, 1, room, cost, hiddenOnly) : null);
  }

  #attempt(
    source: number,
    sink: number,
    need: number,
    least: number,
    room: Room,
    cost: Float64Array,
    hiddenOnly: boolean,
  ): { readonly cells: number[]; readonly cost: number } | null {
    let left = need;
    while (left > 0) {
      const found = this.#search(source, sink, least, room, cost, hiddenOnly);
      if (found === 0) break;
      left -= this.#augment(source, sink, Math.min(found, left));
    }
    const cells: number[] = [];
    let sum = 0;
    for (const cell of this.#touched) {
      if (this.#flow[cell] === 0) continue;
      this.#flow[cell] = 0;
      cells.push(cell);
      sum += cost[cell] as number;
    }
    this.#touched = [];
    return left > 0 ? null : { cells, cost: sum };
  }

  #search(source: number, sink: number, least: number, room: Room, cost: Float64Array, hiddenOnly: boolean): number {
    const { tail, head } = this.#net;
    const opened = this.#stamp + 1;
    const closed = this.#stamp + 2;
    this.#stamp = closed;
    this.#heapSize = 0;
    this.#distance[source] = 0;
    this.#state[source] = opened;
    this.#put(0, source);
    // Length of the shortest way to the sink seen so far: nothing longer need be looked at.
    let shortest = Number.POSITIVE_INFINITY;
    while (this.#heapSize > 0) {
      const node = this.#take();
      if (this.#state[node] === closed) continue;
      this.#state[node] = closed;
      if (node === sink) return this.#narrowest(source, sink, room);
      const base = this.#distance[node] as number;
      const last = this.#first[node + 1] as number;
      this.#work += last - (this.#first[node] as number);
      for (let i = this.#first[node] as number; i < last; i += 1) {
        const arc = this.#incident[i] as number;
        const price = cost[arc] as number;
        if (this.#banned[arc] === 1 || price === Number.POSITIVE_INFINITY || (hiddenOnly && price > 0)) continue;
        const forward = tail[arc] === node;
        const to = (forward ? head[arc] : tail[arc]) as number;
        if (this.#state[to] === closed) continue;
        const moved = this.#flow[arc] as number;
        const now = (this.#values[arc] as number) + moved;
        if ((forward ? (room.upper[arc] as number) - now : now - (room.lower[arc] as number)) < least) continue;
        const distance = base + STEP + (moved === 0 ? price : 0);
        if (this.#state[to] === opened && (this.#distance[to] as number) <= distance) continue;
        if (distance >= shortest) continue;
        if (to === sink) shortest = distance;
        this.#state[to] = opened;
        this.#distance[to] = distance;
        this.#via[to] = arc;
        this.#put(distance, to);
      }
    }
    return 0;
  }

  #narrowest(source: number, sink: number, room: Room): number {
    let least = Number.POSITIVE_INFINITY;
    for (let node = sink; node !== source;) {
      const arc = this.#via[node] as number;
      const now = (this.#values[arc] as number) + (this.#flow[arc] as number);
      const entered = this.#net.head[arc] === node;
      least = Math.min(least, entered ? (room.upper[arc] as number) - now : now - (room.lower[arc] as number));
      node = (entered ? this.#net.tail[arc] : this.#net.head[arc]) as number;
    }
    return least;
  }

  #augment(source: number, sink: number, amount: number): number {
    for (let node = sink; node !== source;) {
      const arc = this.#via[node] as number;
      const entered = this.#net.head[arc] === node;
      this.#flow[arc] = (this.#flow[arc] as number) + (entered ? amount : -amount);
      this.#touched.push(arc);
      node = (entered ? this.#net.tail[arc] : this.#net.head[arc]) as number;
    }
    return amount;
  }

  // A binary heap in two typed arrays; equal keys leave in an order that depends on the input only.
  #put(key: number, node: number): void {
    let at = this.#heapSize;
    this.#heapSize += 1;
    while (at > 0) {
      const above = (at - 1) >> 1;
      if ((this.#heapKey[above] as number) <= key) break;
      this.#heapKey[at] = this.#heapKey[above] as number;
      this.#heapNode[at] = this.#heapNode[above] as number;
      at = above;
    }
    this.#heapKey[at] = key;
    this.#heapNode[at] = node;
  }

  #take(): number {
    const top = this.#heapNode[0] as number;
    this.#heapSize -= 1;
    const size = this.#heapSize;
    const key = this.#heapKey[size] as number;
    const node = this.#heapNode[size] as number;
    let at = 0;
    for (;;) {
      let below = 2 * at + 1;
      if (below >= size) break;
      if (below + 1 < size && (this.#heapKey[below + 1] as number) < (this.#heapKey[below] as number)) below += 1;
      if ((this.#heapKey[below] as number) >= key) break;
      this.#heapKey[at] = this.#heapKey[below] as number;
      this.#heapNode[at] = this.#heapNode[below] as number;
      at = below;
    }
    this.#heapKey[at] = key;
    this.#heapNode[at] = node;
    return top;
  }
}
