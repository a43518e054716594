import type { Generator } from '../../../../shared/domain/random/generator.ts';
import type { Profile } from '../profile.ts';
import { BORN_ABROAD, HOUSEHOLD, NEVER, type Population } from './population.ts';

/** What the registers say of a household's year. */
export interface HouseholdYear {
  poor: boolean;
  /** Disposable income per consumption unit, tenths of hundreds of SEK. */
  income: number;
  /** Months of economic assistance. */
  assistance: number;
}

/** What the registers say of a person's year; -1 where a variable does not concern the person. */
export interface PersonYear {
  status: number;
  unemployedMonths: number;
  uvas: number;
  /** Tenths of days. */
  ill: number;
  suspected: number;
}

/** Median disposable income per consumption unit in 2022, hundreds of SEK, and its yearly growth. */
const MEDIAN = 2790;
const GROWTH = 0.034;
const POVERTY_LINE = 0.6;

const TYPE_LIFT: Readonly<Record<number, number>> = {
  [HOUSEHOLD.couple]: 0.42,
  [HOUSEHOLD.loneParent]: 1.75,
  [HOUSEHOLD.coupleChildren]: 0.88,
  [HOUSEHOLD.other]: 1.05,
};

/** How much a share rises for one born abroad, or falls for the others, so that the area's share stays. */
export const originLift = (profile: Profile, abroad: boolean, lift: number): number =>
  abroad ? lift : Math.max(0.3, (1 - lift * profile.bornAbroad) / (1 - profile.bornAbroad));

export function drawHousehold(
  result: HouseholdYear,
  random: Generator,
  profile: Profile,
  year: number,
  population: Population,
  h: number,
  first: number,
  type: number,
): void {
  const { persons, households } = population;
  const age = persons.age[first]!;
  const single = age < 30 ? 1.75 : age < 65 ? 1.1 : 1.2;
  const lift =
    (type === HOUSEHOLD.single ? single : TYPE_LIFT[type]!) *
    originLift(profile, persons.origin[first] === BORN_ABROAD, 1.6);
  const place = random.uniform() < 0.85 ? (households.hardship[h]! + random.uniform()) / 256 : random.uniform();
  const risk = Math.min(0.88, 1.07 * profile.poverty * lift);
  const poor = place < risk;
  const spread = random.normal();
  let ratio: number;
  if (poor) ratio = POVERTY_LINE * (1 - 0.42 * (1 - place / risk) * random.uniform() - 0.004);
  else {
    const schooling = persons.education[first]! >= 5 ? 1.18 : 0.93;
    ratio = POVERTY_LINE + 0.455 * (0.7 + 0.65 * profile.higherEducation) * schooling * Math.exp(0.58 * spread);
  }
  let income = Math.round(10 * MEDIAN * (1 + GROWTH) ** (year - 2022) * ratio);
  if (random.uniform() < 0.0022) income = -Math.round(300 + 9000 * random.uniform());
  result.poor = poor;
  result.income = income;
  const long = poor ? Math.min(0.75, (profile.assistance * 1.25 * profile.jobless) / profile.poverty) : 0.001;
  const draw = random.uniform();
  result.assistance = draw < long ? 10 + random.integer(3) : draw < 1.5 * long ? 1 + random.integer(9) : 0;
}

/** Labour market status in November (BAS) of a person of 15-74 years. */
function drawStatus(
  random: Generator,
  profile: Profile,
  age: number,
  abroad: boolean,
  standing: number,
  poor: boolean,
): number {
  const place = (standing + random.uniform()) / 256;
  const other = random.uniform();
  if (age >= 65) return place > (age >= 67 ? 0.84 : 0.5) ? 1 : 4;
  if (age < 20) {
    const weak = 0.06 + 1.2 * profile.jobless;
    if (place < weak) return other < 0.45 ? 2 : 6;
    return other < (age < 19 ? 0.82 : 0.5) ? 3 : 1;
  }
  const weight = (poor ? 2.3 : 0.72) * originLift(profile, abroad, 1.65);
  const ill = profile.ill * (age < 30 ? 0.45 : age < 50 ? 0.75 : 1.5);
  const unemployed = Math.min(0.5, 1.0 * profile.jobless * weight * (age < 25 ? 1.3 : 1));
  const outside = Math.min(0.25, (0.022 + 0.55 * profile.jobless) * weight);
  if (place < ill) return 5;
  if (place < ill + unemployed) return 2;
  if (place < ill + unemployed + outside) return 6;
  const student = age < 25 ? 0.24 : age < 30 ? 0.1 : age < 40 ? 0.035 : 0.012;
  if (other < student * (poor ? 2 : 0.9)) return 3;
  return age >= 60 && other > (age - 57) / 8 ? 4 : 1;
}

export function drawPerson(
  result: PersonYear,
  random: Generator,
  profile: Profile,
  population: Population,
  p: number,
  home: HouseholdYear,
): void {
  const { persons } = population;
  const age = persons.age[p]!;
  const standing = persons.standing[p]!;
  const abroad = persons.origin[p] === BORN_ABROAD;
  result.status = age >= 15 && age <= 74 ? drawStatus(random, profile, age, abroad, standing, home.poor) : -1;
  const { status } = result;
  result.unemployedMonths = -1;
  result.ill = -1;
  if (age >= 16 && age <= 64) {
    const draw = random.uniform();
    const months = random.integer(6);
    if (status === 2) result.unemployedMonths = draw < 0.58 ? 7 + months : 1 + months;
    else result.unemployedMonths = draw < (status === 6 ? 0.2 : status === 1 ? 0.035 : 0.02) ? 1 + months : 0;
    const sick = random.uniform();
    const length = random.uniform();
    if (status === 5) result.ill = sick < 0.6 ? 3650 : Math.round(900 + 2750 * length);
    else result.ill = sick < 0.09 ? Math.round(10 - 420 * Math.log(1 - 0.998 * length)) : 0;
  }
  result.uvas = -1;
  if (age >= 16 && age <= 29)
    result.uvas = random.uniform() < (status === 1 || status === 3 ? 0.008 : age < 20 ? 0.33 : 0.5) ? 1 : 0;
  result.suspected = -1;
  if (age >= 15) {
    const byAge = age < 18 ? 0.9 : age < 30 ? 1 : age < 40 ? 0.6 : age < 60 ? 0.28 : 0.05;
    const bySex = persons.sex[p] === 1 ? 1 : 0.22;
    result.suspected = random.uniform() < profile.suspected * byAge * bySex * (standing < 80 ? 1.9 : 0.58) ? 1 : 0;
  }
}

/** How a person takes part in an election: 1, 0, or -1 without the right. */
export interface Vote {
  onRoll: boolean;
  citizen: boolean;
  national: number;
  region: number;
  municipality: number;
}

export function drawVote(
  result: Vote,
  random: Generator,
  profile: Profile,
  population: Population,
  p: number,
  poor: boolean,
): void {
  const { persons } = population;
  const age = persons.age[p]!;
  const stay = persons.stay[p]!;
  const settled = random.uniform();
  const draw = random.uniform();
  const local = random.uniform();
  const abroad = persons.origin[p] === BORN_ABROAD;
  result.citizen = !abroad || stay === NEVER || (stay >= 6 && settled < 0.82);
  result.onRoll = age >= 18 && (result.citizen || stay >= 3);
  const byAge = age < 30 ? -0.045 : age < 65 ? 0.01 : age < 80 ? 0.04 : -0.03;
  const chance = Math.min(0.985, profile.turnout + byAge - (abroad ? 0.1 : -0.015) - (poor ? 0.05 : -0.01));
  const votes = draw < chance;
  result.national = result.citizen ? (votes ? 1 : 0) : -1;
  const nearby = result.citizen ? (votes ? local < 0.975 : local < 0.01) : draw < 0.44 * profile.turnout;
  result.municipality = nearby ? 1 : 0;
  result.region = nearby && local > 0.006 ? 1 : 0;
}

/** A pupil's final marks: merit in tenths, eligible for vocational programmes, passed in every subject. */
export interface Marks {
  merit: number;
  eligible: number;
  passedAll: number;
}

export function drawMarks(
  result: Marks,
  random: Generator,
  profile: Profile,
  population: Population,
  p: number,
  poor: boolean,
): void {
  const { persons } = population;
  const stay = persons.stay[p]!;
  const late = persons.origin[p] === BORN_ABROAD && stay < 7;
  const risk = Math.min(
    0.9,
    profile.notEligible * (late ? 2.6 : 0.85) * (poor ? 1.3 : 0.9) * (persons.sex[p] === 1 ? 1.1 : 0.9),
  );
  const place = 0.5 * ((persons.standing[p]! + random.uniform()) / 256) + 0.5 * random.uniform();
  const eligible = random.uniform() < 0.6 ? random.uniform() >= risk : place >= Math.sqrt(risk / 2);
  const shift = 30 * (profile.higherEducation - 0.46) + 30 * (place - 0.5) + (persons.sex[p] === 2 ? 10 : -8);
  const merit = eligible ? 236 + shift + 38 * random.normal() : 92 + shift + 45 * random.normal();
  // Marks are 10, 12.5, 15, 17.5 and 20 points, so merit comes in steps of two and a half.
  const steps = Math.round(Math.min(340, Math.max(eligible ? 80 : 0, merit)) / 2.5);
  result.merit = steps * 25;
  result.eligible = eligible ? 1 : 0;
  result.passedAll = eligible && random.uniform() < 0.9 ? 1 : 0;
}

/** A Poisson number: products of uniforms for a small mean, the rounded normal for a large one. */
export function poisson(random: Generator, mean: number): number {
  if (mean > 60) return Math.max(0, Math.round(mean + Math.sqrt(mean) * random.normal()));
  const limit = Math.exp(-mean);
  let count = -1;
  let product = 1;
  do {
    product *= random.uniform();
    count += 1;
  } while (product > limit);
  return count;
}
