import Database from 'better-sqlite3';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readJsonStat } from '../../electron/engine/formats/statistics/jsonStat.ts';
import { readPx } from '../../electron/engine/formats/statistics/px.ts';
import { packageFiles } from '../../electron/engine/release/packageFiles.ts';
import { areaDimension, contentOf, division, packagedTable, squareBorders } from '../support/packageContent.ts';

// What other programs, and Sigill's own readers, make of the files of a package.

const counts = (cell: number): number => (cell % 11 === 7 ? 2 : 20 + ((cell * 37) % 90));
const table = packagedTable('alder', [areaDimension(), division('kategori', ['=ung', 'äldre', 'a;b'])], counts, {
  borders: squareBorders(),
});
const content = contentOf([table]);

let folder = '';
const at = (name: string): string => path.join(folder, name);
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'sigill-formats-'));
  for (const { name, bytes } of await packageFiles(content, Buffer.alloc(32, 5)))
    writeFileSync(at(path.basename(name)), bytes);
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const values = table.checked.values.map((value) => value ?? Number.NaN);
const shape = table.checked.dimensions.map(({ codes }) => [...codes]);

/** Twice the signed area of a ring of positions. */
const turn = (ring: readonly (readonly number[])[]): number =>
  ring.reduce((sum, [x = 0, y = 0], i) => {
    const [nextX = 0, nextY = 0] = ring[(i + 1) % ring.length] ?? [];
    return sum + x * nextY - nextX * y;
  }, 0);

describe('the files of a package', () => {
  it('PX is read by the reader of the import: codes, names, year and every figure', () => {
    const cube = readPx(at('alder.px'));
    expect(cube.dimensions.map(({ codes }) => codes)).toEqual([...shape, ['2023']]);
    expect(cube.dimensions.map(({ role }) => role)).toEqual(['area', 'other', 'time']);
    expect([...cube.values]).toEqual(values);
    expect(cube.dimensions[0]?.labels.slice(0, 2)).toEqual(['Riket', '+46 (6001)']);
  });

  it('JSON-stat is read by the reader of the import, with area, year and figure by their roles', () => {
    const cube = readJsonStat(at('alder.json'));
    expect(cube.dimensions.map(({ codes }) => codes)).toEqual([...shape, ['1'], ['2023']]);
    expect([...cube.values]).toEqual(values);
  });
});

describe('the maps of a package', () => {
  it('GeoJSON says its areas in degrees, outer rings counter-clockwise, hidden figures as null', () => {
    const { features } = JSON.parse(readFileSync(at('regso.geojson'), 'utf8')) as {
      features: { properties: Record<string, unknown>; geometry: { coordinates: number[][][][] } }[];
    };
    expect(features).toHaveLength(6);
    expect(features.map(({ properties }) => properties['alder: =ung'])).toContain(null);
    const polygons = features.flatMap(({ geometry }) => geometry.coordinates);
    const outer = polygons.map(([ring]) => ring ?? []);
    const holes = polygons.flatMap((rings) => rings.slice(1));
    expect(outer.every((ring) => turn(ring) > 0)).toBe(true);
    expect(holes).toHaveLength(1);
    expect(holes.every((ring) => turn(ring) < 0)).toBe(true);
    expect(outer.flat().every(([x = 0, y = 0]) => x > 14 && x < 16 && y > 59 && y < 60)).toBe(true);
  });

  it('GeoPackage passes what its standard asks of a file', () => {
    const database = new Database(at('kartor.gpkg'), { readonly: true });
    const all = (sql: string): unknown[] => database.prepare(sql).raw().all();
    // OGC 12-128r19, annex A: the conformance tests for the file, the contents, the reference systems and the features.
    expect(all('pragma application_id')).toEqual([[0x47504b47]]);
    expect(all('pragma user_version')).toEqual([[10_400]]);
    expect(all('pragma integrity_check')).toEqual([['ok']]);
    expect(all('pragma foreign_key_check')).toEqual([]);
    expect(all('select srs_id from gpkg_spatial_ref_sys order by srs_id')).toEqual([[-1], [0], [3006], [4326]]);
    expect(
      all('select table_name from gpkg_contents where table_name not in (select name from sqlite_master)'),
    ).toEqual([]);
    expect(
      all(
        "select c.table_name from gpkg_contents c left join gpkg_geometry_columns g using (table_name) where c.data_type = 'features' and (g.srs_id is null or g.srs_id <> c.srs_id)",
      ),
    ).toEqual([]);
    expect(
      all("select count(*), sum(hex(substr(geom, 1, 2)) = '4750'), sum(typeof(geom) = 'blob') from regso"),
    ).toEqual([[6, 6, 6]]);
    expect(all('select kod, "=ung" is null from karta_alder order by kod')).toHaveLength(6);
    expect(all('select count(*) from alder')).toEqual([[shape[0]?.length]]);
    database.close();
  });
});
