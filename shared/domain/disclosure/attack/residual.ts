/**
 * Flows of deviations in a network. Each arc is one unknown cell, each node one equation; moving along an arc raises its
 * cell, moving against it lowers it, and a closed walk keeps every equation. So the most by which a cell can rise is the
 * greatest flow from the head of its arc back to its tail without the arc itself (Ford and Fulkerson 1956), found by
 * shortest augmenting paths (Edmonds and Karp 1972). Integer room gives integer flows, without rounding errors.
 */
export class Residual {
  readonly tail: Int32Array;
  readonly head: Int32Array;
  /** How far each arc's cell may rise and fall from its true value. */
  readonly up: Float64Array;
  readonly down: Float64Array;
  /** Current deviation per arc; zero outside a call to `push` and `reset`. */
  readonly flow: Float64Array;
  readonly #first: Int32Array;
  readonly #incident: Int32Array;
  readonly #reached: Int32Array;
  readonly #via: Int32Array;
  readonly #queue: Int32Array;
  readonly #banned: Uint8Array;
  readonly #slack: number;
  #stamp = 0;
  #touched: number[] = [];

  /** `slack` is the room that counts as none: 0 for counts, small for decimals. */
  constructor(
    nodes: number,
    arcs: {
      readonly tail: Int32Array;
      readonly head: Int32Array;
      readonly up: Float64Array;
      readonly down: Float64Array;
    },
    slack: number,
  ) {
    this.tail = arcs.tail;
    this.head = arcs.head;
    this.up = arcs.up;
    this.down = arcs.down;
    const count = this.tail.length;
    this.flow = new Float64Array(count);
    this.#banned = new Uint8Array(count);
    this.#first = new Int32Array(nodes + 1);
    for (let a = 0; a < count; a += 1)
      for (const node of [this.tail[a] as number, this.head[a] as number])
        this.#first[node + 1] = (this.#first[node + 1] as number) + 1;
    for (let n = 0; n < nodes; n += 1) this.#first[n + 1] = (this.#first[n + 1] as number) + (this.#first[n] as number);
    const next = Int32Array.from(this.#first);
    this.#incident = new Int32Array(2 * count);
    for (let a = 0; a < count; a += 1)
      for (const node of [this.tail[a] as number, this.head[a] as number]) {
        this.#incident[next[node] as number] = a;
        next[node] = (next[node] as number) + 1;
      }
    this.#reached = new Int32Array(nodes);
    this.#via = new Int32Array(nodes);
    this.#queue = new Int32Array(nodes);
    this.#slack = slack;
  }

  /** Takes arcs out of the network (or back in): cells that an insider knows. */
  ban(arcs: Iterable<number>, banned: boolean): void {
    for (const arc of arcs) this.#banned[arc] = banned ? 1 : 0;
  }

  #room(arc: number, from: number): number {
    if (this.#banned[arc] === 1) return 0;
    const flow = this.flow[arc] as number;
    return this.tail[arc] === from ? (this.up[arc] as number) - flow : (this.down[arc] as number) + flow;
  }

  /** Shortest walk with room from source to sink; its room, or 0. */
  #search(source: number, sink: number): number {
    this.#stamp += 1;
    const stamp = this.#stamp;
    this.#reached[source] = stamp;
    this.#queue[0] = source;
    let end = 1;
    for (let at = 0; at < end; at += 1) {
      const node = this.#queue[at] as number;
      const last = this.#first[node + 1] as number;
      for (let i = this.#first[node] as number; i < last; i += 1) {
        const arc = this.#incident[i] as number;
        const to = (this.tail[arc] === node ? this.head[arc] : this.tail[arc]) as number;
        if (this.#reached[to] === stamp || this.#room(arc, node) <= this.#slack) continue;
        this.#reached[to] = stamp;
        this.#via[to] = arc;
        if (to === sink) return this.#narrowest(source, sink);
        this.#queue[end] = to;
        end += 1;
      }
    }
    return 0;
  }

  #narrowest(source: number, sink: number): number {
    let least = Number.POSITIVE_INFINITY;
    for (let node = sink; node !== source;) {
      const arc = this.#via[node] as number;
      const from = (this.tail[arc] === node ? this.head[arc] : this.tail[arc]) as number;
      least = Math.min(least, this.#room(arc, from));
      node = from;
    }
    return least;
  }

  #augment(source: number, sink: number, amount: number): void {
    for (let node = sink; node !== source;) {
      const arc = this.#via[node] as number;
      const from = (this.tail[arc] === node ? this.head[arc] : this.tail[arc]) as number;
      this.flow[arc] = (this.flow[arc] as number) + (this.tail[arc] === from ? amount : -amount);
      this.#touched.push(arc);
      node = from;
    }
  }

  /** Room out of the source, or into the sink: no flow is greater, so a flow that reaches it needs no last search. */
  #cut(node: number, out: boolean): number {
    let sum = 0;
    for (let i = this.#first[node] as number; i < (this.#first[node + 1] as number); i += 1) {
      const arc = this.#incident[i] as number;
      if (this.#banned[arc] === 1) continue;
      sum += ((this.tail[arc] === node) === out ? this.up[arc] : this.down[arc]) as number;
    }
    return sum;
  }

  /** Sends up to `limit` from source to sink and gives the amount; what it changed stands in `flow` until `reset`. */
  push(source: number, sink: number, limit: number): number {
    if (source === sink) return limit;
    const most = Math.min(limit, this.#cut(source, true), this.#cut(sink, false));
    let sent = 0;
    while (sent < most - this.#slack) {
      const room = Math.min(most - sent, this.#search(source, sink));
      if (room <= this.#slack) break;
      if (room === Number.POSITIVE_INFINITY) return room;
      this.#augment(source, sink, room);
      sent += room;
    }
    return sent;
  }

  /** Arcs with flow since the last reset, each once or more. */
  get touched(): readonly number[] {
    return this.#touched;
  }

  reset(): void {
    for (const arc of this.#touched) this.flow[arc] = 0;
    this.#touched = [];
  }
}
