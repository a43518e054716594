/*
 * Every shipped indicator once more in SQL, written from the official definitions and not from the files of the
 * catalogue; for SQLite and DuckDB alike. Tables are named as their registers, those of earlier years end with how many
 * years back (`person_1`). A NULL numerator leaves the record out of the denominator.
 */

/** A sum or count over the records of a table. */
export interface SqlSum {
  readonly from: SqlTable;
  readonly sum: string;
}
/** `per` x `y` / `n`; `y` itself where there is no `per`. */
export interface SqlQuotient {
  readonly kind: 'quotient';
  readonly n: SqlSum;
  readonly y: SqlSum;
  readonly per: number | null;
}
/** One quantile (type 7) of a variable of persons, or the first of two over the second. */
export interface SqlQuantiles {
  readonly kind: 'quantiles';
  readonly value: string;
  readonly where: string;
  readonly p: readonly number[];
}
/** A share of persons, directly standardised to the nation by sex and age in tens of years. */
export interface SqlStandardised {
  readonly kind: 'standardised';
  readonly where: string;
  readonly numerator: string;
}
export type SqlIndicator = SqlQuotient | SqlQuantiles | SqlStandardised;

/** The registers, and what is joined of them (SQL_VIEWS). */
export type SqlTable =
  | 'person'
  | 'hushall'
  | 'rostande'
  | 'elever'
  | 'brott'
  | 'omrade'
  | 'homes'
  | 'children'
  | 'voters'
  | 'earners'
  | 'pupils';

/** How many earlier years of which registers are asked for. */
export const SQL_YEARS_BACK: Readonly<Record<string, number>> = { person: 3, elever: 2 };

/**
 * Households with their dwelling and their members counted; children with both; voters with their age; persons with their
 * incomes of the three years before; pupils of three years.
 */
export const SQL_VIEWS: Readonly<Partial<Record<SqlTable, string>>> = {
  homes: `select h.RegSO as RegSO, h.AntalPersoner as AntalPersoner, r.AntalRum as AntalRum, r.Boarea as Boarea,
      r.Upplatelseform as Upplatelseform, r.Hustyp as Hustyp, coalesce(m.mates, 0) as mates, coalesce(m.young, 0) as young
    from hushall h left join lagenhet r on r.LagenhetLopNr = h.LagenhetLopNr
    left join (select HushallLopNr, count(*) filter (where StallningHushall = '2') as mates,
        count(*) filter (where Alder < 12) as young
      from person where HushallLopNr is not null group by HushallLopNr) m on m.HushallLopNr = h.HushallLopNr`,
  children: `select p.RegSO as RegSO, h.AntalPersoner as AntalPersoner, r.AntalRum as AntalRum
    from person p join hushall h on h.HushallLopNr = p.HushallLopNr
    left join lagenhet r on r.LagenhetLopNr = h.LagenhetLopNr where p.Alder < 20`,
  voters: `select r.RegSO as RegSO, r.RostadeKommun as RostadeKommun, p.Alder as Alder
    from rostande r join person p on p.LopNr = r.LopNr`,
  earners: `select p.RegSO as RegSO, p.RegistreradHelaAret as RegistreradHelaAret, p.DispInkKE04 as income0,
      e1.DispInkKE04 as income1, e2.DispInkKE04 as income2, e3.DispInkKE04 as income3
    from person p left join person_1 e1 on e1.LopNr = p.LopNr left join person_2 e2 on e2.LopNr = p.LopNr
    left join person_3 e3 on e3.LopNr = p.LopNr`,
  pupils: ['elever', 'elever_1', 'elever_2']
    .map((table) => `select RegSO, Meritvarde, BehorigYrkes from ${table}`)
    .join(' union all '),
};

const ADULTS = 'Alder between 20 and 64';
const ALL_YEAR = "RegistreradHelaAret = '1'";
const ROOMS_KNOWN = 'AntalRum is not null and AntalPersoner is not null';
const NEWLY = `${ADULTS} and UtlSvBakg = '11' and VistelseTid`;
const everyone = '1 = 1';

/** The middle income of those registered all year, whose 60 per cent is the line of a low economic standard. */
export const MIDDLE_INCOME: SqlQuantiles = { kind: 'quantiles', value: 'DispInkKE04', where: ALL_YEAR, p: [0.5] };

const count = (where: string): string => `count(*) filter (where ${where})`;
const total = (value: string, where: string): string =>
  `coalesce(sum(cast(${value} as double)) filter (where ${where}), 0)`;

const share = (from: SqlTable, where: string, numerator: string, per = 100): SqlQuotient => ({
  kind: 'quotient',
  n: { from, sum: count(`(${where}) and (${numerator}) is not null`) },
  y: { from, sum: count(`(${where}) and (${numerator})`) },
  per,
});
const mean = (from: SqlTable, where: string, value: string): SqlQuotient => ({
  kind: 'quotient',
  n: { from, sum: count(`(${where}) and ${value} is not null`) },
  y: { from, sum: total(value, where) },
  per: 1,
});
/** One sum over another of the same records, where both are known. */
const ratio = (from: SqlTable, where: string, top: string, bottom: string, per: number): SqlQuotient => {
  const known = `(${where}) and ${top} is not null and ${bottom} is not null`;
  return { kind: 'quotient', n: { from, sum: total(bottom, known) }, y: { from, sum: total(top, known) }, per };
};
const events = (where: string): SqlQuotient => ({
  kind: 'quotient',
  n: { from: 'person', sum: count(everyone) },
  y: { from: 'brott', sum: count(where) },
  per: 1000,
});

/** 60 per cent of a middle income, as double precision gives it. */
const lineAt = (median: number | undefined): string =>
  `(cast(0.6 as double) * cast(${String(median ?? Number.NaN)} as double))`;

/** By id. `medians`: the national median income of the year itself and of the three before, latest first. */
export function sqlIndicators(medians: readonly number[]): Readonly<Record<string, SqlIndicator>> {
  const isLow = `DispInkKE04 < ${lineAt(medians[0])}`;
  const earlier = (operator: string): string =>
    [1, 2, 3]
      .map((back) => `case when income${String(back)} ${operator} ${lineAt(medians[back])} then 1 else 0 end`)
      .join(' + ');
  return {
    'economic-assistance': share('person', 'Alder >= 18', 'EkBistManader > 0'),
    'economic-assistance-18-24': share('person', 'Alder > 17 and Alder < 25', 'EkBistManader > 0'),
    'long-term-economic-assistance': share('person', 'Alder > 17', 'EkBistManader > 9'),
    'income-support-share': ratio('person', 'Alder > 17', 'SocBidrPersF04', 'DispInk04', 100),
    'sei-assistance-or-unemployed': share(
      'person',
      ADULTS,
      'coalesce(EkBistManader, 0) >= 10 or coalesce(ALosManader, 0) > 6',
    ),
    'crowding-norm-2': share('homes', ROOMS_KNOWN, 'AntalPersoner > 1 and AntalPersoner / 2.0 > AntalRum - 1'),
    'crowding-norm-3': share('homes', ROOMS_KNOWN, 'AntalPersoner - (mates - mates % 2) / 2 > AntalRum - 1'),
    'crowding-boverket': share(
      'homes',
      'AntalPersoner is not null and coalesce(AntalRum, Boarea) is not null',
      `case when AntalPersoner = 1 then 1 = 0 when AntalRum is null then Boarea * 1.0 / AntalPersoner < 20
       else AntalPersoner - young - (mates - mates % 2) / 2 + (young + young % 2) / 2 > AntalRum - 1 end`,
    ),
    'crowded-children-norm-2': share(
      'children',
      ROOMS_KNOWN,
      'AntalPersoner > 1 and AntalPersoner > 2 * (AntalRum - 1)',
    ),
    'living-space': ratio('homes', everyone, 'Boarea', 'AntalPersoner', 1),
    'turnout-national': share('rostande', "RostrattRiksdag = '1'", "RostadeRiksdag = '1'"),
    'turnout-regional': share('rostande', everyone, "RostadeRegion = '1'"),
    'turnout-municipal': share('rostande', everyone, "RostadeKommun = '1'"),
    'turnout-municipal-18-29': share('voters', 'Alder > 17 and Alder < 30', "RostadeKommun = '1'"),
    'eligible-vocational': share('elever', everyone, "BehorigYrkes = '1'"),
    'eligible-vocational-3-years': share('pupils', everyone, "BehorigYrkes = '1'"),
    'eligible-preparatory': share('elever', everyone, "BehorigHogskole = '1'"),
    'passed-all': share('elever', everyone, "GodkandAlla = '1'"),
    'merit-points': mean('elever', everyone, 'Meritvarde'),
    'merit-points-3-years': mean('pupils', everyone, 'Meritvarde'),
    'employment-rate-20-64': share('person', ADULTS, "BAS = '1'"),
    'employment-newly-arrived': share('person', `${NEWLY} < 5`, "BAS = '1'"),
    'employment-born-abroad-5-9-years': share('person', `${NEWLY} in (5, 6, 7, 8, 9)`, "BAS = '1'"),
    'employment-rate-standardised': {
      kind: 'standardised',
      where: 'Alder between 20 and 64',
      numerator: "BAS = '1'",
    },
    'unemployment-rate-20-64': share('person', `${ADULTS} and BAS in ('1', '2')`, "BAS = '2'"),
    'unemployed-over-6-months': share('person', ADULTS, 'ALosManader >= 7'),
    'unemployed-whole-year': share('person', ADULTS, 'ALosManader = 12'),
    'uvas-16-24': share('person', 'Alder > 15 and Alder < 25', "UVAS = '1'"),
    'uvas-16-29': share('person', 'Alder > 15 and Alder < 30', "UVAS = '1'"),
    'low-economic-standard': share('person', ALL_YEAR, isLow),
    'low-economic-standard-children': share('person', `${ALL_YEAR} and Alder < 20`, isLow),
    // Two known lows are enough, two known others settle it the other way; else nothing is known.
    'persistently-low-economic-standard': share(
      'earners',
      ALL_YEAR,
      `income0 < ${lineAt(medians[0])} and
       (case when ${earlier('<')} >= 2 then 1 = 1 when ${earlier('>=')} >= 2 then 1 = 0 end)`,
    ),
    'median-income': MIDDLE_INCOME,
    'income-p90-p10': { ...MIDDLE_INCOME, p: [0.9, 0.1] },
    'pre-upper-secondary': share('person', ADULTS, "coalesce(Sun2020Niva_old, '1') in ('1', '2')"),
    'post-secondary': share('person', 'Alder between 25 and 64', "coalesce(Sun2020Niva_old, '1') > '4'"),
    'ill-health-days': mean('person', 'Alder between 16 and 64', 'Ohalsodagar'),
    'ill-health-over-90-days': share('person', 'Alder between 16 and 64', 'Ohalsodagar > 90'),
    'sickness-compensation': share('person', 'Alder > 18 and Alder < 65', 'SjukErsManader > 0'),
    'sickness-compensation-standardised': {
      kind: 'standardised',
      where: 'Alder between 19 and 64',
      numerator: 'SjukErsManader > 0',
    },
    'sports-club-7-25': share('person', 'Alder > 6 and Alder < 26', 'LokTillfallen > 0'),
    'sports-club-regular-13-20': share('person', 'Alder > 12 and Alder < 21', 'LokTillfallen > 39'),
    'sports-club-occasions': mean('person', 'Alder > 6 and Alder < 26', 'LokTillfallen'),
    'reported-crimes': events(everyone),
    'reported-violence': events("Brottstyp = 'Våld'"),
    'reported-drug-crimes': events("Brottstyp = 'Narkotika'"),
    'reported-theft': events("Brottstyp = 'Stöld'"),
    'reported-damage': events("Brottstyp = 'Skadegörelse'"),
    'reported-fraud': events("Brottstyp = 'Bedrägeri'"),
    'reported-other-crimes': events("Brottstyp = 'Övrigt'"),
    'suspected-15-20': share('person', 'Alder in (15, 16, 17, 18, 19, 20)', "Misstankt = '1'", 1000),
    population: { ...events(everyone), y: { from: 'person', sum: count(everyone) }, per: null },
    'population-density': {
      kind: 'quotient',
      n: { from: 'omrade', sum: total('Landareal', everyone) },
      y: { from: 'person', sum: count(everyone) },
      per: 1,
    },
    'day-night-population': {
      kind: 'quotient',
      n: { from: 'person', sum: count("BAS = '1' and Alder between 15 and 74") },
      y: { from: 'omrade', sum: total('DagbefSyss', everyone) },
      per: 100,
    },
    'dependency-ratio': {
      kind: 'quotient',
      n: { from: 'person', sum: count(ADULTS) },
      y: { from: 'person', sum: count(`not (${ADULTS})`) },
      per: 100,
    },
    'mean-age': mean('person', everyone, 'Alder'),
    'share-0-5': share('person', everyone, 'Alder < 6'),
    'share-6-15': share('person', everyone, 'Alder > 5 and Alder < 16'),
    'share-16-24': share('person', everyone, 'Alder > 15 and Alder < 25'),
    'share-0-19': share('person', everyone, 'Alder < 20'),
    'share-20-64': share('person', everyone, ADULTS),
    'share-65-plus': share('person', everyone, 'Alder > 64'),
    'share-80-plus': share('person', everyone, 'Alder > 79'),
    'born-abroad': share('person', everyone, "UtlSvBakg = '11'"),
    'foreign-background': share('person', everyone, "UtlSvBakg < '20'"),
    'born-abroad-under-5-years': share('person', everyone, "UtlSvBakg = '11' and VistelseTid <= 4"),
    'born-abroad-5-9-years': share('person', everyone, "UtlSvBakg = '11' and VistelseTid between 5 and 9"),
    'born-abroad-10-years': share('person', everyone, "UtlSvBakg = '11' and VistelseTid > 9"),
    'rented-dwellings': share('homes', everyone, "Upplatelseform = '1'"),
    'tenant-owned-dwellings': share('homes', everyone, "Upplatelseform = '2'"),
    'owned-dwellings': share('homes', everyone, "Upplatelseform = '3'"),
    'multi-dwelling-buildings': share('homes', everyone, "Hustyp = '2'"),
    'lone-parents': share('hushall', everyone, "HushTyp = '3'"),
    'single-person-households': share('hushall', everyone, "HushTyp = '1'"),
    'couples-with-children': share('hushall', everyone, "HushTyp = '4'"),
    'large-households': share('hushall', everyone, 'AntalPersoner > 5'),
    'household-size': mean('hushall', everyone, 'AntalPersoner'),
    'moved-in': share('person', everyone, "Flyttat = '1'"),
  };
}

/** The value of a quotient from its sums, null where there is nothing to divide by. */
export const quotientOf = (per: number | null, n: number, y: number): number | null =>
  per === null ? y : n === 0 ? null : (per * y) / n;

/** Persons and cases (`n`, `r`) by area, sex and age in tens of years (`k`), the youngest with the twenties. */
export const strataSql = ({ where, numerator }: SqlStandardised): string =>
  `select RegSO, 10 * Kon + case when Alder < 20 then 2 else (Alder - Alder % 10) / 10 end as k,
     count(*) as n, ${count(numerator)} as r
   from person where (${where}) and (${numerator}) is not null and Kon is not null group by 1, 2`;

/**
 * From a table of `strataSql`: area, persons, cases and the standardised share, over the strata that the area has. `where`:
 * which records have an area; all of them are in the nation that is the standard.
 */
export const standardisedSql = (strata: string, group: string, where = everyone): string =>
  `with w as (select k, sum(n) as w from ${strata} group by k),
     a as (select ${group} as area, k, sum(n) as n, sum(r) as r from ${strata} where ${where} group by 1, 2)
   select area, sum(n) as n, sum(r) as numerator, 100.0 * sum(cast(w as double) * r / n) / sum(w) as value
   from a join w using (k) group by area`;
