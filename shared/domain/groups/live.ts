import type { GroupsSpec } from '../../schemas/groups.ts';
import { MethodError } from '../assess/methodError.ts';
import { gapOf } from './choosing/gap.ts';
import { carryOutRound, type RoundsPlan } from './choosing/rounds.ts';
import { StabilitySum } from './choosing/stability.ts';
import {
  centroidsOf,
  type GroupQuality,
  type NumberedDivision,
  numberDivision,
  qualityOf,
  spreadToAreas,
} from './complete.ts';
import { type DivideBy, divider } from './divide.ts';
import { type Prepared, prepareGroups, requireEnough } from './prepare.ts';
import type { ColumnScale } from './standardise.ts';
import { silhouetteValues } from './validity.ts';
import type { Dendrogram } from './ward/dendrogram.ts';

/** What is to be grouped while someone looks on. Plain data, so that it can go to a thread. */
export interface LiveRequest {
  /** Its k is the one wanted first. */
  readonly spec: GroupsSpec;
  readonly areas: readonly string[];
  readonly columns: readonly Float64Array[];
  readonly neighbours?: readonly (readonly [string, string])[] | undefined;
  /** Every number of groups that is compared, rising. */
  readonly ks: readonly number[];
  /** How often areas are drawn anew, and reference sets made, for every k. */
  readonly draws: number;
  readonly references: number;
}

/** What is known of one number of groups; areas in the order given, groups 1..k by falling size. */
export interface LiveDivision {
  readonly k: number;
  readonly groups: Int32Array;
  readonly margins: Float64Array;
  readonly sizes: Int32Array;
  readonly quality: GroupQuality;
  /** Mean of each group on the scale as clustered, and that scale: what areas of another year are put to. */
  readonly centroids: readonly Float64Array[];
  readonly scales: readonly ColumnScale[];
  /** False while only a few starts have been made. */
  readonly settled: boolean;
}

export type LiveNews =
  | { readonly kind: 'division'; readonly division: LiveDivision }
  | { readonly kind: 'silhouette'; readonly k: number; readonly mean: number; readonly values: Float64Array }
  | { readonly kind: 'tree'; readonly dendrogram: Dendrogram; readonly leaves: Uint32Array; readonly aside: number }
  | {
      readonly kind: 'sureness';
      readonly k: number;
      /** Draws and reference sets behind it so far. */
      readonly rounds: number;
      readonly jaccards: Float64Array;
      /** Per area: how often it stays with most of its group; NaN where it was never drawn. */
      readonly kept: Float64Array;
      /** NaN before the first reference set. */
      readonly gap: number;
      readonly gapError: number;
    }
  | {
      readonly kind: 'progress';
      readonly step: 'groups.step.starts' | 'groups.step.silhouette' | 'groups.step.rounds';
      readonly done: number;
      readonly of: number;
    }
  | { readonly kind: 'done' };

/** Starts of the first answer: enough to look at, replaced by the whole run. */
const FIRST_STARTS = 2;
const BEGINS_ANEW: ReadonlySet<string> = new Set(['k-means', 'gaussian-mixture']);

/** For these a round for every k costs hardly more than one for a single k. */
const TOGETHER: ReadonlySet<string> = new Set(['ward', 'pam', 'skater']);

/** How far the trying of one k has come. */
interface Trial {
  round: number;
  readonly sum: StabilitySum;
  readonly logs: number[];
}

/**
 * A grouping carried out in small steps, the most wanted first: a quick answer for the k on screen, then for every other k, so that k
 * can be dragged at once; then the whole run of each, their silhouettes, and how sure they are. Between two steps another k may
 * be wanted. What is settled is what `groupAreas` gives for the same specification.
 */
export class LiveGroups {
  readonly #prepared: Prepared;
  readonly #request: LiveRequest;
  readonly #settled = new Map<number, NumberedDivision>();
  readonly #quick = new Set<number>();
  readonly #measured = new Set<number>();
  readonly #without = new Set<number>();
  readonly #divide: ReturnType<typeof divider>;
  #treeTold = false;
  readonly #trials = new Map<number, Trial>();
  #wanted: number;

  /** @throws MethodError when there is nothing to group */
  constructor(request: LiveRequest) {
    this.#request = request;
    this.#prepared = prepareGroups(request.spec, request.areas, request.columns, request.neighbours);
    this.#wanted = request.spec.k;
    requireEnough(this.#prepared, 2);
    this.#divide = divider(this.#prepared.points, this.#prepared.by);
  }

  want(k: number): void {
    this.#wanted = k;
  }

  /** The next step's news; `done` for ever when nothing is left. @throws MethodError when the k wanted cannot be had */
  step(): readonly LiveNews[] {
    const { by } = this.#prepared;
    const { ks } = this.#request;
    if (BEGINS_ANEW.has(by.algorithm)) {
      const unseen = this.#first((k) => !this.#quick.has(k) && !this.#settled.has(k));
      if (unseen !== undefined) return this.#quickly(unseen, by);
    }
    const unsettled = this.#first((k) => !this.#settled.has(k));
    if (unsettled !== undefined) return this.#wholly(unsettled);
    const unmeasured = this.#first((k) => !this.#measured.has(k));
    if (unmeasured !== undefined) return this.#measure(unmeasured);
    const most = this.#request.draws + this.#request.references;
    if (this.#first((k) => this.#settled.has(k) && this.#trial(k).round < most) !== undefined) return this.#oneRound();
    return [{ kind: 'progress', step: 'groups.step.rounds', done: ks.length, of: ks.length }, { kind: 'done' }];
  }

  /** The wanted k first, then those nearest to it. */
  #first(still: (k: number) => boolean): number | undefined {
    return this.#request.ks
      .filter((k) => !this.#without.has(k) && still(k))
      .sort((a, b) => Math.abs(a - this.#wanted) - Math.abs(b - this.#wanted) || a - b)[0];
  }

  #quickly(k: number, by: DivideBy): readonly LiveNews[] {
    this.#quick.add(k);
    const divide = divider(this.#prepared.points, { ...by, starts: Math.min(FIRST_STARTS, by.starts) });
    const division = this.#found(k, divide);
    return division === undefined ? [] : [this.#tell(division, false)];
  }

  #wholly(k: number): readonly LiveNews[] {
    const division = this.#found(k, this.#divide);
    if (division === undefined) return [];
    this.#settled.set(k, division);
    const news: LiveNews[] = [this.#tell(division, true)];
    if (division.findings.algorithm === 'ward' && !this.#treeTold) {
      this.#treeTold = true;
      const { dendrogram } = division.findings;
      news.push({ kind: 'tree', dendrogram, leaves: this.#prepared.rows, aside: this.#prepared.aside.rows.length });
    }
    const { ks } = this.#request;
    news.push({ kind: 'progress', step: 'groups.step.starts', done: this.#settled.size, of: ks.length });
    return news;
  }

  /** A k that cannot be had is left out, unless it is the one that is asked for. */
  #found(k: number, divide: ReturnType<typeof divider>): NumberedDivision | undefined {
    try {
      requireEnough(this.#prepared, k);
      return numberDivision(
        this.#prepared,
        divide(k, () => undefined),
        k,
      );
    } catch (cause) {
      if (!(cause instanceof MethodError) || k === this.#wanted) throw cause;
      this.#without.add(k);
      return undefined;
    }
  }

  #tell(division: NumberedDivision, settled: boolean): LiveNews {
    return {
      kind: 'division',
      division: {
        k: division.k,
        ...spreadToAreas(this.#prepared, division),
        sizes: division.allSizes,
        quality: qualityOf(this.#prepared, division, Number.NaN),
        centroids: centroidsOf(this.#prepared.points, division),
        scales: this.#prepared.scales,
        settled,
      },
    };
  }

  #measure(k: number): readonly LiveNews[] {
    this.#measured.add(k);
    const division = this.#settled.get(k);
    if (division === undefined) return [];
    const { points, rows, areas } = this.#prepared;
    const own = silhouetteValues(points, division);
    const values = new Float64Array(areas).fill(Number.NaN);
    rows.forEach((row, i) => {
      values[row] = own[i] as number;
    });
    return [
      { kind: 'silhouette', k, mean: own.reduce((sum, value) => sum + value, 0) / own.length, values },
      { kind: 'progress', step: 'groups.step.silhouette', done: this.#measured.size, of: this.#request.ks.length },
    ];
  }

  /**
   * One draw or reference set, for the k most wanted or, where the work is shared between them (Ward's tree, the distances of PAM), for
   * every k at once. Draws and reference sets by turns, so that both have something to say early.
   */
  #oneRound(): readonly LiveNews[] {
    const { draws, references, spec, ks } = this.#request;
    const all = [...this.#settled.values()].sort((a, b) => a.k - b.k);
    const most = draws + references;
    const next = this.#first((k) => this.#settled.has(k) && this.#trial(k).round < most);
    const divisions = TOGETHER.has(spec.algorithm) ? all : all.filter(({ k }) => k === next);
    const at = this.#trial(next ?? 0).round;
    const both = Math.min(draws, references);
    const isDraw = at < 2 * both ? at % 2 === 0 : draws > references;
    const index = at < 2 * both ? Math.floor(at / 2) : at - both;
    const plan: RoundsPlan = {
      points: this.#prepared.points,
      by: this.#prepared.by,
      divisions: divisions.map(({ k, labels }) => ({ k, labels })),
      seed: spec.seed ?? 1,
    };
    const outcome = carryOutRound(plan, { kind: isDraw ? 'draw' : 'reference', index });
    const news = divisions.map((division, d): LiveNews => {
      const trial = this.#trial(division.k);
      trial.round += 1;
      if (outcome.kind === 'reference') trial.logs.push(outcome.logs[d] as number);
      else if (outcome.drawn[d] !== undefined) trial.sum.add(outcome.drawn[d]);
      return this.#sureness(division, trial);
    });
    const done = [...this.#trials.values()].reduce((sum, { round }) => sum + round, 0);
    return [
      ...news,
      { kind: 'progress', step: 'groups.step.rounds', done, of: most * Math.max(1, ks.length - this.#without.size) },
    ];
  }

  #trial(k: number): Trial {
    const known = this.#trials.get(k);
    if (known !== undefined) return known;
    const made: Trial = { round: 0, sum: new StabilitySum(k, this.#prepared.points.n), logs: [] };
    this.#trials.set(k, made);
    return made;
  }

  #sureness(division: NumberedDivision, { sum, logs, round }: Trial): LiveNews {
    const { jaccard, kept: keptOfPoints } = sum.result();
    const kept = new Float64Array(this.#prepared.areas).fill(Number.NaN);
    this.#prepared.rows.forEach((row, i) => {
      kept[row] = keptOfPoints[i] as number;
    });
    const { inertia } = qualityOf(this.#prepared, division, 0);
    const { gap, standardError } = gapOf(division.k, inertia, Float64Array.from(logs));
    return { kind: 'sureness', k: division.k, rounds: round, jaccards: jaccard, kept, gap, gapError: standardError };
  }
}
