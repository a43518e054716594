import type { VersionComparison } from '../areas/compareVersions.ts';
import type { ResultArea, YearResults } from './yearResults.ts';

/** Ground that is the same in both years. */
export interface SamePair {
  /** Positions in the earlier and in the later areas. */
  readonly before: number;
  readonly after: number;
}

export interface MunicipalityChange {
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/** What became of the areas; whatever is not in `same` is joined with nothing. */
export interface AreaDifferences {
  readonly divisions: readonly [before: string, after: string];
  /**
   * `codes`: one division, so equal codes are equal areas; `list`: by the list of changes between the divisions; `none`: two divisions
   * and no list, so that no area can be said to be the same.
   */
  readonly joinedBy: 'codes' | 'list' | 'none';
  readonly same: readonly SamePair[];
  readonly renamed: readonly { readonly code: string; readonly before: string; readonly after: string }[];
  readonly recoded: readonly { readonly before: string; readonly after: string }[];
  /** Codes that stand in both years with other borders. */
  readonly bordersMoved: readonly string[];
  readonly atSea: readonly string[];
  readonly ended: readonly string[];
  readonly created: readonly string[];
  /** Sets of areas that share ground; `whole` when both sides cover the same. */
  readonly regrouped: readonly {
    readonly before: readonly string[];
    readonly after: readonly string[];
    readonly whole: boolean;
  }[];
  /** Municipalities that were put together or taken apart, by their areas that are the same ground. */
  readonly merged: readonly MunicipalityChange[];
  readonly divided: readonly MunicipalityChange[];
  readonly municipalitiesRenamed: readonly { readonly code: string; readonly before: string; readonly after: string }[];
}

const byCode = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const positionsOf = (areas: readonly ResultArea[]): Map<string, number> =>
  new Map(areas.map(({ code }, i) => [code, i]));

/** Holds the areas of two years against each other. `list`: the comparison of their divisions; null when there is no list of changes. */
export function areaDifferences(
  before: YearResults,
  after: YearResults,
  list: VersionComparison | null,
): AreaDifferences {
  const divisions = [before.division, after.division] as const;
  const [then, now] = [positionsOf(before.areas), positionsOf(after.areas)];
  const joinedBy = before.division === after.division ? 'codes' : list === null ? 'none' : 'list';
  const pairs: readonly (readonly [string, string])[] =
    joinedBy === 'none'
      ? []
      : joinedBy === 'list'
        ? [...(list?.comparable ?? [])]
        : [...then.keys()].filter((code) => now.has(code)).map((code) => [code, code] as const);
  const same = pairs
    .flatMap(([a, b]): SamePair[] => {
      const [i, j] = [then.get(a), now.get(b)];
      return i === undefined || j === undefined ? [] : [{ before: i, after: j }];
    })
    .sort((a, b) => a.after - b.after);
  const joined = { before: new Set(same.map((pair) => pair.before)), after: new Set(same.map((pair) => pair.after)) };
  const left = before.areas.filter((_area, i) => !joined.before.has(i)).map(({ code }) => code);
  const came = after.areas.filter((_area, i) => !joined.after.has(i)).map(({ code }) => code);
  const areaOf = (pair: SamePair): readonly [ResultArea, ResultArea] => [
    before.areas[pair.before] as ResultArea,
    after.areas[pair.after] as ResultArea,
  ];
  return {
    divisions,
    joinedBy,
    same,
    renamed: same.flatMap((pair) => {
      const [was, is] = areaOf(pair);
      return was.name === is.name ? [] : [{ code: is.code, before: was.name, after: is.name }];
    }),
    recoded: same.flatMap((pair) => {
      const [was, is] = areaOf(pair);
      return was.code === is.code ? [] : [{ before: was.code, after: is.code }];
    }),
    bordersMoved: joinedBy === 'none' ? [] : left.filter((code) => came.includes(code)).sort(byCode),
    atSea: list?.atSea ?? [],
    ended: left.filter((code) => !now.has(code)).sort(byCode),
    created: came.filter((code) => !then.has(code)).sort(byCode),
    regrouped: joinedBy === 'list' ? (list?.regrouped ?? []) : [],
    ...municipalities(same.map(areaOf)),
  };
}

/** Which municipalities the same ground lay in before and lies in after. */
function municipalities(
  pairs: readonly (readonly [ResultArea, ResultArea])[],
): Pick<AreaDifferences, 'merged' | 'divided' | 'municipalitiesRenamed'> {
  const to = new Map<string, Set<string>>();
  const from = new Map<string, Set<string>>();
  const names = new Map<string, readonly [string, string]>();
  const add = (map: Map<string, Set<string>>, key: string, value: string): void => {
    const set = map.get(key) ?? new Set<string>();
    map.set(key, set.add(value));
  };
  for (const [was, is] of pairs) {
    if (was.municipality === '' || is.municipality === '') continue;
    add(to, was.municipality, is.municipality);
    add(from, is.municipality, was.municipality);
    if (was.municipality === is.municipality && was.municipalityName !== is.municipalityName)
      names.set(is.municipality, [was.municipalityName, is.municipalityName]);
  }
  const list = (set: ReadonlySet<string>): string[] => [...set].sort(byCode);
  return {
    merged: [...from].filter(([, set]) => set.size > 1).map(([code, set]) => ({ before: list(set), after: [code] })),
    divided: [...to].filter(([, set]) => set.size > 1).map(([code, set]) => ({ before: [code], after: list(set) })),
    municipalitiesRenamed: [...names].map(([code, [was, is]]) => ({ code, before: was, after: is })),
  };
}
