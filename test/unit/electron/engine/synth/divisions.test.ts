import { describe, expect, it } from 'vitest';
import { type Divisions, divisions } from '../../../../../electron/engine/synth/divisions/divisions.ts';
import { doubleArea } from '../../../../../electron/engine/synth/geography/rings.ts';
import { AREA_CHANGE_KINDS, type AreaChange, leavesPeople } from '../../../../../shared/domain/areas/change.ts';
import { DESO_CODE, REGSO_CODE } from '../../../../../shared/domain/areas/level.ts';
import { areaGraph, isJoined } from './joined.ts';
import { tiling } from './tiling.ts';

// Counts of SCB's revision: 288 of 3 363 RegSO with other borders in 99 municipalities, 5 984 DeSO to 6 160, 5 835 in both.

const made = new Map([1, 5].map((seed) => [seed, divisions(seed)]));
const ground = (rings: Divisions['after'][number]['rings']): number =>
  rings.reduce((sum, ring) => sum + doubleArea(ring), 0) / 2;
const desoAfter = ({ homes }: Divisions): Map<string, Set<number>> => {
  const found = new Map<string, Set<number>>();
  for (const { parts } of homes)
    for (const { after } of parts) found.set(after.deso, (found.get(after.deso) ?? new Set()).add(after.area));
  return found;
};

describe.each([1, 5])('the two divisions of the country of seed %i', (seed) => {
  const country = made.get(seed)!;
  const { areas, after, homes, codeAfter, changes } = country;
  const before = new Map(areas.map((area) => [area.code, area]));
  const later = new Map(after.map((area) => [area.code, area]));
  const touched = (list: readonly AreaChange[], side: 'from' | 'to'): Set<string> =>
    new Set(list.filter(({ kind }) => !leavesPeople(kind)).map((change) => change[side]));

  it('have as many areas as the real ones, and every kind of change', () => {
    expect([before.size, later.size]).toEqual([3363, 3363]);
    expect(after.map(({ code }) => code).toSorted()).toEqual(after.map(({ code }) => code));
    expect(after.every(({ code }) => REGSO_CODE.test(code))).toBe(true);
    const changed = touched(changes.regso, 'from');
    expect(changed.size).toBe(288);
    expect(new Set([...changed].map((code) => code.slice(0, 4))).size).toBe(99);
    expect(touched(changes.regso, 'to').size).toBe(288);
    const deso = new Set(areas.flatMap((area) => area.deso));
    const desoLater = desoAfter(country);
    expect([deso.size, desoLater.size]).toEqual([5984, 6160]);
    expect([...deso].filter((code) => desoLater.has(code)).length).toBe(5835);
    expect([...desoLater.keys()].every((code) => DESO_CODE.test(code))).toBe(true);
    const kinds = new Set([...changes.regso, ...changes.deso].map(({ kind }) => kind));
    expect(AREA_CHANGE_KINDS.filter((kind) => !kinds.has(kind))).toEqual([]);
  });

  it('lose no area silently: a code in one division only, or another border, has its line', () => {
    const check = (list: readonly AreaChange[], old: ReadonlySet<string>, now: ReadonlySet<string>): void => {
      expect(list.filter(({ from, to }) => !old.has(from) || !now.has(to))).toEqual([]);
      const [left, came] = [new Set(list.map(({ from }) => from)), new Set(list.map(({ to }) => to))];
      expect([...old].filter((code) => !now.has(code) && !left.has(code))).toEqual([]);
      expect([...now].filter((code) => !old.has(code) && !came.has(code))).toEqual([]);
    };
    check(changes.regso, new Set(before.keys()), new Set(later.keys()));
    check(changes.deso, new Set(areas.flatMap((area) => area.deso)), new Set(desoAfter(country).keys()));
    const lined = new Set(changes.regso.map(({ from }) => from));
    for (const [code, area] of before) {
      const same = later.get(code);
      if (lined.has(code) || same === undefined) continue;
      expect(same.name).toBe(area.name);
      expect(same.rings).toEqual(area.rings);
    }
  });

  it('tile, both of them, and only the sea came to', () => {
    const second = tiling(after);
    expect(second.twice).toEqual([]);
    expect(second.sum).toBe(second.outline);
    const sea = new Set(changes.regso.filter(({ kind }) => kind === 'sea').map(({ from }) => from));
    expect(sea.size).toBe(60);
    for (const code of sea) expect(ground(later.get(code)!.rings)).toBeGreaterThan(ground(before.get(code)!.rings));
    const land = (list: readonly { code: string; rings: Divisions['after'][number]['rings'] }[]): number =>
      list.reduce((sum, { code, rings }) => (sea.has(code) ? sum : sum + ground(rings)), 0);
    expect(land(after)).toBeCloseTo(land(areas), 0);
    const graph = areaGraph(after);
    for (const members of Map.groupBy(after, (area) => area.municipality).values())
      expect(
        isJoined(
          graph,
          members.map(({ code }) => code),
        ),
      ).toBe(true);
  });

  it('say by their lines where ground went: an area that only gave is smaller, one that only got is larger', () => {
    const growth = (of: AreaChange['kind']): number[] =>
      changes.regso
        .filter(({ kind, from, to }) => kind === of && from === to)
        .map(({ from }) => ground(later.get(from)!.rings) - ground(before.get(from)!.rings));
    expect(growth('reduced').every((metres) => metres < 0)).toBe(true);
    expect(growth('extended').every((metres) => metres > 0)).toBe(true);
    const redrawn = changes.regso.filter(({ kind }) => kind === 'redrawn').map(({ from }) => from);
    expect(redrawn.length).toBe(40);
    const points = (rings: Divisions['after'][number]['rings']): string => rings.map((ring) => ring.join()).join();
    expect(redrawn.filter((code) => points(before.get(code)!.rings) === points(later.get(code)!.rings))).toEqual([]);
  });

  it('put every DeSO in one RegSO, and a part for every line and no other', () => {
    expect([...desoAfter(country).values()].filter((holders) => holders.size !== 1)).toEqual([]);
    const lines = new Set(
      changes.regso.filter(({ kind }) => !leavesPeople(kind)).map(({ from, to }) => `${from} ${to}`),
    );
    const parts = new Set(
      homes.flatMap(({ parts: own }, i) => own.map((part) => `${areas[i]!.code} ${codeAfter[part.after.area]!}`)),
    );
    expect([...lines].filter((pair) => !parts.has(pair))).toEqual([]);
    expect([...parts].filter((pair) => !lines.has(pair) && pair.slice(0, 8) !== pair.slice(9))).toEqual([]);
    for (const { parts: own } of homes) {
      expect(own.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 9);
      expect(own.every(({ share }) => share > 0)).toBe(true);
    }
  });

  it('rename some areas, four of which swap their names', () => {
    const renamed = changes.regso.filter(({ kind }) => kind === 'renamed').map(({ from }) => from);
    expect(renamed).toHaveLength(44);
    const names = renamed.map((code) => [before.get(code)!.name, later.get(code)!.name] as const);
    expect(names.filter(([was, is]) => was === is)).toEqual([]);
    const swapped = renamed.filter((code) => {
      const name = later.get(code)!.name;
      return renamed.some((other) => other.slice(0, 4) === code.slice(0, 4) && before.get(other)!.name === name);
    });
    expect(swapped).toHaveLength(4);
    expect(new Set(swapped.map((code) => code.slice(0, 4))).size).toBe(1);
    expect(new Set(after.map((area) => `${area.municipality} ${area.name}`)).size).toBe(3363);
  });
});
