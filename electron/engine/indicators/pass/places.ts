import type { Level } from '../../../../shared/domain/areas/level.ts';
import type { AreaFrame } from '../../areas/frame.ts';
import type { Column } from '../../store/columns.ts';
import { MISSING_CODE } from '../../store/columns.ts';
import { type Frame, integersFor, oncePerFrame } from './frame.ts';

/** The level whose code the register's area column holds; everything coarser is put together from it. */
export type BaseLevel = 'deso' | 'regso';

export const AREA_VARIABLE: Readonly<Record<BaseLevel, string>> = { deso: 'DeSO', regso: 'RegSO' };

/**
 * Where a record is counted: places 0..areas-1 are the areas of the base level, then one place for records without an
 * area and one for records whose code the area key does not know. Both are in the nation, and in no other area.
 */
export interface Places {
  readonly base: BaseLevel;
  readonly count: number;
  readonly withoutArea: number;
  readonly unknownArea: number;
  of(frame: Frame): Int32Array;
}

export function placesOf(base: BaseLevel, areas: AreaFrame, column: (frame: Frame) => Column): Places {
  const known = areas.areas[base].length;
  let dictionary: readonly string[] | undefined;
  let places = new Int32Array(0);
  return {
    base,
    count: known + 2,
    withoutArea: known,
    unknownArea: known + 1,
    of: oncePerFrame<Int32Array>((frame, previous) => {
      const held = column(frame);
      if (held.type !== 'area' && held.type !== 'category') throw new TypeError('placesOf: not a column of area codes');
      if (dictionary !== held.dictionary || places.length !== held.dictionary.length) {
        dictionary = held.dictionary;
        places = Int32Array.from(dictionary, (code, i) =>
          i === MISSING_CODE ? known : (areas.position(base, code) ?? known + 1),
        );
      }
      const out = integersFor(frame.rows, previous);
      const { values } = held;
      for (let i = 0; i < frame.rows; i += 1) out[i] = places[values[i] as number] as number;
      return out;
    }),
  };
}

/** For each place the position of the area at `level` that it belongs to, -1 where it belongs to none. */
export function rollUp(places: Places, areas: AreaFrame, level: Level): Int32Array {
  const target = new Int32Array(places.count).fill(level === 'nation' ? 0 : -1);
  for (const [place, { code }] of areas.areas[places.base].entries()) {
    const within = areas.within(places.base, code, level);
    target[place] = within === undefined ? -1 : (areas.position(level, within) ?? -1);
  }
  return target;
}
