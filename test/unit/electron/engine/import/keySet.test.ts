import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KeySet } from '../../../../../electron/engine/import/keySet.ts';

describe('KeySet', () => {
  it('does what a Set does, for keys of any size', () => {
    const key = fc.oneof(fc.nat(50), fc.nat(), fc.integer({ min: 4_294_967_290, max: 4_294_967_300 }), fc.maxSafeNat());
    fc.assert(
      fc.property(fc.array(key, { maxLength: 3000 }), fc.nat(5000), (keys, room) => {
        const set = new KeySet();
        set.reserve(room);
        const model = new Set<number>();
        let wrong = 0;
        for (const one of keys) {
          if (set.has(one) !== model.has(one) || set.add(one) === model.has(one)) wrong += 1;
          model.add(one);
        }
        expect(wrong).toBe(0);
        expect(set.size).toBe(model.size);
        expect([...model].every((one) => set.has(one))).toBe(true);
      }),
      { numRuns: 30 },
    );
  });

  it('adds many at once as it adds them one by one, telling every key that comes again', () => {
    const key = fc.oneof(fc.nat(300), fc.nat(), fc.integer({ min: 4_294_967_290, max: 4_294_967_300 }));
    fc.assert(
      fc.property(fc.array(fc.tuple(key, fc.nat(4)), { maxLength: 500 }), fc.boolean(), (given, scattered) => {
        const set = new KeySet();
        if (scattered) set.add(2 ** 40);
        const keys = Float64Array.from(given, ([one]) => one);
        const skipped = Uint8Array.from(given, ([, mark]) => (mark === 0 ? 1 : 0));
        const again: number[] = [];
        for (let at = set.addAll(keys, 0, skipped); at < keys.length; at = set.addAll(keys, at + 1, skipped))
          again.push(at);
        const model = new Set<number>();
        const expected = given.flatMap(([one, mark], at) => {
          if (mark === 0) return [];
          const there = model.has(one);
          model.add(one);
          return there ? [at] : [];
        });
        expect(again).toEqual(expected);
        expect(set.size).toBe(model.size + (scattered ? 1 : 0));
      }),
      { numRuns: 60 },
    );
  });

  it('grows through many thousands of keys', () => {
    const set = new KeySet();
    let added = 0;
    for (let round = 0; round < 2; round += 1) for (let i = 1; i <= 200_000; i += 1) if (set.add(i * 7_919)) added += 1;
    expect(added).toBe(200_000);
  });
});
