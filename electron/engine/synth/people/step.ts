import { generator, type Generator } from '../../../../shared/domain/random/generator.ts';
import type { Homes } from '../divisions/homes.ts';
import type { Profile } from '../profile.ts';
import { householdType, HOUSEHOLD, NEVER, type Population, ROLE } from './population.ts';
import { addPerson, education, furnish, type Names, settle } from './settle.ts';

/** Chooses where a household from area number `from` moves. */
export type Destination = (random: Generator, from: number) => number;

const dies = (random: Generator, age: number): boolean =>
  random.uniform() < (age >= 110 ? 1 : Math.min(0.6, 0.00045 + 0.0000235 * Math.exp(0.098 * age)));

const MOST_CHILDREN_AGE = 46;

/**
 * One year in one area: everyone grows a year older; some die, move, leave home or the country, have children. Those who
 * stay come into `stayed`, those who move to another area into `left` with its number; `vacated` gets the places in `before` of the households whose dwellings are left.
 */
export function liveYear(
  before: Population,
  area: number,
  profile: Profile,
  random: Generator,
  names: Names,
  destination: Destination,
  stayed: Population,
  left: Population,
  vacated: number[],
): void {
  let first = 0;
  for (let h = 0; h < before.householdCount; h += 1) {
    const size = before.households.size[h]!;
    const head = before.persons.age[first]!;
    const type = householdType(before, first, size);
    const moves = random.uniform() < (head < 27 ? 0.2 : head < 35 ? 0.15 : head < 50 ? 0.07 : head < 70 ? 0.035 : 0.03);
    const emigrates = random.uniform() < 0.004;
    if (emigrates) vacated.push(h);
    else {
      const to = moves ? left : stayed;
      const at = to.copyHousehold(before, h);
      if (moves) {
        to.households.destination[at] = destination(random, area);
        vacated.push(h);
      }
      const survivors = growOlder(before, first, size, profile, random, to, moves);
      if (survivors === 0) {
        to.householdCount -= 1;
        if (!moves) vacated.push(h);
      } else birth(to, at, type, profile, random, names, moves);
    }
    // Grown children leave home one by one, after the household so that its persons stand together.
    for (let p = first; p < first + size; p += 1) {
      if (emigrates || !leavesHome(before, p, type)) continue;
      const own = left.addHousehold();
      left.households.id[own] = names.household();
      left.households.hardship[own] = random.integer(256);
      left.households.destination[own] = destination(random, area);
      const at = left.copyPerson(before, p);
      ageOne(left, at, profile, random, true);
      left.persons.role[at] = ROLE.single;
    }
    first += size;
  }
}

/** A child leaves home in the year when its age and key fall in step: no draw, so that both passes agree. */
const leavesHome = (from: Population, p: number, type: number): boolean => {
  const age = from.persons.age[p]!;
  if (from.persons.role[p] !== ROLE.child || type === HOUSEHOLD.single || age < 18) return false;
  return age >= 27 || (from.persons.id[p]! >>> 3) % 9 === age - 18;
};

function ageOne(to: Population, at: number, profile: Profile, random: Generator, moved: boolean): void {
  const { persons } = to;
  const age = Math.min(110, persons.age[at]! + 1);
  persons.age[at] = age;
  if (persons.stay[at] !== NEVER) persons.stay[at] = Math.min(110, persons.stay[at]! + 1);
  if (age === 16 || age === 19 || age === 23 || age === 26) {
    const drawn = education(random, profile, persons.stay[at] !== NEVER, age);
    persons.education[at] = Math.max(persons.education[at]!, drawn);
  }
  persons.wholeYear[at] = 1;
  persons.moved[at] = moved ? 1 : 0;
}

function growOlder(
  before: Population,
  first: number,
  size: number,
  profile: Profile,
  random: Generator,
  to: Population,
  moved: boolean,
): number {
  const type = householdType(before, first, size);
  const start = to.personCount;
  let partners = 0;
  for (let p = first; p < first + size; p += 1) {
    if (leavesHome(before, p, type) || dies(random, before.persons.age[p]!)) continue;
    const at = to.copyPerson(before, p);
    ageOne(to, at, profile, random, moved);
    if (to.persons.role[at] === ROLE.partner) partners += 1;
  }
  const survivors = to.personCount - start;
  const adults = Array.from({ length: survivors }, (_, i) => start + i).some((p) => to.persons.role[p] !== ROLE.child);
  for (let p = start; p < to.personCount; p += 1) {
    if (to.persons.role[p] === ROLE.partner && partners === 1) to.persons.role[p] = ROLE.single;
    if (!adults) to.persons.role[p] = survivors === 1 ? ROLE.single : ROLE.other;
  }
  return survivors;
}

function birth(
  to: Population,
  h: number,
  type: number,
  profile: Profile,
  random: Generator,
  names: Names,
  moved: boolean,
): void {
  const size = to.households.size[h]!;
  const start = to.personCount - size;
  const mother = Array.from({ length: size }, (_, i) => start + i).find(
    (p) =>
      to.persons.sex[p] === 2 &&
      to.persons.age[p]! >= 20 &&
      to.persons.age[p]! < MOST_CHILDREN_AGE &&
      to.persons.role[p] === ROLE.partner,
  );
  if (mother === undefined || size >= 8) return;
  const age = to.persons.age[mother]!;
  const chance = (age < 36 ? 0.19 : 0.06) * (type === HOUSEHOLD.couple ? 1 : 0.8);
  if (random.uniform() >= chance) return;
  const abroad = [start, start + 1].filter((p) => to.persons.stay[p] !== NEVER).length;
  const child = addPerson(to, random, profile, names, {
    age: 0,
    sex: 1 + random.integer(2),
    origin: abroad === 2 ? 12 : abroad === 1 ? 21 : 22,
    role: ROLE.child,
    hardship: to.households.hardship[h]!,
  });
  to.persons.moved[child] = moved ? 1 : 0;
}

/** Takes out of `vacated` the dwelling that fits a household of `size` best among the last few; -1 when none is left. */
function chooseDwelling(vacated: number[], before: Population, size: number): number {
  if (vacated.length === 0) return -1;
  const wanted = 10 * (22 + 21 * size);
  const from = Math.max(0, vacated.length - 12);
  let best = from;
  const miss = (place: number): number => Math.abs(before.households.surface[vacated[place]!]! - wanted);
  for (let place = from + 1; place < vacated.length; place += 1) if (miss(place) < miss(best)) best = place;
  return vacated.splice(best, 1)[0]!;
}

/** What an area offers those who move in: the dwellings left, by their old households' places in `before`. */
export interface Vacancies {
  readonly vacated: number[];
  readonly before: Population;
  readonly homes: Homes;
}

/** Moves household `h` of `from`, whose persons begin at `first`, into the area: a vacated dwelling, or a new one. */
export function arrive(
  to: Population,
  from: Population,
  h: number,
  first: number,
  profile: Profile,
  random: Generator,
  names: Names,
  { vacated, before, homes }: Vacancies,
): void {
  const at = to.copyHousehold(from, h);
  const size = from.households.size[h]!;
  for (let p = first; p < first + size; p += 1) to.copyPerson(from, p);
  const home = chooseDwelling(vacated, before, size);
  if (home === -1) {
    to.households.part[at] = homes.draw(random);
    furnish(to, random, profile, names);
    return;
  }
  const [own, old] = [to.households, before.households];
  for (const column of ['part', 'dwelling', 'building', 'rooms', 'surface', 'tenure'] as const)
    own[column][at] = old[column][home]!;
}

/** Households that come from abroad during the year, about as many as the area's part of those born abroad asks for. */
export function immigrate(
  to: Population,
  persons: number,
  profile: Profile,
  random: Generator,
  names: Names,
  homes: Homes,
): void {
  let expected = 0.0095 * persons * (profile.bornAbroad / 0.19);
  while (expected > 0 && random.uniform() < expected) {
    const start = to.personCount;
    const size = settle(to, random, profile, names, 6, homes);
    for (let p = start; p < to.personCount; p += 1) {
      to.persons.origin[p] = 11;
      to.persons.stay[p] = 0;
      to.persons.wholeYear[p] = 0;
      to.persons.moved[p] = 1;
      if (to.persons.age[p]! >= 16 && random.uniform() < 0.4) to.persons.education[p] = 0;
    }
    expected -= size;
  }
}

/** The stream of an area's year, apart from all others. */
export const stream = (seed: number, what: string, year: number, area: number): Generator =>
  generator(seed, `${what}/${year}/${area}`);
