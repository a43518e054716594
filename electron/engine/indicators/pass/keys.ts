/** Finds a record by its key. */
export interface KeyIndex {
  /** The first row with this key, or -1 when there is none or the key is missing. */
  find(key: number): number;
  /** The same for the first `count` of many keys, which is where the time goes. */
  findAll(keys: Float64Array, count: number, rows: Int32Array): void;
}

const EMPTY = -1;

/** Spreads whole numbers up to 2^53 over 32 bits (multiplication constants of MurmurHash3's finaliser). */
const hashOf = (key: number): number => {
  const low = key >>> 0;
  const high = Math.floor(key / 4294967296) >>> 0;
  let hash = low ^ Math.imul(high, 0x9e3779b1);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
};

/**
 * An index over a key column (whole numbers, NaN missing). Keys that lie close together get a table with one place per
 * number; others open addressing at most half full. When a key occurs twice its first row is used.
 */
export function indexKeys(keys: Float64Array): KeyIndex {
  let greatest = 0;
  let whole = true;
  for (const key of keys) {
    if (Number.isNaN(key)) continue;
    if (key < 0 || !Number.isInteger(key)) whole = false;
    if (key > greatest) greatest = key;
  }
  if (whole && greatest <= 4 * keys.length + 1024) {
    const rows = new Int32Array(greatest + 1).fill(EMPTY);
    for (let row = keys.length - 1; row >= 0; row -= 1) {
      const key = keys[row] as number;
      if (!Number.isNaN(key)) rows[key] = row;
    }
    return {
      find: (key) => (key >= 0 && key <= greatest ? (rows[key] ?? EMPTY) : EMPTY),
      findAll: (wanted, count, out) => {
        for (let i = 0; i < count; i += 1) {
          const key = wanted[i] as number;
          out[i] = key >= 0 && key <= greatest ? (rows[key] ?? EMPTY) : EMPTY;
        }
      },
    };
  }
  let size = 1024;
  while (size < 2 * keys.length) size *= 2;
  const mask = size - 1;
  const rows = new Int32Array(size).fill(EMPTY);
  for (let row = 0; row < keys.length; row += 1) {
    const key = keys[row] as number;
    if (Number.isNaN(key)) continue;
    let place = hashOf(key) & mask;
    let taken = rows[place] as number;
    while (taken !== EMPTY && keys[taken] !== key) {
      place = (place + 1) & mask;
      taken = rows[place] as number;
    }
    if (taken === EMPTY) rows[place] = row;
  }
  const find = (key: number): number => {
    if (Number.isNaN(key)) return EMPTY;
    let place = hashOf(key) & mask;
    let row = rows[place] as number;
    while (row !== EMPTY && keys[row] !== key) {
      place = (place + 1) & mask;
      row = rows[place] as number;
    }
    return row;
  };
  return {
    find,
    findAll: (wanted, count, out) => {
      for (let i = 0; i < count; i += 1) out[i] = find(wanted[i] as number);
    },
  };
}

/** Rows after the last one found that are looked at before the table is. */
const LOOK_AHEAD = 4;

/** A whole number from 0 to 2^32 - 1; no missing one. */
const isShort = (key: number): boolean => key >>> 0 === key;

/** True when every key fits into 32 bits, as the pseudonyms of agencies do. */
function areShort(keys: Float64Array): boolean {
  for (const key of keys) if (!isShort(key) && !Number.isNaN(key)) return false;
  return true;
}

/**
 * The rows of keys of 32 bits by open addressing: key and row lie beside each other, so that a look-up is one access to
 * memory. Fibonacci hashing: the upper bits of the key times 2^32 / golden ratio (Knuth, TAOCP 3, 6.4).
 */
function linkShortKeys(from: Float64Array, to: Float64Array, rows: Int32Array): void {
  let bits = 10;
  while (2 ** bits < 1.5 * to.length) bits += 1;
  const mask = 2 ** bits - 1;
  const shift = 32 - bits;
  // Per place the key and, from 1, its row; 0 is an empty place.
  const table = new Int32Array(2 * (mask + 1));
  let twice = false;
  for (let row = 0; row < to.length; row += 1) {
    const key = to[row] as number;
    if (Number.isNaN(key)) continue;
    const short = key | 0;
    let place = Math.imul(short, 0x9e3779b1) >>> shift;
    while (table[2 * place + 1] !== 0 && table[2 * place] !== short) place = (place + 1) & mask;
    if (table[2 * place + 1] !== 0) {
      twice = true;
      continue;
    }
    table[2 * place] = short;
    table[2 * place + 1] = row + 1;
  }
  // Members of a household often follow each other, and both registers are often delivered in the same order, with some
  // left out: then the row stands a little below the last one. Not so where a key occurs twice, since its first counts.
  const ahead = twice ? 0 : LOOK_AHEAD;
  let lastKey = Number.NaN;
  let lastRow = EMPTY;
  let found = EMPTY;
  for (let i = 0; i < from.length; i += 1) {
    const key = from[i] as number;
    if (key !== lastKey) {
      lastKey = key;
      lastRow = EMPTY;
      const end = Math.min(found + 1 + ahead, to.length);
      for (let row = found + 1; row < end; row += 1)
        if (to[row] === key) {
          lastRow = row;
          break;
        }
      if (lastRow === EMPTY && isShort(key)) {
        const short = key | 0;
        let place = Math.imul(short, 0x9e3779b1) >>> shift;
        while (table[2 * place + 1] !== 0 && table[2 * place] !== short) place = (place + 1) & mask;
        lastRow = (table[2 * place + 1] as number) - 1;
      }
      if (lastRow !== EMPTY) found = lastRow;
    }
    rows[i] = lastRow;
  }
}

/** For each key of `from` the first row of `to` with that key, -1 where there is none; in memory that threads share. */
export function linkKeys(from: Float64Array, to: Float64Array): Int32Array {
  const rows = new Int32Array(new SharedArrayBuffer(Math.max(4, 4 * from.length)), 0, from.length);
  if (areShort(to)) linkShortKeys(from, to, rows);
  else indexKeys(to).findAll(from, from.length, rows);
  return rows;
}
