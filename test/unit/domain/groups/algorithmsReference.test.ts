import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { pamFor } from '../../../../shared/domain/groups/medoids/pam.ts';
import type { Covariance } from '../../../../shared/domain/groups/mixture/covariance.ts';
import { gaussianMixture } from '../../../../shared/domain/groups/mixture/gaussianMixture.ts';
import type { Points } from '../../../../shared/domain/groups/points.ts';
import { cutInto } from '../../../../shared/domain/groups/ward/dendrogram.ts';
import { ward } from '../../../../shared/domain/groups/ward/ward.ts';
import { INDEX_REFERENCE, unkeyedColumns } from '../../../support/indexReference.ts';

/*
 * scipy's linkage, R's cluster::pam and scikit-learn's GaussianMixture on the same points. Left out where the reference folder
 * is absent.
 */

const present = existsSync(path.join(INDEX_REFERENCE, 'pam'));
const read = (folder: string): unknown =>
  JSON.parse(readFileSync(path.join(INDEX_REFERENCE, folder, 'expected.json'), 'utf8'));
const pointsOf = (columns: readonly Float64Array[], rows?: readonly number[]): Points => {
  const p = columns.length;
  const chosen = rows ?? Array.from(columns[0] ?? [], (_value, i) => i);
  return {
    n: chosen.length,
    p,
    values: Float64Array.from({ length: chosen.length * p }, (_none, at) => {
      return columns[at % p]?.[chosen[Math.floor(at / p)] ?? 0] ?? Number.NaN;
    }),
  };
};
const regso = (): Float64Array[] => unkeyedColumns(path.join(INDEX_REFERENCE, '_data', 'regso_synth_z.csv'));

/** The same groups, whatever they are called: every pair of labels stands for each other. */
const sameGroups = (a: ArrayLike<number>, b: ArrayLike<number>): boolean => {
  const pairs = new Set(Array.from(a, (label, i) => `${label} ${b[i]}`));
  return pairs.size === new Set(Array.from(a)).size && pairs.size === new Set(Array.from(b)).size;
};

describe.skipIf(!present)('Ward against scipy', () => {
  interface Expected {
    readonly scipy_heights: number[];
    readonly cut: Record<string, number[] | { labels: number[] }>;
  }

  it.each([
    ['ward_iris', () => unkeyedColumns(path.join(INDEX_REFERENCE, 'ward_iris', 'input.csv'))],
    ['ward_regso', regso],
  ] as const)('%s: heights and cuts', (folder, columns) => {
    const want = read(folder) as Expected;
    const tree = ward(pointsOf(columns()));
    want.scipy_heights
      .toSorted((a, b) => a - b)
      .forEach((height, m) => expect(Math.abs((tree.heights[m] ?? 0) - height)).toBeLessThan(1e-10));
    for (const [k, cut] of Object.entries(want.cut)) {
      const labels = Array.isArray(cut) ? cut : cut.labels;
      expect(sameGroups(cutInto(tree, Number(k)), labels), `${folder} k = ${k}`).toBe(true);
    }
  });
});

describe.skipIf(!present)('PAM against R', () => {
  type Expected = Record<string, Record<string, { medoid_index_1based: number[]; total_cost: number }>>;
  const pamFile = (name: string): Float64Array[] => unkeyedColumns(path.join(INDEX_REFERENCE, 'pam', name));

  it.each([
    ['usarrests', () => pointsOf(pamFile('usarrests_scaled.csv'))],
    ['ruspini', () => pointsOf(pamFile('ruspini.csv'))],
    [
      'regso500',
      () =>
        pointsOf(
          regso(),
          Array.from(pamFile('regso_rows_1based.csv')[0] ?? [], (row) => row - 1),
        ),
    ],
    ['regso_full_pamonce5', () => pointsOf(regso())],
  ] as const)('%s: the same medoids at the same cost', (name, points) => {
    const groupsOf = pamFor(points());
    for (const [k, want] of Object.entries((read('pam') as Expected)[name] ?? {})) {
      const got = groupsOf(Number(k), () => undefined);
      expect(got.cost / want.total_cost).toBeCloseTo(1, 12);
      expect(Array.from(got.medoids, (medoid) => medoid + 1).toSorted((a, b) => a - b)).toEqual(
        want.medoid_index_1based.toSorted((a, b) => a - b),
      );
    }
  });
});

describe.skipIf(!present)('Gaussian mixture against scikit-learn', () => {
  type Expected = Record<'sklearn', Record<string, { bic: number; loglik: number; n_parameters: number }>>;
  // With full covariances and five groups or more, their best has a group of a few flowers of one and the same width, whose
  // likelihood is the ridge's doing.
  const names: Record<string, Covariance> = { full: 'full', tied: 'tied', diag: 'diagonal', spherical: 'spherical' };

  it.each(Object.keys(names))('iris, %s covariances: as likely as the best of its 20 starts', (name) => {
    const points = pointsOf(unkeyedColumns(path.join(INDEX_REFERENCE, 'gmm_iris', 'input.csv')));
    for (const [key, want] of Object.entries((read('gmm_iris') as Expected).sklearn)) {
      const [, covariance = '', k] = key.split('|');
      if (covariance !== name || Number(k) > (name === 'full' ? 4 : 6)) continue;
      const got = gaussianMixture(points, {
        k: Number(k),
        starts: 20,
        seed: 1,
        covariance: names[covariance] ?? 'full',
      });
      expect(got?.parameters).toBe(want.n_parameters);
      // Theirs stops once the mean log-likelihood rises by less than 1e-3: ours goes on, and may only be higher.
      expect(got?.logLikelihood ?? 0, key).toBeGreaterThan(want.loglik - 1e-3);
      expect(got?.bic ?? 0, key).toBeLessThan(want.bic + 2e-3);
    }
  });
});
