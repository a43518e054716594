import type { JointAreas, JointColumns, JointTable } from '../../../../shared/domain/release/jointTable.ts';
import type { Dimension } from '../../../../shared/domain/tables/dimension.ts';
import { cellCount, codesOf, tableEquations } from '../../../../shared/domain/tables/table.ts';
import { type Overlay, unionName } from '../../../../shared/domain/release/overlay.ts';
import type { LedgerTable, Subject } from '../../../../shared/schemas/ledger.ts';
import { yearAreas } from '../../indicators/yearAreas.ts';
import type { Project } from '../../project/project.ts';
import { TOTAL } from '../areaTable.ts';
import type { CountedTable } from './counted.ts';
import { populationOf, unitOf } from './subject.ts';

/** Area codes up to the municipality mean the same in every division; finer ones only within their own, or where the ground is the same. */
export const ground = (division: string, code: string, overlay: Overlay | null = null): string => {
  if (code === TOTAL || code.length <= 4) return code;
  const ours = overlay?.theirs === division ? overlay.same.get(code) : undefined;
  return overlay === null || ours === undefined ? `${division}:${code}` : `${overlay.ours}:${ours}`;
};

/** Keeps one list of areas for all tables over the same areas. */
export class AreaLists {
  readonly #known = new Map<string, JointAreas>();

  of(areas: JointAreas): JointAreas {
    const key = areas.codes.map((code, i) => `${code}<${String(areas.parents[i])}`).join('\n');
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    this.#known.set(key, areas);
    return areas;
  }
}

const positions = (codes: readonly string[], parents: readonly (string | null)[]): number[] => {
  const place = new Map(codes.map((code, i) => [code, i]));
  return parents.map((parent) => (parent === null ? -1 : (place.get(parent) ?? -1)));
};

/** A dimension of a table in the ledger, as one of the tables that are counted. */
export function dimensionOf({ column, codes, parents }: LedgerTable['dimensions'][number]): Dimension {
  const above = positions(codes, parents);
  const children = codes.map((): number[] => []);
  above.forEach((parent, node) => {
    children[parent]?.push(node);
  });
  return { column, codes, parents: above, children };
}

/** Every combination of the dimensions after the areas, as one column each. */
function columnsOf(dimensions: readonly Dimension[]): JointColumns {
  const [only] = dimensions;
  if (dimensions.length === 1 && only !== undefined) return { codes: only.codes, parents: only.parents };
  const equations = tableEquations(dimensions);
  const count = cellCount(dimensions);
  return {
    codes: Array.from({ length: count }, (_, cell) => codesOf(dimensions, cell).join('|')),
    parents: Array.from({ length: count }, () => -1),
    sums: Array.from({ length: equations.count }, (_, e) => ({
      total: equations.total[e] ?? 0,
      parts: [...equations.parts.subarray(equations.start[e], equations.start[e + 1])],
    })),
  };
}

/** Position in a counted table of each cell of the table in the ledger, by codes; -1 for a cell that it does not know. */
export function placesIn({ dimensions }: LedgerTable, counted: CountedTable): Int32Array {
  const lists = dimensions.map(({ codes }, d) => {
    const place = new Map(counted.dimensions[d]?.codes.map((code, i) => [code, i]));
    return codes.map((code) => place.get(code) ?? -1);
  });
  const fits = dimensions.length === counted.dimensions.length;
  let cells = [fits ? 0 : -1];
  for (const [d, list] of lists.entries()) {
    const width = counted.dimensions[d]?.codes.length ?? 1;
    cells = cells.flatMap((base) => list.map((own) => (base < 0 || own < 0 ? -1 : base * width + own)));
  }
  return Int32Array.from(cells);
}

/** The true numbers of a table in the ledger, in whole units; NaN for a cell that the count does not know. */
export const truthOf = (table: LedgerTable, counted: CountedTable): Float64Array =>
  Float64Array.from(placesIn(table, counted), (place) =>
    place < 0 ? Number.NaN : (counted.values[place] ?? Number.NaN),
  );

const unitIn = ({ measure }: LedgerTable): number => 10 ** (measure?.decimals ?? 0);

/** The numbers of a table that a reader knows, in whole units; NaN where none is published. */
export const publishedIn = (table: LedgerTable): Float64Array =>
  Float64Array.from(table.values, (value) => (value === null ? Number.NaN : Math.round(value * unitIn(table))));

export interface JointContext {
  readonly project: Project;
  readonly lists: AreaLists;
  /** Where tables over small areas of another division are among them. */
  readonly overlay: Overlay | null;
}

/** What the arrays of a table hold, cell by cell, while areas are put in between. */
interface Cells {
  readonly published: number[];
  readonly truth: number[];
  readonly lower: number[];
  readonly upper: number[];
  readonly primary: number[];
  readonly up: number[];
  readonly down: number[];
  readonly mass: number[];
}

/**
 * The table as the attack takes it, with areas that stand nowhere in it and that everyone can make of its own: the RegSO over DeSO,
 * and the ground that areas of two divisions share.
 */
export function jointTable(
  { project, lists, overlay }: JointContext,
  table: LedgerTable,
  counted: CountedTable,
  id: string,
  fresh: boolean,
  asked: string,
): JointTable {
  const { subject, measure, bounds } = table;
  const dimensions = table.dimensions.map(dimensionOf);
  const [areaDimension, ...others] = dimensions;
  const codes = [...(areaDimension?.codes ?? [])];
  const parents = [...(areaDimension?.parents ?? [])];
  const columns = columnsOf(others);
  const width = columns.codes.length;
  const places = placesIn(table, counted);
  const isSum = measure?.kind === 'sum';
  const from = (of: ArrayLike<number>): number[] => Array.from(places, (place) => of[place] ?? 0);
  const cells: Cells = {
    published: [...publishedIn(table)],
    truth: from(counted.values),
    lower: Array.from(places, () => Number.NaN),
    upper: Array.from(places, () => Number.POSITIVE_INFINITY),
    primary: from(counted.levels.primary),
    up: from(counted.levels.up),
    down: from(counted.levels.down),
    mass: from(counted.mass ?? counted.values),
  };
  for (const { cell, min, max } of bounds ?? []) {
    cells.lower[cell] = min === null ? Number.NEGATIVE_INFINITY : min * unitIn(table);
    cells.upper[cell] = max === null ? Number.POSITIVE_INFINITY : max * unitIn(table);
  }
  // A hidden sum may be anything that its sign allows: no reader takes it for a small count.
  const least = measure?.signed === true ? Number.NEGATIVE_INFINITY : 0;
  if (isSum)
    for (const [cell, value] of cells.published.entries())
      if (Number.isNaN(value) && Number.isNaN(cells.lower[cell])) cells.lower[cell] = least;
  const between = unionsIn(project, subject, overlay);
  const named = codes.map((code) => ground(subject.division, code, overlay));
  putBetween(between, { codes, named, parents, cells, width, least });
  const backwards = new Map(Array.from(places, (place, own) => [place, own]));
  return {
    id,
    fresh,
    subject: asked,
    unit: `${unitOf(project, subject)}${isSum ? ` ${measure.name}` : ''}`,
    years: subject.years,
    population: populationOf(subject),
    areas: lists.of({ codes: named, parents }),
    elsewhere: overlay !== null && subject.division === overlay.theirs ? overlay : undefined,
    columns,
    published: Float64Array.from(cells.published),
    truth: Float64Array.from(cells.truth),
    leastHidden: table.leastHidden,
    minFrequency: isSum ? 0 : table.minFrequency,
    fewest: table.minFrequency,
    bounds: { lower: Float64Array.from(cells.lower), upper: Float64Array.from(cells.upper) },
    levels: {
      primary: Uint8Array.from(cells.primary),
      up: Float64Array.from(cells.up),
      down: Float64Array.from(cells.down),
    },
    mass: isSum ? Float64Array.from(cells.mass) : undefined,
    knowers: counted.knowers.map((own) => own.flatMap((place) => backwards.get(place) ?? [])),
  };
}

/** The name of the ground that an area of a table is a part of, where that is no area of the table; none for others. */
function unionsIn(project: Project, { level, years, division }: Subject, overlay: Overlay | null): Between {
  if (level === 'deso') {
    const { frame } = yearAreas(project, years.at(-1) ?? 0);
    return (code) => {
      const regso = frame.position('deso', code) === undefined ? undefined : frame.within('deso', code, 'regso');
      return regso === undefined ? undefined : ground(division, regso, overlay);
    };
  }
  const unions = new Map<string, string>();
  if (overlay !== null && level === 'regso')
    for (const set of overlay.sets)
      for (const code of division === overlay.theirs ? set.theirs : set.ours) unions.set(code, unionName(overlay, set));
  return (code) => unions.get(code);
}

type Between = (code: string) => string | undefined;

function putBetween(
  between: Between,
  {
    codes,
    named,
    parents,
    cells,
    width,
    least,
  }: {
    readonly codes: readonly string[];
    readonly named: string[];
    readonly parents: number[];
    readonly cells: Cells;
    readonly width: number;
    readonly least: number;
  },
): void {
  const nodes = new Map<string, number>();
  for (const [i, code] of codes.entries()) {
    const name = between(code);
    if (name === undefined) continue;
    let node = nodes.get(name);
    if (node === undefined) {
      node = named.length;
      nodes.set(name, node);
      named.push(name);
      parents.push(parents[i] ?? -1);
      for (let c = 0; c < width; c += 1) {
        for (const list of [cells.truth, cells.primary, cells.up, cells.down, cells.mass]) list.push(0);
        cells.published.push(Number.NaN);
        cells.lower.push(least);
        cells.upper.push(Number.POSITIVE_INFINITY);
      }
    }
    parents[i] = node;
    for (let c = 0; c < width; c += 1)
      for (const list of [cells.truth, cells.mass])
        list[node * width + c] = (list[node * width + c] ?? 0) + (list[i * width + c] ?? 0);
  }
}

/** How a cell is told: its codes, areas first. */
export function cellOf({ dimensions }: LedgerTable, cell: number): string {
  return codesOf(dimensions.map(dimensionOf), cell).join('|');
}
