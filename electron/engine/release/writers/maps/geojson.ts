import { text } from '../../../../../shared/texts/text.ts';
import { wholeWriter } from '../redrawn.ts';
import type { Borders } from '../shown/borders.ts';
import type { ReadCell } from '../shown/cells.ts';
import type { ShownPackage } from '../shown/shown.ts';
import { tableNotes } from '../text/notes.ts';
import { nameStamp } from '../writer.ts';
import { layersOf, type MapColumn, type MapLayer, type MapTable } from './layers.ts';
import { toDegrees } from './projection.ts';
import { type MapFile, parseMap } from './mapFile.ts';

/*
 * GeoJSON (RFC 7946): one file per level of areas, in degrees of WGS 84 with seven decimals, outer rings counter-clockwise. Every
 * table over the areas is a set of properties; null is a hidden figure. Borders are whole metres of SWEREF 99 TM and can be had
 * back from the degrees, which is how `verify` gets them: the certificates name their fingerprint.
 */

/** The name of a figure among an area's properties. */
const propertyName = ({ table }: MapTable, { codes }: MapColumn): string =>
  codes.length === 0 ? table.id : `${table.id}: ${codes.join(' | ')}`;

const degrees = (value: number): number => Math.round(value * 1e7) / 1e7;

function ringDegrees(ring: Int32Array): number[][] {
  const out: number[][] = [];
  for (let i = 0; i < ring.length; i += 2) {
    const [longitude, latitude] = toDegrees(ring[i] as number, ring[i + 1] as number);
    out.push([degrees(longitude), degrees(latitude)]);
  }
  return out;
}

const drawn = new WeakMap<Borders, readonly string[]>();

/** Each area's geometry as JSON. */
function geometries(borders: Borders): readonly string[] {
  const known = drawn.get(borders);
  if (known !== undefined) return known;
  const made = borders.areas.map(({ polygons }) =>
    JSON.stringify({ type: 'MultiPolygon', coordinates: polygons.map((rings) => rings.map(ringDegrees)) }),
  );
  drawn.set(borders, made);
  return made;
}

function geojson({ name, borders, tables }: MapLayer, whole: ShownPackage): Buffer {
  const about = {
    level: borders.level,
    note: [...new Set(tables.flatMap(({ table }) => tableNotes(table, 'sv', whole)))],
    hidden: text('sv', 'packaged.nullHidden'),
    columns: Object.fromEntries(
      tables.flatMap((shown) =>
        shown.columns.map((column) => [
          propertyName(shown, column),
          { table: shown.table.id, title: shown.table.title, year: shown.table.year, label: column.label },
        ]),
      ),
    ),
  };
  const shapes = geometries(borders);
  const features = borders.areas.map(({ code, name: called }, i) => {
    const properties = Object.fromEntries([
      ['kod', code],
      ['namn', called],
      ...tables.flatMap((shown) => {
        const first = shown.firstCell.get(code);
        if (first === undefined) return [];
        return shown.columns.map((column) => [
          propertyName(shown, column),
          shown.table.values[first + column.offset] ?? null,
        ]);
      }),
    ]) as Record<string, string | number | null>;
    return `{"type":"Feature","id":${JSON.stringify(code)},"properties":${JSON.stringify(properties)},"geometry":${shapes[i] ?? 'null'}}`;
  });
  return Buffer.from(
    `{"type":"FeatureCollection","name":${JSON.stringify(name)},"sigill":${JSON.stringify(about)},"features":[\n${features.join(',\n')}\n]}\n`,
    'utf8',
  );
}

function* cellsIn(features: MapFile['features'], shown: MapTable): Generator<ReadCell> {
  for (const { properties } of features)
    for (const column of shown.columns) {
      const value = properties[propertyName(shown, column)];
      const codes = [String(properties['kod']), ...column.codes];
      if (shown.firstCell.has(codes[0] ?? ''))
        yield { codes, value: typeof value === 'string' ? Number.NaN : (value ?? null) };
    }
}

const fileName = ({ name }: MapLayer, whole: ShownPackage): string => `kartor/${name}${nameStamp(whole)}.geojson`;

export const geojsonWriter = wholeWriter({
  format: 'geojson',
  draw: (whole) => layersOf(whole).map((layer) => ({ name: fileName(layer, whole), bytes: geojson(layer, whole) })),
  read: (bytes, whole, name) => {
    const layer = layersOf(whole).find((one) => fileName(one, whole) === name);
    if (layer === undefined) throw new RangeError('no such map');
    const { features } = parseMap(bytes);
    return layer.tables.map((shown) => ({ table: shown.table, cells: cellsIn(features, shown), all: false }));
  },
});
