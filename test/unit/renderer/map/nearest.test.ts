import { expect, test } from 'vitest';
import { nearestMiddle, prepare } from '../../../../renderer/ui/map/geometry.ts';

/** Squares of side 2 with their lower left corners in the given places. */
function squares(corners: readonly (readonly [number, number])[]): Parameters<typeof nearestMiddle>[0] {
  const coordinates = corners.flatMap(([x, y]) => [x, y, x + 2, y, x + 2, y + 2, x, y + 2, x, y]);
  return prepare(
    {
      coordinates: Float64Array.from(coordinates),
      ringStart: Uint32Array.from({ length: corners.length + 1 }, (_, i) => 5 * i),
      ringArea: Uint32Array.from(corners.keys()),
      bounds: [0, 0, 100, 100],
    },
    corners.length,
  );
}

const country = squares([
  [0, 0],
  [10, 0],
  [10, 10],
]);

test('the area whose middle is nearest, wherever the place lies', () => {
  expect(nearestMiddle(country, { x: 4, y: 1 })).toBe(0);
  expect(nearestMiddle(country, { x: 8, y: 3 })).toBe(1);
  expect(nearestMiddle(country, { x: 9_000, y: 9_000 })).toBe(2);
});

test('the first of equally near ones', () => {
  expect(nearestMiddle(country, { x: 6, y: 1 })).toBe(0);
});

test('none without areas, and none that has no place', () => {
  expect(nearestMiddle(squares([]), { x: 0, y: 0 })).toBe(-1);
  expect(nearestMiddle({ ...country, middles: new Float64Array(6).fill(Number.NaN) }, { x: 0, y: 0 })).toBe(-1);
});
