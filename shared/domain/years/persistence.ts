import { changeBeyondNoise, falseDiscovery } from './noise.ts';

/** One area that is the same ground in both years. */
export interface FlaggedPair {
  readonly flagged: readonly [before: boolean, after: boolean];
  /** Per indicator of the assessment: value and standard error in both years. */
  readonly indicators: readonly {
    readonly before: { readonly value: number; readonly error: number };
    readonly after: { readonly value: number; readonly error: number };
  }[];
}

export type Standing = 'persistent' | 'new' | 'left' | 'never';

export interface AreaStanding {
  readonly standing: Standing;
  /**
   * Smallest false discovery rate at which some indicator of the area has changed at all; NaN without standard errors. A flag that came
   * or went without one (q above the level) may be noise.
   */
  readonly q: number;
}

/**
 * Which areas are flagged in both years, newly, or no longer, and how sure it is that anything behind it has changed. All indicators of
 * all areas are tested together (Benjamini-Hochberg), the smallest q of an area counts.
 */
export function persistence(pairs: readonly FlaggedPair[]): AreaStanding[] {
  const p: number[] = [];
  const ranges = pairs.map(({ indicators }) => {
    const from = p.length;
    for (const { before, after } of indicators) p.push(changeBeyondNoise(before, after).p);
    return [from, p.length] as const;
  });
  const q = falseDiscovery(Float64Array.from(p));
  return pairs.map(({ flagged: [before, after] }, i) => {
    const [from, to] = ranges[i] ?? [0, 0];
    const own = [...q.subarray(from, to)].filter((value) => !Number.isNaN(value));
    const standing: Standing = before ? (after ? 'persistent' : 'left') : after ? 'new' : 'never';
    return { standing, q: own.length === 0 ? Number.NaN : Math.min(...own) };
  });
}
