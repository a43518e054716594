import type { Generator } from '../../random/generator.ts';
import { noSteps, type Steps } from '../attack/intervals.ts';
import { Pattern, type PatternTask } from './pattern.ts';

export interface SearchResult {
  readonly hidden: Uint8Array;
  /** Unsafe cells for which no hiding was enough. */
  readonly impossible: readonly number[];
}

/**
 * Finds secondary cells: secures every unsafe cell by cheap deviations, then frees every secondary cell that can be
 * freed, then shakes: frees a neighbourhood, secures it again with changed costs, and keeps what is no worse.
 */
export function findPattern(task: PatternTask, random: Generator, steps: Steps = noSteps): SearchResult {
  const pattern = new Pattern(task);
  const impossible: number[] = [];
  const order = primaryOrder(task);
  for (const [i, cell] of order.entries()) {
    if (i % 16 === 0) {
      steps.check();
      steps.report('disclosure.step.suppress', i, order.length);
    }
    if (!pattern.secure(cell, true)) impossible.push(cell);
  }
  if (impossible.length > 0) return { hidden: pattern.hidden, impossible };
  freeAll(pattern, steps);
  shake(pattern, random, steps);
  return { hidden: pattern.hidden, impossible };
}

/**
 * Hides what is lacking of a pattern and frees what it can do without: a safe pattern near by, or null where a cell cannot be made safe. No more than
 * the pattern itself where it is safe.
 */
export function completedPattern(task: PatternTask, hidden: Uint8Array, steps: Steps = noSteps): Uint8Array | null {
  const pattern = new Pattern(task);
  for (const [cell, flag] of hidden.entries()) if (flag === 1) pattern.setHidden(cell, true);
  if (!primaryOrder(task).every((cell) => pattern.secure(cell, true))) return null;
  freeAll(pattern, steps);
  return pattern.hidden;
}

/** Hardest first: those that must reach furthest, then by number. */
function primaryOrder(task: PatternTask): number[] {
  const cells: number[] = [];
  for (const [cell, flag] of task.primary.entries()) if (flag === 1) cells.push(cell);
  const level = (cell: number): number =>
    Math.max(...task.readers.map(({ levels }) => Math.max(levels?.up[cell] ?? 0, levels?.down[cell] ?? 0)));
  return cells.sort((a, b) => level(b) - level(a) || a - b);
}

const tryFree = (pattern: Pattern, cell: number): boolean =>
  pattern.attempt(() => {
    pattern.setHidden(cell, false);
    return pattern.usersOf(cell).every((user) => pattern.secure(user, false));
  });

/** Frees secondary cells, dearest first, until none more can be freed or that has taken too much work. */
function freeAll(pattern: Pattern, steps: Steps): void {
  const { finder } = pattern.task;
  const stop = finder.work + finder.patience.free;
  for (let freed = true; freed;) {
    freed = false;
    const cells = [...pattern.secondaries].sort(
      (a, b) => (pattern.task.loss[b] as number) - (pattern.task.loss[a] as number) || a - b,
    );
    for (const [i, cell] of cells.entries()) {
      if (finder.work > stop) return;
      if (i % 16 === 0) {
        steps.check();
        steps.report('disclosure.step.free', i, cells.length);
      }
      if (tryFree(pattern, cell)) freed = true;
    }
  }
}

function shake(pattern: Pattern, random: Generator, steps: Steps): void {
  const cells = pattern.secondaries;
  const { finder } = pattern.task;
  const rounds = cells.length * finder.patience.rounds;
  const stop = finder.work + finder.patience.work;
  for (let round = 0; round < rounds && cells.length > 0 && finder.work < stop; round += 1) {
    if (round % 64 === 0) {
      steps.check();
      steps.report('disclosure.step.improve', round, rounds);
    }
    const start = cells[random.integer(cells.length)] as number;
    pattern.attempt(() => reshape(pattern, start, random));
  }
}

/** Frees a neighbourhood and secures it again with changed costs; true when the loss did not grow. */
function reshape(pattern: Pattern, start: number, random: Generator): boolean {
  const before = pattern.loss;
  const { finder } = pattern.task;
  const freed = [start];
  const near = finder
    .neighbours(start)
    .flatMap((cell) => (pattern.hidden[cell] === 1 ? finder.neighbours(cell) : [cell]))
    .filter((cell) => pattern.isSecondary(cell));
  const wanted = random.integer(4);
  for (let i = 0; i < wanted && near.length > 0; i += 1) freed.push(near[random.integer(near.length)] as number);
  const users = new Set<number>();
  for (const cell of freed) for (const user of pattern.usersOf(cell)) users.add(user);
  for (const cell of freed) pattern.setHidden(cell, false);
  const shaken = new Set(freed);
  for (const user of users) for (const cell of finder.neighbours(user)) shaken.add(cell);
  for (const cell of shaken) pattern.scaleCost(cell, 0.5 + random.uniform());
  const order = random.shuffle([...users].sort((a, b) => a - b));
  for (const user of order) if (!pattern.secure(user, true)) return false;
  for (const cell of shaken) pattern.scaleCost(cell, 1);
  const suspects = new Set<number>();
  for (const user of order) for (const cell of pattern.movedBy(user)) if (pattern.isSecondary(cell)) suspects.add(cell);
  for (const cell of suspects) tryFree(pattern, cell);
  return pattern.loss <= before + 1e-9;
}
