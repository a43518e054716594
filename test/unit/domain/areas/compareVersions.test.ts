import { array, assert, integer, property, record } from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AreaChange } from '../../../../shared/domain/areas/change.ts';
import {
  compareHolders,
  compareVersions,
  type DivisionAreas,
} from '../../../../shared/domain/areas/compareVersions.ts';
import { municipalityOf } from '../../../../shared/domain/areas/level.ts';
import { after, before, changes } from './handMade.ts';

describe('two divisions compared', () => {
  const comparison = compareVersions(before, after, changes);

  it('tell the areas that are the same, whatever they are called', () => {
    expect([...comparison.comparable]).toEqual([
      ['6001R001', '6001R001'],
      ['6001R002', '6001R002'],
      ['6001R006', '6001R006'],
      ['6002R003', '6002R003'],
      ['6002R004', '6002R004'],
      ['6003R001', '6001R008'],
    ]);
    expect(comparison.renamed).toEqual([
      { code: '6001R002', before: 'Bok', after: 'Bokskogen' },
      { code: '6002R003', before: 'Idegran', after: 'Järnek' },
      { code: '6002R004', before: 'Järnek', after: 'Idegran' },
    ]);
    expect(comparison.atSea).toEqual(['6001R006']);
  });

  it('put the others together to the smallest ground that both have', () => {
    expect(comparison.regrouped).toEqual([
      { before: ['6001R003', '6001R004'], after: ['6001R003', '6001R004'], whole: true },
      { before: ['6001R005'], after: ['6001R005', '6001R007'], whole: true },
      { before: ['6002R001', '6002R002'], after: ['6002R002'], whole: true },
      { before: ['6002R005', '6002R006'], after: ['6002R005', '6002R006'], whole: true },
      { before: ['6003R002'], after: ['6001R009', '6001R010'], whole: true },
    ]);
    expect(comparison.changed).toEqual(['6001R003', '6001R004', '6001R005', '6002R002', '6002R005', '6002R006']);
    expect(comparison.ended).toEqual(['6002R001', '6003R002']);
    expect(comparison.created).toEqual(['6001R007', '6001R009', '6001R010']);
    expect(comparison.unexplained).toEqual({ before: [], after: [] });
  });

  it('show a merged municipality, and that borders moving inside one are none of its business', () => {
    const towns = (
      version: string,
      codes: readonly string[],
    ): DivisionAreas & { holderOf: (part: string) => string } => ({
      version,
      names: new Map(codes.map((code) => [code, `Kommun ${code}`])),
      holderOf: municipalityOf,
    });
    const municipal = compareHolders(
      comparison,
      towns('2020', ['6001', '6002', '6003']),
      towns('2025', ['6001', '6002']),
    );
    expect([...municipal.comparable]).toEqual([['6002', '6002']]);
    expect(municipal.regrouped).toEqual([{ before: ['6001', '6003'], after: ['6001'], whole: true }]);
    expect(municipal.ended).toEqual(['6003']);
    expect(municipal.changed).toEqual(['6001']);
  });

  it('name areas that the list says nothing of, instead of losing them', () => {
    const without = changes.filter(({ from }) => from !== '6003R002' && from !== '6002R001');
    expect(compareVersions(before, after, without).unexplained).toEqual({
      before: ['6002R001', '6003R002'],
      after: ['6001R009', '6001R010'],
    });
  });

  it('do not sum over a border that moved to nobody knows where', () => {
    const vague: AreaChange[] = [{ from: '6001R003', to: '6001R003', kind: 'reduced' }];
    const lone = compareVersions(before, before, vague);
    expect(lone.regrouped).toEqual([{ before: ['6001R003'], after: ['6001R003'], whole: false }]);
    expect(lone.comparable.size).toBe(13);
  });

  it('without a line are all the same', () => {
    const same = compareVersions(before, before, []);
    expect(same.comparable.size).toBe(14);
    expect(same.regrouped).toEqual([]);
  });
});

describe('populations', () => {
  it('are the same over both sides of every set, whatever moved', () => {
    const household = record({ old: integer({ min: 1, max: 6 }), now: integer({ min: 1, max: 6 }) });
    assert(
      property(array(household, { minLength: 1, maxLength: 40 }), (homes) => {
        const code = (n: number): string => `6001R00${String(n)}`;
        const count = (side: 'old' | 'now'): Map<string, number> => {
          const found = new Map<string, number>();
          for (const home of homes) found.set(code(home[side]), (found.get(code(home[side])) ?? 0) + 1);
          return found;
        };
        const [was, is] = [count('old'), count('now')];
        const names = (of: Map<string, number>, version: string): DivisionAreas => ({
          version,
          names: new Map([...of.keys()].map((one) => [one, one])),
        });
        const moves = new Set(
          homes.filter(({ old, now }) => old !== now).map(({ old, now }) => `${code(old)} ${code(now)}`),
        );
        const lines = [...moves].map((pair): AreaChange => {
          const [from = '', to = ''] = pair.split(' ');
          if (!is.has(from)) return { from, to, kind: 'endedToNew' };
          return { from, to, kind: was.has(to) ? 'part' : 'partToNew' };
        });
        const { comparable, regrouped, unexplained } = compareVersions(names(was, '2020'), names(is, '2025'), lines);
        expect(unexplained).toEqual({ before: [], after: [] });
        const sum = (codes: readonly string[], of: Map<string, number>): number =>
          codes.reduce((total, one) => total + (of.get(one) ?? 0), 0);
        for (const [old, now] of comparable) expect(was.get(old)).toBe(is.get(now));
        for (const set of regrouped) expect(sum(set.before, was)).toBe(sum(set.after, is));
        const placed = [...comparable.keys(), ...regrouped.flatMap((set) => set.before)];
        expect(placed.toSorted()).toEqual([...was.keys()].toSorted());
      }),
    );
  });
});
