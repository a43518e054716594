import type { Generator } from '../../../../shared/domain/random/generator.ts';
import type { Area } from '../country.ts';
import { doubleArea } from '../geography/rings.ts';
import type { Profile } from '../profile.ts';
import type { HouseholdYear, PersonYear } from './outcome.ts';

/*
 * What the registers say besides the first columns: amounts, sickness compensation, association life, and what an area
 * holds. Drawn from a stream of its own, so that nothing else changes when something is added here.
 */

/** -1 (income: NaN) where a variable does not concern the person; amounts in tenths of hundreds of SEK. */
export interface AddedYear {
  income: number;
  assistance: number;
  /** Months with sickness or activity compensation. */
  compensation: number;
  /** Occasions of a sports club's activities with public support. */
  occasions: number;
}

const ILL = 5;

export function drawAdded(
  result: AddedYear,
  random: Generator,
  profile: Profile,
  age: number,
  person: PersonYear,
  home: HouseholdYear,
): void {
  const share = random.uniform();
  const amount = random.uniform();
  const sick = random.uniform();
  const active = random.uniform();
  const often = random.uniform();
  result.assistance = age < 18 ? -1 : Math.round(home.assistance * 10 * (38 + 44 * amount));
  const own = Math.round(home.income * (0.7 + 0.6 * share));
  result.income = age < 18 ? Number.NaN : own < 0 ? own : Math.max(own, result.assistance);
  result.compensation = -1;
  if (age >= 19 && age <= 64) {
    const whole = person.status === ILL ? 0.56 : 0.004;
    result.compensation = sick < whole ? 12 : sick < 1.12 * whole ? 1 + Math.floor(11 * amount) : 0;
  }
  result.occasions = -1;
  if (age >= 7 && age <= 25) {
    const byAge = age < 13 ? 0.58 : age < 17 ? 0.44 : age < 21 ? 0.24 : 0.1;
    const takesPart = active < byAge * (1.12 - 1.1 * profile.poverty) * (home.poor ? 0.8 : 1.03);
    result.occasions = takesPart ? 1 + Math.floor(-46 * Math.log(1 - 0.985 * often)) : 0;
  }
}

/** Eligible for higher education preparatory programmes: asks for more passes than the vocational ones. */
export const preparatory = (random: Generator, eligible: number, passedAll: number): number => {
  const draw = random.uniform();
  return passedAll === 1 || (eligible === 1 && draw < 0.42) ? 1 : 0;
};

/** Land area in hundredths of a square kilometre, at least one. */
export const landArea = ({ rings }: Area): number =>
  Math.max(1, Math.round(rings.reduce((sum, ring) => sum + doubleArea(ring), 0) / 2 / 1e4));

/** People who work in the area, of those living in it: more in the middle of large towns. */
export const workplaces = (random: Generator, { outward, siblings }: Area, employed: number): number => {
  const middle = outward < 0.35 && siblings >= 6 ? 1.1 : 0;
  return Math.round(employed * 0.78 * Math.exp(0.55 * random.normal() - 0.15 + middle));
};
