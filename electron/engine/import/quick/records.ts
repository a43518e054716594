import { type Code, i32, i64, leave, repeat, sequence, v128, when } from '../../../../shared/webassembly/code.ts';
import { defined, type Local } from '../../../../shared/webassembly/module.ts';

const RETURN = 0x0d;
const FEED = 0x0a;
const BLOCK = 64;
const WORD = 4;

/**
 * Finds the fields of records without quotes that have just the right number of fields, 64 bytes at a time: a bit for every
 * delimiter and line end, and then only the bits are gone through. Gives the number of whole records, writes where the fields begin
 * and end, and beside `from` where the first record begins that it leaves to somebody else: one with a quote, of another
 * number of fields, blank, longer than `longest`, not ended.
 */
export const recordsCode = defined(
  'records',
  {
    base: 'i32',
    /** Address of where to begin, counted from the base; where the first record that is left begins is written there. */
    from: 'i32',
    length: 'i32',
    columns: 'i32',
    delimiter: 'i32',
    newline: 'i32',
    quote: 'i32',
    starts: 'i32',
    ends: 'i32',
    most: 'i32',
    longest: 'i32',
  },
  {
    begin: 'i32',
    block: 'i32',
    at: 'i32',
    here: 'i32',
    fieldOffset: 'i32',
    lastOffset: 'i32',
    rows: 'i32',
    signs: 'i64',
    quotes: 'i64',
    feeds: 'i32',
    delimiters: 'v128',
    newlines: 'v128',
    quoteSigns: 'v128',
    bytes: 'v128',
  },
  (the) => {
    const add = (local: Local, value: Code): Code => local.set(i32.add(local.get, value));
    const part = (number: number): Code => {
      const shift = (bits: Code): Code => i64.shl(i64.fromI32(bits), i64.const(BigInt(16 * number)));
      return sequence(
        the.bytes.set(v128.load([the.here.get], 16 * number)),
        the.signs.set(
          i64.or(
            the.signs.get,
            shift(
              v128.bits8(
                v128.or(v128.equal8(the.bytes.get, the.delimiters.get), v128.equal8(the.bytes.get, the.newlines.get)),
              ),
            ),
          ),
        ),
        the.quotes.set(i64.or(the.quotes.get, shift(v128.bits8(v128.equal8(the.bytes.get, the.quoteSigns.get))))),
      );
    };
    const finished = sequence(i32.store([the.from.get, the.begin.get]), leave(the.rows.get));
    const isLineEnd = i32.eq(i32.load8([i32.add(the.base.get, the.at.get)]), the.newline.get);
    const isLast = i32.eq(the.fieldOffset.get, the.lastOffset.get);
    const before = i32.sub(the.at.get, i32.const(1));
    const endAddress = i32.add(the.ends.get, the.fieldOffset.get);
    const closeRecord = sequence(
      when(
        i32.or(i32.eq(the.at.get, the.begin.get), i32.lessThan(the.longest.get, i32.sub(the.at.get, the.begin.get))),
        finished,
      ),
      // A carriage return before the line feed belongs to the line end.
      when(
        i32.and(
          the.feeds.get,
          i32.and(
            i32.lessThan(i32.load([i32.add(the.starts.get, the.fieldOffset.get)]), the.at.get),
            i32.eq(i32.load8([i32.add(the.base.get, before)]), i32.const(RETURN)),
          ),
        ),
        i32.store([endAddress, before]),
      ),
      the.begin.set(i32.add(the.at.get, i32.const(1))),
      add(the.rows, i32.const(1)),
      add(the.lastOffset, i32.mul(the.columns.get, i32.const(WORD))),
      // Where the next record begins, if it is still for this call.
      i32.store([i32.add(the.starts.get, the.fieldOffset.get), the.begin.get], WORD),
      when(i32.eq(the.rows.get, the.most.get), finished),
    );
    const nextSign = sequence(
      the.at.set(i32.add(the.block.get, i32.fromI64(i64.countTrailingZeros(the.signs.get)))),
      the.signs.set(i64.and(the.signs.get, i64.sub(the.signs.get, i64.const(1n)))),
      i32.store([endAddress, the.at.get]),
      when(
        isLineEnd,
        when(isLast, closeRecord, finished),
        sequence(
          when(isLast, finished),
          i32.store([i32.add(the.starts.get, the.fieldOffset.get), i32.add(the.at.get, i32.const(1))], WORD),
        ),
      ),
      add(the.fieldOffset, i32.const(WORD)),
    );
    const below = (bit: Code): Code => i64.sub(bit, i64.const(1n));
    return sequence(
      the.begin.set(i32.load([the.from.get])),
      the.block.set(the.begin.get),
      the.lastOffset.set(i32.mul(i32.sub(the.columns.get, i32.const(1)), i32.const(WORD))),
      the.feeds.set(i32.eq(the.newline.get, i32.const(FEED))),
      the.delimiters.set(v128.splat8(the.delimiter.get)),
      the.newlines.set(v128.splat8(the.newline.get)),
      the.quoteSigns.set(v128.splat8(the.quote.get)),
      i32.store([the.starts.get, the.begin.get]),
      repeat(
        i32.lessThan(the.block.get, the.length.get),
        sequence(
          the.here.set(i32.add(the.base.get, the.block.get)),
          the.signs.set(i64.const(0n)),
          the.quotes.set(i64.const(0n)),
          ...[0, 1, 2, 3].map(part),
          // What lies beyond the end is not of this text.
          when(
            i32.lessThan(i32.sub(the.length.get, the.block.get), i32.const(BLOCK)),
            the.signs.set(
              i64.and(
                the.signs.get,
                below(i64.shl(i64.const(1n), i64.fromI32(i32.sub(the.length.get, the.block.get)))),
              ),
            ),
          ),
          // Nor is anything from the first quote on for this loop.
          when(
            i64.ne(the.quotes.get, i64.const(0n)),
            the.signs.set(
              i64.and(the.signs.get, below(i64.and(the.quotes.get, i64.sub(i64.const(0n), the.quotes.get)))),
            ),
          ),
          repeat(i64.ne(the.signs.get, i64.const(0n)), nextSign),
          when(i64.ne(the.quotes.get, i64.const(0n)), finished),
          add(the.block, i32.const(BLOCK)),
        ),
      ),
      finished,
      i32.const(0),
    );
  },
);
