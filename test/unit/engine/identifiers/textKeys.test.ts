import { array, assert, integer, nat, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HIGHEST_PERSON_PSEUDONYM, Pseudonymiser } from '../../../../electron/engine/identifiers/pseudonymise.ts';
import { type TextKeyBlock, TextKeys } from '../../../../electron/engine/identifiers/textKeys.ts';

const KEY = Uint8Array.from({ length: 32 }, (_, i) => i);

/** A shelf in memory. */
const shelf = (blocks: TextKeyBlock[] = []) => ({
  read: () => blocks,
  write: (block: TextKeyBlock) => {
    blocks.push(block);
  },
});

/** What each text gets when its pseudonym has so few bits that most of them meet. */
function settled(keys: TextKeys, texts: readonly string[], textBits: number): readonly number[] {
  const maker = new Pseudonymiser(KEY, 2023, textBits);
  const values = new Float64Array(texts.length);
  for (const [i, text] of texts.entries()) {
    const bytes = Buffer.from(text);
    maker.put(bytes, 0, bytes.length, values, i);
  }
  maker.flush(values);
  const { rows, checks } = maker.takeChecks();
  for (const [i, row] of rows.entries()) values[row] = keys.settle(values[row] as number, checks[i] as number);
  return [...values];
}

describe('texts that would have the same pseudonym', () => {
  it('never share one, and get their own again in every later register', () => {
    assert(
      property(
        array(nat(400), { minLength: 2, maxLength: 200 }),
        integer({ min: 0, max: 8 }),
        nat(200),
        (ids, bits, cut) => {
          const texts = ids.map((id) => (id % 3 === 0 ? `hushåll nummer ${String(id)} i byn` : `H${String(id)}`));
          const blocks: TextKeyBlock[] = [];
          // In several registers, with the project closed between them.
          const first = new TextKeys(shelf(blocks));
          const early = settled(first, texts.slice(0, cut), bits);
          first.save();
          const second = new TextKeys(shelf(blocks));
          const late = settled(second, texts.slice(cut), bits);
          second.save();
          const given = new Map<string, Set<number>>();
          for (const [i, key] of [...early, ...late].entries()) {
            expect(key > HIGHEST_PERSON_PSEUDONYM && Number.isSafeInteger(key)).toBe(true);
            const text = texts[i] ?? '';
            given.set(text, (given.get(text) ?? new Set()).add(key));
          }
          expect([...given.values()].every((keys) => keys.size === 1)).toBe(true);
          expect(new Set([...given.values()].flatMap((keys) => [...keys])).size).toBe(new Set(texts).size);
        },
      ),
      { numRuns: 100 },
    );
  });

  it('leave the pseudonyms of all others as they are', () => {
    const texts = Array.from({ length: 5000 }, (_, i) => `text ${String(i)}`);
    const plain = new Pseudonymiser(KEY, 2023);
    expect(settled(new TextKeys(shelf()), texts, 53)).toEqual(texts.map((text) => plain.of(text)));
  });

  it('go on with the first number of the range after the last one', () => {
    const keys = new TextKeys(shelf());
    expect(keys.settle(Number.MAX_SAFE_INTEGER, 1)).toBe(Number.MAX_SAFE_INTEGER);
    expect(keys.settle(Number.MAX_SAFE_INTEGER, 2)).toBe(HIGHEST_PERSON_PSEUDONYM + 1);
    expect(keys.settle(Number.MAX_SAFE_INTEGER, 2)).toBe(HIGHEST_PERSON_PSEUDONYM + 1);
    expect(keys.settle(HIGHEST_PERSON_PSEUDONYM + 1, 3)).toBe(HIGHEST_PERSON_PSEUDONYM + 2);
  });

  it('are written down once, in blocks that hold twelve bytes a text', () => {
    const blocks: TextKeyBlock[] = [];
    const texts = Array.from({ length: 70_000 }, (_, i) => `t${String(i)}`);
    const keys = new TextKeys(shelf(blocks));
    const before = settled(keys, texts, 20);
    keys.save();
    expect(blocks.map(({ entries }) => entries)).toEqual([65_536, 4464]);
    expect(blocks.map(({ data }) => data.length)).toEqual([65_536 * 12, 4464 * 12]);
    const again = new TextKeys(shelf(blocks));
    expect(settled(again, texts.toReversed(), 20)).toEqual(before.toReversed());
    again.save();
    expect(blocks).toHaveLength(2);
  });
});
