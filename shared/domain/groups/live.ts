import type { GroupsSpec } from '../../schemas/groups.ts';
import { MethodError } from '../assess/methodError.ts';
import { gapOf } from './choosing/gap.ts';
import { carryOutRound, type RoundsPlan } from './choosing/rounds.ts';
import { StabilitySum } from './choosing/stability.ts';
import { type GroupQuality, type NumberedDivision, numberDivision, qualityOf, spreadToAreas } from './complete.ts';
import { type DivideBy, divider } from './divide.ts';
import { type Prepared, prepareGroups, requireEnough } from './prepare.ts';
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
  #round = 0;
  #sums: StabilitySum[] = [];
  #logs: number[][] = [];
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
    if (this.#round < this.#request.draws + this.#request.references) return this.#oneRound();
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

  /** Draws and reference sets by turns, so that both have something to say early. */
  #oneRound(): readonly LiveNews[] {
    const { draws, references } = this.#request;
    const { points, rows, areas } = this.#prepared;
    const divisions = [...this.#settled.values()].sort((a, b) => a.k - b.k);
    const plan: RoundsPlan = {
      points,
      by: this.#prepared.by,
      divisions: divisions.map(({ k, labels }) => ({ k, labels })),
      seed: this.#request.spec.seed ?? 1,
    };
    if (this.#round === 0) {
      this.#sums = divisions.map(({ k }) => new StabilitySum(k, points.n));
      this.#logs = divisions.map(() => []);
    }
    const both = Math.min(draws, references);
    const at = this.#round;
    const isDraw = at < 2 * both ? at % 2 === 0 : draws > references;
    const index = at < 2 * both ? Math.floor(at / 2) : at - both;
    const outcome = carryOutRound(plan, { kind: isDraw ? 'draw' : 'reference', index });
    this.#round += 1;
    divisions.forEach((_division, d) => {
      if (outcome.kind === 'reference') this.#logs[d]?.push(outcome.logs[d] as number);
      else if (outcome.drawn[d] !== undefined) this.#sums[d]?.add(outcome.drawn[d]);
    });
    const news = divisions.map((division, d): LiveNews => {
      const { jaccard, kept: keptOfPoints } = (this.#sums[d] as StabilitySum).result();
      const kept = new Float64Array(areas).fill(Number.NaN);
      rows.forEach((row, i) => {
        kept[row] = keptOfPoints[i] as number;
      });
      const logs = Float64Array.from(this.#logs[d] ?? []);
      const { gap, standardError } = gapOf(division.k, qualityOf(this.#prepared, division, 0).inertia, logs);
      return { kind: 'sureness', k: division.k, jaccards: jaccard, kept, gap, gapError: standardError };
    });
    return [...news, { kind: 'progress', step: 'groups.step.rounds', done: this.#round, of: draws + references }];
  }
}
