/** A list of numbers that grows without boxing them. */
export class GrowingDoubles {
  #values = new Float64Array(4096);
  #length = 0;

  push(value: number): void {
    if (this.#length === this.#values.length) {
      const larger = new Float64Array(2 * this.#values.length);
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values[this.#length] = value;
    this.#length += 1;
  }

  get length(): number {
    return this.#length;
  }

  /** The numbers so far, as a view that the caller may reorder. */
  take(): Float64Array {
    return this.#values.subarray(0, this.#length);
  }
}
