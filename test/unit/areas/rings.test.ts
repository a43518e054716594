import { array, assert, boolean, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dissolve, doubleArea, Points, type Ring, wound } from '../../../electron/engine/areas/rings.ts';

const ring = (...points: number[]): Ring => Float64Array.from(points);
const square = (x: number, y: number, side = 1): Ring => ring(x, y, x + side, y, x + side, y + side, x, y + side, x, y);

/** Points inside by the even-odd rule, in the middle of unit cells. */
const inside = (rings: readonly Ring[], x: number, y: number): boolean => {
  let crossings = 0;
  for (const each of rings)
    for (let i = 0; i + 3 < each.length; i += 2) {
      const [ax, ay, bx, by] = each.subarray(i, i + 4) as unknown as [number, number, number, number];
      if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) crossings += 1;
    }
  return crossings % 2 === 1;
};

describe('rings', () => {
  it('twice the area of a unit square is 2 counter-clockwise and -2 clockwise', () => {
    expect(doubleArea(square(6_500_000, 650_000))).toBe(2);
    expect(doubleArea(wound(square(0, 0), false))).toBe(-2);
    expect(wound(square(0, 0), true)).toEqual(square(0, 0));
  });

  it('drops the border that two neighbours share', () => {
    const [outline, ...others] = dissolve([square(0, 0), square(1, 0)], new Points());
    expect(others).toEqual([]);
    expect(outline).toHaveLength(2 * 7);
    expect(doubleArea(outline as Ring)).toBe(4);
  });

  it('fills a hole with the area that lies in it', () => {
    const around = [square(0, 0, 3), wound(square(1, 1), false)];
    expect(dissolve([...around, square(1, 1)], new Points()).map((each) => doubleArea(each))).toEqual([18]);
    expect(dissolve(around, new Points()).map((each) => doubleArea(each))).toEqual([18, -2]);
  });

  it('covers exactly the cells of its members, whichever they are', () => {
    assert(
      property(array(boolean(), { minLength: 16, maxLength: 16 }), (chosen) => {
        const cells = chosen.flatMap((yes, i) => (yes ? [square(i % 4, Math.floor(i / 4))] : []));
        const outline = dissolve(cells, new Points());
        expect(outline.reduce((sum, each) => sum + doubleArea(each), 0)).toBe(2 * cells.length);
        for (const [i, yes] of chosen.entries())
          expect(inside(outline, (i % 4) + 0.5, Math.floor(i / 4) + 0.5)).toBe(yes);
      }),
    );
  });
});
