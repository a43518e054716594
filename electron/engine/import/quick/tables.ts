/*
 * Tables at the beginning of the memory that the quick loops work in. A field of up to sixteen bytes is loaded as sixteen,
 * which may hold bytes before or after it.
 */

export const VECTOR = 16;
const NUMBER = 8;
const LENGTHS = VECTOR + 1;

/** For every length: what keeps the last bytes of sixteen, and the first. */
export const LAST_BYTES = 0;
export const FIRST_BYTES = LAST_BYTES + LENGTHS * VECTOR;
/** For every place of a decimal sign, the last standing for none: the places of all other bytes, moved up to the end. */
export const WITHOUT_SIGN = FIRST_BYTES + LENGTHS * VECTOR;
/** And what the digits are to be divided by: a power of ten that is exact. */
export const DIVISORS = WITHOUT_SIGN + LENGTHS * VECTOR;
/** Where the splitting of records stands. */
export const POSITION = DIVISORS + LENGTHS * NUMBER;
export const TABLES_END = POSITION + NUMBER;

export function writeTables(buffer: ArrayBuffer): void {
  const bytes = new Uint8Array(buffer);
  for (let length = 0; length <= VECTOR; length += 1) {
    bytes.fill(0xff, LAST_BYTES + length * VECTOR + VECTOR - length, LAST_BYTES + (length + 1) * VECTOR);
    bytes.fill(0xff, FIRST_BYTES + length * VECTOR, FIRST_BYTES + length * VECTOR + length);
  }
  const divisors = new Float64Array(buffer, DIVISORS, LENGTHS);
  for (let sign = 0; sign <= VECTOR; sign += 1) {
    const none = sign === VECTOR;
    divisors[sign] = none ? 1 : Number(`1e${String(VECTOR - 1 - sign)}`);
    for (let place = 0; place < VECTOR; place += 1)
      // A place that is none (255) gives 0.
      bytes[WITHOUT_SIGN + sign * VECTOR + place] = none || place > sign ? place : place - 1;
  }
}
