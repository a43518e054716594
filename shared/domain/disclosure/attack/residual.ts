/**
 * Flows of deviations in a network. Each arc is one unknown cell, each node one equation; moving along an arc raises its
 * cell, moving against it lowers it, and a closed walk keeps every equation. So the most by which a cell can rise is the
 * greatest flow from the head of its arc back to its tail without the arc itself (Ford and Fulkerson 1956), found by
 * blocking flows along shortest walks (Dinitz 1970). Integer room gives integer flows, without rounding errors.
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
  readonly #distance: Int32Array;
  readonly #next: Int32Array;
  readonly #path: Int32Array;
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
    this.#distance = new Int32Array(nodes);
    this.#next = new Int32Array(nodes);
    this.#path = new Int32Array(nodes);
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

  #from(arc: number, to: number): number {
    return (this.tail[arc] === to ? this.head[arc] : this.tail[arc]) as number;
  }

  /** Numbers the nodes by their distance to the sink, as far as the source; false when no walk has room. */
  #level(source: number, sink: number): boolean {
    this.#stamp += 1;
    const stamp = this.#stamp;
    this.#reached[sink] = stamp;
    this.#distance[sink] = 0;
    this.#queue[0] = sink;
    let end = 1;
    for (let at = 0; at < end; at += 1) {
      const node = this.#queue[at] as number;
      this.#next[node] = this.#first[node] as number;
      if (node === source) return true;
      const last = this.#first[node + 1] as number;
      for (let i = this.#first[node] as number; i < last; i += 1) {
        const arc = this.#incident[i] as number;
        const from = this.#from(arc, node);
        if (this.#reached[from] === stamp || this.#room(arc, from) <= this.#slack) continue;
        this.#reached[from] = stamp;
        this.#distance[from] = (this.#distance[node] as number) + 1;
        this.#queue[end] = from;
        end += 1;
      }
    }
    return false;
  }

  /** The next shortest walk with room in `#path`; its length, or 0 when there is none of this length any more. */
  #walk(source: number, sink: number): number {
    const stamp = this.#stamp;
    let length = 0;
    let node = source;
    while (node !== sink) {
      const at = this.#next[node] as number;
      if (at >= (this.#first[node + 1] as number)) {
        if (length === 0) return 0;
        length -= 1;
        node = this.#from(this.#path[length] as number, node);
        this.#next[node] = (this.#next[node] as number) + 1;
        continue;
      }
      const arc = this.#incident[at] as number;
      const to = this.#from(arc, node);
      const nearer = this.#reached[to] === stamp && this.#distance[to] === (this.#distance[node] as number) - 1;
      if (nearer && this.#room(arc, node) > this.#slack) {
        this.#path[length] = arc;
        length += 1;
        node = to;
      } else this.#next[node] = at + 1;
    }
    return length;
  }

  /** Sends as much as `#path` has room for, at most `limit`. */
  #augment(source: number, length: number, limit: number): number {
    let amount = limit;
    let node = source;
    for (let i = 0; i < length; i += 1) {
      const arc = this.#path[i] as number;
      amount = Math.min(amount, this.#room(arc, node));
      node = this.#from(arc, node);
    }
    if (amount === Number.POSITIVE_INFINITY) return amount;
    node = source;
    for (let i = 0; i < length; i += 1) {
      const arc = this.#path[i] as number;
      this.flow[arc] = (this.flow[arc] as number) + (this.tail[arc] === node ? amount : -amount);
      this.#touched.push(arc);
      node = this.#from(arc, node);
    }
    return amount;
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
    while (sent < most - this.#slack && this.#level(source, sink))
      for (let length = this.#walk(source, sink); length > 0; length = this.#walk(source, sink)) {
        sent += this.#augment(source, length, most - sent);
        if (sent >= most - this.#slack) return sent;
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
