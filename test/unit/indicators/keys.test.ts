import { array, assert, boolean, double, integer, oneof, property, uniqueArray } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { indexKeys, linkKeys } from '../../../electron/engine/indicators/pass/keys.ts';

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
        expect(linkKeys(Float64Array.from(asked), Float64Array.from(keys))).toEqual(found);
      }),
    );
  });

  it('links keys of up to 32 bits as it does longer ones', () => {
    const top = 2 ** 32 - 1;
    const to = Float64Array.of(top, 7, Number.NaN, 0, 2 ** 31, 7, 5);
    const from = Float64Array.of(7, 7, 0, top, 2 ** 31, Number.NaN, 2 ** 32 + 7, 7.5, -1, 6, 5);
    const rows = [1, 1, 3, 0, 4, -1, -1, -1, -1, -1, 6];
    expect([...linkKeys(from, to)]).toEqual(rows);
    expect([...linkKeys(from, Float64Array.of(...to, 2 ** 40))]).toEqual(rows);
    expect([...linkKeys(from, new Float64Array(0))]).toEqual(rows.map(() => -1));
  });

  it('links registers in the same order, with gaps, strangers and keys that occur twice', () => {
    const gaps = array(integer({ min: 1, max: 3 }), { maxLength: 60 });
    assert(
      property(gaps, gaps, boolean(), (some, others, twice) => {
        const rising = (steps: readonly number[]): number[] => {
          let key = 0;
          return steps.map((step) => (key += step));
        };
        const keys = [...rising(some), ...(twice ? rising(others) : [])];
        const asked = rising(others).flatMap((key) => (key % 5 === 0 ? [key, key] : [key]));
        const found = linkKeys(Float64Array.from(asked), Float64Array.from(keys));
        expect([...found]).toEqual(asked.map((each) => keys.indexOf(each)));
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
