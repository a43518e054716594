import { neighbourMeans } from '../../../../shared/domain/spatial/clusters.ts';
import { moran } from '../../../../shared/domain/spatial/moran.ts';
import { type Neighbours, neighboursOf } from '../../../../shared/domain/spatial/neighbours.ts';
import { neighboursIn, type Rings } from '../../../../shared/domain/spatial/sharedBorders.ts';
import type { FromSpatialThread, ToSpatialThread } from './spatialMessages.ts';

/* A thread of the window that asks how alike neighbours are: one request, one answer. */

const scope = globalThis as unknown as {
  postMessage(message: FromSpatialThread): void;
  onmessage: ((event: { readonly data: ToSpatialThread }) => void) | null;
};
/** Told no oftener than each hundredth of the way. */
const STEPS = 100;

function neighboursFrom(borders: Rings | Neighbours, areas: number): Neighbours {
  if ('to' in borders) return borders;
  const pairs = neighboursIn(borders, areas).flatMap((own, area) => own.map((other) => [area, other] as const));
  return neighboursOf(
    areas,
    pairs.map(([area]) => area),
    pairs.map(([, other]) => other),
  );
}

scope.onmessage = ({ data: { borders, values, permutations, seed } }) => {
  const neighbours = neighboursFrom(borders, values.length);
  let told = 0;
  const result = moran(values, neighbours, { permutations, seed }, (done, of) => {
    const share = Math.floor((STEPS * done) / of);
    if (share <= told) return;
    told = share;
    scope.postMessage({ kind: 'progress', share: share / STEPS });
  });
  const { start, to } = neighbours;
  const lists = Array.from(values, (_value, area) => Array.from(to.subarray(start[area], start[area + 1])));
  scope.postMessage({ kind: 'done', moran: result, around: neighbourMeans(values, lists), neighbours });
};
