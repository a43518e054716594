import { generator } from '../../../shared/domain/random/generator.ts';
import { divideByWeight, divideEvenly } from './geography/divide.ts';
import { type Land, land } from './geography/land.ts';
import { noise } from './geography/noise.ts';
import { rings, type Ring } from './geography/rings.ts';
import { type Disc, drawTogether } from './geography/warp.ts';
import { areaNames, countyNames, municipalityNames } from './names.ts';
import { AREAS, apportion, DESO, FIRST_COUNTY, fullPopulation, municipalitySizes, normalScores } from './plan.ts';

/** One RegSO. Areas stand in the order of their codes. */
export interface Area {
  readonly code: string;
  readonly name: string;
  readonly municipality: string;
  readonly municipalityName: string;
  readonly county: string;
  readonly countyName: string;
  /** A outside, B in a lesser, C in the main settlement of the municipality. */
  readonly kind: 'A' | 'B' | 'C';
  readonly deso: readonly string[];
  readonly rings: readonly Ring[];
  /** Where it lies: 0 in the middle of the town, 1 at its rim, above 1 outside. */
  readonly outward: number;
  /** Areas in the municipality. */
  readonly siblings: number;
  /** Place in the lattice's plane, for what varies smoothly over the country. */
  readonly x: number;
  readonly y: number;
  /** Population at full size. */
  readonly full: number;
}

interface Municipality {
  readonly size: number;
  readonly cells: Int32Array;
}

/** The cell that lies furthest from the municipality's border: there stands the town. */
function heart(ground: Land, own: Municipality, of: Int32Array, number: number): number {
  const cells = ground.lattice;
  const depth = new Map<number, number>();
  let front = [...own.cells].filter((cell) => {
    for (let side = 0; side < 6; side += 1) if (of[cells.neighbour(cell, side)] !== number) return true;
    return false;
  });
  let last = front;
  for (const cell of front) depth.set(cell, 0);
  while (front.length > 0) {
    last = front;
    const inner: number[] = [];
    for (const cell of front)
      for (let side = 0; side < 6; side += 1) {
        const other = cells.neighbour(cell, side);
        if (of[other] !== number || depth.has(other)) continue;
        depth.set(other, 1);
        inner.push(other);
      }
    front = inner;
  }
  return last.toSorted((a, b) => a - b)[0]!;
}

const radiusOf = (cells: number): number => Math.sqrt((cells * Math.sqrt(3)) / 2 / Math.PI);

/** The discs that draw towns together: each municipality's own, then the wide ones round the great cities. */
function townDiscs(ground: Land, municipalities: readonly Municipality[], hearts: readonly number[]): Disc[] {
  const disc = (i: number, reach: number, pull: number): Disc => ({
    x: ground.lattice.x(hearts[i]!),
    y: ground.lattice.y(hearts[i]!),
    radius: reach * radiusOf(municipalities[i]!.cells.length),
    pull,
  });
  const own = municipalities.map((municipality, i) =>
    disc(i, 0.92, municipality.size >= 25 ? 0.26 : municipality.size >= 10 ? 0.32 : 0.4),
  );
  const wide = municipalities.flatMap((municipality, i) => (municipality.size >= 60 ? [disc(i, 1.9, 0.42)] : []));
  return [...own, ...wide];
}

/** Number of DeSO for each area: one for the smaller half, then by population, at most 13, DESO in all. */
function desoCounts(full: Float64Array): Int32Array {
  const bySize = Array.from(full.keys()).sort((a, b) => full[a]! - full[b]! || a - b);
  const alone = new Set(bySize.slice(0, 1754));
  const counts = Int32Array.from(full, (population, i) =>
    alone.has(i) ? 1 : Math.max(2, Math.min(13, Math.round(population / 1760))),
  );
  let rest = DESO - counts.reduce((sum, n) => sum + n, 0);
  // The rounding's remainder goes to the middle sizes, one each.
  for (let at = 1754; rest !== 0; at = at + 1 < bySize.length ? at + 1 : 1754) {
    const i = bySize[at]!;
    const changed = counts[i]! + Math.sign(rest);
    if (changed < 2 || changed > 13) continue;
    counts[i] = changed;
    rest -= Math.sign(rest);
  }
  return counts;
}

/** The country with the ground that it was drawn on. */
export interface Drawing {
  readonly ground: Land;
  /** Number of the area that each cell of the lattice lies in, -1 for water. */
  readonly areaOf: Int32Array;
  readonly areas: readonly Area[];
  /** The rings of a division of the cells into `count` areas. */
  ringsOf(areaOf: Int32Array, count: number): Ring[][];
}

/** The made-up country: the same for the same seed, whatever the number of persons. */
export const country = (seed: number): readonly Area[] => draw(seed).areas;

export function draw(seed: number): Drawing {
  const ground = land(seed);
  const cells = ground.lattice;
  const bend = noise(seed, 'borders', 9, 2);
  const sizes = municipalitySizes(generator(seed, 'sizes'));
  const cut = generator(seed, 'cuts');
  const cellsOf = (kind: number): Int32Array =>
    Int32Array.from(Array.from(ground.kind.keys()).filter((cell) => ground.kind[cell] === kind));
  const sum = (list: readonly number[]): number => list.reduce((all, n) => all + n, 0);
  const mainland = divideByWeight(cells, cellsOf(1), sizes.slice(0, -1).map(sum), cut, bend);
  const counties = [...mainland, cellsOf(2)];

  const municipalities: Municipality[] = [];
  const countyOf: number[] = [];
  counties.forEach((own, county) => {
    divideByWeight(cells, own, sizes[county]!, cut, bend).forEach((part, i) => {
      municipalities.push({ size: sizes[county]![i]!, cells: part });
      countyOf.push(county);
    });
  });
  const municipalityOf = new Int32Array(cells.cells).fill(-1);
  municipalities.forEach((own, i) => {
    for (const cell of own.cells) municipalityOf[cell] = i;
  });
  const hearts = municipalities.map((own, i) => heart(ground, own, municipalityOf, i));
  const discs = townDiscs(ground, municipalities, hearts);

  const areaOf = new Int32Array(cells.cells).fill(-1);
  const drafts: { municipality: number; x: number; y: number; outward: number }[] = [];
  municipalities.forEach((own, i) => {
    divideEvenly(cells, own.cells, own.size, generator(seed, `areas/${i}`), areaOf);
    const middle = Array.from({ length: own.size }, () => [0, 0, 0] as [number, number, number]);
    for (const cell of own.cells) {
      const at = middle[areaOf[cell]!]!;
      at[0] += cells.x(cell);
      at[1] += cells.y(cell);
      at[2] += 1;
    }
    const town = discs[i]!;
    const parts = middle.map(([sx, sy, n], part) => {
      const x = sx / n;
      const y = sy / n;
      const outward = Math.sqrt((x - town.x) ** 2 + (y - town.y) ** 2) / town.radius;
      return { part, x, y, outward };
    });
    // Numbered from the town outwards, as the real codes are.
    parts.sort((a, b) => a.outward - b.outward || a.part - b.part);
    const numberOf = new Int32Array(own.size);
    parts.forEach(({ part }, at) => {
      numberOf[part] = drafts.length + at;
    });
    for (const cell of own.cells) areaOf[cell] = numberOf[areaOf[cell]!]!;
    drafts.push(...parts.map(({ x, y, outward }) => ({ municipality: i, x, y, outward })));
  });

  const place = (x: number, y: number): readonly [number, number] => {
    const [px, py] = drawTogether(discs, x, y);
    return [ground.easting(px, py), ground.northing(py)];
  };
  const ringsOf = (of: Int32Array, count: number): Ring[][] => rings(cells, of, count, seed, place);
  const shapes = ringsOf(areaOf, AREAS);

  const crowd = generator(seed, 'population');
  const full = Float64Array.from(
    normalScores(
      Float64Array.from(
        drafts,
        (draft) => crowd.normal() + 0.25 * Math.min(3, municipalities[draft.municipality]!.size / 20),
      ),
    ),
    fullPopulation,
  );
  return { ground, areaOf, areas: describe(seed, { drafts, municipalities, countyOf, shapes, full }), ringsOf };
}

interface Drafts {
  readonly drafts: readonly { municipality: number; x: number; y: number; outward: number }[];
  readonly municipalities: readonly Municipality[];
  readonly countyOf: readonly number[];
  readonly shapes: readonly Ring[][];
  readonly full: Float64Array;
}

/** Gives everything its code and name. Counties are numbered from the south, as are the municipalities in them. */
function describe(seed: number, { drafts, municipalities, countyOf, shapes, full }: Drafts): Area[] {
  const random = generator(seed, 'names');
  const countyTotal = Math.max(...countyOf) + 1;
  const countyTitle = countyNames(random, countyTotal);
  const townTitle = municipalityNames(random, municipalities.length);
  const serial = new Int32Array(countyTotal);
  const codes = municipalities.map((_, i) => {
    const county = countyOf[i]!;
    serial[county]! += 1;
    return `${FIRST_COUNTY + county}${String(serial[county]).padStart(2, '0')}`;
  });
  const desos = desoCounts(full);
  const byMunicipality = municipalities.map((): number[] => []);
  drafts.forEach((draft, i) => byMunicipality[draft.municipality]!.push(i));
  return byMunicipality.flatMap((members, m) => {
    const used = { A: 0, B: 0, C: 0 };
    const kinds = members.map((i): Area['kind'] => {
      const { outward } = drafts[i]!;
      return outward < 0.86 ? 'C' : outward < 0.97 ? 'B' : 'A';
    });
    const title = areaNames(
      random,
      townTitle[m]!,
      kinds.map((kind) => kind !== 'A'),
    );
    return members.map((i, at): Area => {
      const draft = drafts[i]!;
      const kind = kinds[at]!;
      return {
        code: `${codes[m]!}R${String(at + 1).padStart(3, '0')}`,
        name: title[at]!,
        municipality: codes[m]!,
        municipalityName: townTitle[m]!,
        county: codes[m]!.slice(0, 2),
        countyName: countyTitle[countyOf[m]!]!,
        kind,
        deso: Array.from({ length: desos[i]! }, () => {
          used[kind] += 1;
          return `${codes[m]!}${kind}${String(1000 + 10 * used[kind])}`;
        }),
        rings: shapes[i]!,
        outward: draft.outward,
        siblings: members.length,
        x: draft.x,
        y: draft.y,
        full: full[i]!,
      };
    });
  });
}

/** Persons per area when the country has `persons` of them; at least two in each. */
export const populations = (areas: readonly Area[], persons: number): Int32Array =>
  apportion(
    Float64Array.from(areas, (area) => area.full),
    persons,
    2,
  );
