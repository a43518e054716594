import { inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { png } from '../../../../../../electron/engine/release/writers/pictures/png.ts';
import { Raster } from '../../../../../../electron/engine/release/writers/pictures/raster.ts';
import { box, write } from '../../../../../../electron/engine/release/writers/pictures/scene.ts';

const WHITE = 0xffffff;
const black = (): number => 0;
const greys = (raster: Raster): number[] =>
  Array.from({ length: raster.width * raster.height }, (_, i) => raster.pixels[3 * i] ?? -1);

describe('filling shapes with pixels', () => {
  it('covers each pixel by as much of it as lies inside', () => {
    const raster = new Raster(4, 2, WHITE);
    // From 0.5 to 2.25 across the first row, and the upper half of the second.
    raster.paint([[0.5, 0, 2.25, 0, 2.25, 1.5, 0.5, 1.5]], black);
    expect(greys(raster)).toEqual([128, 0, 191, 255, 191, 128, 223, 255]);
  });

  it('leaves a hole where two rings lie over each other, and fills it where winding counts', () => {
    const square = (from: number, to: number): number[] => [from, from, to, from, to, to, from, to];
    const odd = new Raster(4, 4, WHITE);
    odd.paint([square(0, 4), square(1, 3)], black);
    expect(greys(odd).filter((grey) => grey === 255)).toHaveLength(4);
    const wound = new Raster(4, 4, WHITE);
    wound.paint([square(0, 4), square(1, 3)], black, true);
    expect(greys(wound).every((grey) => grey === 0)).toBe(true);
  });

  it('takes shapes that reach outside', () => {
    const raster = new Raster(2, 2, WHITE);
    raster.paint([[-10, -10, 1, -10, 1, 10, -10, 10]], black);
    expect(greys(raster)).toEqual([0, 255, 0, 255]);
  });
});

describe('PNG', () => {
  it('holds the pixels of the picture at twice its size', () => {
    const bytes = png({
      width: 10,
      height: 4,
      title: 't',
      description: 'd',
      shapes: [box(0, 0, 5, 4, { colour: '#ff0000' }), write(0, 0, '')],
    });
    expect(bytes.subarray(1, 4).toString('latin1')).toBe('PNG');
    expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([20, 8]);
    const at = bytes.indexOf('IDAT');
    const raw = inflateSync(bytes.subarray(at + 4, at + 4 + bytes.readUInt32BE(at - 4)));
    expect(raw).toHaveLength(8 * 61);
    // The first row differs from nothing above it: ten red pixels, ten white.
    expect([...raw.subarray(1, 4), ...raw.subarray(58, 61)]).toEqual([255, 0, 0, 255, 255, 255]);
    expect(new Set(raw.subarray(62, 122))).toEqual(new Set([0]));
  });
});
