import { describe, expect, it } from 'vitest';
import { contrastsOf, type GroupProfile, profilesOf } from '../../../../../shared/domain/groups/describe/profile.ts';
import { spreadWithin } from '../../../../../shared/domain/groups/describe/spread.ts';
import { describeGroup, proposedNames } from '../../../../../shared/domain/groups/describe/words.ts';
import { groupsLeaving, LEAST_GROUP } from '../../../../../shared/domain/groups/mayLeave.ts';

const GROUPS = Int32Array.of(1, 1, 1, 2, 2, 0);
const X = Float64Array.of(1, 2, 3, 10, 14, 999);
const Y = Float64Array.of(5, 5, Number.NaN, 5, 5, 1);
const profiles = profilesOf({
  groups: GROUPS,
  indicators: [
    { id: 'x', values: X },
    { id: 'y', values: Y },
  ],
  people: Float64Array.of(100, 200, 300, 4000, 6000, 1),
  municipalities: ['a', 'a', 'b', 'c', 'c', 'd'],
});
const words = (id: string): { name: string; unit: string; decimals: number } => ({
  name: id === 'x' ? 'Trångboddhet' : 'UVAS 16–24',
  unit: '%',
  decimals: 1,
});

describe('profiles of groups', () => {
  it('by hand: means, spread, inhabitants, municipalities, a typical area; an area in no group counts nowhere', () => {
    expect(profiles).toHaveLength(2);
    const [first, second] = profiles;
    // x over grouped areas: mean 6, squares 25 + 16 + 9 + 16 + 64 = 130, sd sqrt(32.5).
    expect(first?.indicators[0]).toMatchObject({ mean: 2, sd: 1, typical: 2, all: 6 });
    expect(first?.indicators[0]?.standardised).toBeCloseTo(-4 / Math.sqrt(32.5), 14);
    // y does not vary: no difference, and the missing value is left out.
    expect(first?.indicators[1]).toMatchObject({ mean: 5, sd: 0, standardised: 0 });
    expect(first).toMatchObject({ areas: 3, people: 600, typicalPeople: 200, largestShare: 0.5, municipalities: 2 });
    expect(second).toMatchObject({ areas: 2, people: 10_000, typicalPeople: 5000, municipalities: 1 });
    expect(second?.indicators[0]?.sd).toBeCloseTo(Math.sqrt(8), 14);
  });

  it('names and describes a group in plain words, in both languages', () => {
    expect(proposedNames(profiles, words, 'sv')).toEqual([
      'Trångboddhet under genomsnittet',
      'Trångboddhet klart över genomsnittet',
    ]);
    const [first, second] = profiles;
    expect(describeGroup(second as GroupProfile, words, 'sv').replaceAll('\u00a0', ' ')).toBe(
      'Gruppen har 2 områden i 1 kommun med tillsammans 10 000 invånare, och ett typiskt område har 5 000. ' +
        'Jämfört med genomsnittet av alla områden ligger den högre i trångboddhet (12,0 mot 6,0 %).',
    );
    expect(describeGroup(first as GroupProfile, words, 'en')).toBe(
      'The group has 3 areas in 2 municipalities with 600 inhabitants together, and a typical area has 200. ' +
        'Compared with the average of all areas it is lower in trångboddhet (2.0 against 6.0 %).',
    );
  });

  it('two groups never have the same name', () => {
    const one = { ...(profiles[0] as GroupProfile), group: 1 };
    const other = { ...(profiles[0] as GroupProfile), group: 2 };
    expect(proposedNames([one, other], words, 'en')).toEqual([
      'Trångboddhet below average (1)',
      'Trångboddhet below average (2)',
    ]);
    const flat = { ...one, indicators: one.indicators.map((own) => ({ ...own, standardised: 0.1 })) };
    expect(proposedNames([flat], words, 'sv')).toEqual(['Nära genomsnittet i allt']);
    expect(describeGroup(flat, words, 'sv')).toContain('nära genomsnittet av alla områden i allt som jämförs');
  });

  it('contrasts stand by falling difference, without what cannot be compared', () => {
    const [first] = profiles;
    expect(contrastsOf(first as GroupProfile).map(({ id }) => id)).toEqual(['x', 'y']);
  });
});

describe('spread within a division', () => {
  it('by hand: what lies between groups and what they hide', () => {
    const [x, y] = spreadWithin(GROUPS, [
      { id: 'x', values: X },
      { id: 'y', values: Y },
    ]);
    // Within: 2 (group 1) + 8 (group 2) of 130.
    expect(x?.between).toBeCloseTo(1 - 10 / 130, 14);
    expect(x?.within).toBeCloseTo(Math.sqrt(10 / 3), 14);
    expect(x?.perGroup[0]).toBe(1);
    expect(y?.between).toBeNaN();
  });

  it('one group hides everything, single areas nothing', () => {
    expect(spreadWithin([1, 1, 1], [{ id: 'x', values: Float64Array.of(1, 2, 3) }])[0]?.between).toBe(0);
    const alone = spreadWithin([1, 2, 3], [{ id: 'x', values: Float64Array.of(1, 2, 3) }])[0];
    expect(alone?.between).toBe(1);
    expect(alone?.within).toBeNaN();
  });
});

describe('which groups may leave', () => {
  const profile = (group: number, areas: number, people: number, largestShare = 0.2): GroupProfile => ({
    group,
    areas,
    people,
    typicalPeople: people / areas,
    largestShare,
    municipalities: 1,
    indicators: [],
  });
  const withheld = (...given: GroupProfile[]): (string | null)[] =>
    groupsLeaving(given, LEAST_GROUP).map((one) => one.withheld);

  it('every group at the limits may', () => {
    expect(withheld(profile(1, 3, 1000), profile(2, 900, 1e6))).toEqual([null, null]);
  });

  it('a group under a limit is withheld, and where it is the only one the smallest other goes with it', () => {
    expect(withheld(profile(1, 50, 1e5), profile(2, 10, 1e4), profile(3, 2, 1e4))).toEqual([
      null,
      'protects-another',
      'too-few-areas',
    ]);
    expect(withheld(profile(1, 50, 1e5), profile(2, 10, 999), profile(3, 2, 1e4))).toEqual([
      null,
      'too-few-people',
      'too-few-areas',
    ]);
    expect(withheld(profile(1, 4, 1e4, 0.9), profile(2, 4, 1e4))).toEqual(['one-area-dominates', 'protects-another']);
    expect(withheld(profile(1, 4, Number.NaN), profile(2, 4, Number.NaN))).toEqual([
      'too-few-people',
      'too-few-people',
    ]);
  });
});
