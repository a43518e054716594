import path from 'node:path';
import type { Generator } from '../../../shared/domain/random/generator.ts';
import type { Area } from './country.ts';
import type { Homes } from './divisions/homes.ts';
import { type AddedYear, drawAdded, landArea, preparatory, workplaces } from './people/added.ts';
import {
  drawHousehold,
  drawMarks,
  drawPerson,
  drawVote,
  type HouseholdYear,
  type Marks,
  type PersonYear,
  poisson,
  type Vote,
} from './people/outcome.ts';
import { householdType, NEVER, type Population } from './people/population.ts';
import type { Profile } from './profile.ts';
import { RowFile } from './row-file.ts';

/** Columns of every register, in the files' order (docs/registers.md). */
export const COLUMNS = {
  person: [
    'LopNr',
    'Ar',
    'DeSO',
    'RegSO',
    'Kon',
    'Alder',
    'UtlSvBakg',
    'VistelseTid',
    'RegistreradHelaAret',
    'HushallLopNr',
    'StallningHushall',
    'Sun2020Niva_old',
    'BAS',
    'ALosManader',
    'EkBistManader',
    'DispInkKE04',
    'UVAS',
    'Ohalsodagar',
    'Misstankt',
    'Flyttat',
    'DispInk04',
    'SocBidrPersF04',
    'SjukErsManader',
    'LokTillfallen',
  ],
  hushall: ['HushallLopNr', 'Ar', 'LagenhetLopNr', 'DeSO', 'RegSO', 'HushTyp', 'AntalPersoner'],
  lagenhet: ['LagenhetLopNr', 'Ar', 'DeSO', 'RegSO', 'Hustyp', 'AntalRum', 'Boarea', 'Upplatelseform'],
  elever: ['LopNr', 'Ar', 'DeSO', 'RegSO', 'Kon', 'Meritvarde', 'BehorigYrkes', 'GodkandAlla', 'BehorigHogskole'],
  rostande: ['LopNr', 'Ar', 'DeSO', 'RegSO', 'RostrattRiksdag', 'RostadeRiksdag', 'RostadeRegion', 'RostadeKommun'],
  brott: ['HandelseLopNr', 'Ar', 'DeSO', 'RegSO', 'Brottstyp', 'Manad'],
  omrade: ['DeSO', 'RegSO', 'Ar', 'Landareal', 'DagbefSyss'],
  omradesnyckel: ['DeSO', 'RegSO', 'RegSOnamn', 'Kommun', 'Kommunnamn', 'Lan', 'Lannamn', 'Version', 'Folkmangd'],
  forandringar: ['FranVersion', 'TillVersion', 'FranKod', 'FranNamn', 'TillKod', 'TillNamn', 'Typ'],
} as const satisfies Record<string, readonly string[]>;

/** Files about areas, which are not of a year. */
export type AreaFileKind = 'omradesnyckel' | 'forandringar';
export type YearRegister = Exclude<keyof typeof COLUMNS, AreaFileKind>;

const isYearRegister = (name: keyof typeof COLUMNS): name is YearRegister =>
  name !== 'omradesnyckel' && name !== 'forandringar';

const CRIMES = ['Våld', 'Stöld', 'Skadegörelse', 'Narkotika', 'Bedrägeri', 'Övrigt'] as const;
const CRIME_SHARES = [0.11, 0.43, 0.56, 0.64, 0.8, 1] as const;
const PERSON_WITHOUT_AREA = 0.0006;
const CRIME_WITHOUT_AREA = 0.035;
const PUPIL_AGE = 16;
const EMPLOYED = 1;

export const isElectionYear = (year: number): boolean => year >= 2018 && year <= 2026 && (year - 2018) % 4 === 0;

/** An area's parts and the codes they bear in a year's registers, as bytes. */
export interface AreaOfYear {
  readonly area: Area;
  readonly homes: Homes;
  readonly places: readonly { readonly deso: Buffer; readonly regso: Buffer }[];
}

/** The files of one year, and how one area's people fill them. */
export class YearFiles {
  readonly #files = new Map<YearRegister, { readonly name: string; readonly file: RowFile }>();
  readonly #year: number;
  readonly #grounds = new Map<string, { readonly regso: Buffer; readonly land: number; readonly work: number }>();
  readonly #home: HouseholdYear = { poor: false, income: 0, assistance: 0 };
  readonly #person: PersonYear = { status: -1, unemployedMonths: -1, uvas: -1, ill: -1, suspected: -1 };
  readonly #vote: Vote = { onRoll: false, citizen: false, national: -1, region: 0, municipality: 0 };
  readonly #marks: Marks = { merit: 0, eligible: 0, passedAll: 0 };
  readonly #added: AddedYear = { income: 0, assistance: -1, compensation: -1, occasions: -1 };
  #employed = 0;

  constructor(folder: string, year: number, election: boolean) {
    this.#year = year;
    for (const register of Object.keys(COLUMNS) as (keyof typeof COLUMNS)[]) {
      if (!isYearRegister(register) || (register === 'rostande' && !election)) continue;
      const name = `${register}_${year}.csv`;
      const file = new RowFile(path.join(folder, name), { end: register === 'brott' ? '\r\n' : '\n' });
      file.header(COLUMNS[register]);
      this.#files.set(register, { name, file });
    }
  }

  #file(register: YearRegister): RowFile {
    return this.#files.get(register)!.file;
  }

  /**
   * Writes an area's rows; `random` is the area's own stream for this year, `added` the one of the columns that came
   * later, `crimeKey` names its crimes.
   */
  write(
    area: AreaOfYear,
    profile: Profile,
    population: Population,
    random: Generator,
    added: Generator,
    crimeKey: (serial: number) => number,
  ): void {
    const { persons, households } = population;
    const dwellings = this.#file('lagenhet');
    const homes = this.#file('hushall');
    this.#employed = 0;
    let first = 0;
    for (let h = 0; h < population.householdCount; h += 1) {
      const size = households.size[h]!;
      const { deso, regso } = area.places[households.part[h]!]!;
      const type = householdType(population, first, size);
      const dwelling = households.dwelling[h]!;
      homes.integer(households.id[h]!);
      homes.integer(this.#year);
      if (dwelling === 0) homes.empty();
      else homes.integer(dwelling);
      homes.bytes(deso);
      homes.bytes(regso);
      homes.integer(type);
      homes.integer(size);
      homes.endRow();
      if (dwelling !== 0) {
        dwellings.integer(dwelling);
        dwellings.integer(this.#year);
        dwellings.bytes(deso);
        dwellings.bytes(regso);
        dwellings.integer(households.building[h]!);
        orEmpty(dwellings, households.rooms[h]!, 0);
        dwellings.tenths(households.surface[h]!);
        dwellings.integer(households.tenure[h]!);
        dwellings.endRow();
      }
      drawHousehold(this.#home, random, profile, this.#year, population, h, first, type);
      for (let p = first; p < first + size; p += 1)
        this.#writePerson(population, p, h, profile, random, added, deso, regso);
      first += size;
    }
    this.#writeCrimes(area, profile, persons.id.length === 0 ? 0 : population.personCount, random, crimeKey);
    this.#addGround(area, added);
  }

  /** What an area holds, shared over its parts; a DeSO may have parts in several areas. */
  #addGround({ area, homes, places }: AreaOfYear, random: Generator): void {
    const land = Math.max(homes.parts.length, landArea(area));
    const work = workplaces(random, area, this.#employed);
    let before = 0;
    for (const [i, { share }] of homes.parts.entries()) {
      const { deso, regso } = places[i]!;
      const upTo = i === homes.parts.length - 1 ? 1 : before + share;
      const part = (total: number): number => Math.floor(total * upTo) - Math.floor(total * before);
      const code = deso.toString();
      const held = this.#grounds.get(code) ?? { regso, land: 0, work: 0 };
      this.#grounds.set(code, { regso, land: held.land + part(land), work: held.work + part(work) });
      before = upTo;
    }
  }

  #writeGrounds(): void {
    const file = this.#file('omrade');
    for (const [deso, { regso, land, work }] of [...this.#grounds].sort(([a], [b]) => (a < b ? -1 : 1))) {
      file.text(deso);
      file.bytes(regso);
      file.integer(this.#year);
      file.text((Math.max(1, land) / 100).toFixed(2).replace('.', ','));
      file.integer(work);
      file.endRow();
    }
  }

  #writePerson(
    population: Population,
    p: number,
    h: number,
    profile: Profile,
    random: Generator,
    addedRandom: Generator,
    deso: Buffer,
    regso: Buffer,
  ): void {
    const { persons, households } = population;
    const home = this.#home;
    const person = this.#person;
    const added = this.#added;
    const file = this.#file('person');
    const age = persons.age[p]!;
    drawPerson(person, random, profile, population, p, home);
    drawAdded(added, addedRandom, profile, age, person, home);
    if (person.status === EMPLOYED) this.#employed += 1;
    const unplaced = random.uniform() < PERSON_WITHOUT_AREA;
    const noIncome = random.uniform() < (persons.stay[p] === 0 ? 0.5 : 0.0025);
    const place = (to: RowFile): void => {
      if (unplaced) {
        to.empty();
        to.empty();
      } else {
        to.bytes(deso);
        to.bytes(regso);
      }
    };
    file.integer(persons.id[p]!);
    file.integer(this.#year);
    place(file);
    file.integer(persons.sex[p]!);
    file.integer(age);
    file.integer(persons.origin[p]!);
    orEmpty(file, persons.stay[p]!, NEVER);
    file.integer(persons.wholeYear[p]!);
    file.integer(households.id[h]!);
    file.integer(persons.role[p]!);
    orEmpty(file, age < 16 ? 0 : persons.education[p]!, 0);
    orEmpty(file, person.status, -1);
    orEmpty(file, person.unemployedMonths, -1);
    orEmpty(file, age < 18 ? -1 : home.assistance, -1);
    if (noIncome) file.empty();
    else file.tenths(home.income);
    orEmpty(file, person.uvas, -1);
    if (person.ill === -1) file.empty();
    else file.tenths(person.ill);
    orEmpty(file, person.suspected, -1);
    file.integer(persons.moved[p]!);
    if (noIncome || Number.isNaN(added.income)) file.empty();
    else file.tenths(added.income);
    if (added.assistance === -1) file.empty();
    else file.tenths(added.assistance);
    orEmpty(file, added.compensation, -1);
    orEmpty(file, added.occasions, -1);
    file.endRow();
    if (age === PUPIL_AGE) {
      const marks = this.#marks;
      const pupils = this.#file('elever');
      drawMarks(marks, random, profile, population, p, home.poor);
      pupils.integer(persons.id[p]!);
      pupils.integer(this.#year);
      place(pupils);
      pupils.integer(persons.sex[p]!);
      pupils.tenths(marks.merit);
      pupils.integer(marks.eligible);
      pupils.integer(marks.passedAll);
      pupils.integer(preparatory(addedRandom, marks.eligible, marks.passedAll));
      pupils.endRow();
    }
    const roll = this.#files.get('rostande');
    if (roll === undefined) return;
    const vote = this.#vote;
    drawVote(vote, random, profile, population, p, home.poor);
    if (!vote.onRoll) return;
    roll.file.integer(persons.id[p]!);
    roll.file.integer(this.#year);
    place(roll.file);
    roll.file.integer(vote.citizen ? 1 : 0);
    orEmpty(roll.file, vote.national, -1);
    roll.file.integer(vote.region);
    roll.file.integer(vote.municipality);
    roll.file.endRow();
  }

  #writeCrimes(
    area: AreaOfYear,
    profile: Profile,
    persons: number,
    random: Generator,
    crimeKey: (serial: number) => number,
  ): void {
    const file = this.#file('brott');
    const count = poisson(random, persons * profile.crimes);
    for (let crime = 0; crime < count; crime += 1) {
      file.integer(crimeKey(crime));
      file.integer(this.#year);
      const { deso, regso } = area.places[area.homes.draw(random)]!;
      if (random.uniform() < CRIME_WITHOUT_AREA) {
        file.empty();
        file.empty();
      } else {
        file.bytes(deso);
        file.bytes(regso);
      }
      const draw = random.uniform();
      file.text(CRIMES[CRIME_SHARES.findIndex((limit) => draw < limit)]!, 'latin1');
      file.integer(1 + random.integer(12));
      file.endRow();
    }
  }

  /** Writes what is known of the areas only when all are done, and closes. */
  close(): { readonly name: string; readonly rows: number; readonly bytes: number; readonly sha256: string }[] {
    this.#writeGrounds();
    return [...this.#files.values()].map(({ name, file }) => ({ name, rows: file.rows, ...file.close() }));
  }

  abandon(): void {
    for (const { file } of this.#files.values()) file.abandon();
  }
}

function orEmpty(file: RowFile, value: number, missing: number): void {
  if (value === missing) file.empty();
  else file.integer(value);
}
