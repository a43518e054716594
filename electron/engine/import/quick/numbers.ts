import { MISSING_INTEGER } from '../../store/columns.ts';
import { type Code, f64, i32, sequence, v128, when } from '../../../../shared/webassembly/code.ts';
import { defined, type FunctionCode } from '../../../../shared/webassembly/module.ts';
import { COLUMN_PARAMETERS, COLUMN_VARIABLES, eachField, leaveRow } from './columns.ts';
import { DIVISORS, LAST_BYTES, VECTOR, WITHOUT_SIGN } from './tables.ts';

const MINUS = 0x2d;
const ZERO = 0x30;
/** As many digits are exact in a 64-bit number, so that dividing by a power of ten rounds once (Clinger 1990). */
const MOST_DIGITS = 15;

const repeated = (pattern: readonly number[]): readonly number[] =>
  Array.from({ length: VECTOR }, (_, i) => pattern[i % pattern.length] ?? 0);

/**
 * Reads a column of numbers, each from the sixteen bytes that end with it: an optional minus and up to 15 digits, with
 * `decimals` one decimal sign among them. Takes those from `lowest` to `highest` and leaves every other field. The
 * digits are added up in pairs, then the pairs, then the fours.
 */
function numbersCode(name: string, whole: boolean, decimals: boolean): FunctionCode {
  return defined(
    name,
    {
      ...COLUMN_PARAMETERS,
      lowest: 'f64',
      highest: 'f64',
      /** The decimal sign, less the sign of zero. */
      sign: 'i32',
    },
    {
      ...COLUMN_VARIABLES,
      minus: 'i32',
      place: 'i32',
      signs: 'i32',
      bytes: 'v128',
      decimalSign: 'v128',
      zeros: 'v128',
      value: 'f64',
    },
    (the) => {
      const lengthTimes = (size: number): Code => i32.mul(the.length.get, i32.const(size));
      const load = sequence(
        the.minus.set(i32.eq(i32.load8([the.from.get]), i32.const(MINUS))),
        // The sixteen bytes end where the field ends, whatever stands before it.
        the.bytes.set(
          v128.sub8(v128.load([i32.sub(i32.add(the.from.get, the.length.get), i32.const(VECTOR))]), the.zeros.get),
        ),
        the.length.set(i32.sub(the.length.get, the.minus.get)),
      );
      const keepOwn = the.bytes.set(v128.and(the.bytes.get, v128.load([lengthTimes(VECTOR)], LAST_BYTES)));
      const takeSignOut = sequence(
        the.signs.set(v128.bits8(v128.equal8(the.bytes.get, the.decimalSign.get))),
        the.length.set(i32.sub(the.length.get, i32.ne(the.signs.get, i32.const(0)))),
        // The bit beyond the last place stands for no sign.
        the.place.set(i32.countTrailingZeros(i32.or(the.signs.get, i32.const(1 << VECTOR)))),
        the.bytes.set(
          v128.swizzle(the.bytes.get, v128.load([i32.mul(the.place.get, i32.const(VECTOR))], WITHOUT_SIGN)),
        ),
      );
      const notAllDigits = i32.or(
        i32.greaterUnsigned(i32.sub(the.length.get, i32.const(1)), i32.const(MOST_DIGITS - 1)),
        v128.anyTrue(v128.greaterUnsigned8(the.bytes.get, v128.const(repeated([9])))),
      );
      const pairs = v128.add16(
        v128.mul16(v128.and(the.bytes.get, v128.const(repeated([0xff, 0]))), v128.const(repeated([10, 0]))),
        v128.shr16(the.bytes.get, i32.const(8)),
      );
      const fours = v128.dot16(pairs, v128.const(repeated([100, 0, 1, 0])));
      const addUp = sequence(
        the.bytes.set(fours),
        the.bytes.set(
          v128.dot16(v128.narrow32(the.bytes.get, the.bytes.get), v128.const(repeated([0x10, 0x27, 1, 0]))),
        ),
        the.value.set(
          f64.add(
            f64.mul(f64.fromI32(v128.i32At(the.bytes.get, 0)), f64.const(1e8)),
            f64.fromI32(v128.i32At(the.bytes.get, 1)),
          ),
        ),
        ...(decimals
          ? [the.value.set(f64.div(the.value.get, f64.load([i32.mul(the.place.get, i32.const(8))], DIVISORS)))]
          : []),
        // 0 less a number, so that there is no -0.
        the.value.set(f64.select(f64.sub(f64.const(0), the.value.get), the.value.get, the.minus.get)),
      );
      const store = (value: Code): Code => (whole ? i32.store : f64.store)([the.out.get, value]);
      const read = sequence(
        keepOwn,
        ...(decimals ? [takeSignOut] : []),
        when(
          notAllDigits,
          leaveRow(the),
          sequence(
            addUp,
            when(
              i32.and(f64.atLeast(the.value.get, the.lowest.get), f64.atMost(the.value.get, the.highest.get)),
              store(whole ? i32.fromF64(the.value.get) : the.value.get),
              leaveRow(the),
            ),
          ),
        ),
      );
      const missing = whole ? i32.const(MISSING_INTEGER) : f64.const(Number.NaN);
      return sequence(
        the.zeros.set(v128.splat8(i32.const(ZERO))),
        the.decimalSign.set(v128.splat8(the.sign.get)),
        eachField(
          the,
          whole ? 4 : 8,
          when(
            the.length.get,
            sequence(load, when(i32.greaterUnsigned(the.length.get, i32.const(VECTOR)), leaveRow(the), read)),
            when(the.mayBeEmpty.get, store(missing), leaveRow(the)),
          ),
        ),
      );
    },
  );
}

export const INTEGERS = numbersCode('integers', true, false);
export const KEYS = numbersCode('keys', false, false);
export const DECIMALS = numbersCode('decimals', false, true);
