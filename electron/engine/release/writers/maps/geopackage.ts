import Database from 'better-sqlite3';
import { text } from '../../../../../shared/texts/text.ts';
import { wholeWriter } from '../redrawn.ts';
import type { ReadCell } from '../shown/cells.ts';
import type { ShownPackage } from '../shown/shown.ts';
import { tableNotes } from '../text/notes.ts';
import { nameStamp } from '../writer.ts';
import { multiPolygonBlob } from './geometryBlob.ts';
import { layersOf, type MapLayer, type MapTable } from './layers.ts';

/*
 * GeoPackage 1.4 (OGC 12-128r19): one file for all tables over areas with borders, in SWEREF 99 TM. The borders stand once per
 * level; each table stands as attributes with its margins, and as a view that joins the areas to their borders, which map
 * programs show as a layer. NULL is a hidden figure.
 */

const APPLICATION_ID = 0x47504b47;
const VERSION = 10_400;
const SRS = 3006;

const WGS_84 =
  'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],AXIS["Latitude",NORTH],AXIS["Longitude",EAST],AUTHORITY["EPSG","4326"]]';
const SWEREF_99_TM =
  'PROJCS["SWEREF99 TM",GEOGCS["SWEREF99",DATUM["SWEREF99",SPHEROID["GRS 1980",6378137,298.257222101,AUTHORITY["EPSG","7019"]],AUTHORITY["EPSG","6619"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],AUTHORITY["EPSG","4619"]],PROJECTION["Transverse_Mercator"],PARAMETER["latitude_of_origin",0],PARAMETER["central_meridian",15],PARAMETER["scale_factor",0.9996],PARAMETER["false_easting",500000],PARAMETER["false_northing",0],UNIT["metre",1,AUTHORITY["EPSG","9001"]],AXIS["Northing",NORTH],AXIS["Easting",EAST],AUTHORITY["EPSG","3006"]]';

const SYSTEM_TABLES = `
create table gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER PRIMARY KEY, organization TEXT NOT NULL, organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
create table gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE, description TEXT DEFAULT '', last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')), min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER, CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
create table gpkg_geometry_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL, CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name), CONSTRAINT uk_gc_table_name UNIQUE (table_name), CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name), CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id));
`;

/** A name in SQL: quoted, without what cannot stand in one. */
const sqlName = (name: string): string => `"${name.replaceAll('"', '””').replaceAll('\0', '')}"`;
const columnNames = ({ columns, table }: MapTable): string[] => {
  const plain = columns.map(({ codes }) => (codes.length === 0 ? table.measure.sv : codes.join(' | ')));
  // SQLite takes names that differ in capitals only for one.
  const taken = new Set(['fid', 'kod', 'namn', 'ovan', 'geom']);
  return plain.map((name) => {
    let own = name;
    for (let n = 2; taken.has(own.toLowerCase()); n += 1) own = `${name} ${String(n)}`;
    taken.add(own.toLowerCase());
    return own;
  });
};
const viewName = ({ table }: MapTable): string => `karta_${table.id}`;

function addLayer(database: Database.Database, { name, borders, tables }: MapLayer, whole: ShownPackage): void {
  const change = whole.madeAt.toISOString();
  const bounds = [Infinity, Infinity, -Infinity, -Infinity];
  database.exec(
    `create table ${sqlName(name)} (fid INTEGER PRIMARY KEY NOT NULL, kod TEXT NOT NULL, namn TEXT NOT NULL, geom MULTIPOLYGON NOT NULL)`,
  );
  const insert = database.prepare(`insert into ${sqlName(name)} values (?, ?, ?, ?)`);
  for (const [i, { code, name: called, polygons }] of borders.areas.entries()) {
    const { blob, envelope } = multiPolygonBlob(polygons, SRS);
    for (const d of [0, 1]) {
      bounds[d] = Math.min(bounds[d] as number, envelope[d] as number);
      bounds[d + 2] = Math.max(bounds[d + 2] as number, envelope[d + 2] as number);
    }
    insert.run(i + 1, code, called, blob);
  }
  const contents = database.prepare('insert into gpkg_contents values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
  const geometry = database.prepare('insert into gpkg_geometry_columns values (?, ?, ?, ?, 0, 0)');
  const about = text('sv', 'packaged.bordersOf', { level: name });
  contents.run(name, 'features', name, about, change, ...bounds, SRS);
  geometry.run(name, 'geom', 'MULTIPOLYGON', SRS);
  for (const shown of tables) {
    const { table } = shown;
    const [areas] = table.dimensions;
    const names = columnNames(shown);
    const type = table.decimals === 0 ? 'INTEGER' : 'REAL';
    database.exec(
      `create table ${sqlName(table.id)} (fid INTEGER PRIMARY KEY NOT NULL, kod TEXT NOT NULL, namn TEXT NOT NULL, ovan TEXT, ${names.map((one) => `${sqlName(one)} ${type}`).join(', ')})`,
    );
    const PLACES = names.map(() => '?').join(', ');
    const add = database.prepare(`insert into ${sqlName(table.id)} values (?, ?, ?, ?, ${PLACES})`);
    for (const [node, code] of (areas?.codes ?? []).entries()) {
      const first = shown.firstCell.get(code) ?? 0;
      const values = shown.columns.map(({ offset }) => table.values[first + offset] ?? null);
      add.run(node + 1, code, areas?.labels.sv[node] ?? code, areas?.parents[node] ?? null, ...values);
    }
    const LISTED = names.map((one) => `t.${sqlName(one)}`).join(', ');
    database.exec(
      `create view ${sqlName(viewName(shown))} as select a.fid as OGC_FID, a.kod, a.namn, a.geom, ${LISTED} from ${sqlName(name)} a join ${sqlName(table.id)} t on t.kod = a.kod`,
    );
    const notes = [
      `${table.title.sv}, ${String(table.year)}.`,
      ...tableNotes(table, 'sv', whole),
      text('sv', 'packaged.nullHidden'),
    ];
    const none = [null, null, null, null, null];
    contents.run(table.id, 'attributes', table.id, notes.join(' '), change, ...none);
    contents.run(viewName(shown), 'features', viewName(shown), notes.join(' '), change, ...bounds, SRS);
    geometry.run(viewName(shown), 'geom', 'MULTIPOLYGON', SRS);
  }
}

function geopackage(layers: readonly MapLayer[], whole: ShownPackage): Buffer {
  const database = new Database(':memory:');
  try {
    database.pragma('page_size = 4096');
    database.pragma("encoding = 'UTF-8'");
    database.pragma(`application_id = ${String(APPLICATION_ID)}`);
    database.pragma(`user_version = ${String(VERSION)}`);
    database.transaction(() => {
      database.exec(SYSTEM_TABLES);
      const srs = database.prepare('insert into gpkg_spatial_ref_sys values (?, ?, ?, ?, ?, ?)');
      srs.run(
        'Undefined Cartesian SRS',
        -1,
        'NONE',
        -1,
        'undefined',
        'undefined Cartesian coordinate reference system',
      );
      srs.run(
        'Undefined geographic SRS',
        0,
        'NONE',
        0,
        'undefined',
        'undefined geographic coordinate reference system',
      );
      srs.run('SWEREF99 TM', SRS, 'EPSG', SRS, SWEREF_99_TM, null);
      srs.run('WGS 84 geodetic', 4326, 'EPSG', 4326, WGS_84, 'longitude/latitude coordinates in decimal degrees');
      for (const layer of layers) addLayer(database, layer, whole);
    })();
    return database.serialize();
  } finally {
    database.close();
  }
}

interface AttributeRow {
  readonly kod: string;
  readonly [column: string]: string | number | null;
}

function* attributeCells(database: Database.Database, shown: MapTable): Generator<ReadCell> {
  const names = columnNames(shown);
  const rows = database.prepare<[], AttributeRow>(`select * from ${sqlName(shown.table.id)}`).iterate();
  for (const row of rows)
    for (const [c, column] of shown.columns.entries()) {
      const value = row[(names[c] ?? '').replaceAll('"', '””')] ?? null;
      yield { codes: [row.kod, ...column.codes], value: typeof value === 'string' ? Number.NaN : value };
    }
}

function* tablesIn(bytes: Buffer, whole: ShownPackage) {
  const database = new Database(bytes, { readonly: true });
  try {
    for (const shown of layersOf(whole).flatMap(({ tables }) => tables))
      yield { table: shown.table, cells: attributeCells(database, shown), all: true };
  } finally {
    database.close();
  }
}

export const geopackageWriter = wholeWriter({
  format: 'geopackage',
  draw: (whole) => {
    const layers = layersOf(whole);
    if (layers.length === 0) return [];
    return [{ name: `kartor/kartor${nameStamp(whole)}.gpkg`, bytes: geopackage(layers, whole) }];
  },
  read: tablesIn,
});
