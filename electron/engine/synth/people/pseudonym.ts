import { generator } from '../../../../shared/domain/random/generator.ts';

const BITS = 30;
const MASK = 2 ** BITS - 1;
/** Serial numbers that one area can give away. */
export const SERIALS = 2 ** 18;

/** Gives the key of the `serial`th thing that area number `area` (below 4096) has named. */
export type Pseudonyms = (area: number, serial: number) => number;

/**
 * Pseudonyms without meaning: a one-to-one scrambling of the 30-bit number (area, serial), so that every area can name its
 * own without asking the others and no two names are the same. Positive, below 2^30 + 1.
 */
export function pseudonyms(seed: number, register: string): Pseudonyms {
  const random = generator(seed, `pseudonyms/${register}`);
  const rounds = Array.from({ length: 3 }, () => ({
    factor: (random.uint32() | 1) >>> 0,
    shift: random.uint32() & MASK,
  }));
  return (area, serial) => {
    if (serial >= SERIALS) throw new RangeError('pseudonyms: an area has used all its serial numbers');
    let key = ((area * SERIALS + serial) & MASK) >>> 0;
    for (const { factor, shift } of rounds) {
      key = (Math.imul(key, factor) & MASK) ^ shift;
      key ^= key >>> 15;
    }
    return key + 1;
  };
}
