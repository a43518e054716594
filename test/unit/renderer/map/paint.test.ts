import { describe, expect, it } from 'vitest';
import { paint, runsOf, word } from '../../../../renderer/ui/map/paint.ts';

const SIZE = { width: 4, height: 3 };
const IDS = Uint16Array.of(1, 1, 0, 2, 2, 1, 3, 3, 0, 0, 3, 2);
const PALETTE = { classes: Uint32Array.of(10, 11), missing: 20, hatch: 21, period: 4 };

describe('runsOf', () => {
  it('holds every pixel of an area once, and none of another', () => {
    const runs = runsOf(IDS, 3);
    const found = new Uint16Array(IDS.length);
    for (let a = 0; a < 3; a += 1) {
      for (let k = runs.start[a] ?? 0; k < (runs.start[a + 1] ?? 0); k += 1)
        found.fill(a + 1, runs.from[k], runs.to[k]);
    }
    expect(found).toEqual(IDS);
  });

  it('gives no runs for an empty picture', () => {
    expect(runsOf(new Uint16Array(9), 2)).toEqual({
      start: new Uint32Array(3),
      from: new Uint32Array(0),
      to: new Uint32Array(0),
    });
  });
});

describe('paint', () => {
  it('paints all at first, then only what changed, and says which rows', () => {
    const runs = runsOf(IDS, 3);
    const pixels = new Uint32Array(12);
    const shown = new Uint8Array(3).fill(254);
    expect(paint(pixels, runs, SIZE, Uint8Array.of(0, 1, 0), shown, PALETTE)).toEqual({ top: 0, bottom: 3 });
    expect([...pixels]).toEqual([10, 10, 0, 11, 11, 10, 10, 10, 0, 0, 10, 11]);
    expect(paint(pixels, runs, SIZE, Uint8Array.of(0, 1, 0), shown, PALETTE)).toEqual({ top: 0, bottom: 0 });
    expect(paint(pixels, runs, SIZE, Uint8Array.of(0, 1, 1), shown, PALETTE)).toEqual({ top: 1, bottom: 3 });
    expect(Array.from(pixels.slice(4))).toEqual([11, 10, 11, 11, 0, 0, 11, 11]);
  });

  it('hatches an area without a value', () => {
    const pixels = new Uint32Array(12);
    const ids = new Uint16Array(12).fill(1);
    paint(pixels, runsOf(ids, 1), SIZE, Uint8Array.of(255), new Uint8Array(1), PALETTE);
    expect([...pixels]).toEqual([21, 20, 20, 20, 20, 20, 20, 21, 20, 20, 21, 20]);
  });
});

describe('word', () => {
  it('puts red in the lowest byte and is opaque', () => {
    expect(word('#102030')).toBe(0xff302010);
  });
  it('refuses what is not #rrggbb', () => {
    expect(() => word('blue')).toThrow(RangeError);
  });
});
