import type { Level } from '../../../shared/domain/areas/level.ts';
import type { Area, AreaFrame } from './frame.ts';

/** Areas put together to groups: own areas, or all areas of one type. */
export interface AreaGrouping {
  /** The level whose areas are put together. */
  readonly base: 'deso' | 'regso';
  /** Group of each base area; one that is not in it belongs to no group. */
  readonly groupOf: ReadonlyMap<string, string>;
  readonly names: ReadonlyMap<string, string>;
}

export interface GroupedFrame {
  /** In the order of their codes, which is the order of every column about them. */
  readonly groups: readonly Area[];
  /** The level at which the frame below holds the groups. */
  readonly level: Level;
  readonly frame: AreaFrame;
}

/**
 * A frame that lays records in groups instead of areas, so that the pass over the microdata computes groups like any other level and no
 * value is ever put together from those of areas. Groups of RegSO stand where the counties were; groups of DeSO at the level of DeSO
 * itself, which has a pass of its own.
 */
export function groupedFrame(frame: AreaFrame, { base, groupOf, names }: AreaGrouping): GroupedFrame {
  const groups = [...names]
    .map(([code, name]): Area => ({ code, name }))
    .sort((a, b) => (a.code < b.code ? -1 : a.code > b.code ? 1 : 0));
  const positions = new Map(groups.map(({ code }, i) => [code, i]));
  const level: Level = base === 'deso' ? 'deso' : 'county';
  return {
    groups,
    level,
    frame: {
      version: frame.version,
      areas: base === 'deso' ? frame.areas : { ...frame.areas, county: groups },
      position: (at, code) => (at === level ? positions.get(code) : frame.position(at, code)),
      within: (at, code, coarser) =>
        at === base && coarser === level ? groupOf.get(code) : frame.within(at, code, coarser),
    },
  };
}
