import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toDegrees, toMetres } from '../../../../../../electron/engine/release/writers/maps/projection.ts';

describe('SWEREF 99 TM', () => {
  // PROJ 9.5.1, EPSG:4619 to EPSG:3006.
  it.each([
    [17.5, 66, 613_442.3284, 7_322_171.4812],
    [11.2, 55.4, 259_406.4297, 6_145_875.7639],
    [24.1, 65.8, 915_084.4507, 7_327_768.6092],
    [18.0686, 59.3293, 674_571.8664, 6_580_743.0083],
  ])('takes %f, %f where PROJ does, and back', (longitude, latitude, easting, northing) => {
    const found = toMetres(longitude, latitude);
    expect(found[0]).toBeCloseTo(easting, 3);
    expect(found[1]).toBeCloseTo(northing, 3);
    const back = toDegrees(easting, northing);
    expect(back[0]).toBeCloseTo(longitude, 8);
    expect(back[1]).toBeCloseTo(latitude, 8);
  });

  it('runs along the central meridian at the scale of the projection', () => {
    expect(toMetres(15, 60)[0]).toBe(500_000);
    // Length of the meridian of GRS 80 from the equator to 60 degrees, times 0.9996.
    expect(toMetres(15, 60)[1]).toBeCloseTo(6_654_072.8194 * 0.9996, 1);
  });

  it('gives whole metres back from seven decimals of a degree, all over Sweden', () => {
    const round = (value: number): number => Math.round(value * 1e7) / 1e7;
    fc.assert(
      fc.property(
        fc.integer({ min: 200_000, max: 950_000 }),
        fc.integer({ min: 6_100_000, max: 7_700_000 }),
        (x, y) => {
          const [longitude, latitude] = toDegrees(x, y);
          expect(toMetres(round(longitude), round(latitude)).map(Math.round)).toEqual([x, y]);
        },
      ),
      { numRuns: 1000 },
    );
  });
});
