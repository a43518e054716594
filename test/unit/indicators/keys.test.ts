import { array, assert, boolean, constant, double, integer, oneof, property, uniqueArray } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { heapBits, heapKeys, linkHeaps, linkKeys } from '../../../electron/engine/indicators/pass/keys.ts';

describe('finding records by key', () => {
  it('takes the first of doubled keys, and nothing for a missing or unknown one', () => {
    for (const scale of [1, 1e12]) {
      const [to, from] = [
        [3, Number.NaN, 5, 3, 0],
        [3, 5, 0, 4, Number.NaN, -1],
      ].map((keys) => Float64Array.from(keys, (key) => key * scale)) as [Float64Array, Float64Array];
      expect([...linkKeys(from, to)]).toEqual([0, 2, 4, -1, -1, -1]);
    }
    expect(linkKeys(new Float64Array(0), Float64Array.of(1))).toHaveLength(0);
  });

  it('agrees with a plain map for keys near and far', () => {
    const key = oneof(
      integer({ min: 0, max: 50 }),
      integer({ min: 0, max: 2 ** 31 - 1 }).map((x) => x * 4_000_000),
    );
    assert(
      property(uniqueArray(key, { maxLength: 300 }), array(key, { maxLength: 50 }), (keys, others) => {
        const asked = [...keys, Number.NaN, ...others];
        const found = linkKeys(Float64Array.from(asked), Float64Array.from(keys));
        expect([...found]).toEqual(asked.map((each) => keys.indexOf(each)));
      }),
    );
  });

  it('finds the same rows in however many heaps the keys are laid', () => {
    const key = oneof(integer({ min: 0, max: 40 }), integer({ min: 0, max: 2 ** 32 - 1 }), constant(Number.NaN));
    assert(
      property(
        array(key, { maxLength: 200 }),
        array(key, { maxLength: 200 }),
        integer({ min: 0, max: 9 }),
        (some, others, bits) => {
          const [from, to] = [Float64Array.from(some), Float64Array.from(others)];
          const into = new Int32Array(from.length);
          linkHeaps(heapKeys(from, bits), heapKeys(to, bits), into, () => undefined);
          expect([...into]).toEqual(some.map((each) => others.indexOf(each)));
        },
      ),
    );
  });

  it('lays large registers in heaps of which each is small', () => {
    expect([0, 32_768, 32_769, 3_000_000, 10_500_000, 2 ** 31].map(heapBits)).toEqual([0, 0, 1, 7, 9, 9]);
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
        const found = linkKeys(Float64Array.from(keys), Float64Array.from(keys));
        for (const [i, each] of keys.entries()) expect(keys[found[i] as number]).toBe(each);
      }),
    );
  });
});
