import { describe, expect, it } from 'vitest';
import { neighboursIn } from '../../../../shared/domain/spatial/sharedBorders.ts';

/** Rings of squares with sides of one, by their lower left corners, each for the area of its place in the list. */
const squares = (...corners: readonly (readonly [number, number])[]) => ({
  coordinates: Float64Array.from(
    corners
      .flatMap(([x, y]) => [
        [x, y],
        [x + 1, y],
        [x + 1, y + 1],
        [x, y + 1],
        [x, y],
      ])
      .flat(),
  ),
  ringStart: Uint32Array.from({ length: corners.length + 1 }, (_, i) => 5 * i),
  ringArea: Uint32Array.from(corners.keys()),
});

describe('neighbours', () => {
  it('share a part of their border; a common corner is not enough', () => {
    // 0 1      2 lies on 1, 3 touches 2 at a corner, 4 is an island; area 5 has no borders.
    const packed = squares([0, 0], [1, 0], [1, 1], [2, 2], [9, 9]);
    expect(neighboursIn(packed, 6)).toEqual([[1], [0, 2], [1], [], [], []]);
  });

  it('may have several rings, and an area is no neighbour of itself', () => {
    const packed = { ...squares([0, 0], [1, 0], [2, 0]), ringArea: Uint32Array.of(0, 0, 1) };
    expect(neighboursIn(packed, 2)).toEqual([[1], [0]]);
  });
});
