import { array, assert as assertProperty, constantFrom, integer, property, record } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HybridReader } from '../../../../../electron/engine/formats/parquet/hybridReader.ts';

/** Number as a varint. */
function varint(value: number): number[] {
  const bytes: number[] = [];
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return [...bytes, rest];
    bytes.push((rest % 128) + 128);
  }
}

/** Bits of each number from the lowest on, eight to a byte: the format's rule, bit by bit. */
function packed(values: readonly number[], width: number): number[] {
  const bits = values.flatMap((value) => Array.from({ length: width }, (_, bit) => Math.floor(value / 2 ** bit) % 2));
  return Array.from({ length: Math.ceil(bits.length / 8) }, (_, i) =>
    bits.slice(i * 8, i * 8 + 8).reduce((sum, bit, at) => sum + bit * 2 ** at, 0),
  );
}

function readAll(bytes: readonly number[], width: number, steps: readonly number[]): number[] {
  const reader = new HybridReader(Uint8Array.from(bytes), 0, bytes.length, width);
  return steps.flatMap((count) => {
    const into = new Int32Array(count);
    reader.read(into, count);
    return [...into];
  });
}

describe('runs and packed bits', () => {
  it('reads the example of the format: 0 to 7 in three bits', () => {
    // https://parquet.apache.org/docs/file-format/data-pages/encodings: 0..7 packed to 10001000 11000110 11111010
    expect(readAll([3, 0b10001000, 0b11000110, 0b11111010], 3, [3, 5])).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  });

  it('reads what was written, in any steps', () => {
    const width = integer({ min: 1, max: 31 });
    const run = record({
      repeated: constantFrom(true, false),
      length: integer({ min: 1, max: 40 }),
      values: array(integer({ min: 0, max: 2 ** 31 - 1 }), { minLength: 8, maxLength: 40 }),
    });
    assertProperty(
      property(width, array(run, { minLength: 1, maxLength: 6 }), integer({ min: 1, max: 50 }), (bits, runs, step) => {
        const bytes: number[] = [];
        const expected: number[] = [];
        for (const { repeated, length, values } of runs) {
          const own = values.map((value) => value % 2 ** bits);
          if (repeated) {
            const [value = 0] = own;
            const wide = Array.from({ length: Math.ceil(bits / 8) }, (_, i) => Math.floor(value / 256 ** i) % 256);
            bytes.push(...varint(length * 2), ...wide);
            expected.push(...Array.from({ length }, () => value));
          } else {
            const eights = own.slice(0, Math.floor(own.length / 8) * 8);
            bytes.push(...varint((eights.length / 8) * 2 + 1), ...packed(eights, bits));
            expected.push(...eights);
          }
        }
        const steps = Array.from({ length: Math.ceil(expected.length / step) }, (_, i) =>
          Math.min(step, expected.length - i * step),
        );
        expect(readAll(bytes, bits, steps)).toEqual(expected);
      }),
    );
  });

  it('makes of a long run only what is asked for', () => {
    expect(readAll([...varint(2 ** 31), 1], 1, [3])).toEqual([1, 1, 1]);
  });

  it('reads numbers of no width, and bits without runs', () => {
    expect(readAll([], 0, [3])).toEqual([0, 0, 0]);
    const reader = HybridReader.packed(Uint8Array.from([0b101, 1]), 0, 2, 1);
    const into = new Int32Array(9);
    reader.read(into, 9);
    expect([...into]).toEqual([1, 0, 1, 0, 0, 0, 0, 0, 1]);
  });

  it.each<[string, number[], number, number]>([
    ['bytes that end early', [3, 0b10001000], 3, 8],
    ['a run without its value', [16], 8, 1],
    ['a run of nothing', [0, 1], 8, 1],
    ['a length that does not end', [0xff, 0xff, 0xff, 0xff, 0xff, 0xff], 8, 1],
    ['a width that cannot be', [2, 1], 33, 1],
  ])('refuses %s', (_what, bytes, width, count) => {
    expect(() => readAll(bytes, width, [count])).toThrow(RangeError);
  });
});
