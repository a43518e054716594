import type { Level } from '../../../../shared/domain/areas/level.ts';
import type { AreaFrame } from '../../areas/frame.ts';
import { MISSING_CODE } from '../../store/columns.ts';
import type { Leaf } from './columns.ts';
import { type Frame, integersFor, oncePerFrame } from './frame.ts';

/** The level whose code the register's area column holds; everything coarser is put together from it. */
export type BaseLevel = 'deso' | 'regso';

export const AREA_VARIABLE: Readonly<Record<BaseLevel, string>> = { deso: 'DeSO', regso: 'RegSO' };

/** The areas that records are placed in: the codes of a base level, in the order of the frame. */
export interface Base {
  readonly level: BaseLevel;
  readonly codes: readonly string[];
}

export const baseOf = (level: BaseLevel, areas: AreaFrame): Base => ({
  level,
  codes: areas.areas[level].map(({ code }) => code),
});

/**
 * Where a record is counted: places 0..areas-1 are the areas of the base level, then one place for records without an
 * area and one for records whose code the area key does not know. Both are in the nation, and in no other area.
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

export const placeCount = ({ codes }: Base): number => codes.length + 2;

export function placesOf(base: Base, leaf: Leaf): Places {
  const known = base.codes.length;
  let places: Int32Array | undefined;
  const makePlaces = (): Int32Array => {
    const held = leaf.column();
    if (held.kind !== 'words') throw new TypeError('not a column of area codes');
    const positions = new Map(base.codes.map((code, i) => [code, i]));
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
  return target;
}
