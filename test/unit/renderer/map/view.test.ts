import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placeDiscs, rasteriseDiscs } from '../../../../renderer/ui/map/discs.ts';
import { prepare } from '../../../../renderer/ui/map/geometry.ts';
import { placeLabels } from '../../../../renderer/ui/map/labels.ts';
import { fit, keepInside, pan, scaleBar, toPlane, zoomAround } from '../../../../renderer/ui/map/view.ts';
import { tiling } from './tiles.ts';

const size = { width: 400, height: 300 };

describe('view', () => {
  it('fits the bounds with the same scale both ways', () => {
    expect(fit([0, 0, 1000, 100], { width: 124, height: 124 })).toEqual({
      centreX: 500,
      centreY: 50,
      metresPerPixel: 10,
    });
  });

  it('keeps the place under the pointer while zooming', () => {
    const coordinate = fc.integer({ min: 0, max: 300 });
    fc.assert(
      fc.property(coordinate, coordinate, fc.double({ min: 0.2, max: 5, noNaN: true }), (x, y, factor) => {
        const view = { centreX: 5e5, centreY: 6.5e6, metresPerPixel: 250 };
        const before = toPlane(view, x, y, size);
        const after = toPlane(zoomAround(view, factor, x, y, size, 1e4), x, y, size);
        expect(after.x).toBeCloseTo(before.x, 3);
        expect(after.y).toBeCloseTo(before.y, 3);
      }),
    );
  });

  it('moves the map with the hand and keeps it in sight', () => {
    expect(pan({ centreX: 0, centreY: 0, metresPerPixel: 2 }, 10, 5)).toEqual({
      centreX: -20,
      centreY: 10,
      metresPerPixel: 2,
    });
    expect(keepInside({ centreX: -5, centreY: 50, metresPerPixel: 1 }, [0, 0, 10, 10])).toMatchObject({
      centreX: 0,
      centreY: 10,
    });
  });

  it('takes the longest round distance that has room', () => {
    expect(scaleBar(250, 100)).toEqual({ metres: 20_000, pixels: 80 });
    expect(scaleBar(10, 100)).toEqual({ metres: 1000, pixels: 100 });
  });
});

describe('labels', () => {
  const wish = (text: string, x: number, weight: number, room = 100) => ({
    text,
    x,
    y: 50,
    width: 40,
    height: 10,
    room,
    weight,
  });
  it('lets the heavier name win, and leaves out what has no room', () => {
    const placed = placeLabels(
      [wish('A', 100, 1), wish('B', 120, 2), wish('C', 200, 1, 10), wish('D', 395, 3)],
      400,
      100,
    );
    expect(placed.map((label) => label.text)).toEqual(['B']);
  });
});

describe('discs', () => {
  const geometry = prepare(
    tiling(2, 1, () => [0, 0]),
    2,
  );
  const whole = fit(geometry.bounds, size);
  it('follow the population by area, and the smaller lies on top', () => {
    const discs = placeDiscs(geometry, Float64Array.of(4000, 1000), whole, size, whole, 1);
    expect((discs.radius[0] ?? 0) / (discs.radius[1] ?? 1)).toBeCloseTo(2, 12);
    expect([...discs.order]).toEqual([0, 1]);
    const same = { ...discs, x: Float64Array.of(200, 200), y: Float64Array.of(150, 150) };
    const ids = rasteriseDiscs(same, size);
    expect(ids[150 * 400 + 200]).toBe(2);
    const covered = ids.filter((id) => id > 0).length;
    expect(Math.abs(covered / (Math.PI * (discs.radius[0] ?? 0) ** 2) - 1)).toBeLessThan(0.02);
  });
  it('stay findable without people', () => {
    const discs = placeDiscs(geometry, Float64Array.of(Number.NaN, 0), whole, size, whole, 2);
    expect([...discs.radius]).toEqual([3, 3]);
  });
});
