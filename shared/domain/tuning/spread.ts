import type { TakingPart } from '../assess/takingPart.ts';

/** Where the areas stand. */
export interface Standing {
  readonly scores: Float64Array;
  readonly ranks: Int32Array;
  readonly order: Uint32Array;
  readonly ranked: number;
}

/** Room for what was worked out for some areas, among all of them. */
export interface Spread {
  readonly taking: TakingPart;
  /** Per area of all, its place among those that take part; -1 = none. */
  readonly placeOf: Int32Array;
  readonly scores: Float64Array;
  readonly ranks: Int32Array;
  readonly order: Uint32Array;
}

/** The same room as long as the same areas take part. Areas that take no part have no score and no rank. */
export function spreadFor(kept: Spread | null, taking: TakingPart, all: number): Spread {
  if (kept?.taking === taking) return kept;
  const placeOf = new Int32Array(all).fill(-1);
  taking.positions.forEach((area, i) => {
    placeOf[area] = i;
  });
  return {
    taking,
    placeOf,
    scores: new Float64Array(all).fill(Number.NaN),
    ranks: new Int32Array(all),
    order: new Uint32Array(all),
  };
}

/** Puts scores, ranks and order where the areas stand among all; allocates nothing. */
export function spreadOut(from: Standing, { positions }: TakingPart, room: Spread): Omit<Standing, 'ranked'> {
  const { scores, ranks, order } = room;
  for (let i = 0; i < positions.length; i += 1) {
    const area = positions[i] as number;
    scores[area] = from.scores[i] as number;
    ranks[area] = from.ranks[i] as number;
  }
  for (let place = 0; place < from.ranked; place += 1) order[place] = positions[from.order[place] as number] as number;
  return room;
}
