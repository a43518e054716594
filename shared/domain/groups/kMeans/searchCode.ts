import { type Code, f64, f64x2, i32, repeat, sequence, v128, when, leave } from '../../../webassembly/code.ts';
import { defined, type FunctionCode, type Local } from '../../../webassembly/module.ts';
import { squaresCode } from '../rowDistances.ts';
import { LEAST_GAIN } from './search.ts';

/* The searches of `search.ts` in WebAssembly, two coordinates at a time. All places are addresses. */

const NUMBER = 8;
const VECTOR = 2 * NUMBER;
const INTEGER = 4;
const NOTHING = v128.const(Array.from({ length: VECTOR }, () => 0));

const forward = (place: Local, step: number): Code => place.set(i32.add(place.get, i32.const(step)));
/** The address of a number in a list. */
const numberAt = (list: Local, index: Local): Code => i32.add(list.get, i32.shl(index.get, i32.const(3)));
const integerAt = (list: Local, index: Local): Code => i32.add(list.get, i32.shl(index.get, i32.const(2)));

const DISTANCE = { centre: 'i32', first: 'v128', second: 'v128', gap: 'v128' } as const;
type Distance = Readonly<Record<keyof typeof DISTANCE, Local>>;

/** Squared distance between the row at `row` and that of a centre, summed as `squaredDistance` does, without a loop for so many coordinates. */
const squareFor =
  (width: number) =>
  (result: Local, the: Distance & { row: Local; centres: Local }, of: Local): Code => {
    const addSquare = (sum: Local, offset: number): Code =>
      sequence(
        the.gap.set(f64x2.sub(v128.load([the.row.get], offset), v128.load([the.centre.get], offset))),
        sum.set(f64x2.add(sum.get, f64x2.mul(the.gap.get, the.gap.get))),
      );
    return sequence(
      the.centre.set(i32.add(the.centres.get, i32.mul(of.get, i32.const(width * NUMBER)))),
      the.first.set(NOTHING),
      the.second.set(NOTHING),
      ...Array.from({ length: width / 4 }, (_none, four) =>
        sequence(addSquare(the.first, 2 * four * VECTOR), addSquare(the.second, (2 * four + 1) * VECTOR)),
      ),
      result.set(
        f64.add(
          f64.add(f64x2.at(the.first.get, 0), f64x2.at(the.first.get, 1)),
          f64.add(f64x2.at(the.second.get, 0), f64x2.at(the.second.get, 1)),
        ),
      ),
    );
  };

const assignCode = (width: number): FunctionCode =>
  defined(
    'assign',
    {
      row: 'i32',
      n: 'i32',
      label: 'i32',
      upper: 'i32',
      reach: 'i32',
      lower: 'i32',
      centres: 'i32',
      k: 'i32',
      bounds: 'i32',
      path: 'i32',
      moved: 'i32',
      drift: 'f64',
    },
    {
      ...DISTANCE,
      i: 'i32',
      own: 'i32',
      group: 'i32',
      c: 'i32',
      known: 'i32',
      count: 'i32',
      least: 'f64',
      away: 'f64',
      low: 'f64',
      before: 'f64',
      lows: 'v128',
      limit: 'v128',
      others: 'v128',
    },
    (the) => {
      const squareInto = squareFor(width);
      const pathOf = (centre: Local): Code => f64.load([numberAt(the.path, centre)]);
      const limited = the.limit.set(f64x2.twice(the.least.get));
      const measureOwn = sequence(
        squareInto(the.away, the, the.own),
        the.away.set(f64.sqrt(the.away.get)),
        the.least.set(the.away.get),
        f64.store([the.upper.get, f64.sub(the.away.get, pathOf(the.own))]),
      );
      const measureOther = (lane: number): Code =>
        sequence(
          squareInto(the.low, the, the.c),
          the.low.set(f64.sqrt(the.low.get)),
          f64.store([the.known.get, f64.add(the.low.get, pathOf(the.c))], lane * NUMBER),
          when(
            f64.lessThan(the.low.get, the.least.get),
            sequence(
              the.before.set(the.least.get),
              the.least.set(the.low.get),
              the.low.set(the.before.get),
              the.group.set(the.c.get),
            ),
          ),
          the.lows.set(f64x2.replaced(the.lows.get, lane, the.low.get)),
        );
      const lookAtOne = (lane: number): Code =>
        when(f64.lessThan(f64x2.at(the.lows.get, lane), the.least.get), measureOther(lane));
      const othersMayBeNearer = f64.lessThan(f64.sub(f64.load([the.reach.get]), the.drift.get), the.least.get);
      const lookAtAll = sequence(
        the.group.set(the.own.get),
        the.others.set(f64x2.twice(f64.const(Infinity))),
        limited,
        the.c.set(i32.const(0)),
        the.known.set(the.lower.get),
        repeat(
          i32.lessUnsigned(the.c.get, the.k.get),
          sequence(
            the.lows.set(f64x2.sub(v128.load([the.known.get]), v128.load([numberAt(the.path, the.c)]))),
            when(
              v128.anyTrue(f64x2.lessThan(the.lows.get, the.limit.get)),
              sequence(lookAtOne(0), forward(the.c, 1), lookAtOne(1), forward(the.c, -1), limited),
            ),
            the.others.set(f64x2.lesser(the.others.get, the.lows.get)),
            forward(the.c, 2),
            forward(the.known, VECTOR),
          ),
        ),
        f64.store([
          the.reach.get,
          f64.add(f64.min(f64x2.at(the.others.get, 0), f64x2.at(the.others.get, 1)), the.drift.get),
        ]),
        when(
          i32.ne(the.group.get, the.own.get),
          sequence(
            f64.store([the.upper.get, f64.sub(the.least.get, pathOf(the.group))]),
            f64.store([numberAt(the.lower, the.own), f64.add(the.away.get, pathOf(the.own))]),
            f64.store([numberAt(the.lower, the.group), f64.const(Infinity)]),
            i32.store([the.label.get, the.group.get]),
            i32.store([the.moved.get, the.i.get]),
            i32.store([the.moved.get, the.own.get], INTEGER),
            forward(the.moved, 2 * INTEGER),
            forward(the.count, 1),
          ),
        ),
      );
      return sequence(
        repeat(
          i32.lessUnsigned(the.i.get, the.n.get),
          sequence(
            the.own.set(i32.load([the.label.get])),
            the.least.set(f64.add(f64.load([the.upper.get]), pathOf(the.own))),
            when(othersMayBeNearer, sequence(measureOwn, when(othersMayBeNearer, lookAtAll))),
            forward(the.i, 1),
            forward(the.label, INTEGER),
            forward(the.upper, NUMBER),
            forward(the.reach, NUMBER),
            the.lower.set(i32.add(the.lower.get, the.bounds.get)),
            forward(the.row, width * NUMBER),
          ),
        ),
        the.count.get,
      );
    },
  );

const nextMoveCode = (width: number): FunctionCode =>
  defined(
    'nextMove',
    {
      rows: 'i32',
      i: 'i32',
      n: 'i32',
      labels: 'i32',
      uppers: 'i32',
      reaches: 'i32',
      lowers: 'i32',
      centres: 'i32',
      k: 'i32',
      bounds: 'i32',
      path: 'i32',
      costs: 'i32',
      saves: 'i32',
      found: 'i32',
      foundAway: 'i32',
      drift: 'f64',
      leastCost: 'f64',
    },
    {
      ...DISTANCE,
      row: 'i32',
      lower: 'i32',
      own: 'i32',
      group: 'i32',
      c: 'i32',
      known: 'i32',
      save: 'f64',
      away: 'f64',
      cheapest: 'f64',
      far: 'f64',
      low: 'f64',
      cost: 'f64',
      square: 'f64',
      lows: 'v128',
      limit: 'v128',
      others: 'v128',
    },
    (the) => {
      const squareInto = squareFor(width);
      const pathOf = (centre: Local): Code => f64.load([numberAt(the.path, centre)]);
      /** Whether a bound leaves no room for a move to be worth it. */
      const tooFar = (bound: Local, cost: Local): Code =>
        i32.and(
          f64.greaterThan(bound.get, f64.const(0)),
          f64.atLeast(f64.mul(cost.get, f64.mul(bound.get, bound.get)), the.cheapest.get),
        );
      const measureOwn = sequence(
        squareInto(the.square, the, the.own),
        the.away.set(f64.sqrt(the.square.get)),
        f64.store([numberAt(the.uppers, the.i), f64.sub(the.away.get, pathOf(the.own))]),
        the.cheapest.set(f64.mul(f64.mul(the.save.get, the.square.get), f64.const(1 - LEAST_GAIN))),
      );
      const limited = the.limit.set(f64x2.twice(the.cheapest.get));
      const measureOther = (lane: number): Code =>
        sequence(
          squareInto(the.square, the, the.c),
          the.low.set(f64.sqrt(the.square.get)),
          f64.store([the.known.get, f64.add(the.low.get, pathOf(the.c))], lane * NUMBER),
          the.lows.set(f64x2.replaced(the.lows.get, lane, the.low.get)),
          when(
            f64.lessThan(f64.mul(the.square.get, the.cost.get), the.cheapest.get),
            sequence(the.cheapest.set(f64.mul(the.square.get, the.cost.get)), the.group.set(the.c.get)),
          ),
        );
      const lookAtOne = (lane: number): Code =>
        sequence(
          the.low.set(f64x2.at(the.lows.get, lane)),
          the.cost.set(f64.load([numberAt(the.costs, the.c)])),
          when(i32.eqz(tooFar(the.low, the.cost)), measureOther(lane)),
        );
      const bothTooFar = v128.and(
        f64x2.greaterThan(the.lows.get, NOTHING),
        f64x2.atLeast(
          f64x2.mul(v128.load([numberAt(the.costs, the.c)]), f64x2.mul(the.lows.get, the.lows.get)),
          the.limit.get,
        ),
      );
      const lookAtAll = sequence(
        the.group.set(the.own.get),
        the.others.set(f64x2.twice(f64.const(Infinity))),
        limited,
        the.c.set(i32.const(0)),
        the.known.set(the.lower.get),
        repeat(
          i32.lessUnsigned(the.c.get, the.k.get),
          sequence(
            the.lows.set(f64x2.sub(v128.load([the.known.get]), v128.load([numberAt(the.path, the.c)]))),
            when(
              v128.anyTrue(v128.not(bothTooFar)),
              sequence(lookAtOne(0), forward(the.c, 1), lookAtOne(1), forward(the.c, -1), limited),
            ),
            the.others.set(f64x2.lesser(the.others.get, the.lows.get)),
            forward(the.c, 2),
            forward(the.known, VECTOR),
          ),
        ),
        f64.store([
          numberAt(the.reaches, the.i),
          f64.add(f64.min(f64x2.at(the.others.get, 0), f64x2.at(the.others.get, 1)), the.drift.get),
        ]),
        when(
          i32.ne(the.group.get, the.own.get),
          sequence(
            i32.store([the.found.get, the.group.get]),
            f64.store([the.foundAway.get, the.away.get]),
            leave(the.i.get),
          ),
        ),
      );
      return sequence(
        the.row.set(i32.add(the.rows.get, i32.mul(the.i.get, i32.const(width * NUMBER)))),
        the.lower.set(i32.add(the.lowers.get, i32.mul(the.i.get, the.bounds.get))),
        repeat(
          i32.lessUnsigned(the.i.get, the.n.get),
          sequence(
            the.own.set(i32.load([integerAt(the.labels, the.i)])),
            the.save.set(f64.load([numberAt(the.saves, the.own)])),
            the.away.set(f64.add(f64.load([numberAt(the.uppers, the.i)]), pathOf(the.own))),
            the.cheapest.set(f64.mul(the.save.get, f64.mul(the.away.get, the.away.get))),
            the.far.set(f64.sub(f64.load([numberAt(the.reaches, the.i)]), the.drift.get)),
            when(
              i32.eqz(tooFar(the.far, the.leastCost)),
              sequence(measureOwn, when(i32.eqz(tooFar(the.far, the.leastCost)), lookAtAll)),
            ),
            forward(the.i, 1),
            forward(the.row, width * NUMBER),
            the.lower.set(i32.add(the.lower.get, the.bounds.get)),
          ),
        ),
        the.n.get,
      );
    },
  );

const made = new Map<number, readonly FunctionCode[]>();

/** Distances from a row to all, and both searches, for rows of this width; the same list each time. */
export function searchCodes(width: number): readonly FunctionCode[] {
  const codes = made.get(width) ?? [squaresCode, assignCode(width), nextMoveCode(width)];
  made.set(width, codes);
  return codes;
}
