import { existsSync } from 'node:fs';
import { readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { UserError } from '../../../shared/errors/errors.ts';
import { PRODUCT_VERSION } from '../../../shared/product/version.ts';
import { draftFolder } from '../files/draftFolder.ts';
import type { Progress } from '../jobs/progress.ts';
import { claimOf, holds } from './claim.ts';
import { writeAreaFiles, writeGeometry, type WrittenFile } from './areaFiles.ts';
import { populations } from './country.ts';
import { type Divisions, divisions, SECOND_FROM } from './divisions/divisions.ts';
import { writeWhole } from './geojson.ts';
import { type DemonstrationManifest, MANIFEST_NAME, readDemonstrationManifest } from './manifest.ts';
import { People } from './people/people.ts';
import { Population } from './people/population.ts';
import { type Pseudonyms, pseudonyms } from './people/pseudonym.ts';
import { stream } from './people/step.ts';
import { profiles } from './profile.ts';
import { type AreaOfYear, isElectionYear, YearFiles } from './registers.ts';

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

/** Persons of each part of an area in the first year, for the area keys. */
const countParts = (parts: number, population: Population): Int32Array => {
  const counts = new Int32Array(parts);
  for (let h = 0; h < population.householdCount; h += 1)
    counts[population.households.part[h]!]! += population.households.size[h]!;
  return counts;
};

/** The codes that every part of every area bears in the registers of a year. */
function areasOfYear({ areas, homes, codeAfter }: Divisions, year: number): readonly AreaOfYear[] {
  return areas.map((area, i) => ({
    area,
    homes: homes[i]!,
    places: homes[i]!.parts.map(({ deso, after }) =>
      year < SECOND_FROM
        ? { deso: Buffer.from(area.deso[deso]!), regso: Buffer.from(area.code) }
        : { deso: Buffer.from(after.deso), regso: Buffer.from(codeAfter[after.area]!) },
    ),
  }));
}

function writeRegisters(
  folder: string,
  options: SynthOptions,
  country: Divisions,
  progress: Progress,
): readonly WrittenFile[] {
  const { seed, persons, years } = options;
  const { areas, homes } = country;
  const profilesOf = profiles(seed, areas);
  const people = new People(seed, areas, homes, profilesOf);
  const sizes = populations(areas, persons);
  const scratch = new Population(4096);
  const counts: Int32Array[] = [];
  const files: WrittenFile[] = [];
  const total = years.length * areas.length;
  years.forEach((year, y) => {
    // Years that are not asked for are lived all the same.
    for (let passed = (years[y - 1] ?? year) + 1; passed <= year; passed += 1) people.live(passed, progress);
    const crimeKey: Pseudonyms = pseudonyms(seed, `crime/${year}`);
    const profile = profilesOf(year);
    const places = areasOfYear(country, year);
    // Turnout is not carried into another division, so each has an election in its first year here.
    const fresh = y === 0 || (year >= SECOND_FROM && years[y - 1]! < SECOND_FROM);
    const out = new YearFiles(folder, year, fresh || isElectionYear(year));
    try {
      areas.forEach((_, i) => {
        progress.check();
        progress.report('synth.step.people', y * areas.length + i, total);
        const population =
          y === 0 ? people.settle(i, year, sizes[i]!, scratch, years.length > 1) : people.population(i);
        if (y === 0) counts.push(countParts(homes[i]!.parts.length, population));
        const [own, added] = [stream(seed, 'year', year, i), stream(seed, 'added', year, i)];
        out.write(places[i]!, profile[i]!, population, own, added, (serial) => crimeKey(i, serial));
      });
    } catch (cause) {
      out.abandon();
      throw cause;
    }
    files.push(...out.close());
  });
  progress.report('synth.step.people', total, total);
  return [...files, ...writeAreaFiles(folder, country, counts)];
}

/**
 * Writes the demonstration country into a folder, whole or not at all. The same seed, persons and years give the same bytes
 * on every machine.
 */
export async function synthesise(options: SynthOptions, progress: Progress): Promise<SynthResult> {
  checkOptions(options);
  const folder = path.resolve(options.folder);
  await checkFolder(folder);
  const draft = await draftFolder(folder);
  try {
    progress.report('synth.step.country', 0, 1);
    const country = divisions(options.seed);
    progress.check();
    const shapes = writeGeometry(draft, country);
    progress.report('synth.step.country', 1, 1);
    const files = [...writeRegisters(draft, options, country, progress), ...shapes];
    const manifest: DemonstrationManifest = {
      version: 1,
      kind: 'demonstration',
      seed: options.seed,
      persons: options.persons,
      years: options.years,
      program: `sigill ${PRODUCT_VERSION}`,
      files: files
        .map(({ name, bytes, sha256 }) => ({ name, bytes, sha256 }))
        .sort((a, b) => (a.name < b.name ? -1 : 1)),
    };
    writeWhole(path.join(draft, MANIFEST_NAME), `${JSON.stringify(manifest, undefined, 2)}\n`);
    await rm(folder, { recursive: true, force: true });
    await rename(draft, folder);
    holds(claimOf(manifest));
    const rows = Object.fromEntries(
      files.flatMap(({ name, rows: count }) => (count === undefined ? [] : [[name, count]])),
    );
    return { manifest, areas: country.areas.length, rows };
  } catch (cause) {
    await rm(draft, { recursive: true, force: true });
    throw cause;
  }
}
