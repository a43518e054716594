import { columnsAbove, type JointTable } from '../../../../shared/domain/release/jointTable.ts';
import type { Dimension } from '../../../../shared/domain/tables/dimension.ts';
import { codesOf } from '../../../../shared/domain/tables/table.ts';
import { UserError } from '../../../../shared/errors/errors.ts';
import type { Subject } from '../../../../shared/schemas/ledger.ts';
import type { ReleaseTable } from '../../../../shared/schemas/releasePlan.ts';
import type { Progress } from '../../jobs/progress.ts';
import type { Project } from '../../project/project.ts';
import { areaDimension } from '../areaTable.ts';
import { dimensionOf, divisionsOf } from '../count/dimensions.ts';
import { Contributing, countRows } from '../count/rows.ts';
import { placesOf } from '../countTable.ts';

/** Where the rows of a register-year lie in a table: area and column of the table by row, in row order. */
interface PlacedRows {
  readonly row: Int32Array;
  readonly area: Int32Array;
  readonly column: Int32Array;
}

function placedIn(project: Project, subject: Subject, table: JointTable, progress: Progress): PlacedRows | null {
  const { content, level, years } = subject;
  if (content.kind !== 'register') return null;
  const year = years.at(-1) ?? 0;
  const asked: ReleaseTable = {
    id: 'tidigare',
    title: { sv: '', en: '' },
    level,
    content: { ...content, measures: undefined },
  };
  try {
    const divisions = divisionsOf(content);
    const dimensions: readonly Dimension[] = [
      areaDimension(placesOf(project, year, asked)),
      ...divisions.map((division, d) => dimensionOf(asked, `d${String(d)}`, division)),
    ];
    const { placed } = countRows(project.store, year, asked, { ...content, measures: undefined }, dimensions, {
      contributing: new Contributing(0),
      placing: true,
      keyColumn: undefined,
      progress,
    });
    if (placed === null) return null;
    const areaAt = new Map(table.areas.codes.map((code, i) => [code.slice(code.indexOf(':') + 1), i]));
    const columnAt = new Map(table.columns.codes.map((code, i) => [code, i]));
    const known = new Map<number, readonly [number, number]>();
    const area = new Int32Array(placed.cell.length);
    const column = new Int32Array(placed.cell.length);
    for (const [i, cell] of placed.cell.entries()) {
      let at = known.get(cell);
      if (at === undefined) {
        const [code = '', ...others] = codesOf(dimensions, cell);
        at = [areaAt.get(code) ?? -1, columnAt.get(others.join('|')) ?? -1];
        known.set(cell, at);
      }
      [area[i], column[i]] = at;
    }
    return { row: placed.row, area, column };
  } catch (cause) {
    if (cause instanceof UserError && cause.kind !== 'cancelled') return null;
    throw cause;
  }
}

/** Rows that lie in both tables: area of the first, and the inner column in each, with how many there are. */
type Tally = readonly {
  readonly area: number;
  readonly one: number;
  readonly other: number;
  readonly count: number;
}[];

function tallyOf(one: PlacedRows, other: PlacedRows, otherWidth: number, width: number): Tally {
  const counts = new Map<number, number>();
  let j = 0;
  for (const [i, row] of one.row.entries()) {
    while (j < other.row.length && (other.row[j] as number) < row) j += 1;
    if (other.row[j] !== row) continue;
    const [area, a, b] = [one.area[i] as number, one.column[i] as number, other.column[j] as number];
    if (area < 0 || a < 0 || b < 0) continue;
    const key = (area * width + a) * otherWidth + b;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return [...counts].map(([key, count]) => ({
    area: Math.floor(key / (width * otherWidth)),
    one: Math.floor(key / otherWidth) % width,
    other: key % otherWidth,
    count,
  }));
}

/** Rows that a column of one table and a column of another both count, per area of the first. */
export type RowsInBoth = (i: number, j: number) => Float64Array;

/**
 * Says of two tables of one register-year, from the rows themselves, how many rows two of their columns have in common. Each
 * table's rows are placed once. Null where a table is no table of a register, or its rows cannot be placed here.
 */
export function rowOverlap(
  project: Project,
  progress: Progress,
): (one: JointTable, subject: Subject, other: JointTable, otherSubject: Subject) => RowsInBoth | null {
  const placed = new Map<JointTable, PlacedRows | null>();
  const placedOf = (table: JointTable, subject: Subject): PlacedRows | null => {
    const known = placed.get(table);
    if (known !== undefined) return known;
    const made = placedIn(project, subject, table, progress);
    // Only what is to leave is asked about again and again.
    if (table.fresh) placed.set(table, made);
    return made;
  };
  return (one, subject, other, otherSubject) => {
    const [mine, theirs] = [placedOf(one, subject), placedOf(other, otherSubject)];
    if (mine === null || theirs === null) return null;
    const tally = tallyOf(mine, theirs, other.columns.codes.length, one.columns.codes.length);
    const [above, otherAbove] = [columnsAbove(one.columns), columnsAbove(other.columns)];
    return (i, j) => {
      const shared = new Float64Array(one.areas.codes.length);
      for (const { area, one: a, other: b, count } of tally)
        if (above[a]?.includes(i) === true && otherAbove[b]?.includes(j) === true)
          for (let at = area; at >= 0; at = one.areas.parents[at] ?? -1) shared[at] = (shared[at] ?? 0) + count;
      return shared;
    };
  };
}
