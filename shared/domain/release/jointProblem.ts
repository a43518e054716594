import { type Equation, packEquations } from '../tables/equations.ts';
import type { AttackProblem, Unit } from '../disclosure/attack/problem.ts';
import { childrenOf, columnsAbove } from './jointTable.ts';
import type { Links } from './links.ts';
import { isUnsafe, type Merged, type Sum, sumsOf } from './merged.ts';

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
  const unsafe = Uint8Array.from(cells, (cell, i) => {
    const difference = differenceAt.get(cell);
    const found =
      difference === undefined
        ? isUnsafe(merged, cell)
        : difference.count > 0 && difference.count < difference.minFrequency;
    return unknown[i] === 1 && found ? 1 : 0;
  });
  const none = new Float64Array(cells.length);
  const leastOf = ({ minFrequency }: Links['differences'][number]): number => (minFrequency > 0 ? 0 : -Infinity);
  const least = of((cell) => {
    const difference = differenceAt.get(cell);
    return difference === undefined ? (merged.least[cell] ?? 0) : leastOf(difference);
  });
  const most = of((cell) => (differenceAt.has(cell) ? Number.POSITIVE_INFINITY : (merged.most[cell] ?? Infinity)));
  const isDifference = cells.map((cell) => differenceAt.has(cell));
  const level = (own: number, i: number): number => (isDifference[i] === true ? 0 : own);
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
    upper: most,
    lowerLevel: of((cell) => merged.down[cell] ?? 0).map((own, i) => (unsafe[i] === 1 ? level(own, i) : 0)),
    upperLevel: of((cell) => merged.up[cell] ?? 0).map((own, i) =>
      unsafe[i] === 1 ? Math.max(level(own, i), (limit[i] as number) - (truth[i] as number), 0) : 0,
    ),
    slidingLevel: none,
    equations: packEquations(list),
    integer: true,
    units: unitsOf(merged, number, unknown),
  };
  const guessed = Uint8Array.from(cells, (cell, i) =>
    // Of differences and of changed numbers a reader guesses nothing: they may be anything within their bounds.
    isDifference[i] !== true && merged.covered[cell] === 1 && (limit[i] as number) > 0 ? 1 : 0,
  );
  const guess: AttackProblem = {
    ...problem,
    lower: least.map((bound, i) => (guessed[i] === 1 && unsafe[i] !== 1 ? Math.max(bound, limit[i] as number) : bound)),
    upper: most.map((bound, i) =>
      guessed[i] === 1 && unsafe[i] === 1 ? Math.min(bound, (limit[i] as number) - 1) : bound,
    ),
    lowerLevel: none,
    upperLevel: none,
  };
  return { problem, guess, cells };
}

/** Those who alone fill a cell of a table, and what each of them knows in that table. */
function unitsOf(merged: Merged, number: ReadonlyMap<number, number>, unknown: Uint8Array): Unit[] {
  const units: Unit[] = [];
  merged.tables.forEach((table, t) => {
    const offset = merged.offset[t] ?? 0;
    for (const positions of table.knowers ?? lonePersons(table)) {
      const cells = positions.flatMap((position) => {
        const at = number.get(merged.root[offset + position] as number);
        return at !== undefined && unknown[at] === 1 ? [at] : [];
      });
      if (cells.length > 0) units.push({ name: merged.nameOf(offset + (positions[0] ?? 0)), cells });
    }
  });
  return units;
}

/** Persons who are the one of an inner cell, with every margin that they alone fill. */
function* lonePersons({ areas, columns, truth }: Merged['tables'][number]): Generator<number[]> {
  const width = columns.codes.length;
  const below = childrenOf(areas.parents);
  const above = columnsAbove(columns);
  const isSum = new Set(above.flatMap((own) => own.slice(1)));
  for (const [position, count] of truth.entries()) {
    if (count !== 1) continue;
    const [area, column] = [Math.floor(position / width), position % width];
    if ((below[area] ?? []).length > 0 || isSum.has(column)) continue;
    const own: number[] = [];
    for (let a = area; a >= 0; a = areas.parents[a] ?? -1)
      for (const c of above[column] ?? []) if (truth[a * width + c] === 1) own.push(a * width + c);
    yield own;
  }
}
