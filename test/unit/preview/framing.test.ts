import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeFrame, encodeFrame } from '../../../build/preview/framing.ts';

const through = (value: unknown): unknown => decodeFrame(encodeFrame(value).buffer);

describe('frames of the preview', () => {
  it('carry typed arrays of any kind, empty ones and views too', () => {
    const whole = new Float64Array([1, Number.NaN, -0, Number.POSITIVE_INFINITY, 5]);
    const value = {
      ok: true,
      data: {
        ids: ['a', 'å'],
        values: [whole, whole.subarray(1, 3), new Float64Array(0)],
        ringStart: new Uint32Array([1, 4_294_967_295, 3]),
        note: null,
      },
    };
    expect(through(value)).toEqual(value);
  });

  it('carry whatever JSON does', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), fc.float64Array(), (value, array) => {
        const expected: unknown = JSON.parse(JSON.stringify({ value, array: null }));
        expect(through({ value, array: null })).toEqual(expected);
        expect(through([array, value])).toEqual([array, JSON.parse(JSON.stringify(value))]);
      }),
    );
  });
});
