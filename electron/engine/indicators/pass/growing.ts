type Kind = typeof Float64Array | typeof Int32Array;
type Of<K extends Kind> = K extends typeof Float64Array ? Float64Array<ArrayBuffer> : Int32Array<ArrayBuffer>;

/** A list of numbers that grows without boxing them. */
export class Growing<K extends Kind> {
  readonly #kind: K;
  #values: Of<K>;
  length = 0;

  constructor(kind: K) {
    this.#kind = kind;
    this.#values = new kind(0) as Of<K>;
  }

  /** The array behind, with place for `more` numbers after those that it holds; set `length` after writing. */
  room(more: number): Of<K> {
    const needed = this.length + more;
    if (needed > this.#values.length) {
      const larger = new this.#kind(Math.max(needed, 2 * this.#values.length)) as Of<K>;
      larger.set(this.#values.subarray(0, this.length));
      this.#values = larger;
    }
    return this.#values;
  }

  /** The numbers so far, not copied. */
  view(): Of<K> {
    return this.#values.subarray(0, this.length) as Of<K>;
  }
}
