import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { JsonSyntaxError, parseJson } from '../../../../electron/engine/jsonfile/parseJson.ts';

const offsetOfError = (text: string): number => {
  try {
    parseJson(text);
  } catch (cause) {
    if (cause instanceof JsonSyntaxError) return cause.offset;
  }
  return -1;
};

/** What came out, or why nothing did: the kind of problem, or what had been expected. */
const outcome = (read: () => unknown): { value: unknown; refusal: string } => {
  try {
    return { value: read(), refusal: '' };
  } catch (cause) {
    if (!(cause instanceof JsonSyntaxError)) return { value: undefined, refusal: 'native' };
    return { value: undefined, refusal: cause.problem.kind === 'syntax' ? cause.problem.expected : cause.problem.kind };
  }
};

describe('JSON with places', () => {
  it('reads what JSON.stringify writes, as JSON.parse does', () => {
    fc.assert(
      fc.property(fc.json(), fc.constantFrom(0, 1, 2), (json, indent) => {
        const text = JSON.stringify(JSON.parse(json), undefined, indent);
        expect(parseJson(text).value).toEqual(JSON.parse(text));
      }),
      { numRuns: 300 },
    );
  });

  it('agrees with JSON.parse on what is JSON at all', () => {
    const pieces = [
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"a"',
      '"b"',
      '1',
      '-0',
      '01',
      '1.',
      '1e5',
      'true',
      'nul',
      ' ',
      '\n',
      String.raw`"\u00e5\n"`,
      '"\t"',
      "'a'",
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 7 }), (list) => {
        const text = list.join('');
        const native = outcome(() => JSON.parse(text) as unknown);
        const own = outcome(() => parseJson(text).value);
        // What JSON.parse lets pass and a person's file should not: a key twice, and a number that is no number.
        const stricter = /^(?:doubledKey|number)$/u.test(own.refusal) ? own : native;
        expect(own.value).toEqual(stricter.value);
        expect(own.refusal === '').toBe(stricter.refusal === '');
      }),
      { numRuns: 2000 },
    );
  });

  it('knows where every value and key begins', () => {
    const text = '{\n  "a": [10, {"b": true}],\n  "c": null\n}';
    const parsed = parseJson(text);
    expect(parsed.offsetOf(['a', 1, 'b'])).toBe(text.indexOf('true'));
    expect(parsed.keyOffsetOf(['a', 1], 'b')).toBe(text.indexOf('"b"'));
    expect(parsed.offsetOf(['a', 7, 'x'])).toBe(text.indexOf('[10'));
    expect(parsed.offsetOf([])).toBe(0);
  });

  it('points at the first character that is wrong', () => {
    expect(offsetOfError('{"a": 1,}')).toBe(8);
    expect(offsetOfError('[1 2]')).toBe(3);
    expect(offsetOfError('{"a" 1}')).toBe(5);
    expect(offsetOfError('"ab')).toBe(3);
    expect(offsetOfError('1 x')).toBe(2);
    expect(offsetOfError('[1e999]')).toBe(1);
    expect(offsetOfError('[')).toBe(1);
    expect(offsetOfError('['.repeat(5000))).toBe(101);
  });

  it('keeps __proto__ as a key like any other', () => {
    const { value } = parseJson('{"__proto__": {"x": 1}}');
    expect(Object.keys(value as object)).toEqual(['__proto__']);
    expect((value as { x?: number }).x).toBeUndefined();
  });
});
