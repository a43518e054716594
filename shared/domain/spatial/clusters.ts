import type { Moran } from './moran.ts';

/**
 * What an area and its neighbours are together (L. Anselin, 1995): both above the mean, both below, one above among low or below among
 * high; `none` where chance could have given it; `island` without neighbours; `missing` without a value or neighbours with one.
 */
export const CLUSTER_KINDS = ['high-high', 'low-low', 'high-low', 'low-high', 'none', 'island', 'missing'] as const;
export type ClusterKind = (typeof CLUSTER_KINDS)[number];

/**
 * The kind of each area: significant where its p-value, adjusted for there being many, is at most `rate`, so that of the areas told to be
 * something no more than that share is expected to be nothing.
 * @param values as given to `moran`
 */
export function clusterKinds(values: Float64Array, { local, localQ, islands }: Moran, rate: number): ClusterKind[] {
  const members = Array.from(local.keys()).filter((area) => !Number.isNaN(local[area]));
  const middle = members.reduce((sum, area) => sum + (values[area] as number), 0) / members.length;
  const alone = new Set(islands);
  return Array.from(values, (value, area) => {
    const own = local[area] as number;
    if (alone.has(area)) return 'island';
    if (Number.isNaN(own)) return 'missing';
    if (!((localQ[area] as number) <= rate) || own === 0) return 'none';
    if (value > middle) return own > 0 ? 'high-high' : 'high-low';
    return own > 0 ? 'low-low' : 'low-high';
  });
}

/** Mean of the neighbours' values, NaN where none has one. */
export const neighbourMeans = (values: Float64Array, neighbours: readonly (readonly number[])[]): Float64Array =>
  values.map((_value, area) => {
    const there = (neighbours[area] ?? []).map((other) => values[other] as number).filter((one) => !Number.isNaN(one));
    return there.length === 0 ? Number.NaN : there.reduce((sum, one) => sum + one, 0) / there.length;
  });
