import type { Correlations } from './indicators.ts';

/** Two indicators and how they go together. */
export interface Pair {
  readonly a: string;
  readonly b: string;
  /** -1 to 1; NaN where nothing can be said. */
  readonly correlation: number;
  readonly areas: number;
}

export function pairOf({ ids, correlation, areas }: Correlations, a: string, b: string): Pair {
  const at = ids.indexOf(a) * ids.length + ids.indexOf(b);
  return { a, b, correlation: correlation[at] ?? Number.NaN, areas: areas[at] ?? 0 };
}

/** The pairs whose correlation is at least so strong, either way: the strongest first, ties as in the catalogue. */
export function strongPairs(correlations: Correlations, least: number): readonly Pair[] {
  const { ids } = correlations;
  return ids
    .flatMap((a, i) => ids.slice(i + 1).map((b) => pairOf(correlations, a, b)))
    .filter(({ correlation }) => Math.abs(correlation) >= least)
    .sort((one, other) => Math.abs(other.correlation) - Math.abs(one.correlation));
}
