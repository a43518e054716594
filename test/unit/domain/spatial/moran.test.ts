import { describe, expect, it } from 'vitest';
import { generator } from '../../../../shared/domain/random/generator.ts';
import { falseDiscoveryRates, moran } from '../../../../shared/domain/spatial/moran.ts';
import { neighboursOf } from '../../../../shared/domain/spatial/neighbours.ts';

const grid = (wide: number, high: number) => {
  const pairs = Array.from({ length: wide * high }, (_none, i) => i).flatMap((i) => [
    ...(i % wide < wide - 1 ? [[i, i + 1] as const] : []),
    ...(i + wide < wide * high ? [[i, i + wide] as const] : []),
  ]);
  return neighboursOf(
    wide * high,
    pairs.map(([a]) => a),
    pairs.map(([, b]) => b),
  );
};
const options = { permutations: 199, seed: 1 };

describe("Moran's I", () => {
  it('by hand: a chain of 1, 1, -1, -1', () => {
    const chain = neighboursOf(4, [0, 1, 2], [1, 2, 3]);
    const got = moran(Float64Array.of(1, 1, -1, -1), chain, options);
    // z is the values; the neighbours' means are 1, 0, 0, -1.
    expect([...got.local]).toEqual([1, 0, -0, 1]);
    expect(got.i).toBe(0.5);
    expect(got.expected).toBeCloseTo(-1 / 3, 15);
  });

  it('a chessboard is -1, and the p-value is the least there is', () => {
    const values = Float64Array.from({ length: 36 }, (_none, i) => ((i + Math.floor(i / 6)) % 2 === 0 ? 1 : -1));
    const got = moran(values, grid(6, 6), options);
    expect(got.i).toBeCloseTo(-1, 12);
    expect(got.p).toBe(1 / 200);
  });

  it('noise is not significant, a slope is, and the seed gives the same answer', () => {
    const random = generator(3, 'noise');
    const noise = Float64Array.from({ length: 100 }, () => random.normal());
    expect(moran(noise, grid(10, 10), options).p).toBeGreaterThan(0.05);
    const slope = Float64Array.from({ length: 100 }, (_none, i) => i % 10);
    const got = moran(slope, grid(10, 10), options);
    expect(got.p).toBe(1 / 200);
    expect(moran(slope, grid(10, 10), options)).toEqual(got);
    got.localQ.forEach((q, i) => expect(q).toBeGreaterThanOrEqual(got.localP[i] ?? 0));
  });

  it('names islands, leaves them and missing values out, and says nothing without spread', () => {
    const withIsland = neighboursOf(5, [0, 1, 2], [1, 2, 3]);
    const got = moran(Float64Array.of(1, 1, -1, -1, 9), withIsland, options);
    expect(got.islands).toEqual([4]);
    expect(got.i).toBe(0.5);
    expect(got.local[4]).toBeNaN();
    const gap = moran(Float64Array.of(1, Number.NaN, -1, -1, 9), withIsland, options);
    // Area 0 has no neighbour left with a value.
    expect(gap.local[0]).toBeNaN();
    expect(moran(Float64Array.of(2, 2, 2, 2, 2), withIsland, options).i).toBeNaN();
  });
});

describe('false discovery rates', () => {
  it('by hand: .01, .04, .03 and a missing one', () => {
    const [a, b, missing, c] = falseDiscoveryRates(Float64Array.of(0.01, 0.04, Number.NaN, 0.03));
    expect(a).toBeCloseTo(0.03, 15);
    expect(b).toBeCloseTo(0.04, 15);
    expect(c).toBeCloseTo(0.04, 15);
    expect(missing).toBeNaN();
  });
});
