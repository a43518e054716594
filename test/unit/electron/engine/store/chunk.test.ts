import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeCodes, decodeIntegers, decodeNumbers, encodeChunk } from '../../../../../electron/engine/store/chunk.ts';
import { MISSING_INTEGER } from '../../../../../electron/engine/store/columns.ts';

describe('chunks', () => {
  it('give back the integers they were given, missing ones too', () => {
    const width = fc.constantFrom(100, 127, 128, 30_000, 32_768, 2_147_483_647);
    fc.assert(
      fc.property(
        width.chain((limit) =>
          fc.array(fc.oneof(fc.integer({ min: -limit, max: limit }), fc.constant(MISSING_INTEGER)), { minLength: 1 }),
        ),
        (list) => {
          const values = Int32Array.from(list);
          const target = new Int32Array(list.length + 2);
          const stored = encodeChunk('integer', values, list.length);
          decodeIntegers({ ...stored, data: Uint8Array.from([0, ...stored.data]).subarray(1) }, target, 1);
          expect([...target.subarray(1, list.length + 1)]).toEqual(list);
          expect(stored.missing).toBe(list.filter((value) => value === MISSING_INTEGER).length);
        },
      ),
    );
  });

  it('give back the decimals and keys they were given, to the bit', () => {
    const decimal = fc.oneof(
      fc.double(),
      fc.integer({ min: -1e7, max: 1e7 }).map((n) => n / 100),
      fc.integer({ min: -1e7, max: 1e7 }).map((n) => n / 10_000),
      fc.constant(Number.NaN),
    );
    fc.assert(
      fc.property(fc.array(decimal, { minLength: 1, maxLength: 8 }), (list) => {
        const clean = list.map((value) => (Object.is(value, -0) ? 0 : value));
        const target = new Float64Array(list.length);
        decodeNumbers(encodeChunk('decimal', Float64Array.from(clean), list.length), target, 0);
        expect([...target]).toEqual(clean);
      }),
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.maxSafeNat(), fc.nat(), fc.constant(Number.NaN)), { minLength: 1 }), (list) => {
        const target = new Float64Array(list.length);
        decodeNumbers(encodeChunk('key', Float64Array.from(list), list.length), target, 0);
        expect([...target]).toEqual(list);
      }),
    );
  });

  it('give back the codes they were given', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(3, 300, 70_000).chain((most) => fc.array(fc.nat(most), { minLength: 1 })),
        (list) => {
          const target = new Uint32Array(list.length);
          decodeCodes(encodeChunk('category', Uint32Array.from(list), list.length), target, 0);
          expect([...target]).toEqual(list);
        },
      ),
    );
  });

  it('lie in the narrowest form: a constant takes no bytes, one decimal place four', () => {
    const encoding = (values: readonly number[]): string =>
      encodeChunk('decimal', Float64Array.from(values), values.length).encoding;
    expect(encoding([1.5, 2.5])).toBe('d1');
    expect(encoding([1, 2])).toBe('i32');
    expect(encoding([1 / 3, 2])).toBe('f64');
    expect(encoding([1e12, 2])).toBe('f64');
    expect(encodeChunk('integer', Int32Array.of(2022, 2022), 2)).toMatchObject({ encoding: 'constant', minimum: 2022 });
    expect(encodeChunk('integer', Int32Array.of(-127, 127), 2).encoding).toBe('i8');
    expect(encodeChunk('integer', Int32Array.of(MISSING_INTEGER, MISSING_INTEGER), 2)).toMatchObject({
      encoding: 'constant',
      minimum: null,
      missing: 2,
    });
  });
});
