import type { Moran } from '../../../../shared/domain/spatial/moran.ts';
import type { Neighbours } from '../../../../shared/domain/spatial/neighbours.ts';
import type { Rings } from '../../../../shared/domain/spatial/sharedBorders.ts';

/** Borders, or the neighbours that an earlier request has found in them. */
export interface ToSpatialThread {
  readonly borders: Rings | Neighbours;
  readonly values: Float64Array;
  readonly permutations: number;
  readonly seed: number;
}

export type FromSpatialThread =
  | { readonly kind: 'progress'; readonly share: number }
  | { readonly kind: 'done'; readonly moran: Moran; readonly around: Float64Array; readonly neighbours: Neighbours };
