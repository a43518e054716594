import { insiderFaults } from '../disclosure/attack/insiders.ts';
import { attackIntervals, type Intervals, noSteps, type Solvers, type Steps } from '../disclosure/attack/intervals.ts';
import { type AttackProblem, verdict } from '../disclosure/attack/problem.ts';
import { cellName, commonAreas, type JointFault, type JointTable } from './jointTable.ts';
import { jointProblem, type JointProblem } from './jointProblem.ts';
import { linksOf, type Overlap } from './links.ts';
import { isUnsafe, type Merged, mergeCells } from './merged.ts';

export interface JointTools {
  readonly overlap: Overlap;
  readonly solvers: Solvers;
  readonly steps?: Steps;
}

/** What was attacked, and what was found; no faults: the tables may be in the same hands. */
export interface JointOutcome {
  readonly faults: readonly JointFault[];
  /** Unknown cells that had to be attacked anew, differences among them, and differences that were counted. */
  readonly attacked: number;
  readonly differences: number;
}

/**
 * Attacks tables that are to leave together with every table that has left: cells that are the same count are one unknown;
 * sums across tables and differences between populations are further equations; and every unsafe cell must hold as it does in
 * its own table, for any reader, for one who guesses right, and for each insider. What cannot be decided is a fault.
 */
export function attackTogether(tables: readonly JointTable[], { overlap, solvers, steps }: JointTools): JointOutcome {
  const faults: JointFault[] = [...askedAgain(tables)];
  if (faults.length > 0) return { faults, attacked: 0, differences: 0 };
  const commonOf = commonAreas();
  const merged = mergeCells(tables, commonOf);
  faults.push(...undone(merged));
  const links = linksOf(merged, commonOf, overlap);
  faults.push(...links.faults);
  const joint = faults.length > 0 ? null : jointProblem(merged, links);
  if (joint !== null) faults.push(...attack(merged, joint, solvers, steps ?? noSteps));
  return { faults, attacked: joint?.cells.length ?? 0, differences: links.differences.length };
}

/** The same table asked for again must be the very same: another value is a revision, another pattern uncovers the first. */
function* askedAgain(tables: readonly JointTable[]): Generator<JointFault> {
  for (const [t, one] of tables.entries()) {
    if (!one.fresh) continue;
    for (const [u, other] of tables.entries()) {
      if (u === t || (other.fresh && u > t) || one.subject !== other.subject) continue;
      const place = new Map(other.areas.codes.map((code, i) => [code, i]));
      const columnAt = new Map(other.columns.codes.map((code, i) => [code, i]));
      const [width, otherWidth] = [one.columns.codes.length, other.columns.codes.length];
      for (const [position, value] of one.published.entries()) {
        const area = place.get(one.areas.codes[Math.floor(position / width)] ?? '');
        const column = columnAt.get(one.columns.codes[position % width] ?? '');
        if (area === undefined || column === undefined) continue;
        const theirs = other.published[area * otherWidth + column] ?? Number.NaN;
        const cell = cellName(one, position);
        const differs = Number.isNaN(value) !== Number.isNaN(theirs);
        if (differs || !sameBounds(one, position, other, area * otherWidth + column))
          yield { kind: 'otherPattern', table: one.id, other: other.id, cell };
      }
    }
  }
}

/** What two tables say of a number that neither publishes: the same noise or rounding, or the same symbol. */
function sameBounds(one: JointTable, position: number, other: JointTable, theirs: number): boolean {
  if (!Number.isNaN(one.published[position]) || !Number.isNaN(other.published[theirs])) return true;
  const of = ({ bounds }: JointTable, at: number): readonly number[] => [
    bounds?.lower[at] ?? Number.NaN,
    bounds?.upper[at] ?? Number.POSITIVE_INFINITY,
  ];
  const [mine, others] = [of(one, position), of(other, theirs)];
  return mine.every((bound, i) => Object.is(bound, others[i]));
}

/** Unsafe cells that one table hides and another publishes. */
function* undone(merged: Merged): Generator<JointFault> {
  const { tables, offset, root, known } = merged;
  let shownBy: Map<number, JointTable> | undefined;
  for (const [t, table] of tables.entries())
    for (const [position, value] of table.published.entries()) {
      const cell = root[(offset[t] ?? 0) + position] as number;
      if (!Number.isNaN(value) || known[cell] !== 1) continue;
      if (!isUnsafe(merged, cell)) continue;
      shownBy ??= publishers(merged);
      yield {
        kind: 'hiddenThere',
        table: table.id,
        other: shownBy.get(cell)?.id ?? table.id,
        cell: cellName(table, position),
      };
    }
}

/** A table that publishes each cell that is published. */
function publishers({ tables, offset, root }: Merged): Map<number, JointTable> {
  const found = new Map<number, JointTable>();
  for (const [t, table] of tables.entries())
    for (const [position, value] of table.published.entries())
      if (!Number.isNaN(value)) found.set(root[(offset[t] ?? 0) + position] as number, table);
  return found;
}

function attack(merged: Merged, { problem, guess, cells }: JointProblem, solvers: Solvers, steps: Steps) {
  const faults: JointFault[] = [];
  const own = (cell: number): string => {
    const at = cells[cell] ?? 0;
    return at < merged.root.length ? merged.tableOf(at).id : '';
  };
  const fresh = merged.tables.find((table) => table.fresh)?.id ?? '';
  const add = (kind: JointFault['kind'], cell: number): void => {
    faults.push({ kind, table: fresh, other: own(cell), cell: problem.ids[cell] ?? '' });
  };
  // A cell that is not unsafe may be computed; that it can be follows from its own table or from this one.
  const unsafe = { ...problem, hidden: problem.primary };
  const found = attackIntervals(unsafe, solvers, steps);
  const reached = withSafeZeros(merged, problem, cells, found);
  for (const cell of cells.keys()) {
    if (problem.primary[cell] !== 1) continue;
    const result = verdict(reached, cell, found.min[cell] ?? Number.NaN, found.max[cell] ?? Number.NaN);
    if (result !== 'safe') add(result, cell);
  }
  if (faults.length > 0) return faults;
  const guessed = attackIntervals({ ...guess, hidden: guess.primary }, solvers, steps);
  for (const cell of cells.keys())
    if (problem.primary[cell] === 1) {
      const result = verdict(guess, cell, guessed.min[cell] ?? Number.NaN, guessed.max[cell] ?? Number.NaN);
      if (result !== 'safe') add('guessed', cell);
    }
  for (const { cell } of insiderFaults({ ...reached, hidden: problem.primary }, solvers, steps)) add('insider', cell);
  return faults;
}

/**
 * A small count that was changed, not hidden, may as well be none: then that must stay possible in place of the limit above, and
 * nobody can tell that a small group is there.
 */
function withSafeZeros(
  merged: Merged,
  problem: AttackProblem,
  cells: readonly number[],
  { min }: Intervals,
): AttackProblem {
  const lowerLevel = Float64Array.from(problem.lowerLevel);
  const upperLevel = Float64Array.from(problem.upperLevel);
  for (const [i, cell] of cells.entries()) {
    const isCount = (merged.minFrequency[cell] ?? 0) > 0;
    if (problem.primary[i] !== 1 || !isCount || merged.covered[cell] === 1 || !((min[i] ?? 1) <= 0)) continue;
    lowerLevel[i] = problem.values[i] ?? 0;
    upperLevel[i] = 0;
  }
  return { ...problem, lowerLevel, upperLevel };
}
