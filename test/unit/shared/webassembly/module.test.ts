import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Code, i32, repeat, sequence, signed, unsigned } from '../../../../shared/webassembly/code.ts';
import { defined, moduleBytes } from '../../../../shared/webassembly/module.ts';

const hex = (code: Code): string => code.map((byte) => byte.toString(16).padStart(2, '0')).join(' ');

describe('whole numbers in LEB128', () => {
  it('are written as the examples of DWARF 5, appendix C, are', () => {
    expect([2, 127, 128, 129, 12_857].map((one) => hex(unsigned(one)))).toEqual([
      '02',
      '7f',
      '80 01',
      '81 01',
      'b9 64',
    ]);
    expect([2n, -2n, 127n, -127n, 128n, -128n, 129n, -129n].map((one) => hex(signed(one)))).toEqual([
      '02',
      '7e',
      'ff 00',
      '81 7f',
      '80 01',
      '80 7f',
      '81 01',
      'ff 7e',
    ]);
  });
});

describe('a module', () => {
  it('computes: the greatest common divisor by subtraction', () => {
    const gcd = defined('gcd', { a: 'i32', b: 'i32' }, {}, ({ a, b }) =>
      sequence(
        repeat(
          i32.ne(a.get, b.get),
          sequence(
            // Takes the smaller from the larger one.
            a.set(i32.sub(a.get, i32.mul(b.get, i32.lessThan(b.get, a.get)))),
            b.set(i32.sub(b.get, i32.mul(a.get, i32.lessThan(a.get, b.get)))),
          ),
        ),
        a.get,
      ),
    );
    const module = new WebAssembly.Module(moduleBytes([gcd]));
    const memory = new WebAssembly.Memory({ initial: 1 });
    const { exports } = new WebAssembly.Instance(module, { memory: { it: memory } });
    const call = exports['gcd'] as (a: number, b: number) => number;
    const model = (a: number, b: number): number => (b === 0 ? a : model(b, a % b));
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), fc.integer({ min: 1, max: 500 }), (a, b) => {
        expect(call(a, b)).toBe(model(a, b));
      }),
    );
  });
});
