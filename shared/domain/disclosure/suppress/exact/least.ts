import { noSteps, type Solvers, type Steps } from '../../attack/intervals.ts';
import type { PatternTask } from '../pattern.ts';
import { completedPattern } from '../search.ts';
import type { Terms } from '../terms.ts';
import { BoxedAttack } from './boxedAttack.ts';
import { Cover } from './cover.ts';
import { oneMore } from './cut.ts';
import { Separation } from './separation.ts';

/** Most cells that may be hidden; above it nothing is tried. */
const MOST_CELLS = 600;
/** Limits on the whole search, the same on every machine. */
const MOST_WORK = 20_000_000;
const MOST_ROUNDS = 400;
const MOST_BRANCHES = 2000;
/** Rounds of fractional patterns without any gain worth the name, after which whole ones are tried. */
const PATIENCE = 6;
const GAIN = 1e-4;
/** Differences of loss below this are none. */
const SAME = 1e-6;

export interface LeastPattern {
  readonly hidden: Uint8Array;
  /** Loss of its secondary cells, and what no safe pattern's loss is less than. */
  readonly loss: number;
  readonly bound: number;
  /** True when the two are the same: no safe pattern is cheaper. */
  readonly optimal: boolean;
  readonly rounds: number;
}

interface Parts {
  /** Makes the task anew: a search changes the finder in it. */
  readonly fresh: () => PatternTask;
  readonly terms: () => Terms;
  readonly isNetwork: boolean;
  readonly solvers: Solvers;
}

/**
 * The pattern of least loss, by cuts (Fischetti and Salazar 2000, after Benders): the cheapest pattern that fulfils all cuts so far is attacked;
 * what the attack finds becomes cuts that every safe pattern fulfils, and so on until the attack finds nothing. The cuts' cheapest pattern is a lower
 * bound all the while, first with cells hidden in part, then with whole ones. Each pattern on the way, completed to a safe
 * one by the other search, is an upper bound, `start` the first. Stopped by a limit, the difference stands.
 */
export function leastPattern(parts: Parts, start: Uint8Array, steps: Steps = noSteps): LeastPattern {
  const task = parts.fresh();
  const { primary, loss } = task;
  const mayHide = Uint8Array.from(loss, (own, cell) => (primary[cell] === 1 || own < Number.POSITIVE_INFINITY ? 1 : 0));
  const candidates = [...loss.keys()].filter((cell) => primary[cell] !== 1 && mayHide[cell] === 1);
  const lossOf = (hidden: Uint8Array): number =>
    candidates.reduce((sum, cell) => sum + (hidden[cell] === 1 ? (loss[cell] as number) : 0), 0);
  let best = { hidden: start, loss: lossOf(start) };
  let bound = 0;
  let rounds = 0;
  const ended = (): LeastPattern => ({ ...best, bound: Math.min(bound, best.loss), optimal: isClosed(), rounds });
  const isClosed = (): boolean => best.loss - bound <= SAME * Math.max(1, best.loss);
  if (candidates.length > MOST_CELLS) return ended();

  const cells = { mayHide, primary, isNetwork: parts.isNetwork };
  const attack = new BoxedAttack(parts.terms(), task.values, cells, parts.solvers.linear);
  const separation = new Separation(task, attack);
  const cover = new Cover(candidates, loss);
  let masterWork = 0;
  const exhausted = (): boolean => rounds >= MOST_ROUNDS || attack.work + masterWork > MOST_WORK;
  const patternOf = (columns: Float64Array): Float64Array => {
    const pattern = Float64Array.from(primary);
    for (const [i, cell] of candidates.entries()) pattern[cell] = Math.min(1, Math.max(0, columns[i] as number));
    return pattern;
  };
  /** Adds cuts that the pattern breaks; false: none new. */
  const cutOff = (pattern: Float64Array): boolean =>
    separation.look(pattern).filter((cut) => cover.add(cut)).length > 0;
  const told = (): void => {
    rounds += 1;
    steps.check();
    steps.report('disclosure.step.exact', Math.round((100 * bound) / Math.max(best.loss, SAME)), 100);
  };

  for (let idle = 0; idle < PATIENCE && !isClosed() && !exhausted();) {
    told();
    masterWork += 2000 + 5 * cover.terms;
    const outcome = parts.solvers.linear(cover.programme(false));
    if (outcome.status !== 'optimal') return ended();
    idle = outcome.objective > bound * (1 + GAIN) + SAME ? 0 : idle + 1;
    bound = Math.max(bound, outcome.objective);
    if (!cutOff(patternOf(outcome.columns))) break;
  }

  while (!isClosed() && !exhausted()) {
    told();
    masterWork += 80_000 + 400 * cover.terms;
    const outcome = parts.solvers.whole(cover.programme(true), MOST_BRANCHES);
    if (outcome.status !== 'found') return ended();
    bound = Math.max(bound, outcome.bound);
    if (isClosed()) break;
    const pattern = patternOf(outcome.columns.map((column) => Math.round(column)));
    const hidden = Uint8Array.from(pattern);
    const completed = completedPattern(parts.fresh(), hidden, steps);
    if (completed !== null && lossOf(completed) < best.loss - SAME)
      best = { hidden: completed, loss: lossOf(completed) };
    const enough = completed?.every((flag, cell) => flag <= (hidden[cell] as number)) === true;
    if (cutOff(pattern)) continue;
    // Safe, but not the cheapest for certain, or unsafe in a way that no linear programme sees, such as whole numbers.
    if (enough || !cover.add(oneMore(hidden, (cell) => mayHide[cell] === 1 && primary[cell] !== 1))) break;
  }
  return ended();
}
