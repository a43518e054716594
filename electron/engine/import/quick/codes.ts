import { type Code, i32, i64, repeat, sequence, v128, when } from '../../../../shared/webassembly/code.ts';
import { defined, type Local } from '../../../../shared/webassembly/module.ts';
import { COLUMN_PARAMETERS, COLUMN_VARIABLES, eachField, leaveRow } from './columns.ts';
import { FIRST_BYTES, VECTOR } from './tables.ts';

/*
 * A table of the texts of a column that have a code: a slot of 32 bytes for each, the text as two numbers of 64 bits filled
 * up with zeros, then its code. A zero byte is in no text, so that a slot whose first number is 0 is free. Linear probing.
 */
export const SLOT = 32;
export const CODE_IN_SLOT = VECTOR;
const SLOT_BITS = 5;
const HALF = 8;

/*
 * The hash, once for who fills the table and once for who looks. The upper half is folded into the lower one, since a product
 * carries upwards only and codes of areas differ in their last signs.
 */
const MIX = 0x9e37_79b9_7f4a_7c15n;
const MIX_SECOND = 0xc2b2_ae3d_27d4_eb4fn;
const HALF_BITS = 32n;
const SHIFT = 40n;

export function hashOf(first: bigint, second: bigint): number {
  const both = first ^ BigInt.asUintN(64, second * MIX_SECOND);
  return Number(BigInt.asUintN(64, (both ^ (both >> HALF_BITS)) * MIX) >> SHIFT);
}

const hashCode = ({ first, second, both }: Readonly<Record<'first' | 'second' | 'both', Local>>, into: Local): Code =>
  sequence(
    both.set(i64.xor(first.get, i64.mul(second.get, i64.const(MIX_SECOND)))),
    both.set(i64.mul(i64.xor(both.get, i64.shr(both.get, i64.const(HALF_BITS))), i64.const(MIX))),
    into.set(i32.fromI64(i64.shr(both.get, i64.const(SHIFT)))),
  );

/** Reads a column of codes by its table; leaves what is not in it, and texts of more than sixteen bytes. */
export const codesCode = defined(
  'codes',
  {
    ...COLUMN_PARAMETERS,
    table: 'i32',
    /** Slots less one; a power of two less one. */
    mask: 'i32',
  },
  {
    ...COLUMN_VARIABLES,
    first: 'i64',
    second: 'i64',
    both: 'i64',
    slot: 'i32',
    address: 'i32',
    bytes: 'v128',
  },
  (the) => {
    const goToSlot = the.address.set(
      i32.add(the.table.get, i32.shl(i32.and(the.slot.get, the.mask.get), i32.const(SLOT_BITS))),
    );
    const isOther = i32.or(
      i64.ne(i64.load([the.address.get]), the.first.get),
      i64.ne(i64.load([the.address.get], HALF), the.second.get),
    );
    const isTaken = i64.ne(i64.load([the.address.get]), i64.const(0n));
    const look = sequence(
      the.bytes.set(
        v128.and(v128.load([the.from.get]), v128.load([i32.mul(the.length.get, i32.const(VECTOR))], FIRST_BYTES)),
      ),
      the.first.set(v128.i64At(the.bytes.get, 0)),
      the.second.set(v128.i64At(the.bytes.get, 1)),
      hashCode(the, the.slot),
      goToSlot,
      repeat(i32.and(isOther, isTaken), sequence(the.slot.set(i32.add(the.slot.get, i32.const(1))), goToSlot)),
      when(isTaken, i32.store([the.out.get, i32.load([the.address.get], CODE_IN_SLOT)]), leaveRow(the)),
    );
    return eachField(
      the,
      4,
      when(
        the.length.get,
        when(i32.greaterUnsigned(the.length.get, i32.const(VECTOR)), leaveRow(the), look),
        when(the.mayBeEmpty.get, i32.store([the.out.get, i32.const(0)]), leaveRow(the)),
      ),
    );
  },
);
