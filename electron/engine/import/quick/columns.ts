import { type Code, i32, repeat, sequence } from '../../../../shared/webassembly/code.ts';
import type { Local } from '../../../../shared/webassembly/module.ts';

/*
 * The loop over the fields of one column that the quick ways of numbers and codes share. A field that is not for the quick
 * way is left: its row is noted, and the number of such rows is what a column's function gives.
 */

const WORD = 4;

export const COLUMN_PARAMETERS = {
  base: 'i32',
  /** Addresses of where the column's first field begins and ends. */
  start: 'i32',
  end: 'i32',
  /** From a field of the column to the next one. */
  stride: 'i32',
  /** The first row, and the one after the last. */
  row: 'i32',
  rows: 'i32',
  out: 'i32',
  left: 'i32',
  /** 1 where a field may be empty. */
  mayBeEmpty: 'i32',
} as const;

export const COLUMN_VARIABLES = { from: 'i32', length: 'i32', leftCount: 'i32' } as const;

export type ColumnLocals = Readonly<Record<keyof typeof COLUMN_PARAMETERS | keyof typeof COLUMN_VARIABLES, Local>>;

const increase = (local: Local, by: Code): Code => local.set(i32.add(local.get, by));

/** Leaves the present row to somebody else. */
export const leaveRow = ({ left, leftCount, row }: ColumnLocals): Code =>
  sequence(
    i32.store([i32.add(left.get, i32.mul(leftCount.get, i32.const(WORD))), row.get]),
    increase(leftCount, i32.const(1)),
  );

/** `field` finds the address of the field's first byte in `from`, and its length; `size`: bytes of a value. */
export const eachField = (the: ColumnLocals, size: number, field: Code): Code =>
  sequence(
    repeat(
      i32.lessThan(the.row.get, the.rows.get),
      sequence(
        the.from.set(i32.load([the.start.get])),
        the.length.set(i32.sub(i32.load([the.end.get]), the.from.get)),
        increase(the.from, the.base.get),
        field,
        increase(the.start, the.stride.get),
        increase(the.end, the.stride.get),
        increase(the.out, i32.const(size)),
        increase(the.row, i32.const(1)),
      ),
    ),
    the.leftCount.get,
  );
