import { describe, expect, it } from 'vitest';
import { pseudonyms, SERIALS } from '../../../../../electron/engine/synth/people/pseudonym.ts';

describe('pseudonyms', () => {
  it('are positive whole numbers, never the same twice', () => {
    const key = pseudonyms(1, 'person');
    const seen = new Set<number>();
    for (let area = 0; area < 3363; area += 1)
      for (let serial = 0; serial < 60; serial += 1) seen.add(key(area, serial));
    expect(seen.size).toBe(3363 * 60);
    expect([...seen].filter((value) => !Number.isInteger(value) || value < 1 || value > 2 ** 30)).toEqual([]);
  });

  it('differ between seeds and registers, and end when an area has used its numbers', () => {
    expect(pseudonyms(1, 'person')(5, 5)).not.toBe(pseudonyms(2, 'person')(5, 5));
    expect(pseudonyms(1, 'person')(5, 5)).not.toBe(pseudonyms(1, 'household')(5, 5));
    expect(() => pseudonyms(1, 'person')(0, SERIALS)).toThrow(RangeError);
  });
});
