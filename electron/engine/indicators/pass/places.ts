import type { Level } from '../../../../shared/domain/areas/level.ts';
import type { EarlierDivision, StrandedArea } from '../../areas/earlierDivision.ts';
import type { AreaFrame } from '../../areas/frame.ts';
import { MISSING_CODE } from '../../store/columns.ts';
import type { Leaf } from './columns.ts';
import { type Frame, integersFor, oncePerFrame } from './frame.ts';

/** The level whose code the register's area column holds; everything coarser is put together from it. */
export type BaseLevel = 'deso' | 'regso';

/** Places for records without an area and for those of an unknown one. */
const OUTSIDE = 2;

export const AREA_VARIABLE: Readonly<Record<BaseLevel, string>> = { deso: 'DeSO', regso: 'RegSO' };

/** The areas that records are placed in: the codes of a base level, in the order of the frame. */
export interface Base {
  readonly level: BaseLevel;
  readonly codes: readonly string[];
  /** Areas of earlier divisions whose records lie in none of these, with what is known of where they lie. */
  readonly stranded: readonly StrandedArea[];
  /** For years that stand on an earlier division, by how many years from the computed one: the place of each of its codes. */
  readonly earlier: ReadonlyMap<number, ReadonlyMap<string, number>>;
}

export function baseOf(
  level: BaseLevel,
  areas: AreaFrame,
  divisions: ReadonlyMap<number, EarlierDivision> = new Map(),
): Base {
  const codes = areas.areas[level].map(({ code }) => code);
  const stranded: StrandedArea[] = [];
  const known = new Map<EarlierDivision, ReadonlyMap<string, number>>();
  const placesIn = (division: EarlierDivision): ReadonlyMap<string, number> => {
    const made = known.get(division);
    if (made !== undefined) return made;
    const places = new Map<string, number>();
    for (const [code, now] of division.into) {
      const place = areas.position(level, now);
      if (place !== undefined) places.set(code, place);
    }
    for (const area of division.stranded) {
      places.set(area.code, codes.length + OUTSIDE + stranded.length);
      stranded.push(area);
    }
    known.set(division, places);
    return places;
  };
  const earlier = new Map([...divisions].map(([offset, division]) => [offset, placesIn(division)]));
  return { level, codes, stranded, earlier };
}

/**
 * Where a record is counted: places 0..areas-1 are the areas of the base level, then one place for records without an
 * area and one for records whose code the area key does not know. Both are in the nation, and in no other area. Last come the areas of
 * earlier divisions that are none of these.
 */
export interface Places {
  readonly base: BaseLevel;
  readonly count: number;
  readonly withoutArea: number;
  readonly unknownArea: number;
  /** How often all places come, one time after the other, for parts of the population; 1 when it is not split. */
  readonly parts: number;
  of(frame: Frame): Int32Array;
}

/** The part of the population that a place belongs to, from 0. */
export const partAt = ({ count, parts }: Places, place: number): number => Math.floor((place * parts) / count);

export const placeCount = ({ codes, stranded }: Base): number => codes.length + OUTSIDE + stranded.length;

/** `offset`: years from the computed year to that of the records. */
export function placesOf(base: Base, leaf: Leaf, offset: number): Places {
  const known = base.codes.length;
  let places: Int32Array | undefined;
  const makePlaces = (): Int32Array => {
    const held = leaf.column();
    if (held.kind !== 'words') throw new TypeError('not a column of area codes');
    const positions = base.earlier.get(offset) ?? new Map(base.codes.map((code, i) => [code, i]));
    return Int32Array.from(held.words, (code, i) => (i === MISSING_CODE ? known : (positions.get(code) ?? known + 1)));
  };
  return {
    base: base.level,
    count: placeCount(base),
    withoutArea: known,
    unknownArea: known + 1,
    parts: 1,
    of: oncePerFrame<Int32Array>((frame, previous) => {
      places ??= makePlaces();
      const placeOf = places;
      const { values, first } = leaf.codes(frame);
      const out = integersFor(frame.rows, previous);
      for (let i = 0; i < frame.rows; i += 1) out[i] = placeOf[values[first + i] as number] as number;
      return out;
    }),
  };
}

/** For each place of a base level the position of the area at `level` that it belongs to, -1 where to none. */
export function rollUp(base: Base, areas: AreaFrame, level: Level): Int32Array {
  const target = new Int32Array(placeCount(base)).fill(level === 'nation' ? 0 : -1);
  for (const [place, code] of base.codes.entries()) {
    const within = areas.within(base.level, code, level);
    target[place] = within === undefined ? -1 : (areas.position(level, within) ?? -1);
  }
  if (level === 'municipality' || level === 'county')
    for (const [i, area] of base.stranded.entries()) {
      const within = area[level];
      target[base.codes.length + OUTSIDE + i] = within === undefined ? -1 : (areas.position(level, within) ?? -1);
    }
  return target;
}
