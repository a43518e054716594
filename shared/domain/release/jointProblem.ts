import { type Equation, packEquations } from '../tables/equations.ts';
import type { AttackProblem, Unit } from '../disclosure/attack/problem.ts';
import { childrenOf } from './jointTable.ts';
import type { Links } from './links.ts';
import { type Merged, type Sum, sumsOf } from './merged.ts';

/** The part of all tables that has to be attacked anew, with how to name what is found in it. */
export interface JointProblem {
  readonly problem: AttackProblem;
  /** A reader who rightly guesses which hidden cells are unsafe. */
  readonly guess: AttackProblem;
  /** The cell of each cell of the problem, in the numbering of `Merged` and of differences. */
  readonly cells: readonly number[];
}

/** Unknown cells that hang together, by equations. */
class Components {
  readonly #parent = new Map<number, number>();

  find(cell: number): number {
    let at = cell;
    for (;;) {
      const above = this.#parent.get(at);
      if (above === undefined || above === at) break;
      at = above;
    }
    this.#parent.set(cell, at);
    return at;
  }

  join(one: number, other: number): void {
    const [a, b] = [this.find(one), this.find(other)];
    if (a !== b) this.#parent.set(Math.max(a, b), Math.min(a, b));
  }
}

const termsOf = ({ total, parts }: Sum): readonly number[] => [total, ...parts];

/**
 * What one table's own proof does not cover: every set of unknown cells that hang together in which cells of several
 * tables meet, a difference or a sum across tables stands, or a cell that one table hides is published by another. All
 * other hidden cells are as they were when their table was proven. Null: nothing.
 */
export function jointProblem(merged: Merged, { sums, differences }: Links): JointProblem | null {
  const { tables, offset, root, known } = merged;
  const differenceAt = new Map(differences.map((difference) => [difference.cell, difference]));
  const isUnknown = (cell: number): boolean => differenceAt.has(cell) || known[cell] !== 1;

  const hiddenBy = new Map<number, Set<number>>();
  const altered = new Set<number>();
  tables.forEach((table, t) => {
    table.published.forEach((value, position) => {
      const cell = root[(offset[t] ?? 0) + position] as number;
      if (!Number.isNaN(value)) return;
      if (known[cell] === 1) altered.add(cell);
      const by = hiddenBy.get(cell);
      if (by === undefined) hiddenBy.set(cell, new Set([t]));
      else by.add(t);
    });
  });

  const components = new Components();
  const marked: number[] = [];
  const equations: Sum[] = [];
  const take = (sum: Sum, mark: boolean): void => {
    const terms = termsOf(sum);
    const unknown = terms.filter(isUnknown);
    const [first] = unknown;
    if (first === undefined) return;
    equations.push(sum);
    for (const other of unknown) components.join(first, other);
    if (mark || terms.some((cell) => altered.has(cell))) marked.push(first);
  };
  for (const t of tables.keys()) for (const sum of sumsOf(merged, t)) take(sum, false);
  for (const sum of sums) take(sum, true);
  for (const [cell, by] of hiddenBy) if (by.size > 1 && known[cell] !== 1) marked.push(cell);

  const relevant = new Set(marked.map((cell) => components.find(cell)));
  // A set of cells in which nothing of this release stands was decided when its last table left.
  const fresh = new Set<number>();
  for (const [cell, by] of hiddenBy)
    if (known[cell] !== 1 && [...by].some((t) => tables[t]?.fresh === true)) fresh.add(components.find(cell));
  for (const { cell } of differences) fresh.add(components.find(cell));
  for (const sum of equations)
    if (termsOf(sum).some((cell) => altered.has(cell))) {
      const unknown = termsOf(sum).find(isUnknown);
      if (unknown !== undefined) fresh.add(components.find(unknown));
    }
  const chosen = equations.filter((sum) => {
    const unknown = termsOf(sum).find(isUnknown);
    if (unknown === undefined) return false;
    const component = components.find(unknown);
    return relevant.has(component) && fresh.has(component);
  });
  if (chosen.length === 0) return null;
  return problemOf(merged, chosen, differenceAt, isUnknown);
}

function problemOf(
  merged: Merged,
  chosen: readonly Sum[],
  differenceAt: ReadonlyMap<number, Links['differences'][number]>,
  isUnknown: (cell: number) => boolean,
): JointProblem {
  const cells = [...new Set(chosen.flatMap(termsOf))].sort((a, b) => a - b);
  const number = new Map(cells.map((cell, i) => [cell, i]));
  const seen = new Set<string>();
  const list: Equation[] = [];
  for (const { total, parts, coefficients } of chosen) {
    const order = parts.map((_, i) => i).sort((a, b) => (parts[a] ?? 0) - (parts[b] ?? 0));
    const sorted = order.map((i) => number.get(parts[i] ?? 0) ?? 0);
    const weights = coefficients === undefined ? undefined : order.map((i) => coefficients[i] ?? 1);
    const plain = weights === undefined || weights.every((k) => k === 1);
    const key = `${String(number.get(total))}=${sorted.join('+')}${plain ? '' : `*${weights.join(',')}`}`;
    if (seen.has(key)) continue;
    seen.add(key);
    list.push({ total: number.get(total) ?? 0, parts: sorted, ...(plain ? {} : { coefficients: weights }) });
  }
  const of = (value: (cell: number) => number): Float64Array => Float64Array.from(cells, value);
  const truth = of((cell) => differenceAt.get(cell)?.count ?? merged.truth[cell] ?? 0);
  const limit = of((cell) => differenceAt.get(cell)?.minFrequency ?? merged.minFrequency[cell] ?? 0);
  const unknown = Uint8Array.from(cells, (cell) => (isUnknown(cell) ? 1 : 0));
  const unsafe = Uint8Array.from(cells, (_, i) => {
    const count = truth[i] as number;
    return unknown[i] === 1 && count > 0 && count < (limit[i] as number) ? 1 : 0;
  });
  const none = new Float64Array(cells.length);
  const least = of((cell) => (differenceAt.has(cell) ? 0 : (merged.least[cell] ?? 0)));
  const problem: AttackProblem = {
    ids: cells.map((cell) => {
      const difference = differenceAt.get(cell);
      return difference === undefined
        ? merged.nameOf(cell)
        : `${merged.nameOf(difference.wide)} - ${merged.nameOf(difference.narrow)}`;
    }),
    values: truth,
    hidden: unknown,
    unknown,
    primary: unsafe,
    lower: least,
    upper: new Float64Array(cells.length).fill(Number.POSITIVE_INFINITY),
    lowerLevel: none,
    upperLevel: truth.map((count, i) => (unsafe[i] === 1 ? (limit[i] as number) - count : 0)),
    slidingLevel: none,
    equations: packEquations(list),
    integer: true,
    units: unitsOf(merged, number, unknown),
  };
  const isDifference = cells.map((cell) => differenceAt.has(cell));
  const guess: AttackProblem = {
    ...problem,
    // Of differences a reader guesses nothing: they may be anything from 0.
    lower: least.map((bound, i) => (unsafe[i] === 1 || isDifference[i] === true ? bound : (limit[i] as number))),
    upper: problem.upper.map((bound, i) =>
      unsafe[i] === 1 && isDifference[i] !== true ? (limit[i] as number) - 1 : bound,
    ),
    upperLevel: none,
  };
  return { problem, guess, cells };
}

/** Persons who alone fill an inner cell of a table, and what each of them knows in that table. */
function unitsOf(merged: Merged, number: ReadonlyMap<number, number>, unknown: Uint8Array): Unit[] {
  const units: Unit[] = [];
  merged.tables.forEach(({ areas, columns, truth }, t) => {
    const width = columns.codes.length;
    const [below, parts] = [childrenOf(areas.parents), childrenOf(columns.parents)];
    truth.forEach((count, position) => {
      if (count !== 1) return;
      const [area, column] = [Math.floor(position / width), position % width];
      if ((below[area] ?? []).length > 0 || (parts[column] ?? []).length > 0) return;
      const cells: number[] = [];
      for (let a = area; a >= 0; a = areas.parents[a] ?? -1)
        for (let c = column; c >= 0; c = columns.parents[c] ?? -1) {
          if (truth[a * width + c] !== 1) continue;
          const at = number.get(merged.root[(merged.offset[t] ?? 0) + a * width + c] as number);
          if (at !== undefined && unknown[at] === 1) cells.push(at);
        }
      if (cells.length > 0) units.push({ name: merged.nameOf((merged.offset[t] ?? 0) + position), cells });
    });
  });
  return units;
}
