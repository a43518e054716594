import { disagrees, Importance } from '../../../../shared/domain/assess/weighting/importance.ts';
import { pickedOf } from '../../../../shared/domain/tuning/elsewhere.ts';
import { effectiveByNode } from '../../../../shared/domain/tuning/weights.ts';
import type { Settled, Tuner } from '../model/tuner.ts';

export interface NodeImportance {
  /** Share of all indicators' importance, for a group that of all in it; NaN where it cannot be told. */
  readonly share: number;
  /** An indicator that matters much more or much less than it weighs. */
  readonly apart: boolean;
}

const known = new WeakMap<Settled, ReadonlyMap<string, NodeImportance>>();
/** Made once per set of columns: sorting them is what costs. */
const made = new WeakMap<readonly Float64Array[], Importance>();
const NONE: ReadonlyMap<string, NodeImportance> = new Map();

/** Importance of every indicator and group of the index on screen; worked out when nothing is pulled. */
export function importanceOf(tuner: Tuner): ReadonlyMap<string, NodeImportance> {
  const { settled, live } = tuner;
  const found = known.get(settled);
  if (found !== undefined) return found;
  const { normalised, effectiveWeights } = live;
  const { method } = settled;
  if (tuner.pulling || normalised === undefined || effectiveWeights === undefined || method.kind !== 'index')
    return NONE;
  const importance = made.get(normalised) ?? new Importance(normalised);
  made.set(normalised, importance);
  importance.compute(pickedOf(live.taking, live.scores));
  const weighed = effectiveWeights.reduce((count, weight) => count + (weight > 0 ? 1 : 0), 0);
  const shares = effectiveByNode(method, importance.shares);
  const apart = new Set(
    method.indicators.flatMap(({ id }, j) => {
      const share = importance.shares[j] as number;
      const weight = effectiveWeights[j] as number;
      return weight > 0 && !Number.isNaN(share) && disagrees(share, weight, weighed) ? [id] : [];
    }),
  );
  const byId = new Map([...shares].map(([id, share]) => [id, { share, apart: apart.has(id) }]));
  known.set(settled, byId);
  return byId;
}
