import { useEffect, useMemo } from 'react';
import { create } from 'zustand';
import { type ClusterKind, clusterKinds } from '../../../../shared/domain/spatial/clusters.ts';
import type { Moran } from '../../../../shared/domain/spatial/moran.ts';
import type { Neighbours } from '../../../../shared/domain/spatial/neighbours.ts';
import type { AreaData } from '../../../app/state/areas.ts';
import type { FromSpatialThread, ToSpatialThread } from '../work/spatialMessages.ts';

/** As `sigill spatial` has it unless told otherwise, so that both say the same. */
const SEED = 1;
export const PERMUTATIONS = [999, 9999] as const;
export const RATES = [0.01, 0.05, 0.1] as const;

interface Answer {
  readonly moran: Moran;
  /** Mean of the neighbours' values per area. */
  readonly around: Float64Array;
}

interface LikeNeighbours {
  /** What was asked for, in words that differ when anything of it does. */
  readonly asked: string;
  readonly indicator: string | null;
  readonly permutations: (typeof PERMUTATIONS)[number];
  readonly rate: (typeof RATES)[number];
  readonly answer: Answer | null;
  readonly share: number;
  readonly set: (change: Partial<Pick<LikeNeighbours, 'indicator' | 'permutations' | 'rate'>>) => void;
}

/** Shared by the views on both sides, so that a map and a scatter show the same indicator. */
const useStore = create<LikeNeighbours>()((set) => ({
  asked: '',
  indicator: null,
  permutations: 999,
  rate: 0.05,
  answer: null,
  share: 0,
  set,
}));

let thread: Worker | null = null;
const known = new WeakMap<object, Neighbours>();

function ask(data: AreaData, asked: string, values: Float64Array, permutations: number): void {
  const { geometry } = data;
  if (geometry === null || useStore.getState().asked === asked) return;
  thread?.terminate();
  useStore.setState({ asked, answer: null, share: 0 });
  const own = new Worker(new URL('../work/spatialThread.ts', import.meta.url), { type: 'module' });
  thread = own;
  own.addEventListener('message', ({ data: message }: MessageEvent<FromSpatialThread>) => {
    if (own !== thread) return;
    if (message.kind === 'progress') {
      useStore.setState({ share: message.share });
      return;
    }
    known.set(geometry, message.neighbours);
    useStore.setState({ answer: message, share: 1 });
    own.terminate();
    thread = null;
  });
  const { coordinates, ringStart, ringArea } = geometry;
  const request: ToSpatialThread = {
    borders: known.get(geometry) ?? { coordinates, ringStart, ringArea },
    values,
    permutations,
    seed: SEED,
  };
  own.postMessage(request);
}

export interface SpatialPicture extends Pick<LikeNeighbours, 'permutations' | 'rate' | 'share' | 'set'> {
  readonly indicator: string;
  readonly values: Float64Array;
  readonly answer: (Answer & { readonly kinds: readonly ClusterKind[] }) | null;
}

/** How alike neighbours are in one indicator, worked out in a thread of its own. @param begin the indicator until one is chosen */
export function useLikeNeighbours(data: AreaData, begin: string): SpatialPicture {
  const { indicator: chosen, permutations, rate, answer, share, set } = useStore();
  const indicator = chosen !== null && data.indicators.byId.has(chosen) ? chosen : begin;
  const values = useMemo(
    () => data.indicators.byId.get(indicator)?.values ?? new Float64Array(data.areas.count),
    [data, indicator],
  );
  useEffect(() => {
    ask(data, [data.level, data.year, indicator, permutations].join(' '), values, permutations);
  }, [data, indicator, values, permutations]);
  const whole = useMemo(
    () => (answer === null ? null : { ...answer, kinds: clusterKinds(values, answer.moran, rate) }),
    [answer, values, rate],
  );
  return { indicator, permutations, rate, share, set, values, answer: whole };
}
