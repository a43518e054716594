import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { groupAreas } from '../../../../shared/domain/groups/groupAreas.ts';
import type { Points } from '../../../../shared/domain/groups/points.ts';
import { recompute } from '../../../../shared/domain/groups/kMeans/partition.ts';
import {
  calinskiHarabasz,
  daviesBouldin,
  type Division,
  silhouettes,
} from '../../../../shared/domain/groups/validity.ts';
import type { GroupsSpec } from '../../../../shared/schemas/groups.ts';
import { INDEX_REFERENCE, unkeyedColumns } from '../../../support/indexReference.ts';

/*
 * scikit-learn 1.2.1 on Fisher's iris (500 starts) and on 3 363 synthetic areas (400 starts): the best inertia known, and its
 * validity indices. Left out where the reference folder is absent.
 */

interface Expected {
  readonly inertia: number;
  readonly sizes: number[];
  readonly labels: number[];
  readonly silhouette: number;
  readonly calinski_harabasz: number;
  readonly davies_bouldin: number;
}

const IRIS = path.join(INDEX_REFERENCE, 'kmeans_iris');
const REGSO = path.join(INDEX_REFERENCE, 'kmeans_regso');
const present = existsSync(IRIS) && existsSync(REGSO);
const KS = [2, 3, 4, 5, 6, 7, 8, 9, 10];
/** Five of them are enough for the everyday run. */
const FEW = [2, 3, 4, 6, 10];
const expectedOf = (folder: string, k: number): Expected => {
  const all = JSON.parse(readFileSync(path.join(folder, 'expected.json'), 'utf8')) as Record<string, Expected>;
  const want = all[String(k)];
  if (want === undefined) throw new Error('not in the reference');
  return want;
};

const spec = (p: number, k: number, starts: number): GroupsSpec => ({
  version: 1,
  algorithm: 'k-means',
  k,
  starts,
  seed: 1,
  standardise: 'none',
  indicators: Array.from({ length: p }, (_none, j) => ({ id: `v${j}` })),
});

const codes = (n: number): string[] => Array.from({ length: n }, (_none, i) => String(i).padStart(5, '0'));

describe.skipIf(!present)('k-means against scikit-learn', () => {
  const iris = present ? unkeyedColumns(path.join(IRIS, 'input.csv')) : [];
  const regso = present ? unkeyedColumns(path.join(INDEX_REFERENCE, '_data', 'regso_synth_z.csv')) : [];

  it.each(KS)('iris, k = %s: the same optimum and the same indices', (k) => {
    const want = expectedOf(IRIS, k);
    const got = groupAreas(spec(4, k, 500), codes(150), iris);
    expect(got.quality.inertia).toBeLessThanOrEqual(want.inertia * (1 + 1e-9));
    // The indices on the labels given, which may be another optimum of the same inertia.
    const points: Points = {
      n: 150,
      p: 4,
      values: Float64Array.from({ length: 600 }, (_none, i) => iris[i % 4]?.[i >> 2] ?? 0),
    };
    const division: Division = {
      k: k,
      labels: Int32Array.from(want.labels),
      sizes: new Int32Array(k),
      centres: new Float64Array(4 * k),
    };
    recompute(points, division);
    expect(silhouettes(points, [division])[0]).toBeCloseTo(want.silhouette, 10);
    expect(calinskiHarabasz(points, division) / want.calinski_harabasz).toBeCloseTo(1, 10);
    expect(daviesBouldin(points, division)).toBeCloseTo(want.davies_bouldin, 10);
  });

  it.each(FEW)('3 363 areas, k = %s: 10 starts within 0.1 %%', (k) => {
    const want = expectedOf(REGSO, k);
    const got = groupAreas(spec(20, k, 10), codes(3363), regso);
    const tolerance = k <= 4 ? 1e-9 : 1e-3;
    expect(got.quality.inertia).toBeLessThanOrEqual(want.inertia * (1 + tolerance));
    if (k > 4) return;
    expect([...got.sizes]).toEqual(want.sizes.toSorted((a, b) => b - a));
    expect(got.quality.silhouette).toBeCloseTo(want.silhouette, 10);
    expect(got.quality.calinskiHarabasz / want.calinski_harabasz).toBeCloseTo(1, 10);
    expect(got.quality.daviesBouldin).toBeCloseTo(want.davies_bouldin, 10);
  });

  it.skipIf(process.env['SIGILL_LONG'] === undefined).each(KS)(
    '3 363 areas, k = %s: 100 starts within 0.01 %% (long runs only)',
    (k) => {
      const want = expectedOf(REGSO, k);
      const got = groupAreas(spec(20, k, 100), codes(3363), regso);
      expect(got.quality.inertia).toBeLessThanOrEqual(want.inertia * (1 + 1e-4));
    },
  );
});
