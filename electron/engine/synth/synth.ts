import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import packageJson from '../../../package.json' with { type: 'json' };
import { generator } from '../../../shared/domain/random/generator.ts';
import { UserError } from '../../../shared/errors/errors.ts';
import type { Progress } from '../jobs/progress.ts';
import { type Area, country, populations } from './country.ts';
import { geojson, writeWhole } from './geojson.ts';
import { type DemonstrationManifest, MANIFEST_NAME, readDemonstrationManifest } from './manifest.ts';
import { Population } from './people/population.ts';
import { type Pseudonyms, pseudonyms } from './people/pseudonym.ts';
import { type Names, settle } from './people/settle.ts';
import { arrive, type Destination, immigrate, liveYear, stream } from './people/step.ts';
import { type Profile, profiles } from './profile.ts';
import { COLUMNS, isElectionYear, YearFiles } from './registers.ts';
import { RowFile } from './row-file.ts';

export interface SynthOptions {
  /** Folder to write: new, empty, or one that `synth` wrote before. */
  readonly folder: string;
  readonly persons: number;
  readonly seed: number;
  readonly years: readonly number[];
}

export interface SynthResult {
  readonly manifest: DemonstrationManifest;
  readonly areas: number;
  /** Rows per file name, header not counted. */
  readonly rows: Readonly<Record<string, number>>;
}

export const LEAST_PERSONS = 10_000;
export const MOST_PERSONS = 20_000_000;

function checkOptions({ persons, seed, years }: SynthOptions): void {
  if (!Number.isSafeInteger(persons) || persons < LEAST_PERSONS || persons > MOST_PERSONS)
    throw new UserError('input', 'synth.persons', { least: LEAST_PERSONS, most: MOST_PERSONS });
  if (!Number.isSafeInteger(seed) || seed < 0) throw new UserError('input', 'synth.seed');
  const rising = years.every(
    (year, i) => Number.isInteger(year) && year >= 1990 && year <= 2100 && (i === 0 || year > years[i - 1]!),
  );
  if (years.length === 0 || !rising || years.at(-1)! - years[0]! > 15) throw new UserError('input', 'synth.years');
}

/** A folder may be written when it does not exist, is empty, or holds nothing but an earlier output of `synth`. */
async function checkFolder(folder: string): Promise<void> {
  if (!existsSync(folder)) return;
  const present = await readdir(folder).catch(() => {
    throw new UserError('input', 'synth.notAFolder');
  });
  if (present.length === 0) return;
  const manifest = await readDemonstrationManifest(folder);
  const own = new Set([MANIFEST_NAME, ...(manifest?.files.map((file) => file.name) ?? [])]);
  if (manifest === undefined || present.some((name) => !own.has(name)))
    throw new UserError('refused', 'synth.folderNotEmpty');
}

type Files = { name: string; bytes: number; sha256: string }[];

/** The people of the whole country, area by area, through the years. */
class People {
  readonly #seed: number;
  readonly #areas: readonly Area[];
  readonly #profiles: readonly Profile[];
  readonly #names: readonly Names[];
  readonly #destination: Destination;
  #populations: Population[] = [];

  constructor(seed: number, areas: readonly Area[], profiles: readonly Profile[]) {
    this.#seed = seed;
    this.#areas = areas;
    this.#profiles = profiles;
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
    this.#destination = destinations(areas, profiles);
  }

  /** Settles an area in the first year; the population is only kept when `keep` says so. */
  settle(area: number, persons: number, scratch: Population, keep: boolean): Population {
    scratch.clear();
    const random = generator(this.#seed, `settle/${area}`);
    const profile = this.#profiles[area]!;
    while (scratch.personCount < persons)
      settle(
        scratch,
        random,
        profile,
        this.#names[area]!,
        persons - scratch.personCount,
        this.#areas[area]!.deso.length,
      );
    if (!keep) return scratch;
    this.#populations[area] = scratch.trimmed();
    return this.#populations[area];
  }

  /** Lets the whole country live from 31 December of the year before to 31 December of `year`. */
  live(year: number, progress: Progress): void {
    const before = this.#populations;
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
        this.#profiles[area]!,
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
      const profile = this.#profiles[area]!;
      const names = this.#names[area]!;
      const desos = this.#areas[area]!.deso.length;
      const vacancies = { vacated: vacated[area]!, before: before[area]!, desos };
      for (const { from, household, first } of coming[area]!)
        arrive(population, left[from]!, household, first, profile, random, names, vacancies);
      immigrate(population, population.personCount, profile, random, names, desos);
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

/** Persons of each DeSO in the first year, for the area key. */
const countDeso = (area: Area, population: Population): Int32Array => {
  const counts = new Int32Array(area.deso.length);
  for (let h = 0; h < population.householdCount; h += 1)
    counts[population.households.deso[h]!]! += population.households.size[h]!;
  return counts;
};

function writeAreaKey(
  folder: string,
  areas: readonly Area[],
  counts: readonly Int32Array[],
): { file: Files[number]; rows: number } {
  const name = 'omradesnyckel.csv';
  const file = new RowFile(path.join(folder, name), { end: '\r\n', mark: true });
  file.header(COLUMNS.omradesnyckel);
  areas.forEach((area, i) => {
    area.deso.forEach((deso, d) => {
      for (const value of [
        deso,
        area.code,
        area.name,
        area.municipality,
        area.municipalityName,
        area.county,
        area.countyName,
        '2020',
      ])
        file.text(value);
      file.integer(counts[i]![d]!);
      file.endRow();
    });
  });
  const { rows } = file;
  return { file: { name, ...file.close() }, rows };
}

function writeRegisters(folder: string, options: SynthOptions, areas: readonly Area[], progress: Progress) {
  const { seed, persons, years } = options;
  const profile = profiles(seed, areas);
  const people = new People(seed, areas, profile);
  const sizes = populations(areas, persons);
  const scratch = new Population(4096);
  const counts: Int32Array[] = [];
  const files: Files = [];
  const rows: Record<string, number> = {};
  const total = years.length * areas.length;
  years.forEach((year, y) => {
    // Years that are not asked for are lived all the same.
    for (let passed = (years[y - 1] ?? year) + 1; passed <= year; passed += 1) people.live(passed, progress);
    const crimeKey: Pseudonyms = pseudonyms(seed, `crime/${year}`);
    const out = new YearFiles(folder, year, y === 0 || isElectionYear(year));
    try {
      areas.forEach((area, i) => {
        progress.check();
        progress.report('synth.step.people', y * areas.length + i, total);
        const population = y === 0 ? people.settle(i, sizes[i]!, scratch, years.length > 1) : people.population(i);
        if (y === 0) counts.push(countDeso(area, population));
        out.write(area, profile[i]!, population, stream(seed, 'year', year, i), (serial) => crimeKey(i, serial));
      });
    } catch (cause) {
      out.abandon();
      throw cause;
    }
    for (const { name, rows: written, bytes, sha256 } of out.close()) {
      files.push({ name, bytes, sha256 });
      rows[name] = written;
    }
  });
  progress.report('synth.step.people', total, total);
  const key = writeAreaKey(folder, areas, counts);
  files.push(key.file);
  rows[key.file.name] = key.rows;
  return { files, rows };
}

/**
 * Writes the demonstration country into a folder, whole or not at all. The same seed, persons and years give the same bytes
 * on every machine.
 */
export async function synthesise(options: SynthOptions, progress: Progress): Promise<SynthResult> {
  checkOptions(options);
  const folder = path.resolve(options.folder);
  await checkFolder(folder);
  await mkdir(path.dirname(folder), { recursive: true });
  const draft = await mkdtemp(path.join(path.dirname(folder), `.${path.basename(folder)}-`));
  try {
    progress.report('synth.step.country', 0, 1);
    const areas = country(options.seed);
    progress.check();
    const shapes = { name: 'regso.geojson', ...writeWhole(path.join(draft, 'regso.geojson'), geojson(areas)) };
    progress.report('synth.step.country', 1, 1);
    const { files, rows } = writeRegisters(draft, options, areas, progress);
    const manifest: DemonstrationManifest = {
      version: 1,
      kind: 'demonstration',
      seed: options.seed,
      persons: options.persons,
      years: options.years,
      program: `sigill ${packageJson.version}`,
      files: [...files, shapes].sort((a, b) => (a.name < b.name ? -1 : 1)),
    };
    writeWhole(path.join(draft, MANIFEST_NAME), `${JSON.stringify(manifest, undefined, 2)}\n`);
    await rm(folder, { recursive: true, force: true });
    await rename(draft, folder);
    return { manifest, areas: areas.length, rows };
  } catch (cause) {
    await rm(draft, { recursive: true, force: true });
    throw cause;
  }
}
