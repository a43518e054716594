import { describe, expect, it } from 'vitest';
import { EndsEarly, endOfThrift } from '../../../../../electron/engine/formats/parquet/thriftCheck.ts';

const end = (...bytes: number[]): number => endOfThrift(Uint8Array.from(bytes));

describe('lengths in a header', () => {
  it('finds where a structure ends', () => {
    expect(end(0)).toBe(1);
    // A number, a text of two bytes, a list of three numbers, a structure in it, and what comes behind.
    expect(end(0x15, 0x80, 0x01, 0x18, 2, 65, 66, 0x19, 0x35, 1, 2, 3, 0x1c, 0x11, 0, 0, 99)).toBe(16);
  });

  it.each<[string, number[]]>([
    ['a list longer than the bytes', [0x19, 0xf5, 0xff, 0xff, 0xff, 0x7f, 1, 2]],
    ['a text longer than the bytes', [0x18, 0xff, 0xff, 0xff, 0x7f, 65]],
    ['a structure without an end', [0x15, 1]],
  ])('refuses %s', (_what, bytes) => {
    expect(() => end(...bytes)).toThrow(EndsEarly);
  });

  it('refuses a number that does not end, types that are none, and structures without a bottom', () => {
    expect(() => end(0x16, ...Array.from({ length: 12 }, () => 0xff), 0)).toThrow(RangeError);
    expect(() => end(0x1e, 0)).toThrow(RangeError);
    expect(() => end(...Array.from({ length: 1000 }, () => 0x1c))).toThrow(RangeError);
    expect(() => end(...Array.from({ length: 1000 }, () => 0x19))).toThrow(RangeError);
  });
});
