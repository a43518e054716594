import type { GroupProfile } from './describe/profile.ts';

/*
 * What of a grouping may be proposed for release at all. It is a rule before the door, not the door itself: what leaves goes
 * through disclosure control like any table.
 */

export interface LeastGroup {
  /** Fewest areas of a group whose means may leave. */
  readonly areas: number;
  /** Fewest inhabitants. */
  readonly people: number;
  /** Largest share of the inhabitants that one area may have: above it the group's figures are nearly that area's. */
  readonly largestShare: number;
}

export const LEAST_GROUP: LeastGroup = { areas: 3, people: 1000, largestShare: 0.85 };

export type WhyNot = 'too-few-areas' | 'too-few-people' | 'one-area-dominates' | 'protects-another';

export interface GroupLeaving {
  readonly group: number;
  /** null: its means may be proposed. */
  readonly withheld: WhyNot | null;
}

/**
 * Which groups' means may leave. A group under a limit, or where inhabitants are not known, is withheld. When only one is, the
 * smallest of the others is withheld with it: from the means of all areas and of the other groups its own could be worked out.
 * Medoids, and areas set aside by code, never leave: they are single areas.
 */
export function groupsLeaving(profiles: readonly GroupProfile[], least: LeastGroup = LEAST_GROUP): GroupLeaving[] {
  const own = profiles.map((profile) => ({ profile, withheld: reasonOf(profile, least) }));
  const withheld = own.filter((one) => one.withheld !== null);
  const open = own.filter((one) => one.withheld === null);
  const companion =
    withheld.length === 1
      ? open.toSorted((a, b) => a.profile.areas - b.profile.areas || a.profile.group - b.profile.group)[0]
      : undefined;
  return own.map((one) => ({
    group: one.profile.group,
    withheld: one === companion ? 'protects-another' : one.withheld,
  }));
}

function reasonOf({ areas, people, largestShare }: GroupProfile, least: LeastGroup): WhyNot | null {
  if (areas < least.areas) return 'too-few-areas';
  if (!(people >= least.people)) return 'too-few-people';
  return largestShare > least.largestShare ? 'one-area-dominates' : null;
}
