import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  detectEncoding,
  type Encoding,
  invalidUtf8At,
  transcoder,
  wholeUtf8End,
} from '../../../../../electron/engine/delimited/encoding.ts';

/** Runs a transcoder over blocks of `size` bytes. */
function transcode(encoding: Encoding, source: Uint8Array, size: number): string {
  const turn = transcoder(encoding);
  const parts: Uint8Array[] = [];
  for (let at = 0; at < source.length; at += size) {
    const result = turn(source.subarray(at, at + size), at + size >= source.length);
    if (!('bytes' in result)) throw new Error('invalid');
    parts.push(Buffer.from(result.bytes));
  }
  return Buffer.concat(parts).toString('utf8');
}

describe('encodings', () => {
  it('tells UTF-8, UTF-16 and Windows-1252 apart', () => {
    expect(detectEncoding(Buffer.from('Kön;Ålder\n'), true)).toEqual({ encoding: 'utf-8', mark: 0 });
    expect(detectEncoding(Buffer.from('\uFEFFa;b\n'), true)).toEqual({ encoding: 'utf-8', mark: 3 });
    expect(detectEncoding(Buffer.from('Kön;Ålder\n', 'latin1'), true)).toEqual({ encoding: 'windows-1252', mark: 0 });
    expect(detectEncoding(Buffer.from('\uFEFFa;b\n', 'utf16le'), true)).toEqual({ encoding: 'utf-16le', mark: 2 });
    expect(detectEncoding(Buffer.from('alfa;beta\n', 'utf16le'), true)).toEqual({ encoding: 'utf-16le', mark: 0 });
    expect(detectEncoding(Buffer.from('alfa;beta\n', 'utf16le').swap16(), true)).toEqual({
      encoding: 'utf-16be',
      mark: 0,
    });
    // A sample that is cut in the middle of a letter is still UTF-8.
    expect(detectEncoding(Buffer.from('Ålder å').subarray(0, -1), false).encoding).toBe('utf-8');
  });

  it('reads the upper half of Windows-1252 as the standard has it', () => {
    // Table of the WHATWG encoding standard, index windows-1252, bytes 80, 85, 92, 96, C5, E5, FF.
    expect(transcode('windows-1252', Buffer.from([0x80, 0x85, 0x92, 0x96, 0xc5, 0xe5, 0xff]), 3)).toBe('€…’–Ååÿ');
    expect(transcoder('windows-1252')(Buffer.from([0x41, 0x81]), true)).toEqual({ invalidAt: 1 });
  });

  it('reads UTF-16 wherever the blocks are cut, and refuses lone surrogates', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 30 }), fc.integer({ min: 1, max: 9 }), (text, size) => {
        fc.pre(text.isWellFormed());
        const source = Buffer.from(text, 'utf16le');
        expect(transcode('utf-16le', source, size)).toBe(text);
        expect(transcode('utf-16be', Buffer.from(source).swap16(), size)).toBe(text);
      }),
    );
    expect(transcoder('utf-16le')(Buffer.from('ab\uD800c', 'utf16le'), true)).toEqual({ invalidAt: 4 });
    expect(transcoder('utf-16le')(Buffer.from([0x61, 0x00, 0x62]), true)).toEqual({ invalidAt: 2 });
  });

  it('finds the first byte that is not UTF-8', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (before, after) => {
        fc.pre(before.isWellFormed() && after.isWellFormed());
        const head = Buffer.from(before);
        expect(invalidUtf8At(Buffer.concat([head, Buffer.from([0xe5]), Buffer.from(`;${after}`)]))).toBe(head.length);
        expect(invalidUtf8At(Buffer.from(before + after))).toBe(-1);
        expect(wholeUtf8End(head)).toBe(head.length);
      }),
    );
  });
});
