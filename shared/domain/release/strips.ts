import type { Common, JointAreas, JointFault, JointTable } from './jointTable.ts';
import type { Difference } from './links.ts';
import { cellAt, type Merged, type Sum } from './merged.ts';
import { countsOfStrips, type Overlay, type SharedSet } from './overlay.ts';

/*
 * Where ground has moved between areas that were neither only split nor only merged, an area of one division is a sum of strips, and so
 * is one of the other: a strip is what the two have in common. A table over each, of the same counts, then tells of the strips
 * what each area's sum says, and nobody publishes a strip itself.
 */

interface Found {
  readonly sums: Sum[];
  readonly strips: Difference[];
  readonly faults: JointFault[];
}

interface Sides {
  readonly one: JointTable;
  readonly other: JointTable;
  readonly t: number;
  readonly u: number;
  readonly common: Common;
}

const placesOf = ({ codes }: JointAreas): ReadonlyMap<string, number> => new Map(codes.map((code, i) => [code, i]));

/** Columns of two tables that are the same count wherever both have an area. */
function* sameColumns(merged: Merged, { one, other, t, u, common }: Sides): Generator<readonly [number, number]> {
  for (const i of one.columns.codes.keys())
    for (const j of other.columns.codes.keys())
      if (common.one.every((area, k) => cellAt(merged, t, area, i) === cellAt(merged, u, common.other[k] ?? 0, j)))
        yield [i, j];
}

/** The sets that are more than one area becoming several, or several becoming one: there the union of all says everything. */
const isTangled = ({ theirs, ours }: SharedSet): boolean => theirs.length > 1 && ours.length > 1;

/**
 * The strips between a table over our division and one over theirs, as further unknown cells numbered from `next`, with the sums
 * that they stand in. A fault where a set's strips cannot be counted.
 */
export function stripsBetween(merged: Merged, sides: Sides, overlay: Overlay, next: number): Found {
  const { one, other, t, u } = sides;
  const found: Found = { sums: [], strips: [], faults: [] };
  const [own, others] = [placesOf(one.areas), placesOf(other.areas)];
  const place = {
    ours: (code: string): number => own.get(`${overlay.ours}:${code}`) ?? -1,
    theirs: (code: string): number => others.get(`${overlay.theirs}:${code}`) ?? -1,
  };
  const tangled = overlay.sets.filter(
    (set) =>
      isTangled(set) && set.ours.every((c) => place.ours(c) >= 0) && set.theirs.every((c) => place.theirs(c) >= 0),
  );
  if (tangled.length === 0) return found;
  const minFrequency = Math.max(one.minFrequency, other.minFrequency, one.fewest ?? 0, other.fewest ?? 0);
  for (const [i, j] of sameColumns(merged, sides))
    for (const set of tangled) {
      const cell = {
        ours: (code: string): number => cellAt(merged, t, place.ours(code), i),
        theirs: (code: string): number => cellAt(merged, u, place.theirs(code), j),
      };
      const counts = countsOfStrips(
        set,
        (code) => merged.truth[cell.theirs(code)] ?? 0,
        (code) => merged.truth[cell.ours(code)] ?? 0,
      );
      const [first = ''] = set.ours;
      if (counts === null) {
        const name = merged.nameOf(cell.ours(first));
        found.faults.push({ kind: 'undecided', table: one.id, other: other.id, cell: name });
        continue;
      }
      const begin = next + found.strips.length;
      for (const [s, [theirs, ours]] of set.strips.entries())
        found.strips.push({
          cell: begin + s,
          wide: cell.theirs(theirs),
          narrow: cell.ours(ours),
          count: counts[s] ?? 0,
          minFrequency,
          table: one.id,
          other: other.id,
        });
      const parts = (side: 0 | 1, code: string): number[] =>
        set.strips.flatMap((strip, s) => (strip[side] === code ? [begin + s] : []));
      for (const code of set.theirs) found.sums.push({ total: cell.theirs(code), parts: parts(0, code) });
      for (const code of set.ours) found.sums.push({ total: cell.ours(code), parts: parts(1, code) });
    }
  return found;
}
