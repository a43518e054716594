import { generator } from '../../../shared/domain/random/generator.ts';
import type { Area } from './country.ts';
import { noise } from './geography/noise.ts';
import { normalScores } from './plan.ts';

/** How people live in one area: shares at their expected value, before chance makes persons of them. */
export interface Profile {
  /** Low economic standard, all ages. */
  readonly poverty: number;
  /** Pre-upper-secondary education or none known, 20-64 years. */
  readonly lowEducation: number;
  /** Of those with more, the share with post-secondary education. */
  readonly higherEducation: number;
  /** Long unemployed or long on economic assistance, 20-64 years. */
  readonly jobless: number;
  /** Long on economic assistance, among those out of work. */
  readonly assistance: number;
  readonly bornAbroad: number;
  /** Crowded households among those of three or more in multi-dwelling buildings. */
  readonly crowding: number;
  /** Turnout, Swedish citizens' average. */
  readonly turnout: number;
  /** Pupils not eligible for vocational programmes. */
  readonly notEligible: number;
  /** Persons 16-64 with long ill health. */
  readonly ill: number;
  /** Suspected of crime among men 15-29; others less. */
  readonly suspected: number;
  /** Reported crimes per inhabitant and year. */
  readonly crimes: number;
  /** Share of households in one- and two-dwelling buildings. */
  readonly houses: number;
  /** Share of rented dwellings in multi-dwelling buildings. */
  readonly rented: number;
  /** Scales the number of households with children, and of the young and single. */
  readonly families: number;
  readonly young: number;
  readonly old: number;
}

/** Correlation of each factor's part with the common dimension of deprivation. */
const SHARED = {
  poverty: 0.93,
  lowEducation: 0.82,
  jobless: 0.9,
  bornAbroad: 0.78,
  crowding: 0.86,
  turnout: 0.9,
  school: 0.84,
  ill: 0.55,
  suspected: 0.8,
  crimes: 0.68,
} as const;

const within = (low: number, value: number, high: number): number => Math.min(high, Math.max(low, value));

/** The profiles of all areas in a year. */
export type ProfilesOf = (year: number) => readonly Profile[];

/** The year whose profiles are the country's own; before and after it areas have drifted. */
export const PROFILE_YEAR = 2023;
/** Standard deviations of deprivation a year that most areas drift at random, and that those on their way up or down do. */
const DRIFT = 0.012;
const DRIFT_OF_THE_FEW = 0.09;
const SHARE_OF_THE_FEW = 0.03;

/** How far each area drifts in a year: most hardly, some steadily to the better or the worse. */
function drifts(seed: number, areas: readonly Area[]): Float64Array {
  const random = generator(seed, 'drift');
  return Float64Array.from(areas, () => {
    const draw = random.uniform();
    const few = draw < SHARE_OF_THE_FEW ? 1 : draw < 2 * SHARE_OF_THE_FEW ? -1 : 0;
    return few * DRIFT_OF_THE_FEW + DRIFT * random.normal();
  });
}

/**
 * The profiles of all areas, year by year. A common dimension (standard normal over areas, whatever the seed) varies between counties
 * and municipalities a little and within large municipalities much, by districts; each factor has a part of its own.
 */
export function profiles(seed: number, areas: readonly Area[]): ProfilesOf {
  const random = generator(seed, 'profiles');
  const district = noise(seed, 'districts', 9, 2);
  const region = noise(seed, 'regions', 60, 1);
  const municipal = new Map<string, number>();
  for (const area of areas) if (!municipal.has(area.municipality)) municipal.set(area.municipality, random.normal());
  const common = normalScores(
    Float64Array.from(areas, (area) => {
      const spread = within(0.45, 0.35 + 0.25 * Math.log(area.siblings), 1.35);
      const town = area.kind === 'A' ? -0.25 : area.kind === 'B' ? 0 : 0.15;
      return (
        0.35 * municipal.get(area.municipality)! +
        0.35 * region(area.x, area.y) +
        town +
        spread * (0.95 * district(area.x, area.y) + 0.75 * random.normal())
      );
    }),
  );
  const urban = Float64Array.from(areas, (area) =>
    area.kind === 'C' ? within(0.25, 0.2 + 0.17 * Math.log(area.siblings), 1) : area.kind === 'B' ? 0.15 : 0.03,
  );
  const part = (rho: number, tilt = 0): Float64Array =>
    normalScores(
      Float64Array.from(
        areas,
        (_, i) => rho * common[i]! + Math.sqrt(1 - rho * rho) * random.normal() + tilt * urban[i]!,
      ),
    );
  const z = {
    poverty: part(SHARED.poverty),
    lowEducation: part(SHARED.lowEducation, -0.7),
    jobless: part(SHARED.jobless),
    bornAbroad: part(SHARED.bornAbroad, 1.1),
    crowding: part(SHARED.crowding, 0.5),
    turnout: part(SHARED.turnout),
    school: part(SHARED.school),
    ill: part(SHARED.ill, -0.6),
    suspected: part(SHARED.suspected),
    crimes: part(SHARED.crimes, 1.2),
  };
  const higher = part(-0.72, 1);
  const life = part(-0.1, -0.5);
  const drift = drifts(seed, areas);
  const made = new Map<number, readonly Profile[]>();
  return (year) => {
    const known = made.get(year) ?? areas.map((area, i) => profileOf(area, i, (year - PROFILE_YEAR) * drift[i]!));
    made.set(year, known);
    return known;
  };

  /** `moved`: how much worse, in standard deviations, the area has become since PROFILE_YEAR. */
  function profileOf(area: Area, i: number, moved: number): Profile {
    const worse = (key: keyof typeof z): number => z[key][i]! + SHARED[key] * moved;
    const core = area.kind === 'C' && area.siblings >= 12 && area.outward < 0.5 ? 1 : 0;
    return {
      poverty: within(0.015, 0.125 * Math.exp(0.56 * worse('poverty')), 0.62),
      lowEducation: within(0.02, 0.122 * Math.exp(0.46 * worse('lowEducation')), 0.55),
      higherEducation: within(0.12, 0.46 + 0.13 * higher[i]!, 0.88),
      jobless: within(0.006, 0.041 * Math.exp(0.64 * worse('jobless')), 0.4),
      assistance: within(0.1, 0.3 + 0.1 * worse('jobless'), 0.6),
      bornAbroad: within(0.02, 0.178 * Math.exp(0.62 * worse('bornAbroad')), 0.72),
      crowding: within(0.02, 0.13 * Math.exp(0.65 * worse('crowding')), 0.65),
      turnout: within(0.45, 0.872 - 0.032 * Math.exp(0.62 * worse('turnout')), 0.97),
      notEligible: within(0.01, 0.122 * Math.exp(0.6 * worse('school')), 0.6),
      ill: within(0.02, 0.054 * Math.exp(0.35 * worse('ill')), 0.25),
      suspected: within(0.008, 0.045 * Math.exp(0.5 * worse('suspected')), 0.25),
      crimes: within(0.015, 0.1 * Math.exp(0.6 * worse('crimes') + 0.5 * core), 1.6),
      houses: within(0.01, 0.93 - 0.75 * urban[i]! - 0.3 * core - 0.1 * common[i]!, 0.99),
      rented: within(0.06, 0.5 - 0.2 * urban[i]! + 0.17 * common[i]!, 0.97),
      families: within(0.3, 1 + 0.25 * life[i]! - 0.45 * core, 2),
      young: within(0.4, 0.8 + 0.6 * urban[i]! + 0.5 * core, 2.5),
      old: within(0.4, 1.15 - 0.35 * urban[i]! - 0.2 * life[i]!, 2),
    };
  }
}
