import { columnSums, type Common, type JointAreas, type JointFault, type JointTable, massAt } from './jointTable.ts';
import { cellAt, type Merged, type Sum } from './merged.ts';
import { stripsBetween } from './strips.ts';
import { newRelations, type Relation, relationsBetween } from './relations.ts';
import { inCommonYear, mayOnlyGrow } from './years.ts';

/**
 * How many of one column's units are also in another's, per area of the first table (leaves of its areas summed upwards); null when
 * that cannot be counted, and the counts alone must tell.
 */
export type Overlap = (one: JointTable, column: number, other: JointTable, otherColumn: number) => Float64Array | null;

/** What ties columns of different tables to each other. */
export interface Links {
  readonly sums: readonly Sum[];
  /** Counts of differences, as further cells: numbered after those of the tables. */
  readonly differences: readonly Difference[];
  readonly faults: readonly JointFault[];
}

/** The units that are in `wide` and not in `narrow`: never published, but a reader can subtract. */
export interface Difference {
  readonly cell: number;
  readonly wide: number;
  readonly narrow: number;
  readonly count: number;
  /** 0 for a sum, which may also be negative. */
  readonly minFrequency: number;
  readonly table: string;
  readonly other: string;
}

interface Pair {
  readonly one: JointTable;
  readonly other: JointTable;
  readonly t: number;
  readonly u: number;
  readonly common: Common;
}

/** The whole of a table over some of its areas: the first column is the total of all others. */
const wholeOf = ({ truth, columns }: JointTable, areas: Int32Array): Float64Array =>
  Float64Array.from(areas, (area) => truth[area * columns.codes.length] ?? 0);

/** Whether records of one table may also be in the other. */
const mayShareRecords = (one: JointTable, other: JointTable, common: Common): boolean =>
  inCommonYear(one.years, other.years) ||
  (one.population === other.population && mayOnlyGrow(wholeOf(one, common.one), wholeOf(other, common.other)));

/**
 * Pairs of tables of which the first is to leave now, and which count the same unit; all pairs of one other table together, so that its
 * records need be looked at once.
 */
function* pairsOf({ tables }: Merged, commonOf: (one: JointAreas, other: JointAreas) => Common): Generator<Pair> {
  for (const [u, other] of tables.entries())
    for (const [t, one] of tables.entries()) {
      if (!one.fresh || u === t || (other.fresh && u > t) || one.unit !== other.unit) continue;
      const common = commonOf(one.areas, other.areas);
      if (mayShareRecords(one, other, common)) yield { one, other, t, u, common };
    }
}

const fault = (kind: JointFault['kind'], merged: Merged, one: JointTable, other: JointTable, cell: number) =>
  ({ kind, table: one.id, other: other.id, cell: merged.nameOf(cell) }) satisfies JointFault;

/**
 * Differences between columns of which one is part of the other: in every common area no unit of the narrow one is outside
 * the wide one (by the overlap where that can be counted, else because its count is nowhere greater). Where both are
 * published and 0 < difference < limit, the difference is a published small count: a fault. Where one is hidden, the
 * difference is a cell of the attack. Columns that overlap without being parts of each other are a fault where both are published and
 * fewer than the limit are in one and not in the other.
 */
function differencesOf(
  merged: Merged,
  pairs: Iterable<Pair>,
  overlap: Overlap,
): { readonly differences: Difference[]; readonly faults: JointFault[] } {
  const differences: Difference[] = [];
  const faults: JointFault[] = [];
  let next = merged.root.length;
  for (const { one, other, t, u, common } of pairs) {
    const isSums = one.mass !== undefined || other.mass !== undefined;
    const least = Math.max(one.minFrequency, other.minFrequency, one.fewest ?? 0, other.fewest ?? 0);
    const { length } = common.one;
    const [a, b] = [new Int32Array(length), new Int32Array(length)];
    const [x, y, both] = [new Float64Array(length), new Float64Array(length), new Float64Array(length)];
    const [width, otherWidth] = [one.columns.codes.length, other.columns.codes.length];
    for (let i = 0; i < width; i += 1)
      for (let j = 0; j < otherWidth; j += 1) {
        let apartSomewhere = false;
        for (let k = 0; k < length; k += 1) {
          const [area, theirs] = [common.one[k] as number, common.other[k] as number];
          a[k] = cellAt(merged, t, area, i);
          b[k] = cellAt(merged, u, theirs, j);
          if (a[k] !== b[k]) apartSomewhere = true;
          x[k] = massAt(one, area * width + i);
          y[k] = massAt(other, theirs * otherWidth + j);
        }
        if (!apartSomewhere) continue;
        const shared = overlap(one, i, other, j);
        let [within, around] = [true, true];
        for (let k = 0; k < length; k += 1) {
          const [mine, theirs] = [x[k] as number, y[k] as number];
          const inBoth = shared === null ? Math.min(mine, theirs) : (shared[common.one[k] as number] ?? 0);
          both[k] = inBoth;
          if (mine !== inBoth) within = false;
          if (theirs !== inBoth) around = false;
        }
        const nested = within || around;
        if (!nested && shared === null) continue;
        for (let k = 0; k < length; k += 1) {
          const [mine, theirs] = [a[k] as number, b[k] as number];
          const [own, others] = [x[k] as number, y[k] as number];
          const apart = own + others - 2 * (both[k] as number);
          if (mine === theirs || (Math.min(own, others) === 0 && merged.known[own <= others ? mine : theirs] === 1))
            continue;
          const published = merged.known[mine] === 1 && merged.known[theirs] === 1;
          if (published && (apart === 0 || apart >= least)) continue;
          if (merged.besideEachOther(mine, theirs)) continue;
          if (published) faults.push(fault('difference', merged, one, other, mine));
          else if (nested) {
            const [wide, narrow] = own >= others ? [mine, theirs] : [theirs, mine];
            differences.push({
              cell: next,
              wide,
              narrow,
              count: isSums ? (merged.truth[wide] ?? 0) - (merged.truth[narrow] ?? 0) : apart,
              minFrequency: isSums ? 0 : least,
              table: one.id,
              other: other.id,
            });
            next += 1;
          }
        }
      }
  }
  return { differences, faults };
}

/** The columns of all tables over some areas, each count once, and the sums among them that the tables say themselves. */
interface Columns {
  readonly counts: Float64Array[];
  readonly cells: Int32Array[];
  readonly tables: JointTable[];
  readonly implied: Relation[];
}

function columnsOver(merged: Merged, frame: JointAreas, commonOf: (a: JointAreas, b: JointAreas) => Common): Columns {
  const found: Columns = { counts: [], cells: [], tables: [], implied: [] };
  const known = new Map<string, number>();
  merged.tables.forEach((table, t) => {
    const common = commonOf(frame, table.areas);
    if (common.one.length !== frame.codes.length) return;
    const place = table.columns.codes.map((_, column) => {
      const cells = Int32Array.from(common.other, (area) => cellAt(merged, t, area, column));
      const counts = Float64Array.from(cells, (cell) => merged.truth[cell] ?? 0);
      const key = cells.join(',');
      const earlier = known.get(key);
      if (earlier !== undefined || counts.every((count) => count === 0)) return earlier ?? -1;
      known.set(key, found.counts.length);
      found.counts.push(counts);
      found.cells.push(cells);
      found.tables.push(table);
      return found.counts.length - 1;
    });
    for (const { total: column, parts: below } of columnSums(table.columns)) {
      const parts = below.map((child) => place[child] ?? -1).filter((part) => part >= 0);
      if ((place[column] ?? -1) >= 0)
        found.implied.push({ columns: [place[column] ?? 0, ...parts], coefficients: [-1, ...parts.map(() => 1)] });
    }
  });
  return found;
}

/** The column that the others add up to, where there is one; else one that all coefficients are multiples of. */
function leadOf(coefficients: readonly number[]): number {
  const sumOfOthers = coefficients.findIndex((k, i) => coefficients.every((other, j) => i === j || other === -k));
  return sumOfOthers >= 0
    ? sumOfOthers
    : coefficients.findIndex((k) => coefficients.every((other) => Number.isInteger(other / k)));
}

/** Lists of areas over which sums are looked for: those of each table that is to leave, and what coarser tables have of them. */
function framesOf({ tables }: Merged, commonOf: (one: JointAreas, other: JointAreas) => Common): JointAreas[] {
  const lists = new Set(tables.map(({ areas }) => areas));
  const frames = new Map<string, JointAreas>();
  for (const { areas } of tables.filter(({ fresh }) => fresh))
    for (const other of lists) {
      const { one } = commonOf(areas, other);
      if (one.length === 0) continue;
      const whole = one.length === areas.codes.length;
      const codes = whole ? areas.codes : Array.from(one, (area) => areas.codes[area] ?? '');
      const key = codes.join('\n');
      if (!frames.has(key)) frames.set(key, whole ? areas : { codes, parents: codes.map(() => -1) });
    }
  return [...frames.values()];
}

/**
 * Sums across tables: a column of one that is a sum of columns of others. Looked for over the areas of each table that is to leave,
 * and over those that coarser tables have of them, among all tables that have these areas. Where nothing is hidden a sum tells
 * nothing new and is left out.
 */
function sumsAcross(
  merged: Merged,
  commonOf: (one: JointAreas, other: JointAreas) => Common,
): { readonly sums: Sum[]; readonly faults: JointFault[] } {
  const sums: Sum[] = [];
  const faults: JointFault[] = [];
  for (const frame of framesOf(merged, commonOf)) {
    const { counts, cells, tables, implied } = columnsOver(merged, frame, commonOf);
    const { relations, unclear } = relationsBetween(counts);
    const doubtful = [...unclear];
    const cellAt = (column: number, area: number): number => cells[column]?.[area] ?? 0;
    const hiddenAt = (columns: readonly number[], area: number): boolean =>
      columns.some((column) => merged.known[cellAt(column, area)] !== 1);
    for (const { columns, coefficients } of newRelations(relations, implied)) {
      const lead = leadOf(coefficients);
      if (lead < 0) {
        doubtful.push(...columns.slice(-1));
        continue;
      }
      const rest = [...columns.keys()].filter((i) => i !== lead);
      frame.codes.forEach((_, area) => {
        if (!hiddenAt(columns, area)) return;
        sums.push({
          total: cellAt(columns[lead] ?? 0, area),
          parts: rest.map((i) => cellAt(columns[i] ?? 0, area)),
          coefficients: rest.map((i) => -(coefficients[i] ?? 0) / (coefficients[lead] ?? 1)),
        });
      });
    }
    for (const column of doubtful) {
      const area = frame.codes.findIndex((_, i) => hiddenAt([...counts.keys()], i));
      const table = tables[column];
      const fresh = tables.find((one) => one.fresh);
      if (area >= 0 && table !== undefined && fresh !== undefined)
        faults.push(fault('undecided', merged, fresh, table, cellAt(column, area)));
    }
  }
  return { sums, faults };
}

/** Everything that ties the tables together beyond the cells that they share. */
export function linksOf(
  merged: Merged,
  commonOf: (one: JointAreas, other: JointAreas) => Common,
  overlap: Overlap,
): Links {
  const across = sumsAcross(merged, commonOf);
  const pairs = [...pairsOf(merged, commonOf)];
  const { differences, faults } = differencesOf(merged, pairs, overlap);
  const subtractions = differences.map(({ cell, wide, narrow }) => ({ total: wide, parts: [narrow, cell] }));
  const links = { sums: [...across.sums, ...subtractions], differences, faults: [...across.faults, ...faults] };
  for (const pair of pairs) {
    const overlay = pair.other.elsewhere;
    if (overlay === undefined) continue;
    const next = merged.root.length + links.differences.length;
    const found = stripsBetween(merged, pair, overlay, next);
    links.sums.push(...found.sums);
    links.differences.push(...found.strips);
    links.faults.push(...found.faults);
  }
  return links;
}
