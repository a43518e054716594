import { describe, expect, it } from 'vitest';
import { clusterKinds, neighbourMeans } from '../../../../shared/domain/spatial/clusters.ts';
import { moran } from '../../../../shared/domain/spatial/moran.ts';
import { neighboursOf } from '../../../../shared/domain/spatial/neighbours.ts';

/** 12 x 12 areas side by side, and one more that borders on nothing. */
const WIDE = 12;
const pairs = Array.from({ length: WIDE * WIDE }, (_none, i) => i).flatMap((i) => [
  ...(i % WIDE < WIDE - 1 ? [[i, i + 1] as const] : []),
  ...(i + WIDE < WIDE * WIDE ? [[i, i + WIDE] as const] : []),
]);
const neighbours = neighboursOf(
  WIDE * WIDE + 1,
  pairs.map(([a]) => a),
  pairs.map(([, b]) => b),
);

describe('kinds of clusters', () => {
  // High in one corner, low in the opposite, in between by turns a little above and below; one low area within the high corner.
  const values = Float64Array.from({ length: WIDE * WIDE + 1 }, (_none, i) => {
    const [x, y] = [i % WIDE, Math.floor(i / WIDE)];
    if (x < 4 && y < 4) return x === 1 && y === 1 ? -10 : 10;
    if (x > 7 && y > 7) return -10;
    return (x + y) % 2 === 0 ? 0.1 : -0.1;
  });
  values[5] = Number.NaN;
  const result = moran(values, neighbours, { permutations: 999, seed: 1 });
  const kinds = clusterKinds(values, result, 0.05);

  it('finds the high corner, the low one, the low area among high, and nothing in between', () => {
    expect(kinds[2 * WIDE + 2]).toBe('high-high');
    expect(kinds[10 * WIDE + 10]).toBe('low-low');
    expect(kinds[WIDE + 1]).toBe('low-high');
    expect(kinds[6 * WIDE + 5]).toBe('none');
    expect(kinds[5]).toBe('missing');
    expect(kinds[WIDE * WIDE]).toBe('island');
  });

  it('tells fewer the stricter it is, and none of them where nothing varies', () => {
    const told = (rate: number): number =>
      clusterKinds(values, result, rate).filter((kind) => kind.includes('-')).length;
    expect(told(0.001)).toBeLessThanOrEqual(told(0.05));
    expect(told(0.0001)).toBe(0);
    const flat = new Float64Array(values.length).fill(3);
    expect(new Set(clusterKinds(flat, moran(flat, neighbours, { permutations: 99, seed: 1 }), 0.05))).toEqual(
      new Set(['missing', 'island']),
    );
  });

  it('knows the mean of the neighbours that have a value', () => {
    expect([...neighbourMeans(Float64Array.of(1, 2, Number.NaN, 7), [[1, 2], [], [0], [2]])]).toEqual([
      2,
      Number.NaN,
      1,
      Number.NaN,
    ]);
  });
});
