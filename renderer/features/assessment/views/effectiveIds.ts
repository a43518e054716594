import { useMemo } from 'react';
import { useTuned, useTuner } from '../model/useTuner.ts';

/**
 * The indicators of the method on screen that weigh most, in its own order; all where it has no weights. The same while a weight is
 * pulled, so that axes stand still.
 * @param all the method's indicator ids, with spaces between
 */
export function useEffectiveIds(all: string, most: number): readonly string[] {
  const tuner = useTuner();
  const settled = useTuned((now) => now.settled);
  return useMemo(() => {
    const ids = all.split(' ');
    const weights = settled.method.kind === 'index' ? tuner.live.effectiveWeights : undefined;
    if (weights === undefined) return ids.slice(0, most);
    const chosen = ids
      .map((id, at) => ({ id, at, weight: weights[at] ?? 0 }))
      .filter(({ weight }) => weight > 0)
      .toSorted((a, b) => b.weight - a.weight || a.at - b.at)
      .slice(0, most);
    return chosen.toSorted((a, b) => a.at - b.at).map(({ id }) => id);
  }, [all, most, settled, tuner]);
}
