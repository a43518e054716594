/** Registered category codes, as in docs/registers.md. */
export const BORN_ABROAD = 11;
export const PARENTS_ABROAD = 12;
export const ONE_PARENT_ABROAD = 21;
export const SWEDISH = 22;
export const ROLE = { single: 1, partner: 2, child: 3, other: 4 } as const;
export const HOUSEHOLD = { single: 1, couple: 2, loneParent: 3, coupleChildren: 4, other: 5 } as const;
/** Years since immigration of one who did not immigrate. */
export const NEVER = 255;

/** What a person keeps from year to year. `standing` is a place 0..255 in work and school, low is weak. */
export interface PersonColumns {
  readonly id: Uint32Array;
  readonly age: Uint8Array;
  readonly sex: Uint8Array;
  readonly origin: Uint8Array;
  readonly stay: Uint8Array;
  readonly role: Uint8Array;
  /** 1-7, 0 unknown. */
  readonly education: Uint8Array;
  readonly standing: Uint8Array;
  /** 1 when registered here already 1 January. */
  readonly wholeYear: Uint8Array;
  /** 1 when moved into the area during the year. */
  readonly moved: Uint8Array;
}

/** What a household keeps; its persons stand together, in the households' order. `hardship` is a place 0..255, low is poor. */
export interface HouseholdColumns {
  readonly id: Uint32Array;
  /** 0 when the dwelling is not known. */
  readonly dwelling: Uint32Array;
  readonly size: Uint8Array;
  /** Number of the part of its area (synth/divisions/homes.ts). */
  readonly part: Uint8Array;
  readonly building: Uint8Array;
  /** 0 when not known. */
  readonly rooms: Uint8Array;
  /** Tenths of a square metre. */
  readonly surface: Uint16Array;
  readonly tenure: Uint8Array;
  readonly hardship: Uint8Array;
  /** Where a household that has left goes; unused otherwise. */
  readonly destination: Uint16Array;
}

const personColumns = (n: number): PersonColumns => ({
  id: new Uint32Array(n),
  age: new Uint8Array(n),
  sex: new Uint8Array(n),
  origin: new Uint8Array(n),
  stay: new Uint8Array(n),
  role: new Uint8Array(n),
  education: new Uint8Array(n),
  standing: new Uint8Array(n),
  wholeYear: new Uint8Array(n),
  moved: new Uint8Array(n),
});

const householdColumns = (n: number): HouseholdColumns => ({
  id: new Uint32Array(n),
  dwelling: new Uint32Array(n),
  size: new Uint8Array(n),
  part: new Uint8Array(n),
  building: new Uint8Array(n),
  rooms: new Uint8Array(n),
  surface: new Uint16Array(n),
  tenure: new Uint8Array(n),
  hardship: new Uint8Array(n),
  destination: new Uint16Array(n),
});

type Columns = PersonColumns | HouseholdColumns;

function copy<C extends Columns>(from: C, to: C, start: number, count: number, at: number): void {
  for (const key of Object.keys(from) as (keyof C)[]) {
    const source = from[key] as Uint8Array;
    const target = to[key] as Uint8Array;
    if (count === 1) target[at] = source[start]!;
    else target.set(source.subarray(start, start + count), at);
  }
}

/** Households and their persons, appended one after the other, in typed columns: 19 bytes a household, 13 a person. */
export class Population {
  persons: PersonColumns;
  households: HouseholdColumns;
  personCount = 0;
  householdCount = 0;

  constructor(room = 64) {
    this.persons = personColumns(room);
    this.households = householdColumns(room);
  }

  clear(): void {
    this.personCount = 0;
    this.householdCount = 0;
  }

  /** Makes a new last household without persons and gives its place. */
  addHousehold(): number {
    const at = this.householdCount;
    if (at === this.households.id.length) {
      const larger = householdColumns(at * 2);
      copy(this.households, larger, 0, at, 0);
      this.households = larger;
    }
    this.householdCount += 1;
    this.households.size[at] = 0;
    this.households.destination[at] = 0;
    return at;
  }

  /** Makes a new person in the last household and gives its place. */
  addPerson(): number {
    const at = this.personCount;
    if (at === this.persons.id.length) {
      const larger = personColumns(at * 2);
      copy(this.persons, larger, 0, at, 0);
      this.persons = larger;
    }
    this.personCount += 1;
    this.households.size[this.householdCount - 1]! += 1;
    return at;
  }

  /** Copies household `h` of another population without its persons. */
  copyHousehold(from: Population, h: number): number {
    const at = this.addHousehold();
    copy(from.households, this.households, h, 1, at);
    this.households.size[at] = 0;
    return at;
  }

  copyPerson(from: Population, p: number): number {
    const at = this.addPerson();
    copy(from.persons, this.persons, p, 1, at);
    return at;
  }

  /** A copy that holds no more room than it needs. */
  trimmed(): Population {
    const result = new Population(1);
    result.persons = personColumns(Math.max(1, this.personCount));
    result.households = householdColumns(Math.max(1, this.householdCount));
    copy(this.persons, result.persons, 0, this.personCount, 0);
    copy(this.households, result.households, 0, this.householdCount, 0);
    result.personCount = this.personCount;
    result.householdCount = this.householdCount;
    return result;
  }
}

/** The type of a household by its members' parts in it. */
export function householdType(population: Population, first: number, size: number): number {
  let partners = 0;
  let children = 0;
  let others = 0;
  for (let p = first; p < first + size; p += 1) {
    const role = population.persons.role[p];
    if (role === ROLE.partner) partners += 1;
    else if (role === ROLE.child) children += 1;
    else if (role === ROLE.other) others += 1;
  }
  if (others > 0 || partners > 2) return HOUSEHOLD.other;
  if (partners === 2) return children > 0 ? HOUSEHOLD.coupleChildren : HOUSEHOLD.couple;
  return children > 0 ? HOUSEHOLD.loneParent : HOUSEHOLD.single;
}
