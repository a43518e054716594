import { TOP_SHARE } from '../../../../shared/domain/tuning/liveAssessment.ts';
import type { RankUncertainty } from '../../../../shared/domain/uncertainty/rankTally.ts';
import type { Sensitivity } from '../../../../shared/domain/uncertainty/sensitivity.ts';
import type { IndexMethod } from '../../../../shared/schemas/method.ts';
import type { FromThread, SensitivityRequest, UncertaintyRequest } from '../work/messages.ts';
import type { Settled } from './tuner.ts';

export const REPLICATES = 10_000;
const SEED = 1;
/** An area is surely among the highest when it is in at least this share of the replicates, and possibly from the rest of it. */
export const SURE = 0.8;

/** Rows of each of the two samples of the sensitivity analysis. */
export const ROWS = 512;

/** What varies from draw to draw. */
export interface Varied {
  /** Weights are drawn as w (1 + spread (2u - 1)). */
  readonly spread: number;
  readonly ways: readonly IndexMethod[];
  /** Standard errors of the method's indicators, over all areas; null without register noise. */
  readonly errors: readonly Float64Array[] | null;
}

/** How sure each area's rank is, by all areas; 0 and NaN for those without one. */
export interface Sureness extends RankUncertainty {
  /** What it was worked out for. */
  readonly settled: Settled;
  readonly varied: Varied;
}

/** Which choices the ranks hang on, and what it was worked out for. */
export interface Sensitive extends Sensitivity {
  readonly settled: Settled;
  readonly varied: Varied;
  /** The area whose rank was asked about; -1: the mean shift of all. */
  readonly area: number;
}

interface State {
  readonly result: Sureness | null;
  /** Replicates done, null when nothing is going on. */
  readonly done: number | null;
  /** How many there are to be done. */
  readonly of: number;
  readonly sensitive: Sensitive | null;
  readonly fault: Pick<Extract<FromThread, { kind: 'fault' }>, 'key' | 'parameters'> | null;
}

/** The work on rank intervals of one tuner: at most one thread at a time. */
export class UncertaintyJob {
  state: State = { result: null, sensitive: null, done: null, of: REPLICATES, fault: null };
  readonly #all: number;
  readonly #told: () => void;
  #thread: Worker | null = null;

  constructor(all: number, told: () => void) {
    this.#all = all;
    this.#told = told;
  }

  start(settled: Settled, varied: Varied): void {
    const request = this.#request(settled, varied);
    if (request !== null)
      this.#run(request, REPLICATES, (data) => {
        if (data.kind === 'done')
          this.#set({ done: null, result: { ...this.#spreadOut(data.uncertainty, settled), settled, varied } });
      });
  }

  /** Asks which choices the ranks hang on, or one area's rank. @param area -1: all */
  startSensitivity(settled: Settled, varied: Varied, area: number): void {
    const request = this.#request(settled, varied);
    if (request === null) return;
    const own = area < 0 ? -1 : settled.taking.positions.indexOf(area);
    const evaluations = ROWS * (2 + this.#factors(request));
    this.#run({ ...request, rows: ROWS, area: own }, evaluations, (data) => {
      if (data.kind === 'sensitivity')
        this.#set({ done: null, sensitive: { ...data.sensitivity, settled, varied, area: own < 0 ? -1 : area } });
    });
  }

  /** About how many factors vary: for the progress alone. */
  #factors({ method, ways, errors }: UncertaintyRequest): number {
    const root = method.groups?.find(({ parent }) => parent === null)?.id;
    const under = (method.groups ?? []).filter(({ parent }) => parent === root && parent !== null);
    const parts = under.length > 0 ? under.filter(({ weight = 1 }) => weight > 0).length + 1 : method.indicators.length;
    return parts + (ways.length > 0 ? 1 : 0) + (errors === null ? 0 : 1);
  }

  #request({ method, taking }: Settled, { spread, ways, errors }: Varied): UncertaintyRequest | null {
    if (method.kind !== 'index') return null;
    return {
      method,
      // The areas and rules for missing values are those of the method on screen, whatever the way.
      ways,
      errors: errors?.map((column) => Float64Array.from(taking.positions, (at) => column[at] as number)) ?? null,
      areas: taking.areas,
      columns: taking.columns,
      replicates: REPLICATES,
      seed: SEED,
      spread,
      top: TOP_SHARE,
    };
  }

  #run(request: UncertaintyRequest | SensitivityRequest, of: number, take: (data: FromThread) => void): void {
    this.#thread?.terminate();
    const thread = new Worker(new URL('../work/uncertaintyThread.ts', import.meta.url), { type: 'module' });
    this.#thread = thread;
    this.#set({ done: 0, of, fault: null });
    thread.addEventListener('message', ({ data }: MessageEvent<FromThread>) => {
      if (thread !== this.#thread) return;
      if (data.kind === 'progress') this.#set({ done: data.done });
      else {
        this.#thread = null;
        thread.terminate();
        if (data.kind === 'fault') this.#set({ done: null, fault: data });
        else take(data);
      }
    });
    thread.postMessage(request);
  }

  readonly cancel = (): void => {
    this.#thread?.terminate();
    this.#thread = null;
    this.#set({ done: null });
  };

  /** Ends without a word: the tuner is gone. */
  stop(): void {
    this.#thread?.terminate();
    this.#thread = null;
  }

  #set(change: Partial<State>): void {
    this.state = { ...this.state, ...change };
    this.#told();
  }

  #spreadOut(of: RankUncertainty, { taking }: Settled): RankUncertainty {
    if (!taking.some) return of;
    const whole = (ranks: Int32Array): Int32Array => {
      const all = new Int32Array(this.#all);
      taking.positions.forEach((area, i) => {
        all[area] = ranks[i] as number;
      });
      return all;
    };
    const share = (shares: Float64Array): Float64Array => {
      const all = new Float64Array(this.#all).fill(Number.NaN);
      taking.positions.forEach((area, i) => {
        all[area] = shares[i] as number;
      });
      return all;
    };
    return {
      low: whole(of.low),
      median: whole(of.median),
      high: whole(of.high),
      inTop: share(of.inTop),
      meanShift: share(of.meanShift),
    };
  }
}

/** How pale the map is to show the area: 0 surest rank, 2 least sure; by the width of its interval in shares of the ranked areas. */
export function palenessOf({ low, high }: RankUncertainty, area: number, ranked: number): number {
  const width = ((high[area] ?? 0) - (low[area] ?? 0)) / Math.max(1, ranked);
  return width <= 0.03 ? 0 : width <= 0.1 ? 1 : 2;
}
