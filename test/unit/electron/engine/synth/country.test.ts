import { describe, expect, it } from 'vitest';
import { country, populations } from '../../../../../electron/engine/synth/country.ts';
import { doubleArea } from '../../../../../electron/engine/synth/geography/rings.ts';
import { REAL_NAMES } from '../../../../../electron/engine/synth/real-names.ts';
import { DESO_CODE, REGSO_CODE } from '../../../../../shared/domain/areas/level.ts';
import { crossings } from './crossings.ts';
import { areaGraph, isJoined } from './joined.ts';
import { tiling } from './tiling.ts';

const areas = country(1);
const codes = areas.map((area) => area.code);

describe('the demonstration country', () => {
  it('has the number of areas of every level', () => {
    expect(new Set(codes).size).toBe(3363);
    expect(new Set(areas.map((area) => area.municipality)).size).toBe(290);
    expect([...new Set(areas.map((area) => area.county))]).toEqual(
      Array.from({ length: 21 }, (_, i) => String(60 + i)),
    );
    expect(codes.toSorted()).toEqual(codes);
    expect(codes.every((code) => REGSO_CODE.test(code))).toBe(true);
    const sizes = [...Map.groupBy(areas, (area) => area.municipality).values()].map((members) => members.length);
    expect(sizes.toSorted((a, b) => b - a).slice(0, 5)).toEqual([147, 127, 91, 61, 50]);
    const usual = sizes.filter((size) => size >= 4 && size <= 9).length;
    expect(usual / sizes.length).toBeGreaterThan(0.5);
  });

  it('has DeSO below, 1-13 per area', () => {
    const counts = areas.map((area) => area.deso.length);
    expect(counts.filter((count) => count === 1).length).toBe(1754);
    expect(Math.max(...counts)).toBe(13);
    const deso = areas.flatMap((area) => area.deso);
    expect(deso.length).toBe(5984);
    expect(new Set(deso).size).toBe(deso.length);
    expect(deso.every((code) => DESO_CODE.test(code))).toBe(true);
    expect(new Set(deso.map((code) => code[4]))).toEqual(new Set(['A', 'B', 'C']));
    expect(areas.every((area) => area.deso.every((code) => code.startsWith(area.municipality)))).toBe(true);
  });

  it('has populations between 680 and 23 000 with median 2 500 at full size, and someone everywhere when small', () => {
    const full = areas.map((area) => area.full).toSorted((a, b) => a - b);
    expect([full[0], full[1681], full.at(-1)]).toEqual([680, 2500, 23_000]);
    expect(full.reduce((sum, n) => sum + n, 0) / 10.5e6).toBeCloseTo(1, 1);
    const small = populations(areas, 20_000);
    expect(Math.min(...small)).toBeGreaterThanOrEqual(2);
    expect(small.reduce((sum, n) => sum + n, 0)).toBe(20_000);
  });

  it.each([1, 2, 7])('bears no real name, and its names are unique where they must be (seed %i)', (seed) => {
    const made = seed === 1 ? areas : country(seed);
    const towns = [...new Map(made.map((area) => [area.municipality, area.municipalityName])).values()];
    const counties = [...new Map(made.map((area) => [area.county, area.countyName])).values()];
    expect(new Set(towns).size).toBe(290);
    expect(new Set(counties).size).toBe(21);
    expect(new Set(made.map((area) => `${area.municipality} ${area.name}`)).size).toBe(3363);
    const all = new Set([...towns, ...counties, ...made.map((area) => area.name)]);
    expect([...REAL_NAMES].filter((name) => all.has(name) || all.has(`${name} län`))).toEqual([]);
  });

  it('tiles: every inner edge is used twice, in opposite directions, and the areas add up to the outline', () => {
    const { twice, sum, outline, outerShare } = tiling(areas);
    expect(twice).toEqual([]);
    expect(areas.filter((area) => !(doubleArea(area.rings[0]!) > 0))).toEqual([]);
    expect(sum).toBe(outline);
    expect(outerShare).toBeLessThan(0.1);
  });

  it('has no borders that cross', () => {
    expect(crossings(areas)).toBe(0);
  });

  it('lies in the range of SWEREF 99 TM, from south to north, with fit outlines', () => {
    const points = areas.flatMap((area) => area.rings.flatMap((ring) => [...ring]));
    const east = points.filter((_, i) => i % 2 === 0);
    const north = points.filter((_, i) => i % 2 === 1);
    const [west, far] = [east.reduce((a, b) => Math.min(a, b)), east.reduce((a, b) => Math.max(a, b))];
    const [south, top] = [north.reduce((a, b) => Math.min(a, b)), north.reduce((a, b) => Math.max(a, b))];
    expect(west).toBeGreaterThan(250_000);
    expect(far).toBeLessThan(920_000);
    expect(south).toBeGreaterThan(6_130_000);
    expect(top).toBeLessThan(7_680_000);
    expect(top - south).toBeGreaterThan(2.5 * (far - west));
    const vertices = areas.map((area) => area.rings[0]!.length / 2).toSorted((a, b) => a - b);
    expect(vertices[168]).toBeGreaterThan(20);
    expect(vertices[3194]).toBeLessThan(80);
  });

  it('keeps every municipality and county together', () => {
    const graph = areaGraph(areas);
    for (const level of ['municipality', 'county'] as const)
      for (const members of Map.groupBy(areas, (area) => area[level]).values())
        expect(
          isJoined(
            graph,
            members.map((area) => area.code),
          ),
          members[0]![level],
        ).toBe(true);
    // One county is an island; all else hangs together.
    const island = areas.filter((area) => !isJoined(graph, [areas[0]!.code, area.code], true));
    expect(new Set(island.map((area) => area.county)).size).toBe(1);
    expect(new Set(island.map((area) => area.municipality)).size).toBe(1);
  });
});
