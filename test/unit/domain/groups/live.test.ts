import { describe, expect, it } from 'vitest';
import { groupAreas } from '../../../../shared/domain/groups/groupAreas.ts';
import { type LiveDivision, LiveGroups, type LiveNews } from '../../../../shared/domain/groups/live.ts';
import { generator } from '../../../../shared/domain/random/generator.ts';
import type { GroupsAlgorithm, GroupsSpec } from '../../../../shared/schemas/groups.ts';

const N = 90;
const random = generator(11, 'live');
const areas = Array.from({ length: N }, (_none, i) => `R${String(i).padStart(3, '0')}`);
const columns = [0, 1].map((j) =>
  Float64Array.from({ length: N }, (_none, i) => random.normal() + (i % 3 === j ? 6 : 0)),
);
const neighbours = areas.slice(1).map((code, i) => [areas[i] ?? '', code] as const);
const spec = (algorithm: GroupsAlgorithm): GroupsSpec => ({
  version: 1,
  algorithm,
  k: 3,
  ...(algorithm === 'gaussian-mixture' ? { covariance: 'spherical' as const, starts: 4 } : { starts: 6 }),
  indicators: [{ id: 'x' }, { id: 'y' }],
});

function all(live: LiveGroups): LiveNews[] {
  const news: LiveNews[] = [];
  while (news.at(-1)?.kind !== 'done') news.push(...live.step());
  return news;
}
const divisionsIn = (news: readonly LiveNews[]): LiveDivision[] =>
  news.flatMap((one) => (one.kind === 'division' ? [one.division] : []));

describe('grouping while someone looks on', () => {
  it.each(['k-means', 'ward', 'pam', 'gaussian-mixture', 'skater'] as const)(
    '%s: what is settled is what the whole run gives',
    (algorithm) => {
      const request = { spec: spec(algorithm), areas, columns, neighbours, ks: [2, 3, 4], draws: 3, references: 2 };
      const news = all(new LiveGroups(request));
      const whole = groupAreas(request.spec, areas, columns, { neighbours });
      const settled = divisionsIn(news).find(({ k, settled: is }) => k === 3 && is);
      expect(settled?.groups).toEqual(whole.groups);
      expect(settled?.sizes).toEqual(whole.sizes);
      expect(settled?.quality.calinskiHarabasz).toBe(whole.quality.calinskiHarabasz);
      const silhouette = news.find((one) => one.kind === 'silhouette' && one.k === 3);
      expect(silhouette?.kind === 'silhouette' ? silhouette.mean : 0).toBeCloseTo(whole.quality.silhouette, 12);
      const sure = news.findLast((one) => one.kind === 'sureness' && one.k === 3);
      expect(sure?.kind === 'sureness' ? sure.jaccards.length : 0).toBe(3);
      expect(news.some(({ kind }) => kind === 'tree')).toBe(algorithm === 'ward');
    },
  );

  it('answers the k that is wanted first, then the others, before any is worked out in full', () => {
    const live = new LiveGroups({ spec: spec('k-means'), areas, columns, ks: [2, 3, 4, 5], draws: 0, references: 0 });
    expect(divisionsIn(live.step())).toMatchObject([{ k: 3, settled: false }]);
    live.want(5);
    expect(divisionsIn(live.step())).toMatchObject([{ k: 5, settled: false }]);
    const rest = divisionsIn(all(live)).map(({ k, settled }) => [k, settled]);
    expect(rest.slice(0, 3)).toEqual([
      [4, false],
      [2, false],
      [5, true],
    ]);
  });

  it('a k that the areas do not suffice for is left out, and is a clear error when it is the one wanted', () => {
    const few = { areas: areas.slice(0, 3), columns: columns.map((column) => column.slice(0, 3)) };
    const live = new LiveGroups({ spec: { ...spec('ward'), k: 2 }, ...few, ks: [2, 3, 4], draws: 0, references: 0 });
    expect(divisionsIn(all(live)).map(({ k }) => k)).toEqual([2, 3]);
    const asked = new LiveGroups({ spec: { ...spec('ward'), k: 4 }, ...few, ks: [4], draws: 0, references: 0 });
    expect(() => asked.step()).toThrow('groups.tooFewAreas');
  });
});
