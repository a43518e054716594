import { columnsAbove, type JointTable } from '../../../../shared/domain/release/jointTable.ts';
import type { Dimension } from '../../../../shared/domain/tables/dimension.ts';
import { cellCount, codesOf } from '../../../../shared/domain/tables/table.ts';
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
    const [areaOf, columnOf] = [new Int32Array(cellCount(dimensions)), new Int32Array(cellCount(dimensions))];
    for (const cell of areaOf.keys()) {
      const [code = '', ...others] = codesOf(dimensions, cell);
      areaOf[cell] = areaAt.get(code) ?? -1;
      columnOf[cell] = columnAt.get(others.join('|')) ?? -1;
    }
    const area = placed.cell.map((cell) => areaOf[cell] as number);
    const column = placed.cell.map((cell) => columnOf[cell] as number);
    return { row: placed.row, area, column };
  } catch (cause) {
    if (cause instanceof UserError && cause.kind !== 'cancelled') return null;
    throw cause;
  }
}

/**
 * Rows that lie in both tables, by the inner column in each and the area of the first: `counts[(a x width of the other + b) x
 * areas + area]`, areas summed upwards; columns without rows of their own are 0.
 */
function inBoth(one: JointTable, mine: PlacedRows, other: JointTable, theirs: PlacedRows): Float64Array {
  const { codes, parents } = one.areas;
  const [areas, otherWidth] = [codes.length, other.columns.codes.length];
  const inner = new Float64Array(areas * one.columns.codes.length * otherWidth);
  let j = 0;
  for (let i = 0; i < mine.row.length; i += 1) {
    const row = mine.row[i] as number;
    while (j < theirs.row.length && (theirs.row[j] as number) < row) j += 1;
    if (theirs.row[j] !== row) continue;
    const [area, a, b] = [mine.area[i] as number, mine.column[i] as number, theirs.column[j] as number];
    if (area < 0 || a < 0 || b < 0) continue;
    const at = (a * otherWidth + b) * areas + area;
    inner[at] = (inner[at] as number) + 1;
  }
  const [above, otherAbove] = [columnsAbove(one.columns), columnsAbove(other.columns)];
  const counts = new Float64Array(inner.length);
  for (const [a, columns] of above.entries())
    for (const [b, otherColumns] of otherAbove.entries())
      for (let area = 0; area < areas; area += 1) {
        const rows = inner[(a * otherWidth + b) * areas + area] as number;
        if (rows === 0) continue;
        for (const up of columns)
          for (const otherUp of otherColumns)
            for (let at = area; at >= 0; at = parents[at] ?? -1) {
              const place = (up * otherWidth + otherUp) * areas + at;
              counts[place] = (counts[place] as number) + rows;
            }
      }
  return counts;
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
  let latest: JointTable | undefined;
  const placedOf = (table: JointTable, subject: Subject): PlacedRows | null => {
    const known = placed.get(table);
    if (known !== undefined) return known;
    const made = placedIn(project, subject, table, progress);
    // What is to leave is asked about again and again; of what has left one table after the other.
    if (!table.fresh) {
      if (latest !== undefined) placed.delete(latest);
      latest = table;
    }
    placed.set(table, made);
    return made;
  };
  return (one, subject, other, otherSubject) => {
    const [mine, theirs] = [placedOf(one, subject), placedOf(other, otherSubject)];
    if (mine === null || theirs === null) return null;
    const counts = inBoth(one, mine, other, theirs);
    const [areas, otherWidth] = [one.areas.codes.length, other.columns.codes.length];
    return (i, j) => counts.subarray((i * otherWidth + j) * areas, (i * otherWidth + j + 1) * areas);
  };
}
