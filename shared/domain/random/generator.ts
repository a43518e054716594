/**
 * The one seeded generator of Sigill: xoshiro128** (Blackman and Vigna, "Scrambled linear pseudorandom number
 * generators", 2021), 128 bits of state, 32-bit integer arithmetic only, so that every machine gives the same stream.
 * The state is filled from a 64-bit FNV-1a hash of the seed and the stream's name, run through splitmix32.
 */
export interface Generator {
  /** Next unsigned 32-bit integer. */
  uint32(): number;
  /** Uniform in [0, 1) with 53 bits. */
  uniform(): number;
  /** Uniform integer in 0..below-1, without modulo bias (Lemire 2019). `below` in 1..2^32-1. */
  integer(below: number): number;
  /** Standard normal by the polar method (Marsaglia 1964); the second value of each pair is kept. */
  normal(): number;
  /** Gamma with the given shape > 0 and scale 1 (Marsaglia and Tsang 2000). */
  gamma(shape: number): number;
  /** Shuffles in place (Fisher and Yates). */
  shuffle<T extends { [index: number]: number; readonly length: number }>(values: T): T;
}

const fnv = (textToHash: string, basis: number): number => {
  let hash = basis >>> 0;
  for (let i = 0; i < textToHash.length; i += 1) {
    hash ^= textToHash.charCodeAt(i);
    hash = Math.imul(hash, 0x01000193) >>> 0;
  }
  return hash;
};

const splitmix32 = (start: number): (() => number) => {
  let state = start >>> 0;
  return () => {
    state = (state + 0x9e3779b9) >>> 0;
    let z = state;
    z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    return (z ^ (z >>> 15)) >>> 0;
  };
};

/**
 * A generator for `seed` and a named `stream`: the same pair always gives the same numbers, and different streams of
 * one seed can be drawn in any order, or in different threads, without changing each other.
 */
export function generator(seed: number | string, stream = ''): Generator {
  const name = `${String(seed)}\u0000${stream}`;
  const low = splitmix32(fnv(name, 0x811c9dc5));
  const high = splitmix32(fnv(name, 0x9747b28c));
  let s0 = low();
  let s1 = high();
  let s2 = low();
  let s3 = high() | 1; // never all zero
  let spare = Number.NaN;

  const uint32 = (): number => {
    const r = Math.imul(s1, 5);
    const result = Math.imul((r << 7) | (r >>> 25), 9) >>> 0;
    const t = s1 << 9;
    s2 ^= s0;
    s3 ^= s1;
    s1 ^= s2;
    s0 ^= s3;
    s2 ^= t;
    s3 = (s3 << 11) | (s3 >>> 21);
    return result;
  };
  const uniform = (): number => ((uint32() >>> 5) * 67108864 + (uint32() >>> 6)) / 9007199254740992;
  const integer = (below: number): number => {
    if (!(below >= 1 && below <= 4294967295)) throw new RangeError('integer: below must be in 1..2^32-1');
    const reject = 4294967296 % below;
    let value = uint32();
    while (value < reject) value = uint32();
    return value % below;
  };
  const normal = (): number => {
    if (!Number.isNaN(spare)) {
      const kept = spare;
      spare = Number.NaN;
      return kept;
    }
    for (;;) {
      const u = 2 * uniform() - 1;
      const v = 2 * uniform() - 1;
      const s = u * u + v * v;
      if (s > 0 && s < 1) {
        const factor = Math.sqrt((-2 * Math.log(s)) / s);
        spare = v * factor;
        return u * factor;
      }
    }
  };
  const gamma = (shape: number): number => {
    if (!(shape > 0)) throw new RangeError('gamma: shape must be positive');
    if (shape < 1) return gamma(shape + 1) * uniform() ** (1 / shape);
    const d = shape - 1 / 3;
    const c = 1 / Math.sqrt(9 * d);
    for (;;) {
      const x = normal();
      const v = (1 + c * x) ** 3;
      if (v > 0 && Math.log(1 - uniform()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
    }
  };
  const shuffle: Generator['shuffle'] = (values) => {
    for (let i = values.length - 1; i > 0; i -= 1) {
      const j = integer(i + 1);
      const held = values[i] as number;
      values[i] = values[j] as number;
      values[j] = held;
    }
    return values;
  };
  return { uint32, uniform, integer, normal, gamma, shuffle };
}
