import type { Deviation, DeviationFinder, Room } from './finder.ts';

/** The whole table as a network: every cell an arc (see attack/network.ts), every equation a node. */
export interface TableNetwork {
  readonly tail: Int32Array;
  readonly head: Int32Array;
  readonly nodes: number;
}

/** Most cells of one equation that are looked at as neighbours, hidden and other ones each. */
const MOST_NEIGHBOURS = 100;
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
  /** Arcs of each node, the hidden ones first, so that a search among hidden cells sees no others. */
  readonly #incident: Int32Array;
  /** Where each arc stands among those of its tail and of its head, and how many of each node's are hidden. */
  readonly #placeAtTail: Int32Array;
  readonly #placeAtHead: Int32Array;
  readonly #hiddenOf: Int32Array;
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
    for (let a = 0; a < arcs; a += 1)
      if (net.tail[a] !== net.head[a])
        for (const node of [net.tail[a] as number, net.head[a] as number])
          this.#first[node + 1] = (this.#first[node + 1] as number) + 1;
    for (let n = 0; n < net.nodes; n += 1)
      this.#first[n + 1] = (this.#first[n + 1] as number) + (this.#first[n] as number);
    const next = Int32Array.from(this.#first);
    this.#incident = new Int32Array(2 * arcs);
    this.#placeAtTail = new Int32Array(arcs);
    this.#placeAtHead = new Int32Array(arcs);
    this.#hiddenOf = new Int32Array(net.nodes);
    for (let a = 0; a < arcs; a += 1) {
      // A cell in no equation runs from the ground to the ground, and is on no way.
      if (net.tail[a] === net.head[a]) continue;
      this.#append(net.tail[a] as number, a, next, this.#placeAtTail);
      this.#append(net.head[a] as number, a, next, this.#placeAtHead);
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

  #append(node: number, arc: number, next: Int32Array, place: Int32Array): void {
    const at = next[node] as number;
    this.#incident[at] = arc;
    place[arc] = at;
    next[node] = at + 1;
  }

  hide(cell: number, hidden: boolean): void {
    if (this.#net.tail[cell] === this.#net.head[cell]) return;
    this.#sort(this.#net.tail[cell] as number, cell, hidden, this.#placeAtTail);
    this.#sort(this.#net.head[cell] as number, cell, hidden, this.#placeAtHead);
  }

  /** Puts the arc last among the node's hidden ones, or first among the others. */
  #sort(node: number, arc: number, hidden: boolean, place: Int32Array): void {
    const count = this.#hiddenOf[node] as number;
    const target = (this.#first[node] as number) + (hidden ? count : count - 1);
    const at = place[arc] as number;
    const other = this.#incident[target] as number;
    this.#incident[target] = arc;
    this.#incident[at] = other;
    place[arc] = target;
    if (other !== arc) (this.#net.tail[other] === node ? this.#placeAtTail : this.#placeAtHead)[other] = at;
    this.#hiddenOf[node] = count + (hidden ? 1 : -1);
  }

  neighbours(cell: number): number[] {
    const found: number[] = [];
    for (const node of [this.#net.tail[cell] as number, this.#net.head[cell] as number]) {
      const first = this.#first[node] as number;
      const last = this.#first[node + 1] as number;
      const step = Math.max(1, Math.ceil((last - first) / MOST_NEIGHBOURS));
      const hidden = Math.min(first + Math.min(this.#hiddenOf[node] as number, MOST_NEIGHBOURS), last);
      for (let i = first; i < hidden; i += 1) found.push(this.#incident[i] as number);
      for (let i = hidden; i < last; i += step) found.push(this.#incident[i] as number);
    }
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
    // What is hidden already is often enough, and a far smaller search.
    const free = hiddenOnly
      ? null
      : (this.#attempt(source, sink, need, need, room, cost, true) ??
        (need > 1 ? this.#attempt(source, sink, need, Math.max(1, Math.ceil(need / 16)), room, cost, true) : null));
    if (free !== null) return free;
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
    // From the end with the shorter equation: from an area's row rather than from a column of all areas.
    const degree = (node: number): number =>
      hiddenOnly ? (this.#hiddenOf[node] as number) : (this.#first[node + 1] as number) - (this.#first[node] as number);
    const backward = degree(sink) < degree(source);
    const [start, goal] = backward ? [sink, source] : [source, sink];
    let left = need;
    while (left > 0) {
      const found = this.#search(start, goal, backward, least, room, cost, hiddenOnly);
      if (found === 0) break;
      left -= this.#augment(start, goal, backward, Math.min(found, left));
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

  /** Shortest way between two nodes, backwards where the flow runs from `goal` to `start`. */
  #search(
    start: number,
    goal: number,
    backward: boolean,
    least: number,
    room: Room,
    cost: Float64Array,
    hiddenOnly: boolean,
  ): number {
    const { tail, head } = this.#net;
    const opened = this.#stamp + 1;
    const closed = this.#stamp + 2;
    this.#stamp = closed;
    this.#heapSize = 0;
    this.#distance[start] = 0;
    this.#state[start] = opened;
    this.#put(0, start);
    // Length of the shortest way to the goal seen so far: nothing longer need be looked at.
    let shortest = Number.POSITIVE_INFINITY;
    while (this.#heapSize > 0) {
      const node = this.#take();
      if (this.#state[node] === closed) continue;
      this.#state[node] = closed;
      if (node === goal) return this.#narrowest(start, goal, backward, room);
      const base = this.#distance[node] as number;
      const first = this.#first[node] as number;
      const last = hiddenOnly ? first + (this.#hiddenOf[node] as number) : (this.#first[node + 1] as number);
      this.#work += last - first;
      for (let i = first; i < last; i += 1) {
        const arc = this.#incident[i] as number;
        const price = cost[arc] as number;
        if (this.#banned[arc] === 1 || price === Number.POSITIVE_INFINITY) continue;
        const leaves = tail[arc] === node;
        const to = (leaves ? head[arc] : tail[arc]) as number;
        if (this.#state[to] === closed) continue;
        const moved = this.#flow[arc] as number;
        const now = (this.#values[arc] as number) + moved;
        const rises = leaves !== backward;
        if ((rises ? (room.upper[arc] as number) - now : now - (room.lower[arc] as number)) < least) continue;
        const distance = base + STEP + (moved === 0 ? price : 0);
        if (this.#state[to] === opened && (this.#distance[to] as number) <= distance) continue;
        if (distance >= shortest) continue;
        this.#state[to] = opened;
        this.#distance[to] = distance;
        this.#via[to] = arc;
        if (to === goal) {
          shortest = distance;
          // Steps among hidden cells are all of one length: the first way that is seen is a shortest.
          if (hiddenOnly) return this.#narrowest(start, goal, backward, room);
        }
        this.#put(distance, to);
      }
    }
    return 0;
  }

  #narrowest(start: number, goal: number, backward: boolean, room: Room): number {
    let least = Number.POSITIVE_INFINITY;
    for (let node = goal; node !== start;) {
      const arc = this.#via[node] as number;
      const now = (this.#values[arc] as number) + (this.#flow[arc] as number);
      const entered = this.#net.head[arc] === node;
      const rises = entered !== backward;
      least = Math.min(least, rises ? (room.upper[arc] as number) - now : now - (room.lower[arc] as number));
      node = (entered ? this.#net.tail[arc] : this.#net.head[arc]) as number;
    }
    return least;
  }

  #augment(start: number, goal: number, backward: boolean, amount: number): number {
    for (let node = goal; node !== start;) {
      const arc = this.#via[node] as number;
      const entered = this.#net.head[arc] === node;
      this.#flow[arc] = (this.#flow[arc] as number) + (entered !== backward ? amount : -amount);
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
