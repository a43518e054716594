import type { QualityComparison } from '../../../shared/schemas/quality.ts';
import type { ProfiledYear, RegisterProfile } from './profileStore.ts';

/**
 * Columns that must move for the common ones to stand in last year's order: all but a longest run of columns that keep
 * their order (longest increasing subsequence, by patience sorting).
 */
export function movedColumns(now: readonly string[], before: readonly string[]): readonly string[] {
  const places = new Map(before.map((column, i) => [column, i]));
  const common = now.filter((column) => places.has(column));
  const tops: number[] = [];
  const previous: number[] = [];
  for (const [i, column] of common.entries()) {
    const place = places.get(column) as number;
    let pile = 0;
    while (pile < tops.length && (places.get(common[tops[pile] as number] as string) as number) < place) pile += 1;
    previous[i] = pile === 0 ? -1 : (tops[pile - 1] as number);
    tops[pile] = i;
  }
  const staying = new Set<string>();
  for (let at = tops.at(-1) ?? -1; at >= 0; at = previous[at] as number) staying.add(common[at] as string);
  return common.filter((column) => !staying.has(column));
}

/**
 * The columns of a delivery against those of an earlier year. Columns are matched by their names in the project, so that one
 * that has changed its name in the file is the same as long as the specification says so.
 */
export function compareColumns(now: RegisterProfile, before: ProfiledYear): QualityComparison | null {
  const { profile } = before;
  if (profile === undefined) return null;
  const [here, there] = [now.header, profile.header];
  const types = new Map<string, string>(profile.columns.map(({ variable, type }) => [variable, type]));
  return {
    year: before.year,
    newColumns: here.filter((column) => !there.includes(column)),
    vanishedColumns: there.filter((column) => !here.includes(column)),
    changedOrder: [...movedColumns(here, there)],
    changedTypes: now.columns.flatMap(({ variable, type }) => {
      const earlier = types.get(variable);
      return earlier === undefined || earlier === type ? [] : [{ variable, before: earlier, now: type }];
    }),
  };
}
