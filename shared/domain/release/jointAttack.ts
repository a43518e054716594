import { insiderFaults } from '../disclosure/attack/insiders.ts';
import { attackIntervals, noSteps, type Solvers, type Steps } from '../disclosure/attack/intervals.ts';
import { verdict } from '../disclosure/attack/problem.ts';
import { cellName, commonAreas, type JointFault, type JointTable } from './jointTable.ts';
import { jointProblem, type JointProblem } from './jointProblem.ts';
import { linksOf, type Overlap } from './links.ts';
import { type Merged, mergeCells } from './merged.ts';

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
        if (Number.isNaN(value) !== Number.isNaN(theirs))
          yield { kind: 'otherPattern', table: one.id, other: other.id, cell };
      }
    }
  }
}

/** Unsafe cells that one table hides and another publishes. */
function* undone(merged: Merged): Generator<JointFault> {
  const { tables, offset, root, known, truth, minFrequency } = merged;
  for (const [t, table] of tables.entries())
    for (const [position, value] of table.published.entries()) {
      const cell = root[(offset[t] ?? 0) + position] as number;
      if (!Number.isNaN(value) || known[cell] !== 1) continue;
      const count = truth[cell] ?? 0;
      if (count === 0 || count >= (minFrequency[cell] ?? 0)) continue;
      const holder = merged.tableOf(cell);
      const other = holder === table ? tables.find(({ fresh }) => fresh !== table.fresh) : holder;
      yield { kind: 'hiddenThere', table: table.id, other: other?.id ?? table.id, cell: cellName(table, position) };
    }
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
  for (const cell of cells.keys()) {
    if (problem.primary[cell] !== 1) continue;
    const result = verdict(problem, cell, found.min[cell] ?? Number.NaN, found.max[cell] ?? Number.NaN);
    if (result !== 'safe') add(result, cell);
  }
  if (faults.length > 0) return faults;
  const guessed = attackIntervals({ ...guess, hidden: guess.primary }, solvers, steps);
  for (const cell of cells.keys())
    if (problem.primary[cell] === 1) {
      const result = verdict(guess, cell, guessed.min[cell] ?? Number.NaN, guessed.max[cell] ?? Number.NaN);
      if (result !== 'safe') add('guessed', cell);
    }
  for (const { cell } of insiderFaults(unsafe, solvers, steps)) add('insider', cell);
  return faults;
}
