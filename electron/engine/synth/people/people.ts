import { generator } from '../../../../shared/domain/random/generator.ts';
import type { Progress } from '../../jobs/progress.ts';
import type { Area } from '../country.ts';
import type { Homes } from '../divisions/homes.ts';
import { PROFILE_YEAR, type Profile, type ProfilesOf } from '../profile.ts';
import { Population } from './population.ts';
import { pseudonyms } from './pseudonym.ts';
import { type Names, settle } from './settle.ts';
import { arrive, type Destination, immigrate, liveYear, stream } from './step.ts';

/** The people of the whole country, area by area, through the years. */
export class People {
  readonly #seed: number;
  readonly #homes: readonly Homes[];
  readonly #profilesOf: ProfilesOf;
  readonly #names: readonly Names[];
  readonly #destination: Destination;
  #populations: Population[] = [];

  constructor(seed: number, areas: readonly Area[], homes: readonly Homes[], profilesOf: ProfilesOf) {
    this.#seed = seed;
    this.#homes = homes;
    this.#profilesOf = profilesOf;
    const keys = {
      person: pseudonyms(seed, 'person'),
      household: pseudonyms(seed, 'household'),
      dwelling: pseudonyms(seed, 'dwelling'),
    };
    this.#names = areas.map((_, area) => {
      const serial = { person: 0, household: 0, dwelling: 0 };
      const next = (what: keyof typeof serial) => (): number => {
        serial[what] += 1;
        return keys[what](area, serial[what] - 1);
      };
      return { person: next('person'), household: next('household'), dwelling: next('dwelling') };
    });
    this.#destination = destinations(areas, profilesOf(PROFILE_YEAR));
  }

  /** Settles an area in the first year, `year`; the population is only kept when `keep` says so. */
  settle(area: number, year: number, persons: number, scratch: Population, keep: boolean): Population {
    scratch.clear();
    const random = generator(this.#seed, `settle/${area}`);
    const profile = this.#profilesOf(year)[area]!;
    while (scratch.personCount < persons)
      settle(scratch, random, profile, this.#names[area]!, persons - scratch.personCount, this.#homes[area]!);
    if (!keep) return scratch;
    this.#populations[area] = scratch.trimmed();
    return this.#populations[area];
  }

  /** Lets the whole country live from 31 December of the year before to 31 December of `year`. */
  live(year: number, progress: Progress): void {
    const before = this.#populations;
    const profiles = this.#profilesOf(year);
    const left: Population[] = [];
    const vacated: number[][] = [];
    const coming: { from: number; household: number; first: number }[][] = before.map(() => []);
    const after = before.map((population, area) => {
      progress.check();
      const stayed = new Population(Math.max(64, population.personCount));
      const leavers = new Population();
      const empty: number[] = [];
      liveYear(
        population,
        area,
        profiles[area]!,
        stream(this.#seed, 'live', year, area),
        this.#names[area]!,
        this.#destination,
        stayed,
        leavers,
        empty,
      );
      let first = 0;
      for (let household = 0; household < leavers.householdCount; household += 1) {
        coming[leavers.households.destination[household]!]!.push({ from: area, household, first });
        first += leavers.households.size[household]!;
      }
      left.push(leavers.trimmed());
      vacated.push(empty);
      return stayed;
    });
    this.#populations = after.map((population, area) => {
      progress.check();
      const random = stream(this.#seed, 'arrive', year, area);
      const profile = profiles[area]!;
      const names = this.#names[area]!;
      const homes = this.#homes[area]!;
      const vacancies = { vacated: vacated[area]!, before: before[area]!, homes };
      for (const { from, household, first } of coming[area]!)
        arrive(population, left[from]!, household, first, profile, random, names, vacancies);
      immigrate(population, population.personCount, profile, random, names, homes);
      return population.trimmed();
    });
  }

  population(area: number): Population {
    return this.#populations[area]!;
  }
}

/** Households move within the municipality as often as out of it, and of two places to the one more like home. */
function destinations(areas: readonly Area[], profiles: readonly Profile[]): Destination {
  const cumulative = new Float64Array(areas.length);
  const range = new Map<string, { first: number; last: number }>();
  let sum = 0;
  areas.forEach((area, i) => {
    sum += area.full;
    cumulative[i] = sum;
    const known = range.get(area.municipality);
    if (known === undefined) range.set(area.municipality, { first: i, last: i });
    else known.last = i;
  });
  const draw = (target: number): number => {
    let low = 0;
    let high = areas.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (cumulative[middle]! > target) high = middle;
      else low = middle + 1;
    }
    return low;
  };
  return (random, from) => {
    const { first, last } = range.get(areas[from]!.municipality)!;
    const near = random.uniform() < 0.55;
    const start = near && first > 0 ? cumulative[first - 1]! : 0;
    const end = near ? cumulative[last]! : sum;
    const one = draw(start + random.uniform() * (end - start));
    const other = draw(start + random.uniform() * (end - start));
    const distance = (i: number): number => Math.abs(profiles[i]!.poverty - profiles[from]!.poverty);
    return distance(other) < distance(one) ? other : one;
  };
}
