import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ByteDictionary } from '../../../../../electron/engine/import/columns/byteDictionary.ts';

describe('ByteDictionary', () => {
  it('gives every text the code it was judged to have, asking once for each', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'å', '1', '€'), minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(fc.array(word, { maxLength: 3000 }), (words) => {
        const asked: string[] = [];
        const dictionary = new ByteDictionary((text) => asked.push(text) * (text.includes('b') ? -1 : 1));
        const model = new Map<string, number>();
        let wrong = 0;
        for (const text of words) {
          const bytes = Buffer.from(`x${text}x`);
          const code = dictionary.code(bytes, 1, bytes.length - 1);
          if (!model.has(text)) model.set(text, code);
          if (code !== model.get(text)) wrong += 1;
        }
        expect(wrong).toBe(0);
        expect(asked).toEqual([...model.keys()]);
      }),
      { numRuns: 40 },
    );
  });

  it('holds many thousands of texts', () => {
    let next = 0;
    const dictionary = new ByteDictionary(() => (next += 1));
    const codes = Array.from({ length: 30_000 }, (_, i) => {
      const bytes = Buffer.from(`6001C${String(i).padStart(5, '0')}`);
      return dictionary.code(bytes, 0, bytes.length);
    });
    expect(new Set(codes).size).toBe(30_000);
    expect(dictionary.entries).toBe(30_000);
    const again = Buffer.from('6001C00017');
    expect(dictionary.code(again, 0, again.length)).toBe(codes[17]);
  });
});
