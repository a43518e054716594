import { TOP_SHARE } from '../../../../shared/domain/tuning/liveAssessment.ts';
import type { RankUncertainty } from '../../../../shared/domain/uncertainty/rankTally.ts';
import type { FromThread, UncertaintyRequest } from '../work/messages.ts';
import type { Settled } from './tuner.ts';

export const REPLICATES = 10_000;
const SEED = 1;
/** An area is surely among the highest when it is in at least this share of the replicates, and possibly from the rest of it. */
export const SURE = 0.8;

/** How sure each area's rank is, by all areas; 0 and NaN for those without one. */
export interface Sureness extends RankUncertainty {
  /** What it was worked out for. */
  readonly settled: Settled;
  readonly spread: number;
}

interface State {
  readonly result: Sureness | null;
  /** Replicates done, null when nothing is going on. */
  readonly done: number | null;
  readonly fault: Pick<Extract<FromThread, { kind: 'fault' }>, 'key' | 'parameters'> | null;
}

/** The work on rank intervals of one tuner: at most one thread at a time. */
export class UncertaintyJob {
  state: State = { result: null, done: null, fault: null };
  readonly #all: number;
  readonly #told: () => void;
  #thread: Worker | null = null;

  constructor(all: number, told: () => void) {
    this.#all = all;
    this.#told = told;
  }

  start(settled: Settled, spread: number): void {
    const { method, taking } = settled;
    if (method.kind !== 'index') return;
    this.#thread?.terminate();
    const thread = new Worker(new URL('../work/uncertaintyThread.ts', import.meta.url), { type: 'module' });
    this.#thread = thread;
    this.#set({ done: 0, fault: null });
    thread.addEventListener('message', ({ data }: MessageEvent<FromThread>) => {
      if (thread !== this.#thread) return;
      if (data.kind === 'progress') this.#set({ done: data.done });
      else {
        this.#thread = null;
        thread.terminate();
        if (data.kind === 'fault') this.#set({ done: null, fault: data });
        else this.#set({ done: null, result: { ...this.#spreadOut(data.uncertainty, settled), settled, spread } });
      }
    });
    const request: UncertaintyRequest = {
      method,
      areas: taking.areas,
      columns: taking.columns,
      replicates: REPLICATES,
      seed: SEED,
      spread,
      top: TOP_SHARE,
    };
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
