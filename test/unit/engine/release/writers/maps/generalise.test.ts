import { describe, expect, it } from 'vitest';
import { generalised } from '../../../../../../electron/engine/release/writers/maps/generalise.ts';
import { polygonsOf, ringArea } from '../../../../../../electron/engine/release/writers/maps/polygons.ts';

const rings = (...lists: readonly (readonly number[])[]) => {
  const ringStart = [0];
  for (const list of lists) ringStart.push((ringStart.at(-1) ?? 0) + list.length / 2);
  return {
    coordinates: Float64Array.from(lists.flat()),
    ringStart: Uint32Array.from(ringStart),
    ringArea: Uint32Array.from(lists.map((_, i) => i)),
  };
};

/** Points of the border between two squares, which winds a little. */
const winding = Array.from({ length: 101 }, (_, i) => [1000 + (i % 10 === 5 ? 300 : i % 2), 10 * i] as const);
const left = [0, 0, ...winding.flat(), 0, 1000, 0, 0];
const right = [2000, 0, 2000, 1000, ...winding.toReversed().flat(), 2000, 0];

describe('generalised borders', () => {
  it('are the same on both sides, with fewer points, and close', () => {
    const [one, two] = generalised(rings(left, right), 20);
    const points = (ring: Int32Array | null | undefined): string[] => {
      const own = [...(ring ?? [])];
      return Array.from({ length: own.length / 2 }, (_, i) => `${String(own[2 * i])},${String(own[2 * i + 1])}`);
    };
    const shared = points(one).filter((point) => Number(point.split(',')[0]) >= 1000);
    expect(new Set(points(two).filter((point) => !point.startsWith('2000')))).toEqual(new Set(shared));
    expect(shared.length).toBeLessThan(40);
    expect(shared.length).toBeGreaterThan(20);
    for (const ring of [points(one), points(two)]) expect(ring[0]).toBe(ring.at(-1));
    // What one loses the other gains.
    expect(ringArea(one ?? new Int32Array(2)) + ringArea(two ?? new Int32Array(2))).toBe(2 * 2_000_000);
  });

  it('keep an island that is smaller than the tolerance, and drop what has no room in whole metres', () => {
    const [island, speck] = generalised(
      rings([0, 0, 9, 0, 9, 9, 0, 9, 0, 0], [0.1, 0.1, 0.2, 0.1, 0.2, 0.2, 0.1, 0.1]),
      50,
    );
    expect(ringArea(island ?? new Int32Array(2))).toBe(162);
    expect(speck).toBeNull();
  });
});

describe('polygons of rings', () => {
  it('put a hole in the smallest ring around it', () => {
    const square = (x: number, size: number): Int32Array =>
      Int32Array.of(x, x, x + size, x, x + size, x + size, x, x + size, x, x);
    const hole = Int32Array.of(12, 12, 12, 14, 14, 14, 14, 12, 12, 12);
    const found = polygonsOf([square(0, 100), square(10, 10), hole]);
    expect(found.map((polygon) => polygon.length)).toEqual([1, 2]);
  });
});
