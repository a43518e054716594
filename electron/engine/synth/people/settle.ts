import type { Generator } from '../../../../shared/domain/random/generator.ts';
import type { Homes } from '../divisions/homes.ts';
import type { Profile } from '../profile.ts';
import { BORN_ABROAD, NEVER, ONE_PARENT_ABROAD, PARENTS_ABROAD, type Population, ROLE, SWEDISH } from './population.ts';

/** Names new persons, households and dwellings of one area. */
export interface Names {
  person(): number;
  household(): number;
  dwelling(): number;
}

const between = (random: Generator, low: number, high: number): number => low + random.integer(high - low + 1);

/** Education at the age of one who has finished; 0 unknown. `low` is the chance of pre-upper-secondary or unknown. */
export function education(random: Generator, profile: Profile, abroad: boolean, age: number): number {
  if (age < 16) return 0;
  if (age < 19) return random.uniform() < 0.94 ? 2 : 3;
  // The area's share is of all; those born abroad have more, those born here less.
  const lift = abroad ? 1.75 : Math.max(0.35, (1 - 1.75 * profile.bornAbroad) / (1 - profile.bornAbroad));
  const ageLift = age >= 65 ? 1.9 : age < 25 ? 1.15 : 1;
  const low = Math.min(0.85, profile.lowEducation * lift * ageLift);
  const draw = random.uniform();
  if (draw < low) {
    if (abroad && random.uniform() < 0.22) return 0;
    return random.uniform() < (age >= 65 ? 0.55 : 0.25) ? 1 : 2;
  }
  const higher = profile.higherEducation * (age < 23 ? 0.15 : age < 27 ? 0.7 : age >= 65 ? 0.7 : 1);
  if (random.uniform() < higher) {
    const level = random.uniform();
    return level < 0.28 || age < 22 ? 5 : level < 0.97 ? 6 : 7;
  }
  return random.uniform() < 0.3 ? 3 : 4;
}

interface NewPerson {
  readonly age: number;
  readonly sex: number;
  readonly origin: number;
  readonly role: number;
  readonly hardship: number;
}

/** Adds a person to the last household. */
export function addPerson(
  to: Population,
  random: Generator,
  profile: Profile,
  names: Names,
  { age, sex, origin, role, hardship }: NewPerson,
): number {
  const at = to.addPerson();
  const columns = to.persons;
  columns.id[at] = names.person();
  columns.age[at] = age;
  columns.sex[at] = sex;
  columns.origin[at] = origin;
  columns.stay[at] =
    origin === BORN_ABROAD ? Math.min(age, Math.floor(-11 * Math.log(1 - 0.97 * random.uniform()))) : NEVER;
  columns.role[at] = role;
  columns.education[at] = education(random, profile, origin === BORN_ABROAD, age);
  columns.standing[at] = random.uniform() < 0.45 ? hardship : random.integer(256);
  columns.wholeYear[at] = age === 0 || columns.stay[at] === 0 ? 0 : 1;
  columns.moved[at] = 0;
  return at;
}

const drawOrigin = (random: Generator, share: number): number => {
  const draw = random.uniform();
  if (draw < share) return BORN_ABROAD;
  const rest = random.uniform();
  return rest < 0.25 * share ? PARENTS_ABROAD : rest < 0.25 * share + 0.075 ? ONE_PARENT_ABROAD : SWEDISH;
};

/** Chance of having come to the country as a child, so that a child of parents born abroad was born abroad too. */
const childOrigin = (random: Generator, first: number, second: number, age: number): number => {
  const one = first === BORN_ABROAD;
  const two = second === BORN_ABROAD;
  if (one && two) return random.uniform() < 0.12 + 0.018 * age ? BORN_ABROAD : PARENTS_ABROAD;
  if (one || two) return random.uniform() < 0.02 ? BORN_ABROAD : ONE_PARENT_ABROAD;
  return random.uniform() < 0.008 ? BORN_ABROAD : SWEDISH;
};

/** The dwelling of the last household, fit for its size and the area. */
export function furnish(to: Population, random: Generator, profile: Profile, names: Names): void {
  const h = to.householdCount - 1;
  const columns = to.households;
  const size = columns.size[h]!;
  const poor = columns.hardship[h]! < 60;
  const houseChance = profile.houses * (size >= 3 ? 1.25 : size === 1 ? 0.75 : 1.05) * (poor ? 0.7 : 1);
  const house = random.uniform() < houseChance;
  let rooms: number;
  if (house) rooms = Math.min(9, Math.max(3, size + between(random, 1, 3)));
  else if (size >= 3 && random.uniform() < profile.crowding * (size >= 5 ? 1.7 : 1) * (poor ? 1.4 : 0.8))
    rooms = Math.max(1, Math.floor((size - 1) / 2) + (random.uniform() < 0.35 ? 0 : 1));
  else {
    const least = Math.ceil(size / 2) + 1;
    rooms = size === 1 ? between(random, 1, 3) : Math.min(8, least + between(random, 0, size >= 3 ? 1 : 2));
  }
  columns.building[h] = house ? 1 : 2;
  columns.surface[h] = Math.round(
    10 * (house ? 38 + 19 * rooms + 30 * random.uniform() : 14 + 19.5 * rooms + 9 * random.uniform()),
  );
  columns.rooms[h] = house ? (random.uniform() < 0.82 ? 0 : rooms) : random.uniform() < 0.006 ? 0 : rooms;
  const rented = house ? 0.08 : Math.min(0.98, profile.rented * (poor ? 1.25 : 0.9));
  columns.tenure[h] = random.uniform() < rented ? 1 : house ? (random.uniform() < 0.05 ? 2 : 3) : 2;
  columns.dwelling[h] = random.uniform() < 0.012 ? 0 : names.dwelling();
}

/** Age of a head of household in a wide band, young, middle or old as the area has them. */
const headAge = (random: Generator, weights: readonly [number, number, number]): number => {
  const draw = random.uniform() * (weights[0] + weights[1] + weights[2]);
  if (draw < weights[0]) return between(random, 20, 34);
  // Families take most of the middle ages up to 50, so those without children lean to the older side.
  if (draw < weights[0] + weights[1]) return Math.max(between(random, 35, 64), between(random, 35, 64));
  // The older, the fewer: the sum of two draws leans to the young side.
  return 65 + Math.floor(Math.abs(random.integer(33) - random.integer(33)) * 0.98);
};

/** Adds a household of at most `most` persons with its dwelling, and gives how many it has. */
export function settle(
  to: Population,
  random: Generator,
  profile: Profile,
  names: Names,
  most: number,
  homes: Homes,
): number {
  const h = to.addHousehold();
  const hardship = random.integer(256);
  to.households.id[h] = names.household();
  to.households.hardship[h] = hardship;
  to.households.part[h] = homes.draw(random);
  const person = (age: number, sex: number, origin: number, role: number): void => {
    addPerson(to, random, profile, names, { age: Math.min(age, 106), sex, origin, role, hardship });
  };
  const { young, old, families, bornAbroad } = profile;
  const kinds = [40 * (0.5 + 0.5 * young), 24 * (0.5 + 0.5 * old), 6.8 * families, 20.5 * families, 6];
  let draw = random.uniform() * kinds.reduce((sum, w) => sum + w, 0);
  let kind = kinds.findIndex((weight) => (draw -= weight) < 0);
  if (kind === -1) kind = 0;
  if (most < 2 || (most < 3 && kind > 1)) kind = most < 2 ? 0 : 1;
  const origin = drawOrigin(random, bornAbroad);
  const sex = 1 + random.integer(2);
  const mate = (): number => (random.uniform() < 0.72 ? origin : drawOrigin(random, bornAbroad));
  const more = origin === BORN_ABROAD ? 0.2 : 0;
  if (kind === 0) person(headAge(random, [28 * young, 40, 36 * old]), sex, origin, ROLE.single);
  else if (kind === 1) {
    const age = headAge(random, [13 * young, 40, 49 * old]);
    person(age, sex, origin, ROLE.partner);
    person(Math.max(19, age + between(random, -5, 4)), 3 - sex, mate(), ROLE.partner);
  } else if (kind === 2 || kind === 3) {
    const oldest = random.integer(21);
    const age = Math.max(21, oldest + between(random, 23, 36));
    const partner = kind === 3 ? mate() : random.uniform() < 0.8 ? origin : SWEDISH;
    person(age, kind === 2 ? (random.uniform() < 0.8 ? 2 : 1) : sex, origin, kind === 2 ? ROLE.single : ROLE.partner);
    if (kind === 3) person(Math.max(21, age + between(random, -4, 4)), 3 - sex, partner, ROLE.partner);
    const d = random.uniform() - more;
    const wanted = d < 0.06 ? between(random, 4, 5) : d < 0.26 ? 3 : d < 0.78 ? 2 : 1;
    for (let child = 0; child < Math.min(wanted, most - (kind === 3 ? 2 : 1)); child += 1) {
      const years = oldest - child * between(random, 2, 3);
      if (years < 0) break;
      person(years, 1 + random.integer(2), childOrigin(random, origin, partner, years), ROLE.child);
    }
  } else {
    const age = headAge(random, [25, 55, 20]);
    person(age, sex, origin, ROLE.other);
    const wanted = Math.min(most - 1, between(random, 1, origin === BORN_ABROAD ? 5 : 2));
    for (let other = 0; other < wanted; other += 1) {
      const years = random.uniform() < 0.3 ? Math.max(0, age - between(random, 20, 40)) : headAge(random, [35, 45, 20]);
      person(
        years,
        1 + random.integer(2),
        years < 18 ? childOrigin(random, origin, origin, years) : mate(),
        years < 18 ? ROLE.child : ROLE.other,
      );
    }
  }
  furnish(to, random, profile, names);
  const first = to.personCount - to.households.size[h]!;
  const oldest = to.persons.age[first]!;
  const moved = random.uniform() < (oldest < 35 ? 0.23 : oldest < 65 ? 0.08 : 0.035) ? 1 : 0;
  for (let p = first; p < to.personCount; p += 1) if (moved === 1 || to.persons.stay[p] === 0) to.persons.moved[p] = 1;
  return to.households.size[h]!;
}
