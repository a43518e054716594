import { hintOf, type IdentifierKind } from '../identifiers/forms.ts';
import { isPersonalShare, type Recognised } from '../identifiers/recognise.ts';
import { type ColumnProfile, holdsCodes, type NumberProfile } from './columnProfile.ts';
import { filledOf, shareUpTo } from './distribution.ts';

export interface IdentifyingColumn extends Recognised {
  readonly variable: string;
  readonly source: string;
}

/** Personal numbers among numbers that chance does not explain: several of them, or every number of that length. */
function holdsPersonalNumbers({ tens, tenHits, twelves, twelveHits }: NumberProfile['signs']): boolean {
  const told = (seen: number, hits: number): boolean => isPersonalShare(seen, hits) && (hits >= 3 || hits === seen);
  return told(tens, tenHits) || told(twelves, twelveHits);
}

interface Extent {
  readonly from: number;
  readonly to: number;
}

/** Where the whole of Sweden lies in the grids that registers use, with room: SWEREF 99 TM, RT 90 2.5 gon V, WGS 84. */
const GRIDS: readonly (readonly [north: Extent, east: Extent, metres: boolean])[] = [
  [{ from: 6_100_000, to: 7_700_000 }, { from: 250_000, to: 930_000 }, true],
  [{ from: 6_100_000, to: 7_700_000 }, { from: 1_200_000, to: 1_900_000 }, true],
  [{ from: 55, to: 69.2 }, { from: 10.5, to: 24.3 }, false],
];

const NEARLY_ALL = 0.95;

function liesIn(profile: NumberProfile, { from, to }: Extent): boolean {
  const { minimum, maximum } = profile;
  if (minimum === null || maximum === null) return false;
  // Keys have no bins: theirs must lie within as a whole.
  if (profile.type === 'key') return minimum >= from && maximum <= to;
  return shareUpTo(profile, to) - shareUpTo(profile, from - Number.EPSILON) >= NEARLY_ALL;
}

/**
 * Points and not squares: corners and midpoints of squares of 250 metres or more have the same remainder by 250 all of them;
 * degrees have decimals.
 */
function isExact(profile: NumberProfile, metres: boolean): boolean {
  const filled = filledOf(profile);
  const { fractions, sameRemainder } = profile.signs;
  if (!metres) return fractions >= filled * NEARLY_ALL;
  return sameRemainder < filled * NEARLY_ALL;
}

/** A single pair of coordinates shows nothing: the same square twice looks like a point. */
const LEAST_POINTS = 3;

function coordinateColumns(profiles: readonly NumberProfile[]): readonly NumberProfile[] {
  const found = new Set<NumberProfile>();
  for (const [north, east, metres] of GRIDS) {
    const candidates = (extent: Extent): readonly NumberProfile[] =>
      profiles.filter(
        (profile) => filledOf(profile) >= LEAST_POINTS && liesIn(profile, extent) && isExact(profile, metres),
      );
    const [norths, easts] = [candidates(north), candidates(east)];
    if (norths.length === 0 || easts.length === 0) continue;
    for (const profile of [...norths, ...easts]) found.add(profile);
  }
  return [...found];
}

const PHONE: Extent = { from: 46_700_000_000, to: 46_799_999_999 };

function numberKind(profile: NumberProfile): IdentifierKind | undefined {
  if (holdsPersonalNumbers(profile.signs)) return 'personal-number';
  return hintOf(profile.source) === 'phone' && liesIn(profile, PHONE) ? 'phone' : undefined;
}

/** The columns of a register that identify persons, by all of their values. `pseudonymised`: variables left out of it. */
export function identifyingColumns(
  columns: readonly ColumnProfile[],
  pseudonymised: ReadonlySet<string>,
): readonly IdentifyingColumn[] {
  const looked = columns.filter(({ variable }) => !pseudonymised.has(variable));
  const numbers = looked.filter((profile): profile is NumberProfile => !holdsCodes(profile));
  const points = new Set(coordinateColumns(numbers));
  return looked.flatMap((profile): readonly IdentifyingColumn[] => {
    const { variable, source } = profile;
    if (holdsCodes(profile)) return profile.identifies === null ? [] : [{ variable, source, ...profile.identifies }];
    const kind = numberKind(profile) ?? (points.has(profile) ? 'coordinates' : undefined);
    return kind === undefined ? [] : [{ variable, source, kind, certain: false }];
  });
}
