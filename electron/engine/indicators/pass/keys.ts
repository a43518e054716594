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
