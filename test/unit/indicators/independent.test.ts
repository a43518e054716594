import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { frameOfCodes } from '../../../electron/engine/areas/frame.ts';
import { computeYear, type YearResult } from '../../../electron/engine/indicators/pass/year.ts';
import { shippedDefinitions } from '../../../electron/engine/indicators/shipped.ts';
import { silent } from '../../../electron/engine/jobs/progress.ts';
import { type Column, MISSING_INTEGER } from '../../../electron/engine/store/columns.ts';
import type { Level } from '../../../shared/domain/areas/level.ts';
import { madeUpRegisters } from '../../support/madeUpRegisters.ts';
import { memoryColumns } from '../../support/memoryColumns.ts';

/*
 * Every shipped indicator once more, in SQL over the same made-up registers, written from the official definitions and
 * not from the files of the catalogue. A NULL numerator leaves the record out of the denominator.
 */

const YEAR = 2022;
const PERSONS = 12_000;
const made = madeUpRegisters(PERSONS, 41, 20260);
/** The same people and pupils some years earlier; in SQL their tables end with the year. */
const EARLIER = [2021, 2020, 2019];
const earlier = EARLIER.flatMap((year) =>
  madeUpRegisters(PERSONS, 41, year, year).registers.filter(({ register }) => ['person', 'elever'].includes(register)),
);
const database = new Database(':memory:');

const cellOf = (column: Column, row: number): string | number | null => {
  if ('dictionary' in column) return column.dictionary[column.values[row] as number] || null;
  const value = column.values[row] as number;
  return Number.isNaN(value) || (column.type === 'integer' && value === MISSING_INTEGER) ? null : value;
};

/** population, numerator (1, 0 or NULL) as SQL. */
type Share = readonly [from: string, where: string, numerator: string];

const ADULTS = 'Alder between 20 and 64';
const HOME = `(select h.*, r.AntalRum, r.Boarea, r.Upplatelseform, r.Hustyp,
    (select count(*) / 2 from person p where p.HushallLopNr = h.HushallLopNr and p.StallningHushall = '2') as couples,
    (select count(*) from person p where p.HushallLopNr = h.HushallLopNr and p.Alder < 12) as young
  from hushall h left join lagenhet r on r.LagenhetLopNr = h.LagenhetLopNr)`;
const ROOMS_KNOWN = 'AntalRum is not null and AntalPersoner is not null';
const medianOf = (
  person: string,
): string => `(select avg(x) from (select DispInkKE04 as x, row_number() over (order by DispInkKE04) as i,
    count(*) over () as m from ${person} where RegistreradHelaAret = '1' and DispInkKE04 is not null)
  where i in ((m + 1) / 2, (m + 2) / 2))`;

const MEDIAN = medianOf('person');
const wasLow = (year: number): string =>
  `(select e.DispInkKE04 < 0.6 * ${medianOf(`person_${String(year)}`)} from person_${String(year)} e where e.LopNr = person.LopNr)`;
/** Two known lows are enough, two known others settle it the other way; else nothing is known. */
const LOW_TWICE = `(select case when sum(low) >= 2 then 1 when sum(not low) >= 2 then 0 end from
  (${EARLIER.map((year) => `select ${wasLow(year)} as low`).join(' union all ')}))`;
const NEWLY = `${ADULTS} and UtlSvBakg = '11' and VistelseTid`;
const THREE_YEARS = '(select * from elever union all select * from elever_2021 union all select * from elever_2020)';

const SHARES: Readonly<Record<string, Share>> = {
  'economic-assistance': ['person', 'Alder >= 18', 'EkBistManader > 0'],
  'long-term-economic-assistance': ['person', 'Alder > 17', 'EkBistManader > 9'],
  'sei-assistance-or-unemployed': [
    'person',
    ADULTS,
    'coalesce(EkBistManader, 0) >= 10 or coalesce(ALosManader, 0) > 6',
  ],
  'crowding-norm-2': [HOME, ROOMS_KNOWN, 'AntalPersoner > 1 and AntalPersoner / 2.0 > AntalRum - 1'],
  'crowding-norm-3': [HOME, ROOMS_KNOWN, 'AntalPersoner - couples > AntalRum - 1'],
  'crowding-boverket': [
    HOME,
    'AntalPersoner is not null and coalesce(AntalRum, Boarea) is not null',
    `case when AntalPersoner = 1 then 0 when AntalRum is null then Boarea / AntalPersoner < 20
       else AntalPersoner - young - couples + (young + 1) / 2 > AntalRum - 1 end`,
  ],
  'crowded-children-norm-2': [
    `(select p.RegSO, p.Alder, h.AntalPersoner, h.AntalRum from person p join ${HOME} h using (HushallLopNr))`,
    `Alder < 20 and ${ROOMS_KNOWN}`,
    'AntalPersoner > 1 and AntalPersoner > 2 * (AntalRum - 1)',
  ],
  'turnout-national': ['rostande', "RostrattRiksdag = '1'", "RostadeRiksdag = '1'"],
  'turnout-regional': ['rostande', '1', "RostadeRegion = '1'"],
  'turnout-municipal': ['rostande', '1', "RostadeKommun = '1'"],
  'eligible-vocational': ['elever', '1', "BehorigYrkes = '1'"],
  'passed-all': ['elever', '1', "GodkandAlla = '1'"],
  'employment-rate-20-64': ['person', ADULTS, "BAS = '1'"],
  'unemployment-rate-20-64': ['person', `${ADULTS} and BAS in ('1', '2')`, "BAS = '2'"],
  'uvas-16-24': ['person', 'Alder > 15 and Alder < 25', "UVAS = '1'"],
  'uvas-16-29': ['person', 'Alder > 15 and Alder < 30', "UVAS = '1'"],
  'unemployed-over-6-months': ['person', ADULTS, 'ALosManader >= 7'],
  'low-economic-standard': ['person', "RegistreradHelaAret = '1'", `DispInkKE04 < ${MEDIAN} * 0.6`],
  'pre-upper-secondary': ['person', ADULTS, "coalesce(Sun2020Niva_old, '1') in ('1', '2')"],
  'post-secondary': ['person', 'Alder between 25 and 64', "coalesce(Sun2020Niva_old, '1') > '4'"],
  'share-0-19': ['person', '1', 'Alder < 20'],
  'share-65-plus': ['person', '1', 'Alder > 64'],
  'born-abroad': ['person', '1', "UtlSvBakg = '11'"],
  'foreign-background': ['person', '1', "UtlSvBakg < '20'"],
  'born-abroad-under-5-years': ['person', '1', "UtlSvBakg = '11' and VistelseTid <= 4"],
  'rented-dwellings': [HOME, '1', "Upplatelseform = '1'"],
  'lone-parents': ['hushall', '1', "HushTyp = '3'"],
  'single-person-households': ['hushall', '1', "HushTyp = '1'"],
  'moved-in': ['person', '1', "Flyttat = '1'"],
  'persistently-low-economic-standard': [
    'person',
    "RegistreradHelaAret = '1'",
    `(DispInkKE04 < 0.6 * ${MEDIAN}) and ${LOW_TWICE}`,
  ],
  'low-economic-standard-children': [
    'person',
    "RegistreradHelaAret = '1' and Alder < 20",
    `DispInkKE04 < ${MEDIAN} * 0.6`,
  ],
  'economic-assistance-18-24': ['person', 'Alder > 17 and Alder < 25', 'EkBistManader > 0'],
  'employment-newly-arrived': ['person', `${NEWLY} < 5`, "BAS = '1'"],
  'employment-born-abroad-5-9-years': ['person', `${NEWLY} in (5, 6, 7, 8, 9)`, "BAS = '1'"],
  'unemployed-whole-year': ['person', ADULTS, 'ALosManader = 12'],
  'eligible-preparatory': ['elever', '1', "BehorigHogskole = '1'"],
  'eligible-vocational-3-years': [THREE_YEARS, '1', "BehorigYrkes = '1'"],
  'turnout-municipal-18-29': [
    '(select r.RegSO, r.RostadeKommun, p.Alder from rostande r join person p using (LopNr))',
    'Alder > 17 and Alder < 30',
    "RostadeKommun = '1'",
  ],
  'sports-club-7-25': ['person', 'Alder > 6 and Alder < 26', 'LokTillfallen > 0'],
  'sports-club-regular-13-20': ['person', 'Alder > 12 and Alder < 21', 'LokTillfallen > 39'],
  'sickness-compensation': ['person', 'Alder > 18 and Alder < 65', 'SjukErsManader > 0'],
  'ill-health-over-90-days': ['person', 'Alder between 16 and 64', 'Ohalsodagar > 90'],
  'share-0-5': ['person', '1', 'Alder < 6'],
  'share-6-15': ['person', '1', 'Alder > 5 and Alder < 16'],
  'share-16-24': ['person', '1', 'Alder > 15 and Alder < 25'],
  'share-20-64': ['person', '1', ADULTS],
  'share-80-plus': ['person', '1', 'Alder > 79'],
  'born-abroad-5-9-years': ['person', '1', "UtlSvBakg = '11' and VistelseTid between 5 and 9"],
  'born-abroad-10-years': ['person', '1', "UtlSvBakg = '11' and VistelseTid > 9"],
  'tenant-owned-dwellings': [HOME, '1', "Upplatelseform = '2'"],
  'owned-dwellings': [HOME, '1', "Upplatelseform = '3'"],
  'multi-dwelling-buildings': [HOME, '1', "Hustyp = '2'"],
  'couples-with-children': ['hushall', '1', "HushTyp = '4'"],
  'large-households': ['hushall', '1', 'AntalPersoner > 5'],
};

/** Mean of a variable over the population. */
const MEANS: Readonly<Record<string, readonly [from: string, where: string, value: string]>> = {
  'merit-points': ['elever', '1', 'Meritvarde'],
  'ill-health-days': ['person', 'Alder between 16 and 64', 'Ohalsodagar'],
  'mean-age': ['person', '1', 'Alder'],
  'household-size': ['hushall', '1', 'AntalPersoner'],
  'merit-points-3-years': [THREE_YEARS, '1', 'Meritvarde'],
  'sports-club-occasions': ['person', 'Alder > 6 and Alder < 26', 'LokTillfallen'],
};

const GROUPS: readonly (readonly [Level, string])[] = [
  ['regso', 'RegSO'],
  ['municipality', "case when RegSO <> '9999R001' then substr(RegSO, 1, 4) end"],
  ['county', "case when RegSO <> '9999R001' then substr(RegSO, 1, 2) end"],
  ['nation', "'R'"],
];

interface Answer {
  readonly area: string;
  readonly n: number;
  readonly numerator: number | null;
  readonly value: number | null;
}

function answersOf(id: string, group: string): readonly Answer[] {
  const select = (sql: string): Answer[] => database.prepare<[], Answer>(sql).all();
  const share = SHARES[id];
  if (share !== undefined) {
    const [from, where, numerator] = share;
    return select(`select area, count(y) as n, sum(y) as numerator, 100.0 * sum(y) / count(y) as value from
      (select ${group} as area, (${numerator}) as y from ${from} where ${where}) where y is not null group by area`);
  }
  const mean = MEANS[id];
  if (mean !== undefined) {
    const [from, where, value] = mean;
    return select(`select ${group} as area, count(${value}) as n, sum(${value}) as numerator,
      sum(${value}) * 1.0 / count(${value}) as value from ${from} where ${where} and ${value} is not null group by area`);
  }
  const rate = (kinds: string): Answer[] =>
    select(`select area, n, coalesce(events, 0) as numerator, 1000.0 * coalesce(events, 0) / n as value from
      (select ${group} as area, count(*) as n from person group by 1) left join
      (select ${group} as area, count(*) as events from brott where ${kinds} group by 1) using (area)`);
  switch (id) {
    case 'reported-crimes':
      return rate('1');
    case 'reported-violence':
      return rate("Brottstyp = 'Våld'");
    case 'reported-drug-crimes':
      return rate("Brottstyp = 'Narkotika'");
    case 'reported-theft':
      return rate("Brottstyp = 'Stöld'");
    case 'reported-damage':
      return rate("Brottstyp = 'Skadegörelse'");
    case 'reported-fraud':
      return rate("Brottstyp = 'Bedrägeri'");
    case 'reported-other-crimes':
      return rate("Brottstyp = 'Övrigt'");
    case 'income-support-share':
      return select(`select ${group} as area, sum(DispInk04) as n, sum(SocBidrPersF04) as numerator,
        100.0 * sum(SocBidrPersF04) / sum(DispInk04) as value from person
        where Alder > 17 and SocBidrPersF04 is not null and DispInk04 is not null group by 1`);
    case 'living-space':
      return select(`select ${group} as area, sum(AntalPersoner) as n, sum(Boarea) as numerator,
        sum(Boarea) / sum(AntalPersoner) as value from ${HOME}
        where AntalPersoner is not null and Boarea is not null group by 1`);
    case 'population-density':
    case 'day-night-population': {
      const isDensity = id === 'population-density';
      const [held, counted] = isDensity ? ['Landareal', '1'] : ['DagbefSyss', "BAS = '1' and Alder between 15 and 74"];
      const [top, under] = isDensity ? ['persons', 'held'] : ['100.0 * held', 'persons'];
      return select(`select area, ${under} as n, ${isDensity ? 'persons' : 'held'} as numerator,
        1.0 * ${top} / nullif(${under}, 0) as value from
        (select area, coalesce(sum(held), 0) as held, coalesce(sum(persons), 0) as persons from
          (select ${group} as area, ${held} as held, 0 as persons from omrade union all
           select ${group} as area, 0 as held, coalesce(${counted}, 0) as persons from person) group by area)`);
    }
    case 'employment-rate-standardised':
      return standardised(group, '20', "BAS = '1'", 'BAS is not null');
    case 'sickness-compensation-standardised':
      return standardised(group, '19', 'SjukErsManader > 0', 'SjukErsManader is not null');
    case 'income-p90-p10':
      return select(`with d as (select ${group} as area, DispInkKE04 as x from person
          where RegistreradHelaAret = '1' and DispInkKE04 is not null),
        o as (select area, x, row_number() over (partition by area order by x) - 1 as i,
          count(*) over (partition by area) as m from d),
        q as (select area, max(m) as m,
          sum(case when i = cast(0.9 * (m - 1) as integer) then x * (1 - (0.9 * (m - 1) - i))
                   when i = cast(0.9 * (m - 1) as integer) + 1 then x * (0.9 * (m - 1) - i + 1) else 0 end) as high,
          sum(case when i = cast(0.1 * (m - 1) as integer) then x * (1 - (0.1 * (m - 1) - i))
                   when i = cast(0.1 * (m - 1) as integer) + 1 then x * (0.1 * (m - 1) - i + 1) else 0 end) as low
          from o group by area)
        select area, m as n, null as numerator, high / low as value from q`);
    case 'suspected-15-20':
      return select(`select ${group} as area, count(*) as n, sum(Misstankt = '1') as numerator,
        1000.0 * sum(Misstankt = '1') / count(*) as value from person
        where Alder in (15, 16, 17, 18, 19, 20) and Misstankt is not null group by 1`);
    case 'population':
      return select(
        `select ${group} as area, count(*) as n, count(*) as numerator, count(*) as value from person group by 1`,
      );
    case 'dependency-ratio':
      return select(`select ${group} as area, sum(${ADULTS}) as n, sum(not ${ADULTS}) as numerator,
        100.0 * sum(not ${ADULTS}) / sum(${ADULTS}) as value from person group by 1`);
    case 'median-income':
      return select(`select area, m as n, null as numerator, avg(x) as value from
        (select area, x, row_number() over (partition by area order by x) as i, count(*) over (partition by area) as m from
          (select ${group} as area, DispInkKE04 as x from person where RegistreradHelaAret = '1' and DispInkKE04 is not null))
        where i in ((m + 1) / 2, (m + 2) / 2) group by area`);
    default:
      throw new Error(`no independent definition of ${id}`);
  }
}

/** Directly standardised to the nation by sex and five age groups, over the groups in which the area has people. */
const standardised = (group: string, from: string, counted: string, known: string): readonly Answer[] =>
  database
    .prepare<[], Answer>(
      `with d as (select ${group} as area, Kon || max(2, cast(Alder / 10 as integer)) as k, (${counted}) as y from person
          where Alder between ${from} and 64 and ${known} and Kon is not null),
        w as (select k, count(*) as w from d group by k),
        a as (select area, k, count(*) as n, sum(y) as r from d group by area, k)
      select area, sum(n) as n, sum(r) as numerator, 100.0 * sum(w * 1.0 * r / n) / sum(w) as value
      from a join w using (k) group by area`,
    )
    .all();

let result: YearResult;
const areas = frameOfCodes(made.regso, [], 'Riket');

beforeAll(() => {
  for (const { register, columns, rows, year } of [...made.registers, ...earlier]) {
    const names = [...columns.keys()];
    const table = year === YEAR ? register : `${register}_${String(year)}`;
    database.exec(`create table ${table} (${names.join(', ')})`);
    const insert = database.prepare(`insert into ${table} values (${names.map(() => '?').join(', ')})`);
    const held = [...columns.values()];
    database.transaction(() => {
      for (let row = 0; row < rows; row += 1) insert.run(held.map((column) => cellOf(column, row)));
    })();
    const key = names[0] ?? '';
    database.exec(`create index ${table}_key on ${table} (${key})`);
  }
  database.exec('create index person_household on person (HushallLopNr)');
  const levels = GROUPS.map(([level]) => level);
  result = computeYear(
    memoryColumns([...made.registers, ...earlier], 1000),
    YEAR,
    areas,
    shippedDefinitions(),
    levels,
    silent,
  );
});

afterAll(() => {
  database.close();
});

/** Equal to 1e-12, relative to what is above 1. */
const isClose = (mine: number | undefined, other: number): boolean =>
  Object.is(mine, other) || Math.abs((mine ?? Number.NaN) - other) <= 1e-12 * Math.max(1, Math.abs(other));

describe('every shipped indicator, computed again in SQL', () => {
  it.each(shippedDefinitions().map(({ definition }) => definition.id))('%s', (id) => {
    const differing = GROUPS.flatMap(([level, group]) => {
      const answers = new Map(answersOf(id, group).map((answer) => [answer.area, answer]));
      const values = result.values.get(id)?.get(level);
      return areas.areas[level].flatMap(({ code }, i) => {
        const answer = answers.get(code) ?? { area: code, n: 0, numerator: null, value: null };
        const same =
          isClose(values?.value[i], answer.value ?? (id === 'population' ? 0 : Number.NaN)) &&
          isClose(values?.n[i], answer.n) &&
          (answer.numerator === null || isClose(values?.numerator[i], answer.numerator));
        return same ? [] : [`${level} ${code}`];
      });
    });
    expect(differing).toEqual([]);
  });

  it('had areas without people, people without an area, and codes that no key knows', () => {
    const population = result.values.get('population')?.get('regso')?.value;
    expect([...(population ?? [])].filter((persons) => persons === 0)).toHaveLength(1);
    const person = result.coverage.find(({ register }) => register === 'person');
    expect(person?.records).toBe(PERSONS);
    expect(person?.withoutArea).toBeGreaterThan(50);
    expect(person?.unknownArea).toBeGreaterThan(20);
  });
});
