import { type Borders, bordersHash } from '../shown/borders.ts';
import type { Bilingual, ShownPackage, ShownTable } from '../shown/shown.ts';

/** A column of a map: one combination of everything but the areas. */
export interface MapColumn {
  readonly codes: readonly string[];
  readonly label: Bilingual;
  /** Distance from an area's first cell to its cell of this column. */
  readonly offset: number;
}

/** A table whose first dimension is areas with borders. */
export interface MapTable {
  readonly table: ShownTable;
  readonly columns: readonly MapColumn[];
  /** Place of an area's first cell, by its code. */
  readonly firstCell: ReadonlyMap<string, number>;
}

/** The areas of one level and division, with every table of the package over them. */
export interface MapLayer {
  readonly name: string;
  readonly borders: Borders;
  readonly tables: readonly MapTable[];
}

/** Beyond this a table is left to the other formats: nobody finds a column among so many. */
const MOST_COLUMNS = 400;

const NAMES = { deso: 'deso', regso: 'regso', municipality: 'kommun', county: 'lan', nation: 'riket' } as const;

function columnsOf({ dimensions }: ShownTable): MapColumn[] {
  let columns: MapColumn[] = [{ codes: [], label: { sv: '', en: '' }, offset: 0 }];
  for (const { codes, labels } of dimensions.slice(1)) {
    const join = (before: string, label: string): string => (before === '' ? label : `${before}, ${label}`);
    columns = columns.flatMap(({ codes: before, label, offset }) =>
      codes.map((code, i) => ({
        codes: [...before, code],
        label: { sv: join(label.sv, labels.sv[i] ?? code), en: join(label.en, labels.en[i] ?? code) },
        offset: offset * codes.length + i,
      })),
    );
  }
  return columns;
}

/** What of a table a map can show; null where it has no borders, or far too many columns. */
export function mapTable(table: ShownTable): MapTable | null {
  const [areas, ...others] = table.dimensions;
  const width = others.reduce((product, { codes }) => product * codes.length, 1);
  if (table.borders === null || areas?.kind !== 'area' || width > MOST_COLUMNS) return null;
  return { table, columns: columnsOf(table), firstCell: new Map(areas.codes.map((code, i) => [code, i * width])) };
}

export function layersOf(whole: ShownPackage): MapLayer[] {
  const layers = new Map<string, { borders: Borders; tables: MapTable[] }>();
  for (const table of whole.tables) {
    const shown = mapTable(table);
    const hash = bordersHash(table.borders);
    if (shown === null || hash === null || table.borders === null) continue;
    const layer = layers.get(hash);
    if (layer === undefined) layers.set(hash, { borders: table.borders, tables: [shown] });
    else layer.tables.push(shown);
  }
  const taken = new Map<string, number>();
  return [...layers.values()].map(({ borders, tables }) => {
    const plain = NAMES[borders.level];
    const times = (taken.get(plain) ?? 0) + 1;
    taken.set(plain, times);
    return { name: times === 1 ? plain : `${plain}-${String(times)}`, borders, tables };
  });
}
