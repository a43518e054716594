import { array, assert, double, integer, oneof, property, uniqueArray } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { indexKeys } from '../../../electron/engine/indicators/pass/keys.ts';

describe('finding records by key', () => {
  it('takes the first of doubled keys, and nothing for a missing or unknown one', () => {
    for (const scale of [1, 1e12]) {
      const index = indexKeys(Float64Array.from([3, Number.NaN, 5, 3, 0].map((key) => key * scale)));
      expect([3, 5, 0, 4].map((key) => index.find(key * scale))).toEqual([0, 2, 4, -1]);
      expect(index.find(Number.NaN)).toBe(-1);
      expect(index.find(-scale)).toBe(-1);
    }
    expect(indexKeys(new Float64Array(0)).find(1)).toBe(-1);
  });

  it('agrees with a plain map for keys near and far', () => {
    const key = oneof(
      integer({ min: 0, max: 50 }),
      integer({ min: 0, max: 2 ** 31 - 1 }).map((x) => x * 4_000_000),
    );
    assert(
      property(uniqueArray(key, { maxLength: 300 }), array(key, { maxLength: 50 }), (keys, others) => {
        const index = indexKeys(Float64Array.from(keys));
        const asked = [...keys, Number.NaN, ...others];
        const found = new Int32Array(asked.length);
        index.findAll(Float64Array.from(asked), asked.length, found);
        expect([...found]).toEqual(asked.map((each) => keys.indexOf(each)));
        expect(asked.map((each) => index.find(each))).toEqual([...found]);
      }),
    );
  });

  it('takes keys that are no whole numbers as they are', () => {
    assert(
      property(uniqueArray(double({ noNaN: true, min: 0, max: 100 }), { maxLength: 50 }), (keys) => {
        const index = indexKeys(Float64Array.from(keys));
        for (const each of keys) expect(keys[index.find(each)]).toBe(each);
      }),
    );
  });
});
