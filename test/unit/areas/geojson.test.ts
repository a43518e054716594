import { describe, expect, it } from 'vitest';
import { readGeojson } from '../../../electron/engine/areas/geojson.ts';
import { doubleArea } from '../../../electron/engine/areas/rings.ts';
import { DataError } from '../../../shared/errors/errors.ts';

const SWEREF = { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::3006' } };
const outer = [[650000, 6500000], [650300, 6500000], [650300, 6500300], [650000, 6500300], [650000, 6500000]]; // prettier-ignore
const hole = [[650100, 6500100], [650200, 6500100], [650200, 6500200], [650100, 6500200], [650100, 6500100]]; // prettier-ignore
const far = outer.map(([x = 0, y = 0]) => [x + 1000, y]);

const feature = (code: unknown, geometry: unknown): unknown => ({
  type: 'Feature',
  properties: { regsokod: code },
  geometry,
});
const polygon = (...coordinates: unknown[]): unknown => ({ type: 'Polygon', coordinates });
const collection = (features: unknown[], crs: unknown = SWEREF): string =>
  JSON.stringify({ type: 'FeatureCollection', ...(crs === undefined ? {} : { crs }), features });

const keyOf = (content: string): string => {
  try {
    readGeojson('regso.geojson', content);
  } catch (cause) {
    if (cause instanceof DataError) return cause.key;
    throw cause;
  }
  return 'read';
};

describe('borders from GeoJSON', () => {
  it('reads polygons with holes and multipolygons, outer rings counter-clockwise and holes clockwise', () => {
    const { level, shapes } = readGeojson(
      'regso.geojson',
      collection([
        feature('6001R001', polygon([...outer].reverse(), hole)),
        feature('6001R002', { type: 'MultiPolygon', coordinates: [[outer, hole], [far]] }),
      ]),
    );
    expect(level).toBe('regso');
    expect(shapes.map(({ code, rings }) => [code, rings.map(doubleArea)])).toEqual([
      ['6001R001', [180_000, -20_000]],
      ['6001R002', [180_000, -20_000, 180_000]],
    ]);
  });

  it('knows DeSO by their property', () => {
    const content = collection([{ type: 'Feature', properties: { desokod: '6001C1010' }, geometry: polygon(outer) }]);
    expect(readGeojson('deso.geojson', content).level).toBe('deso');
  });

  it.each([
    ['no JSON', '{', 'areas.notGeojson'],
    ['no features', collection([]), 'areas.notGeojson'],
    [
      'no coordinate system, which means degrees',
      collection([feature('6001R001', polygon(outer))], null),
      'areas.notGeojson',
    ],
    [
      'another coordinate system',
      collection([feature('6001R001', polygon(outer))], { properties: { name: 'EPSG:4326' } }),
      'areas.wrongCrs',
    ],
    [
      'degrees under a false name',
      collection([
        feature(
          '6001R001',
          polygon([
            [17, 59],
            [18, 59],
            [18, 60],
            [17, 59],
          ]),
        ),
      ]),
      'areas.wrongCrs',
    ],
    [
      'no code property',
      collection([{ type: 'Feature', properties: { name: 'x' }, geometry: polygon(outer) }]),
      'areas.noCodeProperty',
    ],
    [
      'a feature without a code',
      collection([feature('6001R001', polygon(outer)), feature(null, polygon(far))]),
      'areas.noCode',
    ],
    [
      'the same area twice',
      collection([feature('6001R001', polygon(outer)), feature('6001R001', polygon(far))]),
      'areas.areaTwice',
    ],
    ['a line', collection([feature('6001R001', { type: 'LineString', coordinates: outer })]), 'areas.notPolygon'],
    ['an open ring', collection([feature('6001R001', polygon(outer.slice(0, 4)))]), 'areas.openRing'],
    ['a ring of three points', collection([feature('6001R001', polygon(outer.slice(2)))]), 'areas.badRing'],
    [
      'a point that is no number',
      collection([feature('6001R001', polygon([...outer.slice(0, 4), ['x', 1]]))]),
      'areas.badRing',
    ],
  ])('refuses %s', (_what, content, key) => {
    expect(keyOf(content)).toBe(key);
  });

  it('refuses a file that does not name its coordinate system', () => {
    expect(keyOf(JSON.stringify({ type: 'FeatureCollection', features: [feature('6001R001', polygon(outer))] }))).toBe(
      'areas.wrongCrs',
    );
  });
});
